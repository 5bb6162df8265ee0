import { typeset } from './typeset.ts';

interface AnswerWords {
  title: string;
  fits: Record<'one' | 'together' | 'several', string>;
  nothing: string;
  nothingLead: string;
  toCheckLead: string;
  lostTitle: string;
  lostLead: string;
  states: Record<'fits' | 'to-check', string>;
  covers: string;
  toAsk: string;
  why: string;
  beware: string;
  questions: string;
  unknownWishes: string;
  near: string;
  price: string;
  priceOf: {
    year: (amount: string) => string;
    yearAbout: (amount: string) => string;
    atLeast: (amount: string) => string;
    /** Free to choose, from a floor where there is one. */
    advised: (amount: string, floor: string | false) => string;
    /** What one part costs, and what the other is for. */
    parts: (known: string, price: string, unknown: string) => string;
    /** Null: nothing to pay. */
    part: (amount: string | null) => string;
    partChosen: (atLeast: string | null) => string;
    free: string;
    unknown: string;
  };
  offers: (list: string) => string;
  twoContacts: (count: number) => string;
  ties: string;
  contact: string;
  phone: string;
  noContact: string;
  more: (name: string) => string;
  mail: string;
  mailOpen: string;
  mailPaste: string;
  mailText: (name: string) => string;
  almost: string;
  giveUp: string;
  help: string;
  helpFirst: string;
  policy: string;
  assumed: string;
  order: string;
  groups: string;
  all: string;
  few: string;
  compare: string;
  change: string;
  yours: string;
  restart: string;
  changeOf: (name: string) => string;
  looked: (considered: number, nothingKnown: number) => string;
  listNote: string;
}

const fr: AnswerWords = {
  title: 'Nos réponses',
  fits: {
    one: 'Un hébergeur convient',
    together: 'À plusieurs, ces hébergeurs conviennent',
    several: 'Plusieurs réponses conviennent',
  },
  nothing: 'Pas encore de réponse sûre',
  nothingLead:
    'D’après ce que nous savons, aucun hébergeur ne remplit tout ce que vous demandez. Voici comment avancer.',
  toCheckLead: 'Ceux-ci pourraient convenir, mais il manque des réponses. Écrivez-leur : le message est prêt.',
  lostTitle: 'Commencez par en parler',
  lostLead: 'Ces personnes aident les associations à savoir ce qu’il leur faut. Elles ne vendent rien.',
  states: { fits: 'Convient', 'to-check': 'À vérifier avec eux' },
  covers: 'Ce que cela couvre',
  toAsk: 'à demander',
  why: 'Pourquoi',
  beware: 'Attention',
  questions: 'Demandez-leur',
  unknownWishes: 'Compte pour vous, mais reste à demander',
  near: 'endroit où l’hébergeur est installé',
  price: 'Prix pour vous',
  priceOf: {
    year: (amount) => `${amount} par an`,
    yearAbout: (amount) => `${amount} par an, à confirmer`,
    atLeast: (amount) => `Au moins ${amount} par an`,
    advised: (amount, floor) =>
      floor
        ? `Prix libre, au moins ${floor} par an : ${amount} conseillés`
        : `Prix libre : vous choisissez (${amount} par an conseillés)`,
    parts: (known, price, unknown) => `${known} : ${price} ; ${unknown} : prix à demander`,
    part: (amount) => (amount ? `${amount} par an, à confirmer` : 'gratuit, à confirmer'),
    partChosen: (atLeast) => (atLeast ? `prix libre, au moins ${atLeast} par an` : 'prix libre'),
    free: 'Prix libre : vous choisissez',
    unknown: 'Prix à demander',
  },
  offers: (list) => `Il propose : ${list}.`,
  twoContacts: (count) => `${count} hébergeurs, donc ${count} contacts et ${count} règlements.`,
  ties: 'Liens déclarés',
  contact: 'Les joindre',
  phone: 'Téléphone :',
  noContact: 'Aucun moyen connu de les joindre.',
  more: (name) => `Fiche complète : ${name}`,
  mail: 'Un message prêt à envoyer',
  mailOpen: 'Ouvrir dans ma messagerie',
  mailPaste: 'Nous ne connaissons pas leur adresse mail. Copiez ce message, puis cherchez « Contact » sur leur site.',
  mailText: (name) => `Message pour ${name}`,
  almost: 'Presque',
  giveUp: 'Si vous renoncez à quelque chose',
  help: 'Qui peut vous aider',
  helpFirst: 'Ces personnes peuvent vous aider',
  policy: 'Ce que changent les règles de la fédération',
  assumed: 'Ce que nous avons supposé',
  order: 'Pourquoi dans cet ordre',
  groups: 'À plusieurs',
  all: 'Tout montrer',
  few: 'Ne montrer que l’essentiel',
  compare: 'Comparer et imprimer',
  change: 'Modifier',
  yours: 'Ce que vous cherchez',
  restart: 'Recommencer',
  changeOf: (name) => `Modifier : ${name}`,
  looked: (considered, nothingKnown) =>
    `${considered} hébergeurs regardés. Pour ${nothingKnown} d’entre eux, nous ne savons pas s’ils proposent ce que vous cherchez.`,
  listNote: 'Personne ne paie pour être ici.',
};

