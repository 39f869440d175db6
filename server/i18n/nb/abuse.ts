/** Texts of the page where a coordinator protects the service against a flood. */
export const abuse = {
  title: 'Vern mot misbruk',
  lead: 'Kommer det store mengder søppel, kan du gjøre det tyngre å sende inn. Ingen blir stengt ute: Spørsmål som ikke klarer kravet, blir lest etter de andre.',
  on: {
    heading: 'Ekstra vern er slått på',
    text: 'Nettleseren til den som spør, må arbeide noen sekunder lenger. Slå det av når det har roet seg.',
    button: 'Slå av ekstra vern',
  },
  off: {
    heading: 'Alt er som vanlig',
    text: 'Nettleseren gjør et lite regnestykke mens studenten skriver. Det merkes nesten ikke.',
    button: 'Slå på ekstra vern',
  },
  done: { endret: 'Endringen gjelder fra nå av.' },
  link: 'Vern mot misbruk',
}
