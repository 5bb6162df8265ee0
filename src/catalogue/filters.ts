import { type TSchema, Type } from 'typebox';
import type { Host } from '../documents/host.ts';
import { isCurrent } from '../documents/membership.ts';
import { capacityOn } from '../documents/service.ts';
import { byText } from '../ground/texts.ts';
import { type Mistake, unknownKey, type VocabularyList } from '../requests/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { CountryCode, Key, LanguageCode, NO_NUL, Slug, TERRITORY_NAME, type Territory } from '../vocabulary/shapes.ts';
import {
  AUDIENCES,
  CAPACITY_STATES,
  LEGAL_FORMS,
  REGISTRATIONS,
  SUPPORT_KINDS,
  SUPPORT_MODES,
} from '../vocabulary/terms.ts';
import { fold } from '../vocabulary/territories.ts';
import { EVIDENCE_MINIMUM, type Minimum, VALUE_MINIMUM, withMinimum } from './minima.ts';
import type { Model } from './model.ts';
import type { Offer } from './section.ts';

/** States in which a host is shown. Drafts are never shown, and withdrawn hosts have no page. */
const SHOWN_STATES = ['published', 'silent', 'suspended', 'closed'] as const;

/** A filter that an offer passes if it has one of the wanted values. */
interface ValueFilter {
  /** Schema of one value in the query. */
  readonly value: TSchema;
  readonly description: string;
  /** The values that an offer has. */
  readonly valuesOf: (offer: Offer, reference: Reference, day: string) => readonly (string | undefined)[];
  /** What may be asked of its values besides. */
  readonly minimum?: Minimum;
  /** The values of offers that match a wanted value; absent: only the value itself. */
  readonly answers?: (value: string, reference: Reference) => readonly string[];
  /** The wanted values when the query has none; absent: every offer passes. */
  readonly whenAbsent?: readonly string[];
  /** What is said of a well-formed value that does not exist; `none`: every value accepted by the schema exists. */
  readonly mistake: 'none' | ((value: string, model: Model) => Mistake | undefined);
  /** Whether its values have no facet counts. */
  readonly uncounted?: true;
  /** Whether a second parameter may require all of several values. */
  readonly hasAll?: true;
}

/** Refuses unknown keys: a misspelt key must not look like an empty catalogue. */
const oneOf =
  (list: VocabularyList, known: (model: Model) => ReadonlyMap<string, unknown>) =>
  (value: string, model: Model): Mistake | undefined =>
    known(model).has(value) ? undefined : unknownKey(value, known(model), list);

/** The same of a key that may have a minimum. */
const oneWithMinimum =
  (minimum: Minimum, ...[list, known]: Parameters<typeof oneOf>) =>
  (value: string, model: Model): Mistake | undefined => {
    const { key, least } = withMinimum(value);
    const mistake = oneOf(list, known)(key, model);
    return mistake || least === undefined ? mistake : minimum.mistake(key, least, model.reference, model.day);
  };

/** A name that is neither in the list of tools nor used by any service. */
function softwareMistake(name: string, { reference, sections }: Model): Mistake | undefined {
  const wanted = fold(name);
  if (sections.some(({ postings }) => postings.software.has(wanted))) return undefined;
  const tools = () => [...reference.tools.values()].flatMap(({ key, name: own }) => [fold(key), fold(own)]);
  if (tools().includes(wanted)) return undefined;
  // Of equally near names, the first in the alphabet, whatever changed before.
  const used = new Map(sections.flatMap(({ postings }) => [...postings.software]).sort(([a], [b]) => byText(a, b)));
  return unknownKey(name, used, 'tool');
}

const territoryMistake = (key: string, { reference }: Model): Mistake | undefined =>
  reference.territories.find(parseTerritory(key))
    ? undefined
    : { message: { fr: 'Territoire inconnu : voir /v1/territories.', en: 'Unknown territory: see /v1/territories.' } };