const en: AnswerWords = {
  title: 'Our answers',
  fits: {
    one: 'One host fits',
    together: 'Together, these hosts fit',
    several: 'Several answers fit',
  },
  nothing: 'No sure answer yet',
  nothingLead: 'As far as we know, no host meets everything you ask for. Here is how to go on.',
  toCheckLead: 'These could fit, but some answers are missing. Write to them: the message is ready.',
  lostTitle: 'Begin by talking about it',
  lostLead: 'These people help organisations find out what they need. They sell nothing.',
  states: { fits: 'Fits', 'to-check': 'To check with them' },
  covers: 'What it covers',
  toAsk: 'to ask',
  why: 'Why',
  beware: 'Beware',
  questions: 'Ask them',
  unknownWishes: 'Matters to you, but remains to be asked',
  near: 'where the host is based',
  price: 'Price for you',
  priceOf: {
    year: (amount) => `${amount} a year`,
    yearAbout: (amount) => `${amount} a year, to be confirmed`,
    atLeast: (amount) => `At least ${amount} a year`,
    advised: (amount, floor) =>
      floor
        ? `Pay what you want, at least ${floor} a year: ${amount} suggested`
        : `Pay what you want (${amount} a year suggested)`,
    parts: (known, price, unknown) => `${known}: ${price}; ${unknown}: ask the price`,
    part: (amount) => (amount ? `${amount} a year, to be confirmed` : 'free of charge, to be confirmed'),
    partChosen: (atLeast) => (atLeast ? `pay what you want, at least ${atLeast} a year` : 'pay what you want'),
    free: 'Pay what you want',
    unknown: 'Ask the price',
  },
  offers: (list) => `It offers: ${list}.`,
  twoContacts: (count) => `${count} hosts, so ${count} contacts and ${count} payments.`,
  ties: 'Declared ties',
  contact: 'Reach them',
  phone: 'Telephone:',
  noContact: 'No known way to reach them.',
  more: (name) => `Everything known of ${name}`,
  mail: 'A message ready to send',
  mailOpen: 'Open in my mail program',
  mailPaste: 'We do not know their mail address. Copy this message, then look for “Contact” on their site.',
  mailText: (name) => `Message for ${name}`,
  almost: 'Almost',
  giveUp: 'If you give something up',
  help: 'Who can help you',
  helpFirst: 'These people can help you',
  policy: 'What the rules of the federation change',
  assumed: 'What we assumed',
  order: 'Why in this order',
  groups: 'Several together',
  all: 'Show all',
  few: 'Show only the essential',
  compare: 'Compare and print',
  change: 'Change',
  yours: 'What you are looking for',
  restart: 'Start again',
  changeOf: (name) => `Change: ${name}`,
  looked: (considered, nothingKnown) =>
    `${considered} hosts looked at. Of ${nothingKnown} of them, we do not know whether they offer what you need.`,
  listNote: 'Nobody pays to be here.',
};

export const ANSWER = { fr: typeset(fr), en };
