import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Params } from './topic.ts';

const AUDIENCES: Record<string, string> = {
  associations: 'associations',
  individuals: 'individuals',
  companies: 'companies',
  'public-bodies': 'public bodies',
  schools: 'schools',
  activists: 'activist groups',
};

const FAMILIES: Record<string, string> = {
  cost: 'price',
  fit: 'space and services',
  proximity: 'being close',
  values: 'values',
  durability: 'lasting',
};

/** Names of hard needs inside “without the condition …”. */
const NEEDS: Record<string, string> = {
  'too-small': 'the space asked for',
  budget: 'the budget',
  territory: 'the territory',
  audience: 'the audience',
  language: 'the language',
  'open-to-newcomers': 'being open to newcomers',
  deadline: 'the starting date',
  'data-country': 'the country of the data',
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

const size = ({ accounts, gigabytes }: Params, say: Speaker): string =>
  [
    ...(accounts ? [`${accounts} account${accounts > 1 ? 's' : ''}`] : []),
    ...(gigabytes ? [say.gigabytes(gigabytes)] : []),
  ].join(' and ');

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
  price: 'price',
  proximity: 'distance',
  'commitment:closing-notice': 'the notice before closing',
};

/** A host that confirmed its entry has told all its plans. */
const bigger = (confirmed: boolean): string =>
  confirmed ? 'It is the largest plan announced.' : 'It is the plan we know: ask whether there is a bigger one.';

const parts = (shares: Params[], say: Speaker): string =>
  shares.map(({ host, usages }) => `${host}: ${say.usages(usages)}`).join('. ');

/** What a combination costs, as far as it is known. */
const price = ({ perYear, exact, floor, chosen }: Params, say: Speaker): string => {
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

/** “in May 2023”, “on 12 May 2023” */
const when = (date: string, say: Speaker): string => `${date.length === 10 ? 'on' : 'in'} ${say.date(date)}`;

const hosts = (count: number): string => `${new Intl.NumberFormat('en').format(count)} host${count > 1 ? 's' : ''}`;

/** Parts of sentences, in English. */
export const inEnglish = {
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
