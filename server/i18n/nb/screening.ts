/** What a text may tell about its writer. */
export const screening = {
  kinds: {
    national_id: 'fødselsnummer eller D-nummer',
    phone: 'telefonnummer',
    email: 'e-postadresse',
    address: 'gateadresse',
    postcode: 'postnummer',
    account_number: 'kontonummer',
    student_number: 'student- eller kandidatnummer',
    handle: 'brukernavn i sosiale medier',
    link: 'lenke',
    person: 'navn på en person',
    place: 'lite sted',
    combination: 'alder, studium og sted sammen',
    reference: 'nummer på en sak, et kort eller en bil',
    birth_date: 'fødselsdato',
    room: 'rom eller bolig',
    workplace: 'arbeidsplass eller avdeling',
    left_out: 'sto i det innsenderen sendte, men er tatt bort fra spørsmålet som publiseres',
    circumstance: 'noe bare få kan si om seg selv',
  },
  /** «Alder + studium + sted: …» */
  combination: (parts: Part[], institution: { name: string; students: number } | null) => {
    const told = parts.map((part) => combined[part]).join(' + ')
    const few = `${told.slice(0, 1).toUpperCase()}${told.slice(1)}: Hver for seg passer det på mange. Sammen passer det kanskje bare på noen få personer.`
    if (institution === null) return few
    return `${few} ${institution.name} har om lag ${numbers.format(institution.students)} studenter i alt, på mange studier og i mange aldre.`
  },
}

type Part = keyof typeof combined
const combined = {
  age: 'alder',
  study: 'studium',
  place: 'sted',
  origin: 'hvor du kommer fra',
  trait: 'noe som er særlig for deg',
  role: 'verv eller fritid',
}
const numbers = new Intl.NumberFormat('nb')
