/** Texts of the lists of what is read most. */
export const stats = {
  title: 'Mest lest',
  heading: 'Mest lest',
  description: 'Det andre studenter leser mest: de siste 30 dagene, i år og i tidligere år.',
  lead: 'Du er ikke den eneste som lurer. Dette leser andre studenter mest.',
  days: 'Siste 30 dager',
  thisYear: (year: number) => `Så langt i ${year}`,
  years: 'Tidligere år',
  empty: 'Ingen lesertall ennå.',
  yearTitle: (year: number) => `Mest lest i ${year}`,
  yearDescription: (year: number) =>
    `De ti mest leste artiklene på Studenter spør i ${year}, og hvor mange ganger de er lest.`,
  totals: (articles: number, studentArticles: number) =>
    `Ved utgangen av året var det publisert ${articles} artikler. ${studentArticles} av dem var studentartikler.`,
  soFar: 'Året er ikke over, så listen endrer seg.',
  source: 'Kilde',
  methodLabel: 'Slik er det telt',
  aboutHeading: 'Om tallene',
  ownSource: 'Studenter spør, egne tall',
  method:
    'Et treff er at en person åpner en artikkel. Roboter, forhåndslasting og våre egne ansatte telles ikke, og åpner du samme artikkel igjen innen en halv time, teller det bare én gang. Vi lagrer aldri hvem som leser.',
  download: 'Last ned listen som CSV',
  back: 'Mest lest nå',
}
