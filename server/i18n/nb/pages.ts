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
  tilgjengelighet: {
    title: 'Tilgjengelighet',
    description: 'Hva vi har gjort for at alle skal kunne bruke nettstedet, og hvordan du sier fra.',
  },
}
