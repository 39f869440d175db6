import { longDay, longHour, longTime } from '../../lib/oslo.ts'
import { history } from './history.ts'
import { writing } from './writing.ts'

type Overtaken = {
  who: Parameters<typeof history.who>[0]
  action: string
  at: string
  now: string
  isHour: boolean
}
type Decided = { name: string | undefined; action: string; at: string }

/** Why something is refused, by the key that a `DomainError` carries. */
export const refusals = {
  // Whatever it is about.
  notFound: 'Vi finner ikke det du leter etter.',
  changedByOther: 'Dette er endret av en annen. Åpne det på nytt for å se hva som er gjort.',
  topicChanged: 'Temaet er endret av en annen. Åpne det på nytt for å se hva som er gjort.',
  helpLineChanged: 'Hjelpelinjen er endret av en annen. Åpne den på nytt for å se hva som er gjort.',
  foreignForm:
    'Vi kunne ikke se at skjemaet kom fra vår egen side, og da lagrer vi ingenting. Du har ikke gjort noe galt: Noen nettlesere skjuler hvor et skjema kommer fra. Åpne siden hos oss på nytt, og send derfra. Hjelper ikke det, kan du prøve en annen nettleser.',
  unsentFormBroken:
    'Det som lå forseglet på siden, lar seg ikke åpne lenger. Gå tilbake i nettleseren til skjemaet, og send det derfra.',
  // A question.
  questionTooLarge:
    'Teksten din er så lang at vi ikke kunne ta den imot. Gå tilbake i nettleseren og gjør den kortere, det viktigste først: Det er plass til 4000 tegn. Er feltet tomt når du kommer tilbake, må du dessverre lime inn eller skrive på nytt. Du kan fortelle mer når du har fått svar.',
  assigneeMissing: 'Velg en svarer fra listen.',
  overtaken: ({ who, action, at, now, isHour }: Overtaken) => {
    const day = longDay(at)
    const time = (isHour ? longHour : longTime)(at).replace(day === longDay(now) ? `${day} ` : '', '')
    return `${history.who(who)} ${history.did(action)} ${time}, mens du hadde siden åpen. Det du gjorde nå, er derfor ikke lagret.`
  },
  notYoursAnyLonger: 'Du har ikke dette spørsmålet lenger. Ta det på nytt for å svare.',
  questionTextsDeleted: 'Teksten i dette spørsmålet er slettet.',
  questionChanged:
    'Spørsmålet har endret seg siden du åpnet det. Last siden på nytt for å se hva som er gjort.',
  questionChangedAtOnce:
    'Noen andre endret spørsmålet samtidig. Last siden på nytt for å se hva som er gjort.',
  questionMoved: 'Spørsmålet har endret seg siden du åpnet det.',
  urgentNeedsAnswer:
    'En hastesak kan ikke avsluttes uten svar. Følg den opp, eller ta bort hastemerket først.',
  answererOfOtherProfession: 'Spørsmålet ber om en annen fagbakgrunn enn den svareren har.',
  answererConflicted: 'Svareren kan ikke få akkurat dette spørsmålet. Velg en annen.',
  answersNoLonger: 'Den du valgte, svarer ikke på spørsmål lenger. Velg en annen.',
  questionTaken: 'Spørsmålet er allerede tatt.',
  otherProfession: 'Spørsmålet krever en annen fagbakgrunn.',
  answerInReview:
    'Svaret ditt er til kvalitetssikring. Ta det tilbake først, så kan du gi fra deg spørsmålet.',
  noConsent: 'Innsenderen har ikke sagt ja til publisering. Svaret må være privat.',
  questionAlreadyWithdrawn: 'Spørsmålet er allerede trukket tilbake.',
  questionNotYours: 'Spørsmålet er ikke ditt.',
  // A text.
  draftTextsDeleted: 'Teksten i dette utkastet er slettet.',
  textChangedSinceRead: 'Teksten er endret siden du leste den. Les den nye utgaven først.',
  questionWithdrawn: 'Spørsmålet er trukket tilbake. Svaret kan derfor ikke sendes videre eller publiseres.',
  answerDelivered: 'Svaret er sendt til innsenderen og kan ikke endres.',
  questionGivenBack:
    'Spørsmålet er gitt tilbake. Den som tar det neste gang, overtar utkastet og kan sende det videre.',
  textChangedAtOnce: 'Noen andre endret teksten samtidig. Last siden på nytt for å se hva som er gjort.',
  authorStillWrites: 'Den som skrev teksten, kan fortsatt gjøre den ferdig.',
  textIncomplete: 'Noe mangler før teksten kan sendes til kvalitetssikring.',
  privateAnswerNotPublished: 'Et privat svar kan ikke publiseres.',
  publicAnswerNotDelivered: 'Dette svaret skal publiseres, ikke sendes privat.',
  articleNotPublished: 'Artikkelen er ikke publisert.',
  ownTextNotReviewed: 'Du har skrevet i denne teksten. En annen må kvalitetssikre den.',
  healthNeedsHealthReviewer: 'En tekst om helse må kvalitetssikres av helsepersonell.',
  textInReview: 'Teksten er til kvalitetssikring. Ta den tilbake før du endrer den.',
  revisionNotApproved: 'Denne utgaven av teksten er ikke godkjent.',
  textMovedOn: 'Teksten har endret status siden du åpnet den. Last siden på nytt for å se hva som er gjort.',
  detailsUnresolved:
    'Noe i teksten kan avsløre hvem som spurte, og ingen har tatt stilling til det. Åpne teksten og gå gjennom det først.',
  ownWordsUnexplained:
    'Teksten står nesten ord for ord slik innsenderen skrev den. Åpne den, og skriv den om eller skriv hvorfor det må stå.',
  decidedFirst: ({ name, action, at }: Decided) =>
    `${name ?? writing.colleague} ${didAsReviewer(action)} ${longTime(at)}, mens du hadde siden åpen. Det du gjorde nå, er derfor ikke lagret.`,
  // An urgent case.
  yesOrNo: 'Velg ja eller nei.',
  urgentCaseClosed: 'Hastesaken er allerede avsluttet.',
  acknowledgedAlready: 'Du har allerede bekreftet. Nå må en til bekrefte.',
  acknowledgedByTwo: 'To andre har allerede bekreftet hastesaken.',
  checkDecidedByOther:
    'En annen har tatt stilling til det samme punktet. Last siden på nytt for å se hva som er avgjort.',
  urgentCaseUnfinished:
    'Hastemerket kan først tas bort når to har bekreftet og alle punktene i sjekklisten er avgjort.',
  remarkTextsDeleted:
    'Teksten i dette spørsmålet er slettet, og da kan ikke merknaden lagres. Lagre avgjørelsen uten merknad.',
  mayHaveNoDuty: 'Den du valgte, kan ikke ha vakt lenger. Velg en annen.',
  // An account.
  secondFactorAlready: 'Totrinnsbekreftelse er allerede satt opp.',
  ownSecondFactor: 'Du kan ikke nullstille din egen totrinnsbekreftelse. Be en annen administrator.',
  ownRoles: 'Du kan ikke endre dine egne roller. Be en annen administrator om det.',
  accountChanged: 'Kontoen er endret av en annen. Åpne den på nytt for å se hva som er gjort.',
  lastAdministrator: 'Dette er den siste administratoren. Gi rollen til en annen først.',
  linkUsed: 'Lenken er allerede brukt.',
}

function didAsReviewer(action: string): string {
  return new Map(Object.entries(writing.events)).get(action) ?? ''
}