/**
 * All filters by value, in the order of the documentation. Query parameters, their checks, facets, results and proposed
 * relaxations are all derived from these entries.
 */
export const VALUE_FILTERS = {
  usage: {
    value: Key,
    description: 'Usages, as /v1/usages names them',
    valuesOf: ({ service }) => service?.usages ?? [],
    mistake: oneOf('usage', ({ reference }) => reference.usages),
    hasAll: true,
  },
  criterion: {
    value: Key,
    description: 'Criteria answered yes, with evidence that still counts',
    valuesOf: ({ host }) => criteriaOf(host),
    minimum: EVIDENCE_MINIMUM,
    mistake: oneWithMinimum(EVIDENCE_MINIMUM, 'criterion', ({ reference }) => reference.criteria),
    hasAll: true,
  },
  commitment: {
    value: Key,
    description: 'Kinds of commitments made, on the host or on one of its services',
    valuesOf: (offer, reference) => commitmentsOf(offer, reference),
    minimum: VALUE_MINIMUM,
    mistake: oneWithMinimum(VALUE_MINIMUM, 'commitment-kind', ({ reference }) => reference.commitmentKinds),
  },
  federation: {
    value: Slug,
    description: 'Federations of which the host is a member today',
    valuesOf: ({ host }, _reference, day) =>
      host.memberships.filter((membership) => isCurrent(membership, day)).map(({ federation }) => federation),
    mistake: oneOf('federation', ({ federationBySlug }) => federationBySlug),
  },
  territory: {
    value: Type.String({ pattern: TERRITORY_NAME }),
    description:
      'Who serves it, as level:code (departement:23). A host that says nothing is assumed to serve its own country',
    valuesOf: ({ host }) => zonesOf(host),
    answers: (key, { territories }) => ['world', ...territories.lineage(parseTerritory(key)).map(keyOf)],
    mistake: territoryMistake,
    uncounted: true,
  },
  seat: {
    value: Type.String({ pattern: TERRITORY_NAME }),
    description: 'Who is seated there, as level:code (departement:23). A host whose seat is not known does not pass',
    valuesOf: ({ host: { seat } }, { territories }) =>
      seat ? territories.lineage(seat.territory ?? { level: 'country', code: seat.country }).map(keyOf) : [],
    mistake: territoryMistake,
    uncounted: true,
  },
  country: {
    value: CountryCode,
    description: 'Where the data are',
    valuesOf: ({ service }) => [service?.dataCountry],
    mistake: 'none',
  },
  registration: {
    value: Type.Enum(REGISTRATIONS, { type: 'string' }),
    description: 'How one registers',
    valuesOf: ({ service }) => [service?.registration],
    mistake: 'none',
  },
  capacity: {
    value: Type.Enum(CAPACITY_STATES, { type: 'string' }),
    description: 'Whether there are places, as it is said today',
    valuesOf: ({ service }, _reference, day) => [service && capacityOn(service, day)],
    mistake: 'none',
  },
  software: {
    value: Type.String({ minLength: 1, maxLength: 200, pattern: NO_NUL }),
    description: 'Name of the software, accents and case forgiven',
    valuesOf: ({ service }) => [service?.software && (fold(service.software.name) || undefined)],
    answers: (name) => [fold(name)],
    mistake: softwareMistake,
  },
  support: {
    value: Type.Enum(SUPPORT_KINDS, { type: 'string' }),
    description: 'Kinds of help that the host says it offers',
    valuesOf: ({ host }) => (host.support ?? []).map(({ kind }) => kind),
    mistake: 'none',
    hasAll: true,
  },
  supportMode: {
    value: Type.Enum(SUPPORT_MODES, { type: 'string' }),
    description: 'How the host says that its help comes',
    valuesOf: ({ host }) => (host.support ?? []).map(({ mode }) => mode),
    mistake: 'none',
  },
  language: {
    value: LanguageCode,
    description: 'Languages that the host says it speaks, by their ISO 639 codes',
    valuesOf: ({ host }) => host.languages ?? [],
    mistake: 'none',
  },
  audience: {
    value: Type.Enum(AUDIENCES, { type: 'string' }),
    description: 'Whom the host says it serves',
    valuesOf: ({ host }) => host.audiences ?? [],
    mistake: 'none',
  },
  legalForm: {
    value: Type.Enum(LEGAL_FORMS, { type: 'string' }),
    description: 'Legal form of the host',
    valuesOf: ({ host }) => [host.legalForm],
    mistake: 'none',
  },
  state: {
    value: Type.Enum(SHOWN_STATES, { type: 'string' }),
    description: 'published and silent when absent',
    valuesOf: ({ host }) => [host.state],
    mistake: 'none',
    whenAbsent: ['published', 'silent'],
  },
} as const satisfies Record<string, ValueFilter>;

