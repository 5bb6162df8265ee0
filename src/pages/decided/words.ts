import { bilingual } from '../words/typeset.ts';
import type { Moved, StepName } from './move.ts';

const BLANK = '……………………';

/** The parts of a sentence that are about what moves; none: the sentence for everything else. */
const whichever = (moved: Moved, texts: Partial<Record<keyof Moved, string>>, otherwise: string): string => {
  const said = Object.entries(texts).flatMap(([part, text]) => (moved[part as keyof Moved] ? text : []));
  return said.join(' ') || otherwise;
};

type StepWords = Record<StepName, { title: string; text: (moved: Moved) => string }>;

/** A name and where it is found, in one pair of brackets: `ARN (Alsace Réseau Neutre, arn-fai.net)`. */
const withSite = (name: string, site: string | null): string => {
  if (!site) return name;
  return name.endsWith(')') ? `${name.slice(0, -1)}, ${site})` : `${name} (${site})`;
};

/** The page to print once a host is chosen: what the board writes down, what to sign, the move, its dates. */
export const DECIDED = bilingual(
  {
    title: 'C’est décidé',
    heading: (name: string) => `C’est décidé : ${name}`,
    lead: 'À imprimer : ce que le bureau écrit, ce qu’il faut signer, et le déménagement dans l’ordre.',
    back: 'Revenir à la fiche',
    answers: 'Revenir aux réponses',
    blank: BLANK,
    wait: 'N’y déménagez pas',
    gone: (name: string) => `${name} a fermé.`,
    ends: (name: string) => `${name} a annoncé sa fermeture.`,
    servicesEnd: 'Les services que vous y prendriez vont fermer.',
    suspended: (reason: string) => `Cette fiche est suspendue. Raison : ${reason}`,
    elsewhere: 'Choisissez un autre hébergeur :',
    alternatives: 'Qui propose la même chose',
    full: 'Complet aujourd’hui : demandez une place avant de voter.',
    fullUntil: (from: string) => `Complet aujourd’hui. Des places ${from} : demandez-en une avant de voter.`,
    unread: 'L’hébergeur n’a pas relu cette fiche : faites-lui confirmer le prix et les conditions avant de signer.',
    notAnswered: 'Cet hébergeur n’est pas dans vos réponses : demandez-lui d’abord s’il peut répondre à votre besoin.',
    withOthers: (others: string, count: number) =>
      `Il ne fait qu’une partie. Pour le reste : ${others}. Décidez des ${count === 2 ? 'deux' : 'trois'} ensemble.`,
    minutes: 'Ce que le bureau écrit',
    minutesHint: 'À recopier dans le compte rendu. Remplissez les pointillés.',
    minutesText: ({ name, site, what, price, isChosen, isOnePlan }: MinutesParts) =>
      `Réuni le ${BLANK}, le bureau de l’association ${BLANK} décide de confier à ${withSite(name, site)} : ${what ?? BLANK}. Prix prévu : ${price === null ? `${BLANK} € par an, ${isOnePlan ? 'selon la formule choisie' : 'à demander avant de voter'}` : isChosen ? `${BLANK} € par an (${price})` : price}.`,
    minutesWho: (start: string, end: string) =>
      `${BLANK} signe au nom de l’association. ${BLANK} suit le déménagement, qui commence le ${start}. L’ancien compte est gardé jusqu’au ${end}.`,
    minutesVote: 'Pour : ……  Contre : ……  Abstention : ……',
    offers: (what: string) => `Il propose : ${what}.`,
    sign: 'Ce qu’il faut signer',
    signHint: 'Demandez chaque document par écrit, et gardez-en une copie.',
    entry: 'Pour entrer',
    entries: {
      'none-needed': 'Rien à signer : on s’en sert sans inscription.',
      open: 'S’inscrire sur leur site, et accepter leurs conditions.',
      members: 'Adhérer à leur association.',
      customers: 'Devenir client : un contrat ou un devis à signer.',
      'on-application': 'Faire une demande : il répond oui ou non.',
    },
    /** `most`: plans have other fees. */
    fee: (least: string, most: string | null, isEach: boolean) =>
      `Adhésion : ${most ? `de ${least} à ${most}` : least} par an${isEach ? ' pour chaque personne' : ''}.`,
    feeIncluded: ', adhésion comprise',
    price: 'Le prix, écrit',
    threeYears: (amount: string) => `Sur trois ans : ${amount}, à ce prix.`,
    payment: 'Comment régler',
    paymentText: 'Virement, prélèvement, carte ou chèque ; en une fois ou non ; facture au nom de l’association.',
    conditions: 'Les conditions du service',
    conditionsText: 'Durée, préavis pour partir, ce qu’il advient de vos données à la fin.',
    agreement: 'L’accord sur les données personnelles',
    agreementText: 'Le règlement européen (RGPD, article 28) le demande dès qu’il héberge les données de vos membres.',
    promises: 'Ses promesses, à faire écrire',
    toAsk: (points: string) => `À demander : ${points}`,
    said: (value: string, voice: string) => `${value} (${voice})`,
    move: 'Le déménagement, dans l’ordre',
    moveHint: 'Rien n’est supprimé avant la fin. À chaque étape, écrivez qui s’en charge.',
    who: `Qui : ${BLANK}`,
    steps: {
      sign: {
        title: 'Signer, et ouvrir les comptes',
        text: ({ mail, site }) =>
          `Deux personnes au moins ont les mots de passe. Aucun compte au seul nom d’un bénévole.${mail || site ? ' Pas encore de nom de domaine ? Réservez-le au nom de l’association.' : ''}`,
      },
      copy: {
        title: 'Copier',
        text: (moved) =>
          `${whichever(
            moved,
            {
              files: 'Copiez les fichiers avec leurs dossiers et leurs partages.',
              mail: 'Copiez les anciens messages, les listes d’adresses et d’abonnés.',
              dates: 'Exportez les agendas et les carnets d’adresses, chacun dans un fichier.',
              site: 'Copiez les pages et les images du site.',
            },
            'Copiez tout ce que vous avez aujourd’hui.',
          )} Ne supprimez rien.`,
      },
      check: {
        title: 'Vérifier',
        text: (moved) =>
          whichever(
            moved,
            {
              files: 'À deux, ouvrez dix fichiers pris au hasard et comptez les dossiers.',
              mail: 'Envoyez un message, recevez-en un, retrouvez-en un ancien.',
              dates: 'Regardez trois rendez-vous et trois contacts.',
              site: 'Ouvrez cinq pages, sur un téléphone aussi.',
            },
            'À deux, retrouvez dix choses prises au hasard.',
          ),
      },
      switch: {
        title: 'Basculer, et prévenir',
        text: (moved) =>
          `${whichever(
            moved,
            {
              mail: 'Faites arriver les messages au nouvel endroit : c’est un réglage de votre nom de domaine, l’hébergeur dit lequel. Sans nom de domaine à vous, donnez la nouvelle adresse.',
              site: 'Faites pointer le nom du site vers le nouvel endroit : l’hébergeur dit quel réglage changer.',
            },
            'À partir de ce jour, on ne travaille plus qu’au nouvel endroit.',
          )} Prévenez les membres, les partenaires, la banque, la mairie.`,
      },
      redirect: {
        title: 'Faire suivre pendant trois mois',
        text: (moved) =>
          moved.mail
            ? 'L’ancienne adresse renvoie tout vers la nouvelle. Chaque semaine, regardez qui écrit encore à l’ancienne.'
            : 'L’ancien compte reste ouvert, sans y écrire : il dit où aller. Chaque mois, regardez ce qui y arrive encore.',
      },
      close: {
        title: 'Fermer l’ancien compte',
        text: () =>
          'Faites une dernière copie. Résiliez, demandez que vos données soient effacées, et gardez la réponse écrite.',
      },
    } as StepWords,
    on: (day: string) => `le ${day}`,
    between: (day: string, until: string) => `du ${day} au ${until}`,
    mailNote: 'Si vos mails déménagent aussi :',
    dates: 'Les dates',
    start: 'Premier jour du déménagement',
    startHint: 'Nous proposons dans deux semaines.',
    faults: {
      unreadable: 'Nous ne lisons pas ce jour. Écrivez-le ainsi : 14/12/2026.',
      past: 'Ce jour est passé. Choisissez-en un à venir.',
      far: 'Ce jour est dans plus de trois ans. Choisissez-en un plus proche.',
    },
    show: 'Changer les dates',
    contact: 'Leur écrire',
    asOf: (day: string) => `D’après le catalogue Bercail au ${day}. Ce qui n’est pas dit est à demander.`,
  },
  {
    title: 'We’ve decided',
    heading: (name) => `We’ve decided: ${name}`,
    lead: 'To print: what the board writes down, what to sign, and the move in its order.',
    back: 'Back to the entry',
    answers: 'Back to the answers',
    blank: BLANK,
    wait: 'Do not move there',
    gone: (name) => `${name} has closed.`,
    ends: (name) => `${name} has announced that it closes.`,
    servicesEnd: 'The services that you would take there will close.',
    suspended: (reason) => `This entry is suspended. Reason: ${reason}`,
    elsewhere: 'Choose another host:',
    alternatives: 'Who offers the same',
    full: 'Full today: ask for a place before you vote.',
    fullUntil: (from) => `Full today. Places ${from}: ask for one before you vote.`,
    unread: 'The host has not read this entry: have it confirm price and conditions before you sign.',
    notAnswered: 'This host is not among your answers: ask it first whether it can meet your need.',
    withOthers: (others, count) =>
      `It does a part only. For the rest: ${others}. Decide on ${count === 2 ? 'both' : 'all three'} together.`,
    minutes: 'What the board writes down',
    minutesHint: 'To copy into the minutes. Fill in the dots.',
    minutesText: ({ name, site, what, price, isChosen, isOnePlan }) =>
      `On ${BLANK}, the board of ${BLANK} decides to entrust to ${withSite(name, site)}: ${what ?? BLANK}. Expected price: ${price === null ? `€ ${BLANK} a year, ${isOnePlan ? 'depending on the plan chosen' : 'to be asked before the vote'}` : isChosen ? `€ ${BLANK} a year (${price})` : price}.`,
    minutesWho: (start, end) =>
      `${BLANK} signs in the name of the organisation. ${BLANK} looks after the move, which begins on ${start}. The old account is kept until ${end}.`,
    minutesVote: 'For: ……  Against: ……  Abstaining: ……',
    offers: (what) => `It offers: ${what}.`,
    sign: 'What to sign',
    signHint: 'Ask for each document in writing, and keep a copy.',
    entry: 'To get in',
    entries: {
      'none-needed': 'Nothing to sign: it is used without an account.',
      open: 'Sign up on their site, and accept their conditions.',
      members: 'Become a member of their organisation.',
      customers: 'Become a customer: a contract or a quote to sign.',
      'on-application': 'Apply: it answers yes or no.',
    },
    fee: (least, most, isEach) =>
      `Membership: ${most ? `${least} to ${most}` : least} a year${isEach ? ' for each person' : ''}.`,
    feeIncluded: ', membership included',
    price: 'The price, in writing',
    threeYears: (amount) => `Over three years: ${amount}, at this price.`,
    payment: 'How to pay',
    paymentText: 'By transfer, direct debit, card or cheque; at once or not; invoice in the name of the organisation.',
    conditions: 'The conditions of the service',
    conditionsText: 'How long, what notice to leave, what becomes of your data at the end.',
    agreement: 'The agreement on personal data',
    agreementText: 'European law (GDPR, article 28) asks for it as soon as data of your members are hosted.',
    promises: 'Its promises, to be put in writing',
    toAsk: (points) => `To ask: ${points}`,
    said: (value, voice) => `${value} (${voice})`,
    move: 'The move, in its order',
    moveHint: 'Nothing is deleted before the end. For each step, write down who does it.',
    who: `Who: ${BLANK}`,
    steps: {
      sign: {
        title: 'Sign, and open the accounts',
        text: ({ mail, site }) =>
          `Two people at least have the passwords. No account in the name of one volunteer alone.${mail || site ? ' No domain name yet? Register it in the name of the organisation.' : ''}`,
      },
      copy: {
        title: 'Copy',
        text: (moved) =>
          `${whichever(
            moved,
            {
              files: 'Copy the files with their folders and who may see them.',
              mail: 'Copy old messages, lists of addresses and of subscribers.',
              dates: 'Export calendars and address books, each into a file.',
              site: 'Copy the pages and pictures of the site.',
            },
            'Copy all that you have today.',
          )} Delete nothing.`,
      },
      check: {
        title: 'Check',
        text: (moved) =>
          whichever(
            moved,
            {
              files: 'Two of you open ten files at random, and count the folders.',
              mail: 'Send a message, receive one, find an old one.',
              dates: 'Look at three events and three contacts.',
              site: 'Open five pages, on a telephone too.',
            },
            'Two of you find ten things at random.',
          ),
      },
      switch: {
        title: 'Switch, and tell everybody',
        text: (moved) =>
          `${whichever(
            moved,
            {
              mail: 'Make messages arrive at the new place: this is a setting of your domain name, and the host says which. Without a domain name of your own, give out the new address.',
              site: 'Point the name of the site to the new place: the host says which setting to change.',
            },
            'From this day on, one works at the new place only.',
          )} Tell members, partners, the bank, the town hall.`,
      },
      redirect: {
        title: 'Redirect for three months',
        text: (moved) =>
          moved.mail
            ? 'The old address sends everything on to the new one. Each week, look who still writes to the old one.'
            : 'The old account stays open, and nobody writes there: it says where to go. Each month, look what still arrives.',
      },
      close: {
        title: 'Close the old account',
        text: () => 'Make a last copy. End the contract, ask that your data be erased, and keep the written answer.',
      },
    } as StepWords,
    on: (day) => `on ${day}`,
    between: (day, until) => `from ${day} to ${until}`,
    mailNote: 'If your mail moves too:',
    dates: 'The dates',
    start: 'First day of the move',
    startHint: 'We propose in two weeks.',
    faults: {
      unreadable: 'We cannot read this day. Write it so: 14/12/2026.',
      past: 'This day is over. Choose one to come.',
      far: 'This day is more than three years away. Choose a nearer one.',
    },
    show: 'Change the dates',
    contact: 'Write to them',
    asOf: (day) => `From the Bercail catalogue on ${day}. What is not said is to be asked.`,
  },
);

/** What the minutes name; null: nobody knows, and it is filled in by hand. */
interface MinutesParts extends Record<'site' | 'what' | 'price', string | null> {
  name: string;
  /** The board chooses what it pays: the amount is filled in by hand. */
  isChosen: boolean;
  /** One of several plans, whose prices are known. */
  isOnePlan: boolean;
}
