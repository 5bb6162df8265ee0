import { type Static, type TSchema, Type } from 'typebox';
import { Federation } from '../documents/federation.ts';
import { PolicyVersion } from '../documents/federation-policy.ts';
import { Host } from '../documents/host.ts';
import { Service } from '../documents/service.ts';
import { Lang } from '../http/get.ts';
import { listOf } from '../http/pagination.ts';
import { Euros, Gigabytes, Id, NO_NUL, namedObject, Slug, shortText, strictObject } from '../vocabulary/shapes.ts';
import {
  ALL_FILTER_NAMES,
  type AllFilterName,
  allOf,
  FACETS,
  SHOWN_STATES,
  VALUE_FILTER,
  VALUE_FILTERS,
  type ValueFilterName,
} from './filters.ts';

const SORTS = ['name', '-confirmedAt', 'relevance'] as const;

const anyOf = <T extends TSchema>(value: T, description: string) =>
  Type.Optional(Type.Array(value, { minItems: 1, maxItems: 50, description }));

type ValueParameters = {
  [N in ValueFilterName]: ReturnType<typeof anyOf<(typeof VALUE_FILTERS)[N]['value']>>;
};

type AllParameters = {
  [N in AllFilterName as `${N}.all`]: ReturnType<typeof anyOf<(typeof VALUE_FILTERS)[N]['value']>>;
};

const filters = {
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      pattern: NO_NUL,
      description: 'Words, all of them if possible; accents, French plurals and one typo per word are forgiven',
      examples: ['visio'],
    }),
  ),
  ...(Object.fromEntries(
    Object.entries(VALUE_FILTERS).map(([name, { value, description }]) => [name, anyOf(value, description)]),
  ) as unknown as ValueParameters),
  ...(Object.fromEntries(
    ALL_FILTER_NAMES.map((name) => [
      allOf(name),
      anyOf(VALUE_FILTER[name].value, `All of these at once. ${VALUE_FILTER[name].description}`),
    ]),
  ) as unknown as AllParameters),
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
        'relevance when q is given, else name. By relevance, a cursor holds until the catalogue changes: then it is refused, and the list begins again',
    }),
  ),
  facets: Type.Optional(
    Type.String({
      pattern: `^(${FACETS.join('|')})(,(${FACETS.join('|')}))*$`,
      description: `Counts by value, separated by commas: ${FACETS.join(', ')}`,
    }),
  ),
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

/** The query parameters of the list of hosts. `state` also accepts withdrawn hosts, without other filters. */
export const HostListQuery = strictObject({
  ...ListQuery.properties,
  state: Type.Optional(
    Type.Array(Type.Enum([...SHOWN_STATES, 'withdrawn'], { type: 'string' }), {
      minItems: 1,
      maxItems: 50,
      description:
        'published and silent when absent. withdrawn, asked alone: slug and day of those that have left, without entries of individuals',
    }),
  ),
});

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
        'When nothing is found: which filter stands in the way, and what dropping it would find; two filters together when no single one helps',
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

const HostItem = namedObject('HostItem', { ...Host.properties, ...lastChange }, { description: 'A host in a list' });

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
