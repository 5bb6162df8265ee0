import { frenchTo } from '../../vocabulary/sentences.ts';
import { bilingual, plural } from './typeset.ts';

/** To be filled in by hand. */
const BLANK = '……………………';

/** The message of those who have decided: how one pays, and what there is to sign. */
export const DECIDED_MESSAGE = bilingual(
  {
    write: (address: string) => `Écrire à ${address}`,
    subject: (name: string) => `Notre association vient chez ${name}`,
    /** `plans`: those whose prices are known, where there are several. */
    body: (what: string | null, price: string | null, plans: readonly string[]) =>
      `Bonjour,

Notre association ${BLANK} souhaite venir chez vous${what ? ` pour : ${what}` : ''}.

Avant de signer, pouvez-vous nous dire :
- ${price ? `Le prix est-il bien celui-ci : ${price} ?` : plans.length > 0 ? `Quelle formule nous faut-il : ${plans.join(' ; ')} ?` : 'Quel est le prix, par an ?'}
- Comment le règle-t-on : virement, prélèvement, carte ou chèque ? En une fois ?
- La facture peut-elle être au nom de l’association ?
- Que faut-il signer, et avec qui ?

Merci d’avance,
[votre nom et celui de l’association]`,
  },
  {
    write: (address) => `Write to ${address}`,
    subject: (name) => `Our organisation is coming to ${name}`,
    body: (what, price, plans) =>
      `Hello,

Our organisation ${BLANK} would like to come to you${what ? ` for: ${what}` : ''}.

Before we sign, could you tell us:
- ${price ? `Is this the right price: ${price}?` : plans.length > 0 ? `Which plan do we need: ${plans.join('; ')}?` : 'What is the price, for a year?'}
- How is it paid: by transfer, direct debit, card or cheque? At once?
- Can the invoice be in the name of the organisation?
- What is there to sign, and with whom?

Thank you in advance,
[your name and that of the organisation]`,
  },
);

