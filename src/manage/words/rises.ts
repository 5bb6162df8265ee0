import { bilingual, plural } from '../../pages/words/typeset.ts';

/** A new price from a day on: what was promised, what everybody will read, and until when one may come back on it. */
export const RISES = bilingual(
  {
    announceOf: (plan: string) => `${plan} : un nouveau prix`,
    lead: 'Le prix d’aujourd’hui reste sur la fiche jusqu’au jour que vous dites. Rien n’est annoncé avant que vous ayez relu.',
    from: 'À partir de quel jour ?',
    fromExpected: 'Dites un jour après aujourd’hui.',
    samePrice: 'C’est encore le prix d’aujourd’hui : écrivez le nouveau.',
    promised: 'Ce que vous avez promis',
    noPromise: 'Vous n’avez promis aucun délai avant un prix plus élevé. Prévenez le plus tôt possible.',
    promise: (days: number, earliest: string) =>
      `Vous avez promis de prévenir ${plural(days, 'un jour', `${days} jours`)} avant : un prix plus élevé peut venir au plus tôt le ${earliest}.`,
    look: 'Relire avant d’annoncer',
    reread: 'Relisez, puis annoncez',
    rereadLead: 'Voici ce que tout le monde lira. Rien n’est encore enregistré.',
    broken: (promised: number, given: number, until: string) =>
      `Vous avez promis ${plural(promised, 'un jour', `${promised} jours`)} de délai, et vous ${given === 0 ? 'n’en laissez aucun' : `en laissez ${given}`}. Vous pouvez l’annoncer ainsi ; votre fiche dira, pour toujours, que cette promesse n’est pas tenue, sauf si vous y renoncez au plus tard le ${until}.`,
    shown: 'Ce que tout le monde verra',
    noRise: 'Ce n’est pas un prix plus élevé : aucune promesse n’est en jeu.',
    backUntil: 'Jusqu’à quand on peut y renoncer',
    until: (day: string) =>
      `Jusqu’au ${day} : « Renoncer à ce prix à venir », dans les prix de ce service. Cela ne comptera pas, mais l’histoire de la fiche en garde la trace.`,
    untilNow: (day: string) =>
      `Jusqu’au ${day} : remettez l’ancien prix. Cela ne comptera pas, mais l’histoire de la fiche en garde la trace.`,
    untilFree: 'Tant que ce jour n’est pas venu : « Renoncer à ce prix à venir », dans les prix de ce service.',
    told: 'Qui le saura',
    toldReaders: 'Qui ouvre votre fiche, dès maintenant.',
    toldFollowers: 'Qui suit votre fiche par un fil ou un agenda, et les programmes d’autres sites.',
    toldMatch: 'Les associations qui cherchent : avant ce jour, le prix d’aujourd’hui compte, avec celui qui vient.',
    toldMatchNow: 'Les associations qui cherchent : le nouveau prix compte dès maintenant.',
    toldNobody: 'Vos usagers, non : ce catalogue ne les connaît pas et ne leur écrit pas. Prévenez-les vous-mêmes.',
    announce: 'Annoncer ce prix',
    correct: 'Corriger',
    stale: 'La fiche a changé entre-temps. Relisez : voici ce que donnerait l’annonce à présent.',
    meant: 'Ce prix vaut aujourd’hui. Que voulez-vous dire avec ce jour ?',
    meantHint: 'Un prix qui n’a pas encore commencé ne compte pas.',
    meanings: {
      new: 'Un nouveau prix à partir de ce jour : celui d’aujourd’hui reste jusque-là',
      correction: 'Une correction : ce prix ne vaut pas encore, et celui d’aujourd’hui était une erreur',
    },
    meantExpected: 'Dites si c’est un nouveau prix, ou une correction.',
    alreadyAnnounced: (price: string) =>
      `Un autre prix est déjà annoncé : ${price}. Ce que vous corrigez ici n’y change rien.`,
    outcomes: 'Vos promesses, tenues ou non',
    outcomesLead: 'Ce que votre fiche en dit à tout le monde.',
    mayTakeBack: (day: string) => `Vous pouvez y renoncer jusqu’au ${day}.`,
  },
  {
    announceOf: (plan) => `${plan}: a new price`,
    lead: 'The price of today stays on the entry until the day that you say. Nothing is announced before you have read it over.',
    from: 'From which day on?',
    fromExpected: 'Say a day after today.',
    samePrice: 'This is still the price of today: write the new one.',
    promised: 'What you promised',
    noPromise: 'You promised no notice before a higher price. Tell people as early as you can.',
    promise: (days, earliest) =>
      `You promised ${plural(days, 'one day', `${days} days`)} of notice: a higher price may come on ${earliest} at the earliest.`,
    look: 'Read it over before announcing',
    reread: 'Read it over, then announce it',
    rereadLead: 'This is what everybody will read. Nothing is saved yet.',
    broken: (promised, given, until) =>
      `You promised ${plural(promised, 'one day', `${promised} days`)} of notice, and you leave ${given === 0 ? 'none' : given}. You may announce it so; your entry will say, for ever, that this promise is broken, unless you give it up by ${until}.`,
    shown: 'What everybody will see',
    noRise: 'This is no higher price: no promise is at stake.',
    backUntil: 'Until when you may give it up',
    until: (day) =>
      `Until ${day}: “Give up this price to come”, among the prices of this service. It will not count, but the history of the entry keeps a trace of it.`,
    untilNow: (day) =>
      `Until ${day}: put the former price back. It will not count, but the history of the entry keeps a trace of it.`,
    untilFree: 'As long as that day has not come: “Give up this price to come”, among the prices of this service.',
    told: 'Who will know',
    toldReaders: 'Whoever opens your entry, from now on.',
    toldFollowers: 'Whoever follows your entry by a feed or a calendar, and the programs of other sites.',
    toldMatch: 'Organisations that search: before that day the price of today counts, with the one to come.',
    toldMatchNow: 'Organisations that search: the new price counts from now on.',
    toldNobody: 'Not your users: this catalogue does not know them and does not write to them. Tell them yourselves.',
    announce: 'Announce this price',
    correct: 'Correct it',
    stale: 'The entry has changed meanwhile. Read it over: this is what the announcement would be now.',
    meant: 'This price holds today. What do you mean by that day?',
    meantHint: 'A price that has not begun does not count.',
    meanings: {
      new: 'A new price from that day on: the one of today stays until then',
      correction: 'A correction: this price does not hold yet, and the one of today was a mistake',
    },
    meantExpected: 'Say whether it is a new price, or a correction.',
    alreadyAnnounced: (price) =>
      `Another price is announced already: ${price}. What you correct here does not change it.`,
    outcomes: 'Your promises, kept or broken',
    outcomesLead: 'What your entry tells everybody of them.',
    mayTakeBack: (day) => `You may give it up until ${day}.`,
  },
);