type Filters = typeof VALUE_FILTERS;
export type ValueFilterName = keyof Filters;

/** The same entries with their general type, for loops over all filters. */
export const VALUE_FILTER: Readonly<Record<ValueFilterName, ValueFilter>> = VALUE_FILTERS;
export const VALUE_FILTER_NAMES = Object.keys(VALUE_FILTERS) as ValueFilterName[];

/** Filters of which a well-formed value may not exist. */
export type CheckedFilterName = {
  [N in ValueFilterName]: Filters[N]['mistake'] extends 'none' ? never : N;
}[ValueFilterName];
export const isChecked = (name: ValueFilterName): name is CheckedFilterName => VALUE_FILTER[name].mistake !== 'none';

/** Filters whose values a list can count. */
export type Facet = { [N in ValueFilterName]: Filters[N] extends { uncounted: true } ? never : N }[ValueFilterName];
export const FACETS = VALUE_FILTER_NAMES.filter((name): name is Facet => !VALUE_FILTER[name].uncounted);

/** Filters that can also require all of several values. */
export type AllFilterName = {
  [N in ValueFilterName]: Filters[N] extends { hasAll: true } ? N : never;
}[ValueFilterName];
export const ALL_FILTER_NAMES = VALUE_FILTER_NAMES.filter((name): name is AllFilterName =>
  Boolean(VALUE_FILTER[name].hasAll),
);
export type AllParameter = `${AllFilterName}.all`;
export const allOf = <N extends AllFilterName>(name: N): `${N}.all` => `${name}.all`;

const NOT_A_PROMISE: unknown[] = [false, 'none', ''];

/** Criteria answered with yes, with evidence that still counts. */
const criteriaOf = (host: Host): string[] =>
  host.claims
    .filter(({ value, evidence }) => value === 'yes' && evidence !== 'unknown')
    .map(({ criterion }) => criterion);

/** Kinds of commitments made; a stated no, such as 0 days of notice, does not count. */
const commitmentsOf = ({ host, service }: Offer, reference: Reference): string[] =>
  [...host.commitments, ...(service?.commitments ?? [])]
    .filter(({ kind, value, evidence }) => {
      const isNothing =
        NOT_A_PROMISE.includes(value) || (value === 0 && reference.commitmentKinds.get(kind)?.better === 'higher');
      return evidence !== 'unknown' && !isNothing;
    })
    .map(({ kind }) => kind);

/** Zones served, as `level:code` or `world`; a host that names none has the zone of its country. */
const zonesOf = ({ serves, seat }: Host): string[] => {
  if (serves) return serves.map((zone) => (zone.level === 'world' ? 'world' : keyOf(zone)));
  return seat ? [`country:${seat.country}`] : [];
};

const keyOf = ({ level, code }: Territory): string => `${level}:${code}`;

/** A territory from its key, such as `departement:23`; it is not checked that it exists. */
export function parseTerritory(key: string): Territory {
  const [level, code] = key.split(':') as [Territory['level'], string];
  return { level, code };
}