/** What an answer becomes when it leaves the page: a mail to the board, a text to copy, a file to come back with. */
export const SEND_ON = bilingual(
  {
    ways: 'Garder et envoyer cette réponse',
    board: 'Envoyer par courriel',
    compare: 'Comparer',
    keep: 'Garder',
    share: 'Partager',
    copy: 'Copier',
    untraced: 'Pour ne laisser de trace nulle part, cette réponse ne se garde pas et ne s’envoie pas d’ici.',
    textLabel: 'Votre besoin et cette réponse',
    subject: (count: number) =>
      count === 0
        ? 'Un hébergeur pour notre association'
        : `Hébergeurs pour notre association : ${['', 'une piste', 'deux pistes', 'trois pistes'][count] ?? `${count} pistes`}`,
    need: (parts: string) => `Notre besoin : ${parts}.`,
    partsApart: ' ; ',
    nobody: 'Aucun hébergeur connu ne convient encore.',
    nobodyOfNetwork: 'Aucun hébergeur sûr de ce réseau ne convient.',
    proposal: (place: number, name: string, price: string) => `${place}. ${name} : ${price}.`,
    /** One of several hosts: what it does, and what that costs. */
    part: (name: string, usages: string, price: string | undefined) =>
      `   - ${name} : ${usages}${price ? `, ${price}` : ''}.`,
    beware: (losses: string) => `Attention : ${losses}`,
    left: (points: string) => `   À vérifier : ${points}.`,
    help: (name: string, address: string) => `De l’aide : ${name}, ${address}`,
    accompanied: {
      send: (federation: string) => `Envoyer ${frenchTo(federation)}`,
      instead: 'Ou par téléphone ou fichier',
      how: 'Joignez ce réseau, et dites ceci :',
      /** Where nobody reads what is sent. */
      unread: 'Ce réseau ne lit pas encore ce qui est envoyé par ce site. Joignez-le, et dites ceci :',
      tell: (federation: string) => `En parler ${frenchTo(federation)}`,
      orFile: 'Ou gardez le fichier, et donnez-le.',
      site: (federation: string) => `Joindre ${federation}`,
    },
    sent: {
      title: (federation: string) => `Vos réponses sont envoyées ${frenchTo(federation)}`,
      number: 'Votre numéro :',
      say: (federation: string) => `Dites ce numéro ${frenchTo(federation)}, au téléphone ou par courriel.`,
      only: (federation: string) =>
        `Notez-le : ${federation} ne sait pas qui vous êtes, et ne retrouve vos réponses que par lui.`,
      anew: 'Pour changer vos réponses, effacez-les, puis envoyez-les de nouveau : vous aurez un autre numéro.',
      erase: 'Effacer mes réponses',
      eraseUntil: 'Vous pouvez les effacer vous-même tant que personne ne les a ouvertes.',
      erased: (number: string) => `Vos réponses sont effacées. Le numéro ${number} ne mène plus à rien.`,
      notErased: 'Rien n’est effacé',
      answerAnew: 'Revenir aux questions',
      back: 'Revenir à la réponse',
      backBy: 'Votre réponse est toujours là, sur la page d’avant.',
    },
    again: 'Pour retrouver cette réponse :',
    /** Where the mail had no room for all of it. */
    inFull: 'La réponse entière :',
    signed: (day: string) => `Bercail, ${day}.`,
    kept: {
      resume: 'Reprendre un besoin gardé',
      file: 'Le fichier que vous avez gardé, un seul : « besoin-bercail.txt »',
      take: 'Reprendre ce besoin',
      link: 'Vous avez ouvert un lien gardé ? Ce navigateur ne peut pas le lire seul. Collez-le ici en entier :',
      cut: 'Ce lien est coupé : la fin manque. Ouvrez-le en entier, ou répondez aux questions.',
      refused: 'Ce fichier ne contient pas de besoin. Choisissez « besoin-bercail.txt », ou répondez aux questions.',
    },
    file: {
      name: 'besoin-bercail.txt',
      title: (day: string) => `Votre besoin, gardé le ${day}.`,
      how: (address: string) =>
        `Pour le reprendre, ouvrez le lien ci-dessous. S’il ne marche pas, ouvrez ${address}, puis « Reprendre un besoin gardé », et choisissez ce fichier.`,
      private: 'Ce qui suit « # » dans le lien contient vos réponses. Le site ne les garde pas.',
    },
  },
  {
    ways: 'Keep and send this answer',
    board: 'Send by mail',
    compare: 'Compare',
    keep: 'Keep',
    share: 'Share',
    copy: 'Copy',
    untraced: 'To leave a trace nowhere, this answer is not kept and not sent from here.',
    textLabel: 'Your need and this answer',
    subject: (count) =>
      count === 0
        ? 'A host for our organisation'
        : `Hosts for our organisation: ${plural(count, 'one to ask', `${['', '', 'two', 'three'][count] ?? count} to ask`)}`,
    need: (parts) => `Our need: ${parts}.`,
    partsApart: '; ',
    nobody: 'No known host fits yet.',
    nobodyOfNetwork: 'No certain host of this network fits.',
    proposal: (place, name, price) => `${place}. ${name}: ${price}.`,
    part: (name, usages, price) => `   - ${name}: ${usages}${price ? `, ${price}` : ''}.`,
    beware: (losses) => `Beware: ${losses}`,
    left: (points) => `   To check: ${points}.`,
    help: (name, address) => `Help: ${name}, ${address}`,
    accompanied: {
      send: (federation) => `Send to ${federation}`,
      instead: 'Or by telephone or file',
      how: 'Reach this network, and say this:',
      unread: 'This network does not read yet what is sent by this site. Reach it, and say this:',
      tell: (federation) => `Tell ${federation} of it`,
      orFile: 'Or keep the file, and hand it over.',
      site: (federation) => `Reach ${federation}`,
    },
    sent: {
      title: (federation) => `Your answers were sent to ${federation}`,
      number: 'Your number:',
      say: (federation) => `Say this number to ${federation}, on the telephone or by mail.`,
      only: (federation) =>
        `Write it down: ${federation} does not know who you are, and finds your answers by it alone.`,
      anew: 'To change your answers, erase them, then send them again: you will have another number.',
      erase: 'Erase my answers',
      eraseUntil: 'You can erase them yourself as long as nobody has opened them.',
      erased: (number) => `Your answers are erased. The number ${number} leads to nothing any more.`,
      notErased: 'Nothing was erased',
      answerAnew: 'Back to the questions',
      back: 'Back to the answer',
      backBy: 'Your answer is still there, on the page before.',
    },
    again: 'To find this answer again:',
    inFull: 'The whole answer:',
    signed: (day) => `Bercail, ${day}.`,
    kept: {
      resume: 'Open a saved need',
      file: 'The file that you kept, only one: “bercail-need.txt”',
      take: 'Open this need',
      link: 'Did you open a link that was kept? This browser cannot read it by itself. Paste it here whole:',
      cut: 'This link is cut short: its end is missing. Open it whole, or answer the questions.',
      refused: 'This file holds no need. Choose “bercail-need.txt”, or answer the questions.',
    },
    file: {
      name: 'bercail-need.txt',
      title: (day) => `Your need, kept on ${day}.`,
      how: (address) =>
        `To come back to it, open the link below. If it does not work, open ${address}, then “Open a saved need”, and choose this file.`,
      private: 'What follows “#” in the link holds your answers. The site does not keep them.',
    },
  },
);

