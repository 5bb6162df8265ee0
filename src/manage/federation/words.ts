import { bilingual, plural } from '../../pages/words/typeset.ts';

/** A federation’s own list, and for whom it vouches, on its desk. */
export const SELECTION_DESK = bilingual(
  {
    lead: 'Les hébergeurs que vous conseillez. Pour chacun : pourquoi, ce qui vous lie, et quand vous y reviendrez.',
    none: 'Votre liste est vide.',
    add: 'Ajouter un hébergeur',
    reviewBy: (day: string) => `à revoir avant le ${day}`,
    overdue: (day: string) => `devait être revu avant le ${day}`,
    gone: 'n’est plus proposé à personne',
    decided: (day: string) => `choisi le ${day}`,
    left: 'Ont quitté le catalogue',
    leftLead: 'Ils sont encore dans votre liste, où personne ne les voit plus.',
    addTo: (name: string) => `Ajouter ${name}`,
    heading: (name: string) => `Dans votre liste : ${name}`,
    formLead: 'Votre liste est publique : ce que vous écrivez se lit sur votre page, et au moment de conseiller.',
    why: 'Pourquoi lui ?',
    whyHint: 'En une ou deux phrases, pour une association qui ne le connaît pas.',
    decidedOn: 'Décidé le',
    reviewOn: 'À revoir avant le',
    seeEntry: 'Voir sa fiche',
    remove: 'Le retirer de votre liste',
    removeHeading: (name: string) => `Retirer ${name} de votre liste ?`,
    removeLead: 'Vos recommandations déjà faites restent. Pour revenir en arrière, ajoutez-le de nouveau.',
    removeSend: 'Retirer',
    saved: 'C’est enregistré. Votre page publique le montre déjà.',
    removed: 'Il n’est plus dans votre liste.',
    vouchesLead:
      'Vous répondez d’un hébergeur que vous connaissez : il publie alors sans prouver que son site est à lui. Une garantie vaut pour ce que vous avez vu : si son nom ou son site change, elle ne compte plus.',
    noVouch: 'Vous ne vous portez garants de personne.',
    vouched: (day: string) => `depuis le ${day}`,
    lapsed: (was: string) => `ne compte plus : il s’agissait de ${was}`,
    vouchFor: 'Se porter garant',
    vouchAgain: 'Redire que c’est bien lui',
    vouchRemove: 'Retirer la garantie',
    vouchHeading: (name: string) => `Se porter garant de ${name}`,
    vouchLead: 'Faites-le si vous savez qui tient cet hébergeur, et que c’est bien lui qui vous le demande.',
    vouchPublished: 'Un hébergeur déjà publié',
    vouchDraft: 'Un brouillon que personne d’autre ne voit',
    draft: 'L’identifiant du brouillon',
    draftHint: 'Une suite de 36 chiffres et lettres avec des tirets. L’hébergeur le lit dans l’adresse de son espace.',
    draftExpected: 'Écrivez l’identifiant que l’hébergeur vous a donné.',
    vouchSaved: 'C’est noté. Il peut publier.',
    vouchOfPublic:
      'C’est noté. Une garantie sert à publier ; elle ne remet pas à quelqu’un une fiche déjà publique. Qui la reprend prouve que le site est à lui.',
    vouchRemoved: 'La garantie est retirée. Ce qui est publié le reste.',
  },
  {
    lead: 'The hosts that you advise. Of each: why, what ties you, and when you will look again.',
    none: 'Your list is empty.',
    add: 'Add a host',
    reviewBy: (day) => `to be looked at before ${day}`,
    overdue: (day) => `was to be looked at before ${day}`,
    gone: 'is no longer proposed to anybody',
    decided: (day) => `chosen on ${day}`,
    left: 'Have left the catalogue',
    leftLead: 'They are still on your list, where nobody sees them any more.',
    addTo: (name) => `Add ${name}`,
    heading: (name) => `On your list: ${name}`,
    formLead: 'Your list is public: what you write is read on your page, and when you advise somebody.',
    why: 'Why this one?',
    whyHint: 'In one or two sentences, for an organisation that does not know it.',
    decidedOn: 'Decided on',
    reviewOn: 'To be looked at before',
    seeEntry: 'See its entry',
    remove: 'Take it off your list',
    removeHeading: (name) => `Take ${name} off your list?`,
    removeLead: 'The recommendations that you made stay. To go back, add it again.',
    removeSend: 'Take off',
    saved: 'Saved. Your public page shows it already.',
    removed: 'It is no longer on your list.',
    vouchesLead:
      'You answer for a host that you know: it may then publish without proving that its site is its own. A vouch is for what you have seen: when its name or site changes, it no longer counts.',
    noVouch: 'You vouch for nobody.',
    vouched: (day) => `since ${day}`,
    lapsed: (was) => `no longer counts: it was ${was}`,
    vouchFor: 'Vouch',
    vouchAgain: 'Say again that it is the same',
    vouchRemove: 'Take the vouch back',
    vouchHeading: (name) => `Vouch for ${name}`,
    vouchLead: 'Do so if you know who keeps this host, and that it is they who ask you.',
    vouchPublished: 'A host that is published',
    vouchDraft: 'A draft that nobody else sees',
    draft: 'The identifier of the draft',
    draftHint: 'A row of 36 digits and letters with hyphens. The host reads it in the address of its desk.',
    draftExpected: 'Write the identifier that the host gave you.',
    vouchSaved: 'Noted. It may publish.',
    vouchOfPublic:
      'Noted. A vouch helps to publish; it does not hand an entry that is public already to anybody. Who takes it over proves that the site is theirs.',
    vouchRemoved: 'The vouch is taken back. What is published stays so.',
  },
);

