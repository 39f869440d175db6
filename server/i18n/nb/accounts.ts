/** Texts for signing in and for my own account. */
export const accounts = {
  signIn: {
    title: 'Logg inn',
    lead: 'For deg som arbeider i redaksjonen.',
    email: 'E-post',
    password: 'Passord',
    submit: 'Logg inn',
    forgotten: 'Glemt passordet?',
    notStaff: 'Er du student og vil spørre om noe? Du trenger ikke logge inn.',
    ask: 'Still et spørsmål',
  },
  errors: {
    emailMissing: 'Skriv e-postadressen din.',
    emailWrong: 'Skriv en gyldig e-postadresse, for eksempel navn@samskipnad.no.',
    passwordMissing: 'Skriv passordet.',
    passwordShort: 'Passordet må ha minst 12 tegn. En setning du husker, er både lang og god.',
    passwordLong: 'Passordet kan ha høyst 200 tegn.',
    passwordCommon: 'Dette passordet er blant de første andre ville prøvd. Velg noe bare du kan komme på.',
    wrongSignIn: 'E-posten eller passordet stemmer ikke.',
    tooSoon: (seconds: number) =>
      seconds === 1
        ? 'Det er prøvd flere ganger på kort tid. Vent ett sekund, og prøv igjen.'
        : `Det er prøvd flere ganger på kort tid. Vent ${seconds} sekunder, og prøv igjen.`,
  },
}
