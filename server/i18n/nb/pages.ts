/** Titles and descriptions of the prose pages in `content/pages/`. */
export const pages = {
  om: {
    title: 'Om Studenter spør',
    description: 'Hva tjenesten er, hvem som svarer, og hva som skjer med spørsmålet ditt.',
  },
  personvern: {
    title: 'Personvern',
    description: 'Hva vi gjør for å passe på deg, og hva vi ikke kan beskytte deg mot.',
  },
  lagringstid: {
    title: 'Hvor lenge vi lagrer',
    description: 'Fristene for sletting, og hva som skjer når de er ute.',
  },
  datakart: {
    title: 'Datakart',
    description: 'Hvilke opplysninger som finnes, hvem som ser dem, og hvordan de er sikret.',
  },
  dpia: {
    title: 'Mal for vurdering av personvernkonsekvenser',
    description: 'En DPIA-mal for samskipnadene, fylt ut med det som følger av hvordan tjenesten er bygd.',
  },
  tilgjengelighet: {
    title: 'Tilgjengelighet',
    description: 'Hva vi har gjort for at alle skal kunne bruke nettstedet, og hvordan du sier fra.',
  },
}
