import { typeset } from './typeset.ts';

/** Words of what stands inside other sites: the list of hosts, its builder, the badge. */
export const EMBED = {
  fr: typeset({
    title: 'Hébergeurs éthiques',
    titleFor: (parts: string) => `Hébergeurs éthiques : ${parts}`,
    unconfirmed: 'fiche pas encore relue par l’hébergeur',
    more: 'D’autres hébergeurs répondent aussi. Choisissez un usage ou un territoire pour en voir moins.',
    byMatch: 'Sans budget ni nombre de comptes : le prix est celui d’un seul compte.',
    others: (count: number) => (count === 1 ? '1 autre usage' : `${count} autres usages`),
    byName: 'Par ordre alphabétique.',
    fair: 'Personne ne paie pour être ici.',
    find: 'Dire mes besoins et trouver un hébergeur',
    nothing: 'Aucun hébergeur connu ne répond à tout cela.',
    toCheck: (count: number) =>
      count === 1
        ? '1 hébergeur reste à vérifier : le montrer'
        : `${count} hébergeurs restent à vérifier : les montrer`,
    drop: {
      usage: (count: number) => `Sans choisir d’usage : ${count}.`,
      territory: (count: number) => `Sans choisir de territoire : ${count}.`,
      federation: (count: number) => `Sans se limiter à cette fédération : ${count}.`,
    },
    keptHere: 'Liste tenue par Bercail',
    builder: {
      title: 'Montrer les hébergeurs sur votre site',
      lead: 'Choisissez ce que la liste montre, puis copiez une ligne dans votre page. La liste se met à jour toute seule.',
      usage: 'Pour quel usage',
      everyUsage: 'Tous les usages',
      territory: 'Pour quel département',
      everywhere: 'Tous les territoires',
      federation: 'De quelle fédération',
      everyFederation: 'Toutes les fédérations',
      fits: 'Seulement ce qui convient à coup sûr (avec un usage)',
      accent: 'Couleur de votre site',
      accentHint: 'Six chiffres, comme 0b4f6c. Vide : notre bleu.',
      adjusted: (asked: string, light: string, dark: string) =>
        `La couleur ${asked} se lit mal partout. Nous prenons ${light} sur fond clair et ${dark} sur fond sombre.`,
      show: 'Voir et préparer la ligne',
      preview: 'Aperçu',
      frame: 'La liste des hébergeurs',
      line: 'La ligne à copier',
      byFrame: 'Par un cadre',
      lineHint: 'Elle marche partout. Le cadre garde sa hauteur : changez 600 si besoin.',
      element: 'Ou avec un script',
      elementHint:
        'La liste prend la hauteur qu’il faut. Si le script ou le réseau manque, le lien reste. Le site doit permettre notre adresse dans script-src et connect-src.',
      pinned: 'Ou avec un script figé',
      pinnedHint:
        'Le navigateur refuse tout script qui aurait changé. Après une mise à jour de ce service, recopiez la ligne : d’ici là, le lien reste.',
      privacy: 'Vos visiteurs ne reçoivent aucun cookie, et rien d’eux n’est gardé.',
    },
    badge: {
      listed: 'dans Bercail',
      gone: 'n’est plus proposé par Bercail',
      confirmed: (day: string) => `fiche relue le ${day}`,
      label: (name: string, told: string) => `${name} : ${told}`,
    },
  }),
  en: {
    title: 'Ethical hosts',
    titleFor: (parts: string) => `Ethical hosts: ${parts}`,
    unconfirmed: 'entry not yet read over by the host',
    more: 'Other hosts answer too. Choose a usage or a territory to see fewer.',
    byMatch: 'Without a budget or a number of accounts: the price is for a single account.',
    others: (count: number) => (count === 1 ? '1 other usage' : `${count} other usages`),
    byName: 'In alphabetical order.',
    fair: 'Nobody pays to be here.',
    find: 'Say what I need and find a host',
    nothing: 'No known host answers all of this.',
    toCheck: (count: number) =>
      count === 1 ? '1 host is left to check: show it' : `${count} hosts are left to check: show them`,
    drop: {
      usage: (count: number) => `Without choosing a usage: ${count}.`,
      territory: (count: number) => `Without choosing a territory: ${count}.`,
      federation: (count: number) => `Not only of this federation: ${count}.`,
    },
    keptHere: 'List kept by Bercail',
    builder: {
      title: 'Show hosts on your site',
      lead: 'Choose what the list shows, then copy a line into your page. The list updates itself.',
      usage: 'For which usage',
      everyUsage: 'Every usage',
      territory: 'For which département',
      everywhere: 'Every territory',
      federation: 'Of which federation',
      everyFederation: 'Every federation',
      fits: 'Only what fits for sure (with a usage)',
      accent: 'Colour of your site',
      accentHint: 'Six digits, such as 0b4f6c. Empty: our blue.',
      adjusted: (asked: string, light: string, dark: string) =>
        `The colour ${asked} is hard to read in places. We take ${light} on light grounds and ${dark} on dark ones.`,
      show: 'See it and prepare the line',
      preview: 'Preview',
      frame: 'The list of hosts',
      line: 'The line to copy',
      byFrame: 'By a frame',
      lineHint: 'It works everywhere. The frame keeps its height: change 600 if need be.',
      element: 'Or with a script',
      elementHint:
        'The list takes the height it needs. When the script or the network fails, the link stays. The site must allow our address in script-src and connect-src.',
      pinned: 'Or with a pinned script',
      pinnedHint:
        'The browser refuses any script that has changed. After an update of this service, copy the line again: until then, the link stays.',
      privacy: 'Your visitors get no cookie, and nothing of them is kept.',
    },
    badge: {
      listed: 'listed in Bercail',
      gone: 'no longer listed in Bercail',
      confirmed: (day: string) => `confirmed on ${day}`,
      label: (name: string, told: string) => `${name}: ${told}`,
    },
  },
};
