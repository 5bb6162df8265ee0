import { type Static, Type } from 'typebox';
import { Federation } from '../documents/federation.ts';
import { PolicyVersion } from '../documents/federation-policy.ts';
import { Host } from '../documents/host.ts';
import { Service } from '../documents/service.ts';
import { Lang } from '../http/get.ts';
import { anyOf, anyTextOf, listOf } from '../http/pagination.ts';
import {
  DAY_OR_INSTANT,
  Euros,
  Gigabytes,
  Id,
  NO_NUL,
  namedObject,
  Slug,
  shortText,
  strictObject,
  termOf,
} from '../vocabulary/shapes.ts';
import {
  ALL_FILTER_NAMES,
  type AllFilterName,
  allOf,
  FACETS,
  VALUE_FILTER,
  VALUE_FILTER_NAMES,
  type VALUE_FILTERS,
  type ValueFilterName,
} from './filters.ts';

const SORTS = ['name', '-confirmedOn', '-updatedAt', 'relevance'] as const;

type ValueParameters = {
  [N in ValueFilterName]: ReturnType<typeof anyOf<(typeof VALUE_FILTERS)[N]['value']>>;
};

type AllParameters = {
  [N in AllFilterName as `${N}.all`]: ReturnType<typeof anyOf<(typeof VALUE_FILTERS)[N]['value']>>;
};

const EXAMPLES: Partial<Record<ValueFilterName, string>> = {
  usage: 'file-storage-sharing',
  criterion: 'free-software-only:documented',
  commitment: 'closing-notice:60',
  territory: 'departement:23',
  seat: 'departement:23',
};

function parameterOf(name: ValueFilterName, before = '') {
  const { value, description, minimum } = VALUE_FILTER[name];
  const example = EXAMPLES[name];
  if (name === 'software') return anyTextOf(value, description);
  return anyOf(
    minimum?.schema ?? value,
    `${before}${description}${minimum ? `, ${minimum.description}` : ''}`,
    example === undefined ? {} : { examples: [[example]] },
  );
}

const filters = {
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      pattern: NO_NUL,
      description: 'Words, all of them if possible; accents, French plurals and one typo per word are forgiven',
      examples: ['visio'],
    }),
  ),
  ...(Object.fromEntries(VALUE_FILTER_NAMES.map((name) => [name, parameterOf(name)])) as unknown as ValueParameters),
  ...(Object.fromEntries(
    ALL_FILTER_NAMES.map((name) => [allOf(name), parameterOf(name, 'All of these at once. ')]),
  ) as unknown as AllParameters),
  confirmed: Type.Optional(
    Type.Boolean({
      description: 'Whether the host itself, and no administrator in its place, said last that its entry is true',
      examples: [true],
    }),
  ),
  updatedAfter: Type.Optional(
    Type.String({
      pattern: DAY_OR_INSTANT,
      description: 'What changed later than this instant, or on this day (in Paris) or later; of a service, its host',
      examples: ['2026-11-24'],
    }),
  ),
  maxPricePerYear: Type.Optional({
    ...Euros,
    description: 'The cheapest plan costs no more for this many accounts and gigabytes; an unknown price does not pass',
  }),
  accounts: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: '1 when absent' })),
  storageGb: Type.Optional({ ...Gigabytes, description: '1 when absent' }),
};

/** The query parameters of a list. */
export const Question = strictObject({
  ...filters,
  sort: Type.Optional(
    Type.Enum(SORTS, {
      type: 'string',
      description:
        'relevance when q is given, else name. By -updatedAt, what changed last comes first, and what changes between two pages moves before them. By relevance, a cursor holds until the catalogue changes: then it is refused, and the list begins again',
    }),
  ),
  facets: anyOf(Type.Enum(FACETS, { type: 'string' }), 'Counts of the values of these filters'),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
});

export type Question = Static<typeof Question>;

export const ListQuery = strictObject({
  ...Question.properties,
  cursor: Type.Optional(
    Type.String({
      maxLength: 4000,
      description: 'From a `next` address, which keeps the filters beside it; with others, it is refused',
    }),
  ),
  lang: Lang,
});

export type ListQuery = Static<typeof ListQuery>;

/** A page of a list without filters. */
const { limit, cursor } = ListQuery.properties;
export const PageQuery = strictObject({ limit, cursor, lang: Lang });

const found = {
  unknownPrice: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'With maxPricePerYear: how many pass everything else, at an unknown price',
    }),
  ),
  facets: Type.Optional(
    Type.Record(Type.String(), Type.Array(strictObject({ value: Type.String(), count: Type.Integer() })), {
      description:
        'Each counted without the filter of the same name; with all of several values, what else those found have',
    }),
  ),
  relax: Type.Optional(
    Type.Array(strictObject({ drop: Type.Array(Type.String()), count: Type.Integer() }), {
      description:
        'When nothing is found: which filter stands in the way, and what dropping it would find; two or three together when fewer do not help; at most 20 proposals of these',
    }),
  ),
};

/** A host, and whether it had the requested domain only in the past. */
export const HostByDomain = namedObject('HostByDomain', {
  ...Host.properties,
  former: Type.Optional(
    Type.Literal(true, {
      description: 'Its site was there once: whoever has the domain now may be somebody else. It proves nothing',
    }),
  ),
});

/** What list items have in addition to their document. */
const lastChange = {
  updatedAt: Type.String({ format: 'date-time', description: 'When the document last changed; ISO 8601, UTC' }),
  revision: Type.Integer({
    minimum: 1,
    description: 'Revision at which the document last changed; of a service, that of its host',
  }),
};

const assumed = Type.Optional(
  Type.Array(termOf(['territory']), {
    description:
      'Filters that it passes by what is assumed, not said. `territory`: it does not say where it serves, so its own country is assumed',
  }),
);

const HostItem = namedObject(
  'HostItem',
  { ...Host.properties, assumed, ...lastChange },
  { description: 'A host in a list' },
);

export const HostList = namedObject('HostList', { ...listOf(HostItem, 'HostList').properties, ...found });

/** A service, and enough of its host to name it. */
const OfferItem = namedObject('Offer', {
  ...Service.properties,
  host: strictObject({
    id: Id,
    slug: Slug,
    name: shortText(),
    state: Host.properties.state,
    confirmedByHost: Host.properties.confirmedByHost,
  }),
  assumed,
  ...lastChange,
});

export const OfferList = namedObject('OfferList', { ...listOf(OfferItem, 'OfferList').properties, ...found });

export const ServiceList = listOf(
  namedObject(
    'ServiceItem',
    { ...Service.properties, ...lastChange },
    { description: 'A service in the list of its host' },
  ),
  'ServiceList',
);

export const FederationList = listOf(
  namedObject('FederationItem', { ...Federation.properties, ...lastChange }, { description: 'A federation in a list' }),
  'FederationList',
);

export const PolicyVersions = listOf(PolicyVersion, 'FederationPolicyVersions');
