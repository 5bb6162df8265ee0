import type { Speaker } from '../../vocabulary/speaker.ts';
import { ACCOUNTS } from '../../vocabulary/units.ts';
import { enumerate, enumerateSizes, enumerateSome } from './enumerate.ts';
import type { Params } from './topic.ts';

const AUDIENCES: Record<string, string> = {
  associations: 'associations',
  individuals: 'individuals',
  companies: 'companies',
  'public-bodies': 'public bodies',
  schools: 'schools',
  activists: 'activist groups',
};

/** A family of wishes as the subject of “counts more than”. */
const FAMILIES: Record<string, string> = {
  cost: 'the price counts',
  fit: 'space and additional services count',
  proximity: 'the place where the host is based counts',
  values: 'the values of the host count',
  durability: 'the commitments of the host count',
};

/** What a hard need asks for, so that one may give it up, miss it, or find it nowhere. */
const NEEDS: Record<string, string> = {
  'too-small': 'a plan of your size',
  budget: 'a price within your budget',
  territory: 'a service open to your territory',
  audience: 'a place for people like yours',
  language: 'help in your language',
  'open-to-newcomers': 'a free place today',
  closing: 'a service that is not closing',
  deadline: 'a start on the date you want',
  'data-country': 'data in the country you want',
  'health-data': 'a checked certificate for health data',
};

const evidence = ({ evidence, by, federation, federationName, asOf }: Params, say: Speaker): string => {
  const who = federationName ?? federation;
  if (by === 'charter') return `signed in the charter of ${who}`;
  if (evidence === 'certified') return 'a current certificate proves it';
  if (evidence === 'measured') return 'the catalogue measured it';
  if (evidence === 'peer-reviewed') return `${who} checked it${asOf ? ` (${say.date(asOf)})` : ''}`;
  if (evidence === 'documented') return 'a public page shows it';
  return by === 'import' ? 'a public source says so' : 'the host says so';
};

/** Who looked at what a host says: a federation, or the catalogue itself. */
const reviewer = ({ by, federation, federationName }: Params): string =>
  by === 'check' ? 'The catalogue' : (federationName ?? federation);

/** Accounts, space, then other units; empty when no size was said. */
const size = ({ accounts, gigabytes, amounts }: Params, say: Speaker): string =>
  say.list([
    ...(accounts ? [say.amount(ACCOUNTS, accounts)] : []),
    ...(gigabytes ? [say.gigabytes(gigabytes)] : []),
    ...Object.entries<number>(amounts ?? {}).map(([unit, amount]) => say.amount(unit, amount)),
  ]);

const sizes = (wanted: Params[], say: Speaker): string => enumerateSizes(wanted, say, 'this: ', size);

const need = ({ name, key }: Params, say: Speaker): string => {
  if (name === 'usage-not-offered') return say.usage(key);
  if (name === 'support') return say.support(key);
  if (String(name).startsWith('criterion:')) return say.criterion(key);
  if (String(name).startsWith('commitment:')) return say.commitment(key);
  return NEEDS[name] ?? '';
};

/** Names of criteria that are no key of a vocabulary. */
const PLAIN: Record<string, string> = {
  price: 'price',
  proximity: 'place where the host is based',
  'storage-margin': 'spare space',
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
    ? 'It is the largest plan announced: would it do?'
    : 'It is the plan we know: ask whether there is a bigger one.';

/** An entry nobody confirmed tells only the plans that somebody saw. */
const cheaper = 'The price is that of the plan we know: ask whether there is a cheaper one.';

const others = (count: number, one: string): string => `${count} other ${one}${count > 1 ? 's' : ''}`;

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
  shares.map(({ host, usages }) => `${host}: ${enumerate(usages.map(say.usage), say)}`).join('. ');

/** What a combination costs, as far as it is known. */
const price = ({ perYear, exact, floor, chosen }: Params, say: Speaker): string => {
  if (perYear !== null && floor !== null && floor < perYear)
    return floor > 0
      ? `Price: at least ${say.euros(floor)} a year, ${say.euros(perYear)} suggested.`
      : `You choose the price, ${say.euros(perYear)} a year suggested.`;
  if (perYear !== null) return `${exact ? 'Price' : 'Known price, to be confirmed'}: ${say.euros(perYear)} a year.`;
  if (!chosen) return 'Some prices remain to be asked.';
  return floor > 0
    ? `Price: at least ${say.euros(floor)} a year, and what you choose on top.`
    : 'You choose the price.';
};

const NUMBERS = ['', 'One contact', 'Two contacts', 'Three contacts'];

/** “Two contacts instead of one, €55 less a year.” `saved`: euros, null when it is not known. */
const contacts = ({ contacts, alone, saved }: Params, say: Speaker): string => {
  const count = NUMBERS[contacts];
  if (!alone) return `${count}.`;
  if (saved === null) return `${count} instead of one.`;
  if (saved === 0) return `${count} instead of one, for the same price.`;
  return `${count} instead of one, ${say.euros(Math.abs(saved))} ${saved > 0 ? 'less' : 'more'} a year.`;
};

const THOUSANDS = new Intl.NumberFormat('en');
/** Most counts are small, and the formatter slow. */
const counted = (count: number): string => (count < 1000 ? String(count) : THOUSANDS.format(count));

const hosts = (count: number): string => `${counted(count)} host${count > 1 ? 's' : ''}`;

const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
/** “1st”, “2nd” place */
const place = (rank: number): string => `${rank}${ENDINGS[ordinals.select(rank)]}`;

/** Parts of sentences, in English. */
export const inEnglish = {
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
  hosts,
  place,
};
