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
}
