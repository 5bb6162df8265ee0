import type { Speaker } from '../../vocabulary/speaker.ts';
import { ACCOUNTS, of } from '../../vocabulary/units.ts';
import { enumerate, enumerateSizes, enumerateSome } from './enumerate.ts';
import type { Params } from './topic.ts';

const AUDIENCES: Record<string, string> = {
  associations: 'les associations',
  individuals: 'les particuliers',
  companies: 'les entreprises',
  'public-bodies': 'les collectivités',
  schools: 'les écoles',
  activists: 'les collectifs militants',
};

/** A family of wishes as the subject of “counts more than”. */
const FAMILIES: Record<string, string> = {
  cost: 'le prix compte',
  fit: 'la place et les services en plus comptent',
  proximity: 'l’endroit où est installé l’hébergeur compte',
  values: 'les valeurs de l’hébergeur comptent',
  durability: 'les engagements de l’hébergeur comptent',
};

/** What a hard need asks for, so that one may give it up, miss it, or find it nowhere. */
const NEEDS: Record<string, string> = {
  'too-small': 'une formule à votre taille',
  budget: 'un prix dans votre budget',
  territory: 'un service ouvert à votre territoire',
  audience: 'un accueil pour votre public',
  language: 'une aide dans votre langue',
  'open-to-newcomers': 'une place libre aujourd’hui',
  closing: 'un service qui ne ferme pas',
  deadline: 'un début à la date voulue',
  'data-country': 'des données dans le pays voulu',
  'health-data': 'un certificat vérifié pour les données de santé',
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

/** Who looked at what a host says: a federation, or the catalogue itself. */
const reviewer = ({ by, federation, federationName }: Params): string =>
  by === 'check' ? 'Le catalogue' : (federationName ?? federation);

/** Accounts, space, then other units; empty when no size was said. */
const size = ({ accounts, gigabytes, amounts }: Params, say: Speaker): string =>
  say.list([
    ...(accounts ? [say.amount(ACCOUNTS, accounts)] : []),
    ...(gigabytes ? [say.gigabytes(gigabytes)] : []),
    ...Object.entries<number>(amounts ?? {}).map(([unit, amount]) => say.amount(unit, amount)),
  ]);

const sizes = (wanted: Params[], say: Speaker): string => enumerateSizes(wanted, say, 'ceci\u00a0: ', size);

const need = ({ name, key }: Params, say: Speaker): string => {
  if (name === 'usage-not-offered') return say.usage(key);
  if (name === 'support') return say.support(key);
  if (String(name).startsWith('criterion:')) return say.criterion(key);
  if (String(name).startsWith('commitment:')) return say.commitment(key);
  return NEEDS[name] ?? '';
};

/** Names of criteria that are no key of a vocabulary: without article, as the labels beside which they stand. */
const PLAIN: Record<string, string> = {
  price: 'prix',
  proximity: 'endroit où l’hébergeur est installé',
  'storage-margin': 'place en réserve',
};

/** A criterion by its name in a need: `price`, `criterion:<key>`, `usage:<key>` and the like. */
const criterion = (name: string, say: Speaker): string => {
  const [kind, key] = name.split(':') as [string, string | undefined];
  if (key === undefined) return PLAIN[kind] ?? kind;
  if (kind === 'usage') return say.usage(key);
  if (kind === 'support') return say.support(key);
  return kind === 'criterion' ? say.criterion(key) : say.commitment(key);
};

/** A host that confirmed its entry has told all its plans. */
const bigger = (confirmed: boolean): string =>
  confirmed
    ? 'C’est la plus grande formule annoncée : suffirait-elle ?'
    : 'C’est la formule connue : demandez s’il en existe une plus grande.';

/** An entry nobody confirmed tells only the plans that somebody saw. */
const cheaper = 'Le prix est celui de la formule connue : demandez s’il en existe une moins chère.';

const others = (count: number, one: string): string =>
  `${count} autre${count > 1 ? 's' : ''} ${one}${count > 1 ? 's' : ''}`;

const usages = (keys: string[], say: Speaker): string =>
  enumerateSome(keys.map(say.usage), say, (count) => others(count, 'service'));

const criteria = (names: string[], say: Speaker, limit?: number): string =>
  enumerateSome(
    names.map((name) => criterion(name, say)),
    say,
    (count) => others(count, 'point'),
    limit,
  );

/** All of those given: one does not give up what one was not told. */
const needs = (entries: Params[], say: Speaker): string =>
  enumerate(
    entries.map((entry) => need(entry, say)),
    say,
  );

const parts = (shares: Params[], say: Speaker): string =>
  shares.map(({ host, usages }) => `${host} : ${enumerate(usages.map(say.usage), say)}`).join('. ');

/** What a combination costs, as far as it is known. */
const price = ({ perYear, exact, floor, chosen }: Params, say: Speaker): string => {
  if (perYear !== null && floor !== null && floor < perYear)
    return floor > 0
      ? `Prix : ${say.euros(floor)} par an au moins, ${say.euros(perYear)} conseillés.`
      : `Le prix est libre, ${say.euros(perYear)} par an conseillés.`;
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

const THOUSANDS = new Intl.NumberFormat('fr');

/** 1 200, with a space that does not break; most counts are small, and the formatter slow. */
const counted = (count: number): string =>
  count < 1000 ? String(count) : THOUSANDS.format(count).replace(/\s/g, '\u00a0');

const hosts = (count: number): string => `${counted(count)} hébergeur${count > 1 ? 's' : ''}`;

/** « 1re », « 2e » place */
const place = (rank: number): string => (rank === 1 ? '1re' : `${rank}e`);

/** Parts of sentences, in French. */
export const inFrench = {
  audiences: AUDIENCES,
  families: FAMILIES,
  criterion,
  evidence,
  reviewer,
  size,
  sizes,
  criteria,
  usages,
  need,
  needs,
  bigger,
  cheaper,
  parts,
  price,
  contacts,
  of,
  hosts,
  place,
};
