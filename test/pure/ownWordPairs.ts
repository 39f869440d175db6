/** What an asker wrote, what somebody made of it for everyone, and whether that is still her own text. */
export type Pair = { about: string; asked: string; shown: string; isCopy: boolean }

/** The limits of `articles/ownWords.ts` were chosen on these. */
export const tunedOn: Pair[] = [
  {
    about: 'one letter is changed',
    asked:
      'Jeg har vært sammen med kjæresten min i to år, men nå kjenner jeg ingenting når vi er sammen. Er det normalt, eller bør jeg gjøre det slutt?',
    shown:
      'Jeg har vært sammen med kjæresten min i to år, men nå kjenner jeg ingenting når vi er samman. Er det normalt, eller bør jeg gjøre det slutt?',
    isCopy: true,
  },
  {
    about: 'it is greeted',
    asked: 'Hvor lenge kan jeg være syk før jeg mister plassen min på studiet?',
    shown: 'Hei! Hvor lenge kan jeg være syk før jeg mister plassen min på studiet?',
    isCopy: true,
  },
  {
    about: 'it is shouted',
    asked: 'Jeg stryker på alt, og jeg tør ikke fortelle det til foreldrene mine. Hva skal jeg gjøre?',
    shown: 'JEG STRYKER PÅ ALT, OG JEG TØR IKKE FORTELLE DET TIL FORELDRENE MINE. HVA SKAL JEG GJØRE???',
    isCopy: true,
  },
  {
    about: 'only the name is taken out',
    asked:
      'Jeg heter Marte og går andre året. Samboeren min drikker hver helg og blir sint når jeg sier noe. Jeg går på tå hev og sover dårlig. Hvordan tar jeg det opp med ham?',
    shown:
      'Jeg går andre året. Samboeren min drikker hver helg og blir sint når jeg sier noe. Jeg går på tå hev og sover dårlig. Hvordan tar jeg det opp med ham?',
    isCopy: true,
  },
  {
    about: 'the sentences change places',
    asked:
      'Jeg har fått p-stav og blør hele tiden. Det er snart tre måneder siden. Går det over av seg selv, eller må jeg ta den ut igjen?',
    shown:
      'Går det over av seg selv, eller må jeg ta den ut igjen? Det er snart tre måneder siden. Jeg har fått p-stav og blør hele tiden.',
    isCopy: true,
  },
  {
    about: 'two slips are corrected',
    asked:
      'Jeg er redd for å snakke i grupper å holder meg borte fra seminarene. Jeg får hjærtebank og blir rød, og etterpå skammer jeg meg i flere dager. Finnes det hjelp?',
    shown:
      'Jeg er redd for å snakke i grupper og holder meg borte fra seminarene. Jeg får hjertebank og blir rød, og etterpå skammer jeg meg i flere dager. Finnes det hjelp?',
    isCopy: true,
  },
  {
    about: 'an asker in nynorsk gets her commas moved',
    asked:
      'Eg har flytta til ein ny by for å studere og kjenner ingen her. Alle andre har allereie vener og eg veit ikkje korleis eg skal kome inn i ein gjeng.',
    shown:
      'Eg har flytta til ein ny by, for å studere, og kjenner ingen her! Alle andre har allereie vener; og eg veit ikkje korleis eg skal kome inn i ein gjeng …',
    isCopy: true,
  },
  {
    about: 'a short question with one letter changed',
    asked: 'Er det farlig å onanere ofte?',
    shown: 'Er det farlig å onanera ofte?',
    isCopy: true,
  },
  {
    about: 'it is told in other words',
    asked:
      'Jeg har vært sammen med kjæresten min i to år, men nå kjenner jeg ingenting når vi er sammen. Er det normalt, eller bør jeg gjøre det slutt?',
    shown:
      'Etter et par år i et forhold er følelsene mine borte. Går det over, eller er det på tide å gå fra hverandre?',
    isCopy: false,
  },
  {
    about: 'it is cut to its core',
    asked:
      'Jeg heter Marte og går andre året. Samboeren min drikker hver helg og blir sint når jeg sier noe. Jeg går på tå hev og sover dårlig. Hvordan tar jeg det opp med ham?',
    shown: 'Samboeren min drikker hver helg. Hvordan tar jeg det opp med ham?',
    isCopy: false,
  },
  {
    about: 'the voice is kept and the sentences are new',
    asked:
      'Jeg er redd for å snakke i grupper å holder meg borte fra seminarene. Jeg får hjærtebank og blir rød, og etterpå skammer jeg meg i flere dager. Finnes det hjelp?',
    shown:
      'Å si noe høyt på seminar gjør meg livredd, så jeg lar være å møte opp. Hjertet hamrer, jeg rødmer, og skammen sitter i lenge etterpå. Hva kan hjelpe?',
    isCopy: false,
  },
  {
    about: 'a short question is asked in another way',
    asked: 'Er det farlig å onanere ofte?',
    shown: 'Kan det skade kroppen å onanere hver dag?',
    isCopy: false,
  },
  {
    about: 'the last question is kept, the story is not',
    asked:
      'Jeg tok eksamen i statistikk for tredje gang på mandag og strøk igjen. Foreleseren sa foran alle at jeg burde finne på noe annet. Nå får jeg vondt i magen bare jeg går forbi bygget. Har jeg krav på et fjerde forsøk?',
    shown:
      'Jeg har strøket tre ganger i samme fag og fått en sårende kommentar av en underviser. Har jeg krav på et fjerde forsøk?',
    isCopy: false,
  },
  {
    about: 'two of five sentences stand as they were',
    asked:
      'Jeg flyttet hit fra Senja i august. Faren min ringer hver kveld og vil vite hvem jeg er sammen med. Han truer med å slutte å betale husleia. Jeg elsker ham, men jeg får ikke puste. Hvordan setter jeg grenser?',
    shown:
      'En i familien følger med på alt jeg gjør, og bruker penger som pressmiddel. Jeg elsker ham, men jeg får ikke puste. Hvordan setter jeg grenser?',
    isCopy: false,
  },
  {
    about: 'an asker in English is told in English',
    asked:
      'I am an exchange student and I feel lonely all the time. Norwegians are polite but nobody invites me. I cry before I sleep and I count the days until I go home.',
    shown:
      'I came to Norway on exchange. People are friendly, but I am never asked along, and most evenings end in tears. How do I find friends?',
    isCopy: false,
  },
  {
    about: 'a short question becomes a longer one',
    asked: 'Hvordan får jeg venner?',
    shown: 'Jeg er ny på studiet og synes det er vanskelig å bli kjent med folk. Hvordan får jeg venner her?',
    isCopy: false,
  },
]

