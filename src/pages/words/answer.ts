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

/** The comparison that a board prints and fills in together. */
export const COMPARE = {
  fr: typeset({
    title: 'Comparer pour décider',
    lead: 'À imprimer et à lire ensemble. La dernière partie, « Rester comme aujourd’hui », est la vôtre : complétez-la à la main.',
    today: 'Rester comme aujourd’hui',
    notes: 'Nos notes',
    covers: 'Ce que cela couvre',
    price: 'Prix',
    why: 'Pourquoi',
    beware: 'Attention',
    promises: 'S’il ferme, ou si vous partez',
    place: 'Où',
    age: 'Date de l’information',
    ask: 'À demander',
    contact: 'Contact',
    unknown: 'On ne sait pas',
    confirmed: (day: string) => `Relu par l’hébergeur le ${day}`,
    seen: (date: string) => `Relevé : ${date}`,
    undated: 'Sans date',
    nothingToFear: 'Rien, à notre connaissance',
    nothingToAsk: 'Rien de plus pour l’instant',
    ofTool: (name: string, told: string) => `${name} : ${told}`,
    risks: {
      bigPlatform: 'très grande plateforme',
      proprietary: 'logiciel non libre',
      americanLaw: 'droit des États-Unis',
    },
    todayAge: 'Aujourd’hui',
    todayPrice: 'Nous ne le savons pas. Le vôtre :',
    todayWhy: 'Rien à déménager, rien à apprendre.',
    todayBeware: 'Qui d’autre que vous a les mots de passe ? Où sont vos données ?',
    todayAsk: 'Posez les mêmes questions à qui vous fournit aujourd’hui.',
    back: 'Revenir aux réponses',
    asOf: (day: string) => `D’après le catalogue Bercail au ${day}. Ce qui n’est pas dit est inconnu, jamais « non ».`,
  }),
  en: {
    title: 'Compare to decide',
    lead: 'To print and read together. The last part, “Stay as today”, is yours: fill it in by hand.',
    today: 'Stay as today',
    notes: 'Our notes',
    covers: 'What it covers',
    price: 'Price',
    why: 'Why',
    beware: 'Beware',
    promises: 'If it closes, or you leave',
    place: 'Where',
    age: 'Date of the information',
    ask: 'To ask',
    contact: 'Contact',
    unknown: 'Not known',
    confirmed: (day: string) => `Read by the host on ${day}`,
    seen: (date: string) => `Recorded: ${date}`,
    undated: 'No date',
    nothingToFear: 'Nothing that we know of',
    nothingToAsk: 'Nothing more for now',
    ofTool: (name: string, told: string) => `${name}: ${told}`,
    risks: {
      bigPlatform: 'very large platform',
      proprietary: 'not free software',
      americanLaw: 'law of the United States',
    },
    todayAge: 'Today',
    todayPrice: 'We do not know it. Yours:',
    todayWhy: 'Nothing to move, nothing to learn.',
    todayBeware: 'Who besides you has the passwords? Where are your data?',
    todayAsk: 'Put the same questions to whoever provides for you today.',
    back: 'Back to the answers',
    asOf: (day: string) => `From the Bercail catalogue on ${day}. What is not said is unknown, never “no”.`,
  },
};

/** The message that an association may send to a host. */
export const MAIL_TEXT = {
  fr: typeset({
    subject: 'Une association cherche un hébergeur',
    hello: 'Bonjour,',
    who: (place: string | null) =>
      `Nous sommes une association${place ? ` (${place})` : ''}. Nous cherchons un hébergeur pour :`,
    people: (count: string) => `${count} personnes`,
    boxes: (count: string) => `${count} boîtes`,
    atOnce: (count: string) => `${count} personnes à la fois`,
    about: (size: string) => `environ ${size}`,
    budget: (amount: string) => `Nous pouvons payer ${amount} par an.`,
    noBudget: 'Nous ne pouvons rien payer.',
    welcome: 'Pouvez-vous nous accueillir ?',
    ask: 'Pouvez-vous aussi nous dire :',
    thanks: 'Merci d’avance,',
    sign: '[votre nom et celui de l’association]',
  }),
  en: {
    subject: 'A non-profit organisation is looking for a host',
    hello: 'Hello,',
    who: (place: string | null) =>
      `We are a non-profit organisation${place ? ` (${place})` : ''}. We are looking for a host for:`,
    people: (count: string) => `${count} people`,
    boxes: (count: string) => `${count} mailboxes`,
    atOnce: (count: string) => `${count} people at once`,
    about: (size: string) => `about ${size}`,
    budget: (amount: string) => `We can pay ${amount} a year.`,
    noBudget: 'We cannot pay anything.',
    welcome: 'Can you take us in?',
    ask: 'Could you also tell us:',
    thanks: 'Thank you in advance,',
    sign: '[your name and that of the organisation]',
  },
};
