import { bilingual } from './typeset.ts';

const s = (count: number): string => (count > 1 ? 's' : '');

/** What the directory says: the list of hosts, its filters, and the cards of hosts wherever they are listed. */
export const DIRECTORY = bilingual(
  {
    title: 'Les hébergeurs',
    titleOf: (usages: string, count: number) =>
      count === 0 ? `${usages} : aucun hébergeur connu` : `${usages} : ${count} hébergeur${s(count)}`,
    description:
      'Tous les hébergeurs éthiques connus ici : ce qu’ils proposent aux associations, où, à quel prix, et ce qui reste à leur demander.',
    descriptionOf: (usages: string) => `Les hébergeurs éthiques qui proposent aux associations : ${usages}.`,
    search: 'Un nom, une ville, un besoin',
    find: 'Chercher',
    filter: (count: number) => (count === 0 ? 'Filtrer' : `Filtrer (${count} choix)`),
    filters: 'Filtres',
    usages: 'Ce qu’il propose',
    more: 'Voir tous les usages',
    moreNetworks: 'Voir tous les réseaux',
    forYou: 'Pour vous',
    ticks: {
      open: { label: 'Inscriptions ouvertes', named: 'inscriptions ouvertes' },
      free: { label: 'Gratuit ou à prix libre', named: 'gratuit ou à prix libre' },
      inPerson: { label: 'Aide en personne', named: 'aide en personne' },
    },
    network: 'Réseau',
    place: 'Sert chez vous',
    anywhere: 'Peu importe où',
    serves: (place: string) => `sert : ${place}`,
    memberOf: (names: string) => `réseau : ${names}`,
    words: (q: string) => `« ${q} »`,
    counted: (count: number) => ` hébergeur${s(count)}`,
    show: 'Montrer',
    count: (count: number) => `${count} hébergeur${s(count)}`,
    countOffering: (count: number, usages: string) =>
      `${count} hébergeur${s(count)} propose${count > 1 ? 'nt' : ''} : ${usages}`,
    byName: 'Par ordre alphabétique.',
    byWords: 'Ce qui ressemble le plus à vos mots vient d’abord.',
    all: 'Montrer tous les hébergeurs',
    unconfirmed: (count: number, confirmed: number) =>
      confirmed === 0
        ? count === 1
          ? 'Cette fiche n’a pas encore été relue par son hébergeur.'
          : 'Aucune de ces fiches n’a encore été relue par son hébergeur.'
        : `${confirmed} de ces ${count} fiches ${confirmed > 1 ? 'sont relues par leur' : 'est relue par son'} hébergeur.`,
    unknownOffer: (count: number) =>
      `Pour ${count} autre${s(count)} hébergeur${s(count)}, nous ne savons pas encore ce qu’${count > 1 ? 'ils proposent' : 'il propose'}.`,
    unknownOfferHere: (count: number) =>
      `Pour ${count} d’entre eux, nous ne savons pas encore ce qu’${count > 1 ? 'ils proposent' : 'il propose'}.`,
    unknownPrice: (count: number) =>
      `Pour ${count} autre${s(count)}, nous ne connaissons pas de prix récent : demandez-${count > 1 ? 'leur' : 'lui'}.`,
    silent: (what: string, count: number) =>
      `${count} autre${s(count)} ne ${count > 1 ? 'disent' : 'dit'} rien là-dessus : ${what}.`,
    nothing: 'Aucun hébergeur connu ne répond à tout cela',
    nothingNamed: (q: string) => `Aucun hébergeur trouvé pour « ${q} »`,
    nothingNamedLead:
      'Vous cherchez près de chez vous ? Choisissez votre lieu sous « Sert chez vous », dans les filtres.',
    nothingLead: 'Voici ce que vous pouvez laisser de côté :',
    without: (parts: string, count: number) => `Sans ${parts} : ${count} hébergeur${s(count)}`,
    and: ' ni ',
    empty: 'Le catalogue n’a encore aucun hébergeur.',
    page: (number: number) => `Page ${number}`,
    pageOf: (at: number, of: number) => `Page ${at} sur ${of}.`,
    closings: (count: number) => (count === 0 ? 'Fermetures' : `${count} fermeture${s(count)} annoncée${s(count)}`),
    help: 'Dire mes besoins et être guidé',
    card: {
      others: (count: number): string => (count === 1 ? 'autre usage' : 'autres usages'),
      noService: 'Services pas encore relevés',
      seen: (on: string) => `vu ${on}`,
      confirmed: (on: string) => `fiche relue ${on}`,
      networkToCheck: (name: string) => `${name} (à vérifier)`,
      formerly: (name: string) => `Anciennement ${name}`,
      nowhere: 'lieu et date inconnus',
      unknown: 'Prix à demander',
      free: 'Gratuit',
      freePartly: 'En partie gratuit',
      chosen: 'Prix libre',
      chosenPartly: 'En partie à prix libre',
      from: (amount: string) => `Dès ${amount} par an`,
      closed: 'A fermé',
      closing: 'Va fermer : n’y allez plus',
      full: 'Complet',
    },
    end: {
      title: 'Fermetures',
      description: 'Les hébergeurs qui ont fermé ou vont fermer, le jour où ils ferment, et où aller ensuite.',
      lead: 'Ces hébergeurs, ou un de leurs services, ont fermé ou vont fermer. Si vous y êtes, reprenez vos données avant la date.',
      coming: 'À venir',
      none: 'Aucune fermeture n’est annoncée aujourd’hui.',
      past: 'Déjà fermés',
      service: (name: string) => `Seulement le service « ${name} »`,
      closes: (day: string) => `Ferme ${day}`,
      closed: (day: string) => `A fermé ${day}`,
      undated: 'Date de fermeture inconnue',
      announced: (day: string) => `Annoncé ${day}.`,
      unannounced: 'Aucune annonce retrouvée.',
      successor: 'Prend la suite :',
      proposed: 'Proposé pour la suite, sans réponse pour l’instant :',
      /** Once it is over: nobody waits for an answer any more. */
      proposedThen: 'Proposé pour la suite :',
      guide: 'Reprendre ses données',
      where: (name: string) => `Où aller après ${name}`,
      all: 'Tous les hébergeurs',
    },
  },
  {
    title: 'Hosts',
    titleOf: (usages, count) => `${usages}: ${count === 0 ? 'no known' : count} host${count > 1 ? 's' : ''}`,
    description:
      'All ethical hosts known here: what they offer to non-profit organisations, where, at what price, and what is left to ask.',
    descriptionOf: (usages) => `The ethical hosts that offer to non-profit organisations: ${usages}.`,
    search: 'A name, a town, a need',
    find: 'Search',
    filter: (count) => (count === 0 ? 'Filter' : `Filter (${count} chosen)`),
    filters: 'Filters',
    usages: 'What it offers',
    more: 'See all usages',
    moreNetworks: 'See all networks',
    forYou: 'For you',
    ticks: {
      open: { label: 'Sign-ups open', named: 'sign-ups open' },
      free: { label: 'Free, or pay what you can', named: 'free or pay what you can' },
      inPerson: { label: 'Help in person', named: 'help in person' },
    },
    network: 'Network',
    place: 'Serves your place',
    anywhere: 'Anywhere',
    serves: (place) => `serves ${place}`,
    memberOf: (names) => `network: ${names}`,
    words: (q) => `“${q}”`,
    counted: (count) => (count === 1 ? ' host' : ' hosts'),
    show: 'Show',
    count: (count) => `${count} host${count === 1 ? '' : 's'}`,
    countOffering: (count, usages) => `${count} host${count === 1 ? ' offers' : 's offer'}: ${usages}`,
    byName: 'In alphabetical order.',
    byWords: 'What is most like your words comes first.',
    all: 'Show all hosts',
    unconfirmed: (count, confirmed) =>
      confirmed === 0
        ? count === 1
          ? 'This entry has not been read over by its host yet.'
          : 'None of these entries has been read over by its host yet.'
        : `${confirmed} of these ${count} entries ${confirmed > 1 ? 'have' : 'has'} been read over by the host.`,
    unknownOffer: (count) =>
      count === 1
        ? 'For 1 other host, we do not know yet what it offers.'
        : `For ${count} other hosts, we do not know yet what they offer.`,
    unknownOfferHere: (count) =>
      `For ${count} of them, we do not know yet what ${count === 1 ? 'it offers' : 'they offer'}.`,
    unknownPrice: (count) =>
      `For ${count} other${count === 1 ? '' : 's'}, we know no recent price: ask ${count === 1 ? 'it' : 'them'}.`,
    silent: (what, count) => `${count} other${count === 1 ? ' says' : 's say'} nothing about it: ${what}.`,
    nothing: 'No known host answers all of this',
    nothingNamed: (q) => `No host found for “${q}”`,
    nothingNamedLead: 'Are you looking near you? Choose your place under “Serves your place”, in the filters.',
    nothingLead: 'This is what you may leave out:',
    without: (parts, count) => `Without ${parts}: ${count} host${count === 1 ? '' : 's'}`,
    and: ' or ',
    empty: 'The catalogue has no host yet.',
    page: (number) => `Page ${number}`,
    pageOf: (at, of) => `Page ${at} of ${of}.`,
    closings: (count) => (count === 0 ? 'Closings' : `${count} announced closing${count === 1 ? '' : 's'}`),
    help: 'Say what I need and be guided',
    card: {
      others: (count) => (count === 1 ? 'other usage' : 'other usages'),
      noService: 'Services not recorded yet',
      seen: (on) => `seen ${on}`,
      confirmed: (on) => `entry read over ${on}`,
      networkToCheck: (name) => `${name} (to be checked)`,
      formerly: (name) => `Formerly ${name}`,
      nowhere: 'place and date unknown',
      unknown: 'Price to be asked',
      free: 'Free',
      freePartly: 'Partly free',
      chosen: 'Pay what you can',
      chosenPartly: 'Partly pay what you can',
      from: (amount) => `From ${amount} a year`,
      closed: 'Has closed',
      closing: 'Closing: do not go there any more',
      full: 'Full',
    },
    end: {
      title: 'Closings',
      description: 'Hosts that have closed or are going to close, the day on which they close, and where to go next.',
      lead: 'These hosts, or one of their services, have closed or are going to close. If you are there, take your data back before that day.',
      coming: 'To come',
      none: 'No closing is announced today.',
      past: 'Already closed',
      service: (name) => `Only the service “${name}”`,
      closes: (day) => `Closes ${day}`,
      closed: (day) => `Closed ${day}`,
      undated: 'Day of closing unknown',
      announced: (day) => `Announced ${day}.`,
      unannounced: 'No announcement found.',
      successor: 'Takes over:',
      proposed: 'Proposed to take over, without an answer so far:',
      proposedThen: 'Proposed to take over:',
      guide: 'Taking one’s data back',
      where: (name) => `Where to go after ${name}`,
      all: 'All hosts',
    },
  },
);
