/** Texts of the pages about topics. */
export const topics = {
  title: 'Tema',
  heading: 'Tema',
  description:
    'Finn spørsmål, svar og artikler etter tema: psykisk helse, søvn, studier, sex, økonomi og mer.',
  lead: 'Hva tenker du på? Velg et tema, og les hva andre har spurt om.',
  count: (articles: number) => (articles === 1 ? '1 artikkel' : `${articles} artikler`),
  descriptionOf: (topic: string) =>
    `Spørsmål og svar fra fagfolk, og tekster fra studenter, om temaet ${topic}.`,
  subtopics: 'Undertema',
  siblings: (parent: string) => `Mer under ${parent}`,
  empty: 'Ingen svar publisert her ennå',
  emptyText: 'Lurer du på noe om dette? Spør helt anonymt, så svarer en fagperson deg.',
  nearestIn: (topic: string) => `Les mer under ${topic}`,
  otherTopics: 'Her finner du svar så lenge',
  ask: 'Still et spørsmål',
  askHeading: 'Fant du ikke svaret?',
  askText: 'Spør om akkurat det du lurer på. Det er gratis og anonymt, og fagfolk svarer.',
  articles: 'Dette har andre spurt og skrevet om',
}
