/** Texts of the front page. */
export const home = {
  title: 'Spør anonymt, få svar fra fagfolk',
  description:
    'Gratis og anonym spørretjeneste for studenter. Leger, psykologer, rådgivere og andre studenter svarer.',
  heading: 'Hva er det du lurer på?',
  lead: 'Vet du ikke hvem du skal spørre? Spør oss. Du er anonym, det er gratis, og fagfolk som kjenner studentlivet, svarer deg.',
  ask: 'Still et spørsmål',
  read: 'Les hva andre har spurt om',
  notEmergency: 'Vi svarer ikke med en gang. Haster det?',
  helpNow: 'Få\u00a0hjelp\u00a0nå',
  howHeading: 'Slik fungerer det',
  how: [
    {
      heading: 'Du spør',
      text: 'Skriv med dine egne ord. Du trenger ikke logge inn, og vi spør ikke hvem du er.',
    },
    {
      heading: 'Du får en kode',
      text: 'Ta vare på kvitteringskoden. Med den finner du igjen spørsmålet ditt og svaret.',
    },
    {
      heading: 'En fagperson svarer',
      text: 'En lege, psykolog, rådgiver eller en annen som kan dette, svarer. Du bestemmer om andre får lese svaret.',
    },
  ],
  newest: 'Nye svar',
  newestAll: 'Alle artikler',
  mostRead: 'Dette leser andre',
  mostReadAll: 'Se hele listen',
  topics: 'Finn et tema',
  aloneHeading: 'Du er ikke den eneste',
  alone:
    'Eksamensangst, kjærlighetssorg, kropp, penger, ensomhet. Det du tenker på, har nesten alltid noen andre tenkt på før deg. Ingen spørsmål er for små eller for rare.',
}