/** The message that an association may send to a host. */
export const MAIL_TEXT = bilingual(
  {
    subject: 'Une association cherche un hébergeur',
    hello: 'Bonjour,',
    who: (place: string | null) =>
      `Nous sommes une association${place ? ` (${place})` : ''}. Nous cherchons un hébergeur pour :`,
    people: (count: string) => `${count} personne${plural(count, '', 's')}`,
    boxes: (count: string) => `${count} boîte${plural(count, '', 's')}`,
    growing: (size: string) => `${size} de plus chaque année`,
    about: (size: string) => `environ ${size}`,
    colon: ' : ',
    yearly: (amount: string) => `${amount} par an`,
    budget: (amount: string) => `Nous pouvons payer ${amount} par an.`,
    budgetOfAll: (amount: string) => `Nous pouvons payer ${amount} par an en tout, pour tous les hébergeurs.`,
    noBudget: 'Nous ne pouvons rien payer.',
    welcome: 'Pouvez-vous nous accueillir ?',
    welcomeFrom: (from: string) => `Pouvez-vous nous accueillir ${from} ?`,
    ask: 'Pouvez-vous aussi nous dire :',
    /** To somebody who helps associations. */
    toHelper: {
      subject: 'Une association cherche par où commencer',
      who: (place: string | null) => `Nous sommes une association${place ? ` (${place})` : ''}.`,
      need: 'Nous cherchons qui peut héberger ceci :',
      nobody: 'Aucun hébergeur connu ne convient encore.',
      nobodyOfNetwork: 'Nous n’avons cherché que dans un réseau : aucun de ses hébergeurs ne convient sûrement.',
      lost: 'Nous ne savons pas encore quels outils informatiques il nous faut.',
      ask: 'Pouvez-vous nous dire :',
      questions: [
        'Par quoi commencer ?',
        'Que faut-il demander par écrit à un hébergeur ?',
        'Qui peut nous aider près de chez nous ?',
      ],
    },
    thanks: 'Merci d’avance,',
    sign: '[votre nom et celui de l’association]',
  },
  {
    subject: 'A non-profit organisation is looking for a host',
    hello: 'Hello,',
    who: (place) => `We are a non-profit organisation${place ? ` (${place})` : ''}. We are looking for a host for:`,
    people: (count) => plural(count, '1 person', `${count} people`),
    boxes: (count) => plural(count, '1 mailbox', `${count} mailboxes`),
    growing: (size) => `${size} more each year`,
    about: (size) => `about ${size}`,
    colon: ': ',
    yearly: (amount) => `${amount} a year`,
    budget: (amount) => `We can pay ${amount} a year.`,
    budgetOfAll: (amount) => `We can pay ${amount} a year in all, for all hosts.`,
    noBudget: 'We cannot pay anything.',
    welcome: 'Can you take us in?',
    welcomeFrom: (from) => `Can you take us in ${from}?`,
    ask: 'Could you also tell us:',
    toHelper: {
      subject: 'A non-profit organisation is looking for a first step',
      who: (place) => `We are a non-profit organisation${place ? ` (${place})` : ''}.`,
      need: 'We are looking for who can host this:',
      nobody: 'No known host fits yet.',
      nobodyOfNetwork: 'We looked in one network only: none of its hosts fits for certain.',
      lost: 'We do not know yet which tools we need.',
      ask: 'Could you tell us:',
      questions: [
        'Where should we begin?',
        'What should we ask a host for in writing?',
        'Who can help us near where we are?',
      ],
    },
    thanks: 'Thank you in advance,',
    sign: '[your name and that of the organisation]',
  },
);
