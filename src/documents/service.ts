import { type Static, Type } from 'typebox';
import { lastDayOf } from '../ground/clock.ts';
import { mergePatchOf } from '../requests/shape.ts';
import {
  amountFrom,
  CountryCode,
  Day,
  Euros,
  Gigabytes,
  HttpUrl,
  Id,
  Key,
  namedObject,
  orNull,
  PartialDate,
  pathName,
  Slug,
  shortText,
  strictObject,
  Text,
  termOf,
} from '../vocabulary/shapes.ts';
import { CAPACITY_STATES, CERTIFICATIONS, COVERED_BY_PRICE, PERIODS, REGISTRATIONS } from '../vocabulary/terms.ts';
import { Closing } from './closing.ts';
import { Provenance, ProvenanceOrder } from './provenance.ts';
import { Commitment } from './statement.ts';

export const Software = namedObject('Software', { name: shortText(), licence: Type.Optional(shortText(100)) });

export const Capacity = namedObject('Capacity', {
  state: termOf(CAPACITY_STATES),
  until: Type.Optional(PartialDate),
  openFrom: Type.Optional(PartialDate),
});

/** A tool from which a service imports data, and the page that explains how. */
export const ToolTakenOver = namedObject('ToolTakenOver', {
  tool: Key,
  guideUrl: Type.Optional({ ...HttpUrl, description: 'A page that anyone can read and that says how' }),
});

const upTo = (quantity: 'accounts' | 'gigabytes') =>
  Type.Union([
    quantity === 'accounts' ? Type.Integer({ minimum: 0, maximum: 1_000_000 }) : Gigabytes,
    Type.Literal('unlimited'),
  ]);

const payWhatYouCan = (description: string) =>
  Type.Optional(strictObject({ advised: Type.Optional(Euros), floor: Type.Optional(Euros) }, { description }));

/**
 * One price of a service. An absent amount is not charged; without any amount, the price is unknown. An absent maximum
 * is unknown, except where people pay for what they use.
 */
export const Plan = namedObject('Plan', {
  name: shortText(),
  period: Type.Optional(termOf(PERIODS, { description: 'year when absent' })),
  for: Type.Optional(
    termOf(COVERED_BY_PRICE, {
      description:
        'Whom one price covers: all of an organisation, or one person, so that it is paid once for each account; absent: unknown',
    }),
  ),
  fixed: Type.Optional(Euros),
  membershipFee: Type.Optional(Euros),
  membershipFree: payWhatYouCan('Pay what you can as a member, a year; in place of `membershipFee`'),
  setupFee: Type.Optional({ ...Euros, description: 'Once, at the beginning' }),
  perAccount: Type.Optional({
    ...Euros,
    description:
      'For each account above `includedAccounts`; absent, where some are included: what a further one costs is unknown',
  }),
  includedAccounts: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  maxAccounts: Type.Optional(upTo('accounts')),
  perGb: Type.Optional(Euros),
  includedGb: Type.Optional(Gigabytes),
  includedGbPerAccount: Type.Optional(Gigabytes),
  maxGb: Type.Optional(upTo('gigabytes')),
  limits: Type.Optional(
    Type.Record(Key, Type.Union([amountFrom(0), Type.Literal('unlimited')]), {
      maxProperties: 500,
      additionalProperties: false,
      minProperties: 1,
      description: 'Most of each other unit of its usages, by the keys of /v1/usages; an absent one is unknown',
      examples: [{ 'simultaneous-participants': 30 }],
    }),
  ),
  freeAmount: payWhatYouCan('Pay what you can'),
  covers: Type.Optional(
    Type.Array(Slug, { maxItems: 100, description: 'Services this plan pays for, besides its own' }),
  ),
  onQuote: Type.Optional(Type.Boolean()),
  taxIncluded: Type.Optional(Type.Boolean({ description: 'false: 20 % is added before comparing' })),
  conditions: Type.Optional(Text),
  observedOn: Type.Optional(PartialDate),
  from: Type.Optional({
    ...Day,
    description:
      'First day of this price; absent: since ever. Until then it counts nowhere. Of plans of one name in a service, the latest that has begun holds',
  }),
});
export type Plan = Static<typeof Plan>;