/** These were kept back, and only counted when the limits stood. */
export const keptBack: Pair[] = [
  {
    about: 'every sentence ends in another way',
    asked:
      'Jeg har begynt å telle kalorier og veier meg hver morgen. Hvis tallet går opp, spiser jeg nesten ikke den dagen. Venninnene mine sier at jeg er blitt så flink. Er dette farlig?',
    shown:
      'Jeg har begynt å telle kalorier og veier meg hver morgen! Hvis tallet går opp, spiser jeg nesten ikke den dagen … Venninnene mine sier at jeg er blitt så flink – er dette farlig',
    isCopy: true,
  },
  {
    about: 'it is introduced',
    asked: 'Kan jeg få avslag på lån hvis jeg bytter studium midt i året? Jeg har ikke råd til å vente.',
    shown:
      'En student spør oss: Kan jeg få avslag på lån hvis jeg bytter studium midt i året? Jeg har ikke råd til å vente.',
    isCopy: true,
  },
  {
    about: 'one word in each sentence is another',
    asked:
      'Bestevenninnen min svarer ikke lenger når jeg skriver til henne. Vi har bodd sammen i ett år, og jeg aner ikke hva jeg har gjort galt. Skal jeg spørre henne rett ut, eller la henne være i fred?',
    shown:
      'Bestevenninnen min svarer aldri lenger når jeg skriver til henne. Vi har bodd sammen i ett år, og jeg vet ikke hva jeg har gjort galt. Skal jeg spørre henne rett ut, eller la henne være alene?',
    isCopy: true,
  },
  {
    about: 'the first sentence is left out',
    asked:
      'Hei og takk for at dere finnes. Jeg er tjueen og har aldri vært sammen med noen. Alle rundt meg snakker om sex hele tiden, og jeg later som om jeg er med. Er det noe feil med meg siden jeg ikke har lyst?',
    shown:
      'Jeg er tjueen og har aldri vært sammen med noen. Alle rundt meg snakker om sex hele tiden, og jeg later som om jeg er med. Er det noe feil med meg siden jeg ikke har lyst?',
    isCopy: true,
  },
  {
    about: 'the numbers are others',
    asked:
      'Jeg er 23 år og har 140 000 i forbruksgjeld etter at jeg spilte på nett. Ingen vet det. Lånekassen betaler ikke nok, og 15. desember kommer neste regning. Hvem kan jeg snakke med?',
    shown:
      'Jeg er 24 år og har 100 000 i forbruksgjeld etter at jeg spilte på nett. Ingen vet det. Lånekassen betaler ikke nok, og 1. januar kommer neste regning. Hvem kan jeg snakke med?',
    isCopy: true,
  },
  {
    about: 'it is written without a Norwegian keyboard',
    asked:
      'Jeg får så vondt når vi har sex at jeg må gråte etterpå. Bør jeg gå til lege, eller går det over?',
    shown:
      'Jeg faar saa vondt naar vi har sex at jeg maa graate etterpaa. Boer jeg gaa til lege, eller gaar det over?',
    isCopy: true,
  },
  {
    about: 'a short question is greeted',
    asked: 'Smitter kjønnsvorter av kyssing?',
    shown: 'Hei! Smitter kjønnsvorter av kyssing?',
    isCopy: true,
  },
  {
    about: 'an asker in English is copied',
    asked: 'My supervisor texts me late at night and comments on my body. I need the grade. Who can I tell?',
    shown: 'My supervisor texts me late at night, and comments on my body. I need the grade; who can I tell?',
    isCopy: true,
  },
  {
    about: 'the facts are there and the words are not',
    asked:
      'Jeg har begynt å telle kalorier og veier meg hver morgen. Hvis tallet går opp, spiser jeg nesten ikke den dagen. Venninnene mine sier at jeg er blitt så flink. Er dette farlig?',
    shown:
      'Vekta bestemmer hva jeg tillater meg å spise. Har jeg lagt på meg, spiser jeg nesten ingenting. Folk roser meg for det. Når blir det en spiseforstyrrelse?',
    isCopy: false,
  },
  {
    about: 'a retelling in the third person',
    asked:
      'Bestevenninnen min svarer ikke lenger når jeg skriver til henne. Vi har bodd sammen i ett år, og jeg aner ikke hva jeg har gjort galt. Skal jeg spørre henne rett ut, eller la henne være i fred?',
    shown:
      'En student opplever at en nær venn har trukket seg unna uten forklaring, og lurer på om det er best å ta det opp eller gi henne tid.',
    isCopy: false,
  },
  {
    about: 'what could tell who it is has gone, and that was much of it',
    asked:
      'Jeg spiller på håndballaget til NTNUI, og treneren vår, som også underviser meg i fysiologi, har begynt å sende meg bilder om kvelden. Det skjedde etter turen til Aarhus. Jeg svarer høflig fordi jeg er redd for å miste plassen på laget. Er dette trakassering?',
    shown:
      'En som har makt over meg, sender meg bilder jeg ikke har bedt om. Jeg svarer høflig fordi jeg er redd for hva som ellers skjer. Er dette trakassering?',
    isCopy: false,
  },
  {
    about: 'nynorsk becomes bokmål in new sentences',
    asked:
      'Eg klarar ikkje å stå opp om morgonen. Eg ligg til klokka tolv og kjenner meg som ein tapar. Mor mi seier eg er lat. Kan det vere depresjon?',
    shown:
      'Jeg blir liggende halve dagen og føler meg mislykket. Hjemme får jeg høre at jeg er lat. Kan det være noe annet, som en depresjon?',
    isCopy: false,
  },
  {
    about: 'the question is the same, as such questions are',
    asked:
      'Hei, jeg lurer på hvor mye jeg kan tjene ved siden av studiene uten å miste stipendet. Jeg jobber på Rema og får ekstravakter før jul, og samboeren min har også inntekt.',
    shown: 'Hvor mye kan jeg tjene ved siden av studiene uten at stipendet blir mindre?',
    isCopy: false,
  },
  {
    about: 'half the sentences are her own',
    asked:
      'Jeg tør ikke gå ut etter at det ble mørkt. I fjor ble jeg fulgt etter helt hjem fra Studentersamfundet av en mann i grønn jakke. Jeg har ikke sagt det til noen. Kroppen min er i alarm hele tiden. Hva hjelper mot sånt?',
    shown:
      'For en stund siden ble jeg fulgt etter på vei hjem. Siden har jeg holdt meg inne om kvelden. Kroppen min er i alarm hele tiden. Hva hjelper mot sånt?',
    isCopy: false,
  },
  {
    about: 'a short question in the same words as a longer one',
    asked: 'Hvor får jeg time hos psykolog?',
    shown:
      'Jeg har ventet lenge på hjelp og vet ikke hvor jeg skal begynne. Hvor får jeg time hos psykolog, og hva koster det for en student?',
    isCopy: false,
  },
  {
    about: 'short, and asked anew',
    asked: 'Kan man bli gravid av fingring?',
    shown: 'Kan sæd på fingrene gjøre meg gravid?',
    isCopy: false,
  },
]
