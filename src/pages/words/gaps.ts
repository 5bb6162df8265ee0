import { bilingual, frenchPlural, plural } from './typeset.ts';

/** What nobody is known to offer, by usage and région. */
export const GAPS = bilingual(
  {
    title: 'Ce que personne ne propose',
    description: 'Les usages pour lesquels aucun hébergeur éthique n’est connu, région par région.',
    lead: (day: string) =>
      `D’après les fiches au ${day}. « Personne de connu » n’est pas « personne » : un hébergeur a pu ne pas le dire.`,
    nowhere: 'Personne de connu, nulle part',
    noNowhere: 'Chaque usage a au moins un hébergeur connu quelque part.',
    somewhere: 'Par usage : les régions où personne n’est connu',
    noSomewhere: 'Aucun usage ne manque dans une région seulement.',
    usage: 'Usage',
    regions: 'Personne de connu',
    sheets: 'La page d’une région, à imprimer',
    sheetTitle: (region: string) => `Ce qui manque à notre territoire : ${region}`,
    sheetLead: (day: string) => `Catalogue Bercail, au ${day}.`,
    sheetFor: (network: string, day: string) => `${network}, d’après le catalogue Bercail, au ${day}.`,
    seated: (count: number) =>
      count === 0
        ? 'Aucun hébergeur connu n’y a son siège.'
        : frenchPlural(count, 'Un hébergeur connu y a son siège.', `${count} hébergeurs connus y ont leur siège.`),
    nobody: (count: number) => `Personne de connu (${count})`,
    noNobody: 'Chaque usage a au moins un hébergeur qui y intervient, ou qui pourrait.',
    maybe: 'Peut-être, à demander',
    maybeLead: 'Les seuls hébergeurs connus n’en servent qu’une partie, ou n’ont pas dit où ils interviennent.',
    few: 'Un ou deux hébergeurs seulement',
    named: (usage: string, hosts: string) => `${usage} : ${hosts}`,
    how: 'Comment lire cette page',
    read: 'Un usage compte quand un hébergeur en activité a un service pour lui et dit intervenir dans toute la région, en France entière ou partout. Les services qui ferment ne comptent pas. Ce qui n’est pas dit est inconnu, jamais « non ».',
    all: 'Toutes les régions',
    link: 'Ce que personne ne propose, région par région',
    network: 'Les réseaux',
  },
  {
    title: 'What nobody offers',
    description: 'The usages for which no ethical host is known, région by région.',
    lead: (day) => `From the entries on ${day}. “Nobody known” is not “nobody”: a host may not have said so.`,
    nowhere: 'Nobody known, anywhere',
    noNowhere: 'Each usage has one known host somewhere at least.',
    somewhere: 'By usage: the régions where nobody is known',
    noSomewhere: 'No usage is missing in one région only.',
    usage: 'Usage',
    regions: 'Nobody known',
    sheets: 'The page of a région, to print',
    sheetTitle: (region) => `What our territory lacks: ${region}`,
    sheetLead: (day) => `Bercail catalogue, on ${day}.`,
    sheetFor: (network, day) => `${network}, from the Bercail catalogue, on ${day}.`,
    seated: (count) =>
      count === 0
        ? 'No known host has its seat there.'
        : plural(count, 'One known host has its seat there.', `${count} known hosts have their seat there.`),
    nobody: (count) => `Nobody known (${count})`,
    noNobody: 'Each usage has one host at least that serves it, or that might.',
    maybe: 'Maybe: to be asked',
    maybeLead: 'The only known hosts serve a part of it, or did not say where they serve.',
    few: 'One or two hosts only',
    named: (usage, hosts) => `${usage}: ${hosts}`,
    how: 'How to read this page',
    read: 'A usage counts when a host at work has a service for it and says that it serves the whole région, all of France or everywhere. Services that close do not count. What is not said is unknown, never “no”.',
    all: 'All régions',
    link: 'What nobody offers, région by région',
    network: 'Networks',
  },
);