/** What the files of a federation propose, and a federation in numbers, on its desk. */
export const FILES_DESK = bilingual(
  {
    lead: 'Le catalogue lit vos fichiers en ligne. Ce qu’ils disent autrement que les fiches attend votre décision.',
    none: 'Vos fichiers ne disent rien d’autre que les fiches.',
    waiting: (count: number) => plural(count, 'Une proposition.', `${count} propositions.`),
    draft: 'Une fiche que vos fichiers ont faite, que personne d’autre ne voit.',
    drafts: 'Les fiches que vos fichiers ont faites',
    draftsLead:
      'Vos fichiers nomment ces organisations, et le catalogue ne les avait pas. Personne d’autre ne voit ces fiches avant que vous les publiiez.',
    noDraft: 'Vos fichiers n’ont fait aucune fiche qui attende d’être publiée.',
    publishTitle: 'Publier cette fiche',
    publishLead:
      'Tout le monde la lira. Elle n’est à personne, ni à vous : l’hébergeur pourra la reprendre. Tant qu’il ne l’a pas relue, elle dit qu’elle vient de pages publiques, dont votre fichier.',
    publishMember: 'Elle dira aussi qu’il est parmi vos membres, puisque votre fichier le nomme.',
    service: (name: string, usages: string) => `${name} : ${usages}`,
    noService: 'Elle n’a encore aucun service.',
    publish: 'Publier la fiche',
    published: 'La fiche est publiée.',
    read: 'Lire et juger',
    acceptAll: 'Tout accepter',
    acceptThese: 'Accepter celles-ci',
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
        : plural(count, 'Un membre aujourd’hui.', `${count} membres aujourd’hui.`),
    toCheck: (count: number) => plural(count, 'L’un est à vérifier.', `${count} sont à vérifier.`),
    unspoken: (count: number) => plural(count, 'L’un ne l’a pas dit lui-même.', `${count} ne l’ont pas dit eux-mêmes.`),
    former: (count: number) => plural(count, 'Un ancien membre.', `${count} anciens membres.`),
    follower: (count: number) =>
      plural(count, 'Un autre suit votre charte.', `${count} autres suivent votre charte sans être membres.`),
    reviewsTitle: 'Vos vérifications',
    inForce: (count: number, members: number) =>
      count === 0
        ? 'Aucune n’est à jour.'
        : `${plural(count, 'Une est à jour', `${count} sont à jour`)}${members === 0 ? '' : `, chez ${plural(members, 'un de vos membres', `${members} de vos membres`)}`}.`,
    aged: (count: number) => plural(count, 'Une est à refaire.', `${count} sont à refaire.`),
    dueSoon: (count: number) =>
      plural(count, 'Une sera à refaire dans les 90 jours.', `${count} seront à refaire dans les 90 jours.`),
    contested: (count: number) =>
      plural(count, 'Une porte sur un point contesté.', `${count} portent sur un point contesté.`),
    answered: (count: number) =>
      plural(count, 'À l’une, l’hébergeur a répondu.', `À ${count} d’entre elles, l’hébergeur a répondu.`),
    promisesTitle: 'Fermetures et engagements',
    announced: (count: number, closed: number) =>
      count === 0
        ? 'Aucun membre, d’hier ou d’aujourd’hui, n’a annoncé de fermeture.'
        : `${plural(count, 'Un membre, d’hier ou d’aujourd’hui, a', `${count} membres, d’hier ou d’aujourd’hui, ont`)} annoncé une fermeture. Fermés entièrement : ${closed}.`,
    kept: (count: number) => plural(count, 'Un engagement tenu.', `${count} engagements tenus.`),
    broken: (count: number) => plural(count, 'Un engagement rompu.', `${count} engagements rompus.`),
    pending: (count: number) => plural(count, 'Un engagement encore à tenir.', `${count} engagements encore à tenir.`),
    unknown: (count: number) => plural(count, 'Un engagement dont on ne sait pas.', `${count} dont on ne sait pas.`),
    noPromise: 'Aucun engagement n’a encore été mis à l’épreuve.',
    exposureTitle: 'Ce que les associations en voient',
    exposure: (hosts: number, ofHosts: number) =>
      `${plural(hosts, 'Un membre en activité', `${hosts} membres en activité`)}. Hébergeurs en activité dans tout le catalogue : ${ofHosts}.`,
    firstPlaces: (share: string) =>
      `Sur un jeu de besoins courants, vos membres ont ${share} des premières places, sans que personne ne les favorise.`,
    download: 'Les mêmes chiffres, pour un tableur',
  },
  {
    lead: 'The catalogue reads your files online. What they say otherwise than the entries waits for your decision.',
    none: 'Your files say nothing else than the entries.',
    waiting: (count) => plural(count, 'One proposal.', `${count} proposals.`),
    draft: 'An entry that your files made, which nobody else sees.',
    drafts: 'The entries that your files made',
    draftsLead:
      'Your files name these organisations, and the catalogue did not have them. Nobody else sees these entries until you publish them.',
    noDraft: 'Your files have made no entry that waits to be published.',
    publishTitle: 'Publish this entry',
    publishLead:
      'Everybody will read it. It is nobody’s, not yours either: the host may take it over. Until the host has read it, it says that it comes from public pages, of which your file is one.',
    publishMember: 'It will also say that it is among your members, because your file names it.',
    service: (name, usages) => `${name}: ${usages}`,
    noService: 'It has no service yet.',
    publish: 'Publish the entry',
    published: 'The entry is published.',
    read: 'Read and judge',
    acceptAll: 'Accept all',
    acceptThese: 'Accept these',
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
      count === 0 ? 'You have no member here yet.' : plural(count, 'One member today.', `${count} members today.`),
    toCheck: (count) => plural(count, 'One is to be checked.', `${count} are to be checked.`),
    unspoken: (count) => plural(count, 'One did not say so itself.', `${count} did not say so themselves.`),
    former: (count) => plural(count, 'One former member.', `${count} former members.`),
    follower: (count) =>
      plural(count, 'Another one follows your charter.', `${count} others follow your charter without being members.`),
    reviewsTitle: 'Your reviews',
    inForce: (count, members) =>
      count === 0
        ? 'None is in force.'
        : `${plural(count, 'One is in force', `${count} are in force`)}${members === 0 ? '' : `, at ${plural(members, 'one of your members', `${members} of your members`)}`}.`,
    aged: (count) => plural(count, 'One is to be done again.', `${count} are to be done again.`),
    dueSoon: (count) =>
      plural(count, 'One is to be done again within 90 days.', `${count} are to be done again within 90 days.`),
    contested: (count) => plural(count, 'One is of a contested point.', `${count} are of a contested point.`),
    answered: (count) => plural(count, 'To one, the host has replied.', `To ${count} of them, the host has replied.`),
    promisesTitle: 'Closings and commitments',
    announced: (count, closed) =>
      count === 0
        ? 'No member, past or present, has announced a closing.'
        : `${plural(count, 'One member, past or present, has', `${count} members, past or present, have`)} announced a closing. Closed altogether: ${closed}.`,
    kept: (count) => plural(count, 'One commitment kept.', `${count} commitments kept.`),
    broken: (count) => plural(count, 'One commitment broken.', `${count} commitments broken.`),
    pending: (count) => plural(count, 'One commitment still to be kept.', `${count} commitments still to be kept.`),
    unknown: (count) => plural(count, 'One of which it is not known.', `${count} of which it is not known.`),
    noPromise: 'No commitment has been put to the test yet.',
    exposureTitle: 'What organisations see of them',
    exposure: (hosts, ofHosts) =>
      `${plural(hosts, 'One member at work', `${hosts} members at work`)}. Hosts at work in the whole catalogue: ${ofHosts}.`,
    firstPlaces: (share) =>
      `Over a set of usual needs, your members have ${share} of the first places, without anybody favouring them.`,
    download: 'The same numbers, for a spreadsheet',
  },
);