const described = {
  name: shortText(),
  usages: Type.Array(Key, { minItems: 1, maxItems: 50, uniqueItems: true }),
  summary: Type.Optional(Text),
  software: Type.Optional(Software),
  url: Type.Optional(HttpUrl),
  registration: Type.Optional(termOf(REGISTRATIONS)),
  capacity: Type.Optional(Capacity),
  dataCountry: Type.Optional(CountryCode),
  ownDomain: Type.Optional(
    Type.Boolean({ description: 'Mail or site under the domain name of the organisation itself; absent: unknown' }),
  ),
  certifications: Type.Optional(Type.Array(termOf(CERTIFICATIONS), { uniqueItems: true })),
  exportFormats: Type.Optional(Type.Array(shortText(60), { maxItems: 50 })),
  imports: Type.Optional(
    Type.Array(ToolTakenOver, {
      maxItems: 50,
      description:
        'Tools, by the keys of /v1/tools, whose data the host says how to bring in; of any other nothing is known',
      examples: [[{ tool: 'google-drive', guideUrl: 'https://aulnes.example/venir-de-google-drive' }]],
    }),
  ),
  startedOn: Type.Optional(PartialDate),
  plans: Type.Optional(Type.Array(Plan, { maxItems: 50 })),
};

/** The facts of a service that a host writes. */
export const ServiceDraft = namedObject(
  'ServiceDraft',
  { slug: Type.Optional(Slug), ...described },
  {
    examples: [
      {
        slug: 'nuage',
        name: 'Nuage',
        usages: ['file-storage-sharing'],
        software: { name: 'Nextcloud', licence: 'AGPL-3.0-or-later' },
        url: 'https://nuage.aulnes.example',
        registration: 'open',
        capacity: { state: 'open' },
        dataCountry: 'FR',
        plans: [
          {
            name: 'Groupe',
            period: 'year',
            fixed: 35,
            includedAccounts: 10,
            maxAccounts: 10,
            includedGb: 40,
            maxGb: 40,
            observedOn: '2026-11-01',
          },
        ],
      },
    ],
  },
);
export type ServiceDraft = Static<typeof ServiceDraft>;

export const ServicePatch = mergePatchOf(ServiceDraft, 'ServicePatch', { capacity: { state: 'waiting-list' } });

export const ServicePath = Type.Object({
  host: pathName('Slug or identifier of a host', 'les-aulnes'),
  service: pathName('Slug or identifier of a service', 'nuage'),
});

/** A service of a host, as it is read. */
export const Service = namedObject('Service', {
  id: Id,
  slug: Slug,
  ...described,
  commitments: Type.Array(Commitment),
  closing: orNull(Closing),
  provenance: Type.Optional(Provenance),
  provenanceOrder: Type.Optional(ProvenanceOrder),
});
export type Service = Static<typeof Service>;

/** Something with prices. */
export type Priced = Pick<Service, 'plans'>;

/**
 * The plans of a service in force on a day. A plan is in force from its first day (without one: always) until another
 * plan of the same name with a later first day begins.
 */
export const plansOn = ({ plans = [] }: Priced, day: string): Plan[] => {
  const begun = plans.filter(({ from }) => from === undefined || from <= day);
  return begun.filter(
    ({ name, from = '' }) => !begun.some((other) => other.name === name && (other.from ?? '') > from),
  );
};

/** The plans of a service that begin after a day. */
export const plansAfter = ({ plans = [] }: Priced, day: string): Plan[] =>
  plans.filter(({ from }) => from !== undefined && from > day);

/** Whether places are free, as far as the statement still counts on a day; after its stated end it is unknown. */
export const capacityOn = ({ capacity }: Pick<Service, 'capacity'>, day: string) =>
  capacity?.until !== undefined && lastDayOf(capacity.until) < day ? undefined : capacity?.state;
