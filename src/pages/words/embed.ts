import { bilingual } from './typeset.ts';

/** Words of what stands inside other sites: the list of hosts, the badge. */
export const EMBED = bilingual(
  {
    title: 'Hébergeurs éthiques',
    titleFor: (parts: string) => `Hébergeurs éthiques : ${parts}`,
    write: 'Pour écrire :',
    unconfirmed: 'fiche pas encore relue par l’hébergeur',
    allUnconfirmed: 'Fiches pas encore relues par les hébergeurs.',
    otherHosts: (count: number) => `Voir les ${count} autres hébergeurs`,
    notUnderstood: 'Cette liste est montrée sans un réglage que nous n’avons pas compris :',
    uncertain: 'membre à vérifier : nous n’en sommes pas sûrs',
    more: 'D’autres hébergeurs répondent aussi. Choisissez un usage ou un territoire pour en voir moins.',
    byMatch: 'Sans budget ni nombre de comptes : le prix est celui d’un seul compte.',
    others: (count: number) => (count === 1 ? '1 autre usage' : `${count} autres usages`),
    byName: 'Par ordre alphabétique.',
    fair: 'Personne ne paie pour être ici.',
    find: 'Dire mes besoins et trouver un hébergeur',
    empty: 'Cette liste n’a encore aucun hébergeur.',
    nothing: 'Aucun hébergeur connu ne répond à tout cela.',
    nothingSure: 'Aucun hébergeur connu n’est sûr de répondre à tout cela.',
    toCheck: (count: number) =>
      count === 1
        ? '1 hébergeur reste à vérifier : le montrer'
        : `${count} hébergeurs restent à vérifier : les montrer`,
    drop: {
      territory: (count: number) => `Sans choisir de territoire : ${count}.`,
      federation: (count: number) => `Sans se limiter à ce réseau : ${count}.`,
      both: (count: number) => `Sans choisir de territoire ni se limiter à ce réseau : ${count}.`,
    },
    keptHere: 'Liste tenue par Bercail',
    badge: {
      listed: 'dans Bercail',
      gone: 'n’est plus proposé par Bercail',
      confirmed: (day: string) => `fiche relue le ${day}`,
      label: (name: string, text: string) => `${name} : ${text}`,
    },
  },
  {
    title: 'Ethical hosts',
    titleFor: (parts) => `Ethical hosts: ${parts}`,
    write: 'To write:',
    unconfirmed: 'entry not yet read over by the host',
    allUnconfirmed: 'Entries not yet read over by the hosts.',
    otherHosts: (count) => `Show the ${count} other hosts`,
    notUnderstood: 'This list is shown without a setting that we did not understand:',
    uncertain: 'member to be checked: we are not sure of it',
    more: 'Other hosts answer too. Choose a usage or a territory to see fewer.',
    byMatch: 'Without a budget or a number of accounts: the price is for a single account.',
    others: (count) => (count === 1 ? '1 other usage' : `${count} other usages`),
    byName: 'In alphabetical order.',
    fair: 'Nobody pays to be here.',
    find: 'Say what I need and find a host',
    empty: 'This list has no host yet.',
    nothing: 'No known host answers all of this.',
    nothingSure: 'No known host is sure to answer all of this.',
    toCheck: (count) =>
      count === 1 ? '1 host is left to check: show it' : `${count} hosts are left to check: show them`,
    drop: {
      territory: (count) => `Without choosing a territory: ${count}.`,
      federation: (count) => `Not only of this network: ${count}.`,
      both: (count) => `Without choosing a territory or keeping to this network: ${count}.`,
    },
    keptHere: 'List kept by Bercail',
    badge: {
      listed: 'listed in Bercail',
      gone: 'no longer listed in Bercail',
      confirmed: (day) => `confirmed on ${day}`,
      label: (name, text) => `${name}: ${text}`,
    },
  },
);