/** What is missing, on the desk of a federation. */
export const GAPS_DESK = bilingual(
  {
    lead: 'De quoi dire à un financeur, ou à vos membres, ce qui manque aux associations.',
    asked: 'Demandé, et pas trouvé',
    months: (from: string, to: string) => `Par tous les réseaux, mois finis : ${from} à ${to}.`,
    none: 'Rien ne peut être montré : rien n’a manqué, ou trop peu de demandes pour que personne ne soit reconnu. Un mois est compté une fois fini.',
    line: (family: string, region: string | null, atLeast: string, months: number) =>
      `${family}, ${region ?? 'région non dite'} : au moins ${atLeast}, sur ${months} mois`,
    csv: 'Les mêmes chiffres, mois par mois, pour un tableur',
    supply:
      'D’après les fiches, usage par usage et région par région. Ces pages sont publiques et portent le nom de votre réseau : donnez leur adresse si vous le voulez. Celle d’une région tient sur une feuille, pour un dossier de subvention.',
    sheets: 'Les voir, et choisir une région à imprimer',
  },
  {
    lead: 'To tell those who fund you, or your members, what organisations lack.',
    asked: 'Asked for, and not found',
    months: (from, to) => `By all networks, in months that are over: ${from} to ${to}.`,
    none: 'Nothing can be shown: nothing was missing, or too few asked for nobody to be recognised. A month is counted once it is over.',
    line: (family, region, atLeast, months) =>
      `${family}, ${region ?? 'no région said'}: at least ${atLeast}, in ${plural(months, 'one month', `${months} months`)}`,
    csv: 'The same numbers month by month, for a spreadsheet',
    supply:
      'From the entries, usage by usage and région by région. These pages are public and have the name of your network: give their address away if you wish. That of a région fits one sheet, for a grant file.',
    sheets: 'See them, and choose a région to print',
  },
);
