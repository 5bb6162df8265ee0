import { bilingual } from '../../pages/words/typeset.ts';

/** What the files of a federation propose, and a federation in numbers, on its desk. */
export const FILES_DESK = bilingual(
  {
    lead: 'Le catalogue lit vos fichiers en ligne. Ce qu’ils disent autrement que les fiches attend votre décision.',
    none: 'Vos fichiers ne disent rien d’autre que les fiches.',
    waiting: (count: number) => (count === 1 ? 'Une proposition.' : `${count} propositions.`),
    draft: 'Une fiche que vos fichiers ont faite, que personne d’autre ne voit.',
    read: 'Lire et juger',
    acceptAll: 'Tout accepter',
    more: 'Les fiches suivantes',
    heading: (name: string) => `Vos fichiers et la fiche de ${name}`,
    ofHostLead: 'Accepté, c’est écrit comme votre parole. Ce que l’hébergeur a dit lui-même, lui seul peut le changer.',
    nothing: 'Rien n’attend plus ici.',
    bySelf: 'L’hébergeur l’a dit lui-même : il jugera.',
    accept: 'Accepter',
    refuse: 'Refuser',
    refuseAll: 'Tout refuser',
    first: (count: number, total: number) => `Les ${count} premières, sur ${total}.`,
    usage: 'À quoi sert ce service ?',
    usageExpected: 'Dites à quoi sert ce service : le fichier ne le dit pas.',
    file: 'Ce fichier',
    accepted: 'C’est accepté, et la fiche le montre.',
    refused: 'C’est refusé, et ne reviendra que si le fichier dit autre chose.',
    casesInNumbers: 'Vos dossiers en chiffres',
    statisticsLead: (day: string) => `Comptés sur les fiches d’aujourd’hui, ${day}. Tout le monde peut les lire.`,
    membersTitle: 'Vos membres',
    members: (count: number) =>
      count === 0
        ? 'Vous n’avez pas encore de membre ici.'
        : count === 1
          ? 'Un membre aujourd’hui.'
          : `${count} membres aujourd’hui.`,
    toCheck: (count: number) => (count === 1 ? 'L’un est à vérifier.' : `${count} sont à vérifier.`),
    unspoken: (count: number) =>
      count === 1 ? 'L’un ne l’a pas dit lui-même.' : `${count} ne l’ont pas dit eux-mêmes.`,
    former: (count: number) => (count === 1 ? 'Un ancien membre.' : `${count} anciens membres.`),
    follower: (count: number) =>
      count === 1 ? 'Un autre suit votre charte.' : `${count} autres suivent votre charte sans être membres.`,
    reviewsTitle: 'Vos vérifications',
    inForce: (count: number, members: number) =>
      count === 0
        ? 'Aucune n’est à jour.'
        : `${count === 1 ? 'Une est à jour' : `${count} sont à jour`}${members === 0 ? '' : `, chez ${members === 1 ? 'un de vos membres' : `${members} de vos membres`}`}.`,
    aged: (count: number) => (count === 1 ? 'Une est à refaire.' : `${count} sont à refaire.`),
    dueSoon: (count: number) =>
      count === 1 ? 'Une sera à refaire dans les 90 jours.' : `${count} seront à refaire dans les 90 jours.`,
    contested: (count: number) =>
      count === 1 ? 'Une porte sur un point contesté.' : `${count} portent sur un point contesté.`,
    answered: (count: number) =>
      count === 1 ? 'À l’une, l’hébergeur a répondu.' : `À ${count} d’entre elles, l’hébergeur a répondu.`,
    promisesTitle: 'Fermetures et engagements',
    announced: (count: number, closed: number) =>
      count === 0
        ? 'Aucun membre, d’hier ou d’aujourd’hui, n’a annoncé de fermeture.'
        : `${count === 1 ? 'Un membre, d’hier ou d’aujourd’hui, a' : `${count} membres, d’hier ou d’aujourd’hui, ont`} annoncé une fermeture. Fermés entièrement : ${closed}.`,
    kept: (count: number) => (count === 1 ? 'Un engagement tenu.' : `${count} engagements tenus.`),
    broken: (count: number) => (count === 1 ? 'Un engagement rompu.' : `${count} engagements rompus.`),
    pending: (count: number) =>
      count === 1 ? 'Un engagement encore à tenir.' : `${count} engagements encore à tenir.`,
    unknown: (count: number) => (count === 1 ? 'Un engagement dont on ne sait pas.' : `${count} dont on ne sait pas.`),
    noPromise: 'Aucun engagement n’a encore été mis à l’épreuve.',
    exposureTitle: 'Ce que les associations en voient',
    exposure: (hosts: number, ofHosts: number) =>
      `${hosts === 1 ? 'Un membre en activité' : `${hosts} membres en activité`}. Hébergeurs en activité dans tout le catalogue : ${ofHosts}.`,
    firstPlaces: (share: string) =>
      `Sur un jeu de besoins courants, vos membres ont ${share} des premières places, sans que personne ne les favorise.`,
    download: 'Les mêmes chiffres, pour un tableur',
  },
  {
    lead: 'The catalogue reads your files online. What they say otherwise than the entries waits for your decision.',
    none: 'Your files say nothing else than the entries.',
    waiting: (count) => (count === 1 ? 'One proposal.' : `${count} proposals.`),
    draft: 'An entry that your files made, which nobody else sees.',
    read: 'Read and judge',
    acceptAll: 'Accept all',
    more: 'The next entries',
    heading: (name) => `Your files and the entry of ${name}`,
    ofHostLead: 'What is accepted is written as your word. What the host said itself, it alone may change.',
    nothing: 'Nothing waits here any more.',
    bySelf: 'The host said it itself: it will judge.',
    accept: 'Accept',
    refuse: 'Refuse',
    refuseAll: 'Refuse all',
    first: (count, total) => `The first ${count}, of ${total}.`,
    usage: 'What is this service for?',
    usageExpected: 'Say what this service is for: the file does not.',
    file: 'This file',
    accepted: 'Accepted, and the entry shows it.',
    refused: 'Refused: it comes back only when the file says something else.',
    casesInNumbers: 'Your cases in numbers',
    statisticsLead: (day) => `Counted on the entries of today, ${day}. Anybody may read them.`,
    membersTitle: 'Your members',
    members: (count) =>
      count === 0 ? 'You have no member here yet.' : count === 1 ? 'One member today.' : `${count} members today.`,
    toCheck: (count) => (count === 1 ? 'One is to be checked.' : `${count} are to be checked.`),
    unspoken: (count) => (count === 1 ? 'One did not say so itself.' : `${count} did not say so themselves.`),
    former: (count) => (count === 1 ? 'One former member.' : `${count} former members.`),
    follower: (count) =>
      count === 1 ? 'Another one follows your charter.' : `${count} others follow your charter without being members.`,
    reviewsTitle: 'Your reviews',
    inForce: (count, members) =>
      count === 0
        ? 'None is in force.'
        : `${count === 1 ? 'One is in force' : `${count} are in force`}${members === 0 ? '' : `, at ${members === 1 ? 'one of your members' : `${members} of your members`}`}.`,
    aged: (count) => (count === 1 ? 'One is to be done again.' : `${count} are to be done again.`),
    dueSoon: (count) =>
      count === 1 ? 'One is to be done again within 90 days.' : `${count} are to be done again within 90 days.`,
    contested: (count) => (count === 1 ? 'One is of a contested point.' : `${count} are of a contested point.`),
    answered: (count) => (count === 1 ? 'To one, the host has replied.' : `To ${count} of them, the host has replied.`),
    promisesTitle: 'Closings and commitments',
    announced: (count, closed) =>
      count === 0
        ? 'No member, past or present, has announced a closing.'
        : `${count === 1 ? 'One member, past or present, has' : `${count} members, past or present, have`} announced a closing. Closed altogether: ${closed}.`,
    kept: (count) => (count === 1 ? 'One commitment kept.' : `${count} commitments kept.`),
    broken: (count) => (count === 1 ? 'One commitment broken.' : `${count} commitments broken.`),
    pending: (count) => (count === 1 ? 'One commitment still to be kept.' : `${count} commitments still to be kept.`),
    unknown: (count) => (count === 1 ? 'One of which it is not known.' : `${count} of which it is not known.`),
    noPromise: 'No commitment has been put to the test yet.',
    exposureTitle: 'What organisations see of them',
    exposure: (hosts, ofHosts) =>
      `${hosts === 1 ? 'One member at work' : `${hosts} members at work`}. Hosts at work in the whole catalogue: ${ofHosts}.`,
    firstPlaces: (share) =>
      `Over a set of usual needs, your members have ${share} of the first places, without anybody favouring them.`,
    download: 'The same numbers, for a spreadsheet',
  },
);
