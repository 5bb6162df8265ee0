import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Params } from './topic.ts';

const AUDIENCES: Record<string, string> = {
  associations: 'les associations',
  individuals: 'les particuliers',
  companies: 'les entreprises',
  'public-bodies': 'les collectivités',
  schools: 'les écoles',
  activists: 'les collectifs militants',
};

const FAMILIES: Record<string, string> = {
  cost: 'le prix',
  fit: 'la place et les services',
  proximity: 'la proximité',
  values: 'les valeurs',
  durability: 'la durée',
};

/** Names of hard needs inside « sans la condition … ». */
const NEEDS: Record<string, string> = {
  'too-small': 'la place demandée',
  budget: 'le budget',
  territory: 'le territoire',
  audience: 'le public',
  language: 'la langue',
  'open-to-newcomers': 'être ouvert aux nouveaux',
  deadline: 'la date de début',
  'data-country': 'le pays des données',
};

const evidence = ({ evidence, by, federation, federationName, asOf }: Params, say: Speaker): string => {
  const who = federationName ?? federation;
  if (by === 'charter') return `signé dans la charte de ${who}`;
  if (evidence === 'certified') return 'un certificat en cours le prouve';
  if (evidence === 'measured') return 'le catalogue l’a mesuré';
  if (evidence === 'peer-reviewed') return `${who} l’a vérifié${asOf ? ` (${say.date(asOf)})` : ''}`;
  if (evidence === 'documented') return 'une page publique le montre';
  return by === 'import' ? 'une source publique le dit' : 'l’hébergeur le dit';
};

const size = ({ accounts, gigabytes }: Params, say: Speaker): string =>
  [
    ...(accounts ? [`${accounts} compte${accounts > 1 ? 's' : ''}`] : []),
    ...(gigabytes ? [say.gigabytes(gigabytes)] : []),
  ].join(' et ');

const need = ({ name, key, territory }: Params, say: Speaker): string => {
  if (name === 'usage-not-offered') return say.usage(key);
  if (name === 'support') return say.support(key);
  if (name === 'territory' && territory) return say.territory(territory);
  if (String(name).startsWith('criterion:')) return say.criterion(key);
  if (String(name).startsWith('commitment:')) return say.commitment(key);
  return NEEDS[name] ?? '';
};

/** Wishes taken when nothing was said. */
const WISHES: Record<string, string> = {
  price: 'le prix',
  proximity: 'la proximité',
  'commitment:closing-notice': 'le préavis avant fermeture',
};

/** A host that confirmed its entry has told all its plans. */
const bigger = (confirmed: boolean): string =>
  confirmed
    ? 'C’est la plus grande formule annoncée.'
    : 'C’est la formule connue : demandez s’il en existe une plus grande.';

const parts = (shares: Params[], say: Speaker): string =>
  shares.map(({ host, usages }) => `${host} : ${say.usages(usages)}`).join('. ');

/** What a combination costs, as far as it is known. */
const price = ({ perYear, exact, floor, chosen }: Params, say: Speaker): string => {
  if (perYear !== null) return `${exact ? 'Prix' : 'Prix connu, à confirmer'} : ${say.euros(perYear)} par an.`;
  if (!chosen) return 'Des prix restent à demander.';
  return floor > 0 ? `Prix : ${say.euros(floor)} par an au moins, plus ce que vous choisissez.` : 'Le prix est libre.';
};

const NUMBERS = ['', 'Un contact', 'Deux contacts', 'Trois contacts'];

/** « Deux contacts au lieu d’un, 55 € de moins par an. » `saved`: euros, null when it is not known. */
const contacts = ({ contacts, alone, saved }: Params, say: Speaker): string => {
  const count = NUMBERS[contacts];
  if (!alone) return `${count}.`;
  if (saved === null) return `${count} au lieu d’un.`;
  if (saved === 0) return `${count} au lieu d’un, pour le même prix.`;
  return `${count} au lieu d’un, ${say.euros(Math.abs(saved))} de ${saved > 0 ? 'moins' : 'plus'} par an.`;
};

/** « en mai 2023 », « le 12 mai 2023 » */
const when = (date: string, say: Speaker): string => `${date.length === 10 ? 'le' : 'en'} ${say.date(date)}`;

/** 1 200, with a space that does not break. */
const thousands = (count: number): string => new Intl.NumberFormat('fr').format(count).replace(/\s/g, '\u00a0');

const hosts = (count: number): string => `${thousands(count)} hébergeur${count > 1 ? 's' : ''}`;

/** Parts of sentences, in French. */
export const inFrench = {
  audiences: AUDIENCES,
  families: FAMILIES,
  wishes: WISHES,
  evidence,
  size,
  need,
  bigger,
  parts,
  price,
  contacts,
  when,
  hosts,
};
