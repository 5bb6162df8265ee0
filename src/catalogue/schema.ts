import { type Static, type TSchema, Type } from 'typebox';
import { Federation } from '../documents/federation.ts';
import { PolicyVersion } from '../documents/federation-policy.ts';
import { Host } from '../documents/host.ts';
import { Service } from '../documents/service.ts';
import { Lang } from '../http/get.ts';
import { listOf } from '../http/pagination.ts';
import { Euros, Gigabytes, Id, NO_NUL, Slug, shortText } from '../vocabulary/shapes.ts';
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

export const SORTS = ['name', '-confirmedAt', 'relevance'] as const;

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
export const Question = Type.Object(
  {
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
  },
  { additionalProperties: false },
);

export type Question = Static<typeof Question>;

export const ListQuery = Type.Object(
  {
    ...Question.properties,
    cursor: Type.Optional(
      Type.String({
        maxLength: 4000,
        description: 'From a `next` address, which keeps the filters beside it; with others, it is refused',
      }),
    ),
    lang: Lang,
  },
  { additionalProperties: false },
);

export type ListQuery = Static<typeof ListQuery>;

/** The query parameters of the list of hosts. `state` also accepts withdrawn hosts, without other filters. */
export const HostListQuery = Type.Object(
  {
    ...ListQuery.properties,
    state: Type.Optional(
      Type.Array(Type.Enum([...SHOWN_STATES, 'withdrawn'], { type: 'string' }), {
        minItems: 1,
        maxItems: 50,
        description:
          'published and silent when absent. withdrawn, asked alone: slug and day of those that have left, without entries of individuals',
      }),
    ),
  },
  { additionalProperties: false },
);

const found = {
  unknownPrice: Type.Optional(
    Type.Integer({
      minimum: 0,
      description: 'With maxPricePerYear: how many pass everything else, at an unknown price',
    }),
  ),
  facets: Type.Optional(
    Type.Record(
      Type.String(),
      Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }, { additionalProperties: false })),
      {
        description:
          'Each counted without the filter of the same name; with all of several values, what else those found have',
      },
    ),
  ),
  relax: Type.Optional(
    Type.Array(
      Type.Object({ drop: Type.Array(Type.String()), count: Type.Integer() }, { additionalProperties: false }),
      {
        description:
          'When nothing is found: which filter stands in the way, and what dropping it would find; two filters together when no single one helps',
      },
    ),
  ),
};

/** A host, and whether it had the requested domain only in the past. */
export const HostByDomain = Type.Object(
  {
    ...Host.properties,
    former: Type.Optional(
      Type.Literal(true, {
        description: 'Its site was there once: whoever has the domain now may be somebody else. It proves nothing',
      }),
    ),
  },
  { additionalProperties: false, $id: 'HostByDomain' },
);

/** What list items have in addition to their document. */
const lastChange = {
  updatedAt: Type.String({ format: 'date-time', description: 'When the document last changed; ISO 8601, UTC' }),
  revision: Type.Integer({
    minimum: 1,
    description: 'Revision at which the document last changed; of a service, that of its host',
  }),
};

export const HostItem = Type.Object(
  { ...Host.properties, ...lastChange },
  { additionalProperties: false, $id: 'HostItem', description: 'A host in a list' },
);

export const HostList = Type.Object(
  { ...listOf(HostItem, 'HostList').properties, ...found },
  { additionalProperties: false, $id: 'HostList' },
);

/** A service, and enough of its host to name it. */
export const OfferItem = Type.Object(
  {
    ...Service.properties,
    host: Type.Object(
      {
        id: Id,
        slug: Slug,
        name: shortText(),
        state: Host.properties.state,
        confirmedByHost: Host.properties.confirmedByHost,
      },
      { additionalProperties: false },
    ),
    ...lastChange,
  },
  { additionalProperties: false, $id: 'Offer' },
);

export const OfferList = Type.Object(
  { ...listOf(OfferItem, 'OfferList').properties, ...found },
  { additionalProperties: false, $id: 'OfferList' },
);

export const ServiceList = listOf(
  Type.Object(
    { ...Service.properties, ...lastChange },
    { additionalProperties: false, $id: 'ServiceItem', description: 'A service in the list of its host' },
  ),
  'ServiceList',
);

export const FederationList = listOf(
  Type.Object(
    { ...Federation.properties, ...lastChange },
    { additionalProperties: false, $id: 'FederationItem', description: 'A federation in a list' },
  ),
  'FederationList',
);

export const PolicyVersions = listOf(PolicyVersion, 'FederationPolicyVersions');
