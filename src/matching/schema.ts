import { type Static, Type } from 'typebox';
import { Contact } from '../hosts/schema.ts';
import { Measure } from '../statements/schema.ts';
import {
  CountryCode,
  Day,
  Euros,
  Gigabytes,
  HttpUrl,
  Key,
  LanguageCode,
  Slug,
  Territory,
} from '../vocabulary/shapes.ts';
import { AUDIENCES, EVIDENCE_LEVELS, IMPORTANCES, PRIORITIES, SUPPORT_KINDS } from '../vocabulary/terms.ts';

const Importance = Type.Enum(IMPORTANCES, { type: 'string' });
const Evidence = Type.Enum(EVIDENCE_LEVELS, { type: 'string' });
const MinimumEvidence = Type.Enum(
  EVIDENCE_LEVELS.filter((level) => level !== 'unknown'),
  { type: 'string' },
);

export const UsageNeed = Type.Object(
  {
    usage: Key,
    accounts: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'People who need an account' })),
    storageGb: Type.Optional(Gigabytes),
    priority: Type.Optional(Type.Enum(PRIORITIES, { type: 'string', description: 'must when absent' })),
  },
  { additionalProperties: false },
);
export type UsageNeed = Static<typeof UsageNeed>;

/** What an association looks for. Only one usage is compulsory; nothing of it is stored or logged. */
export const Need = Type.Object(
  {
    usages: Type.Array(UsageNeed, { minItems: 1, maxItems: 10 }),
    budgetPerYear: Type.Optional(
      // One schema and not a union, so that a negative budget is told as such.
      Type.Unsafe<number | null>({
        ...Euros,
        type: ['number', 'null'],
        description: 'Euros; 0 is a budget, absent or null is no limit',
      }),
    ),
    territory: Type.Optional(Territory),
    audience: Type.Optional(Type.Enum(AUDIENCES, { type: 'string' })),
    language: Type.Optional(LanguageCode),
    holdsHealthData: Type.Optional(Type.Boolean()),
    require: Type.Optional(
      Type.Object(
        {
          criteria: Type.Optional(
            Type.Array(
              Type.Object(
                { criterion: Key, evidence: Type.Optional(MinimumEvidence) },
                { additionalProperties: false },
              ),
              { maxItems: 10 },
            ),
          ),
          commitments: Type.Optional(
            Type.Array(Type.Object({ kind: Key, atLeast: Measure }, { additionalProperties: false }), { maxItems: 10 }),
          ),
          support: Type.Optional(
            Type.Array(Type.Enum(SUPPORT_KINDS, { type: 'string' }), { maxItems: 10, uniqueItems: true }),
          ),
          dataCountries: Type.Optional(Type.Array(CountryCode, { minItems: 1, maxItems: 50, uniqueItems: true })),
          openToNewcomers: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
    ),
    wish: Type.Optional(
      Type.Object(
        {
          price: Type.Optional(Importance),
          'storage-margin': Type.Optional(Importance),
          proximity: Type.Optional(Importance),
          criteria: Type.Optional(Type.Record(Key, Importance)),
          commitments: Type.Optional(Type.Record(Key, Importance)),
          support: Type.Optional(Type.Record(Type.String(), Importance)),
        },
        { additionalProperties: false },
      ),
    ),
    currentTools: Type.Optional(Type.Array(Key, { maxItems: 50, uniqueItems: true })),
    startsBy: Type.Optional(Day),
    federation: Type.Optional(Slug),
    onlyFrom: Type.Optional(Type.Literal('members')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: '3 when absent; per list' })),
  },
  { additionalProperties: false, $id: 'Need' },
);
export type Need = Static<typeof Need>;

/** A statement of the answer: a stable code, its parameters, and the sentence they make. */
export const Said = Type.Object(
  {
    code: Type.String(),
    params: Type.Record(Type.String(), Type.Unknown()),
    text: Type.String(),
  },
  { additionalProperties: false, $id: 'Said' },
);

export const Contribution = Type.Object(
  {
    criterion: Type.String({ description: 'price, proximity, criterion:<key>, commitment:<kind> …' }),
    points: Type.Number({ description: 'plus 1, important 2, very important 4' }),
    low: Type.Integer({ description: 'thousandths, below zero for a stated no' }),
    high: Type.Integer(),
    evidence: Type.Union([Evidence, Type.Literal('terms')]),
    source: Type.Union([Type.String(), Type.Null()], {
      description: 'Who says it: host, import, charter or federation',
    }),
    asOf: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);

export const Cost = Type.Object(
  {
    perYear: Type.Union([Type.Number(), Type.Null()], {
      description: 'Euros for this need; null: unknown or free to choose',
    }),
    exact: Type.Boolean(),
    floor: Type.Union([Type.Number(), Type.Null()], {
      description: 'Known part of an unknown price, or the least of a free amount',
    }),
  },
  { additionalProperties: false },
);

export const MatchedHost = Type.Object(
  {
    host: Slug,
    name: Type.String(),
    rank: Type.Integer(),
    tied: Type.Boolean(),
    possibleRanks: Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 }),
    low: Type.Integer({ minimum: 0, maximum: 100 }),
    high: Type.Integer({ minimum: 0, maximum: 100 }),
    scored: Type.Boolean({ description: 'false: nothing was wished, so there is no score' }),
    cost: Cost,
    services: Type.Array(
      Type.Object(
        { usage: Key, service: Slug, plan: Type.Union([Type.String(), Type.Null()]) },
        { additionalProperties: false },
      ),
    ),
    contact: Type.Union([Contact, Type.Null()]),
    website: Type.Union([HttpUrl, Type.Null()]),
    unknownNeeds: Type.Array(Type.String()),
    reasons: Type.Array(Said, { maxItems: 3 }),
    cautions: Type.Array(Said, { maxItems: 2 }),
    questions: Type.Array(Said),
    contributions: Type.Array(Contribution),
  },
  { additionalProperties: false, $id: 'MatchedHost' },
);

export const Match = Type.Object(
  {
    catalogueRevision: Type.Integer(),
    asOf: Day,
    policyVersion: Type.String(),
    seed: Type.String({ description: 'ISO week that orders equal hosts' }),
    considered: Type.Integer(),
    defaultWishes: Type.Boolean(),
    notes: Type.Array(Said, { description: 'What was assumed for this need' }),
    fits: Type.Array(MatchedHost),
    toCheck: Type.Array(MatchedHost),
    combinations: Type.Array(
      Type.Object(
        {
          hosts: Type.Array(Slug),
          state: Type.Enum(['fits', 'to-check'], { type: 'string' }),
          perYear: Type.Union([Type.Number(), Type.Null()]),
          exact: Type.Boolean(),
          floor: Type.Union([Type.Number(), Type.Null()], { description: 'Known part, when perYear is not exact' }),
          covers: Type.Array(
            Type.Object(
              { usage: Key, host: Slug, service: Slug, plan: Type.Union([Type.String(), Type.Null()]) },
              { additionalProperties: false },
            ),
          ),
          questions: Type.Array(Said),
          low: Type.Integer(),
          high: Type.Integer(),
          text: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
    nearMisses: Type.Array(
      Type.Object(
        {
          host: Slug,
          name: Type.String(),
          missing: Type.String(),
          params: Type.Record(Type.String(), Type.Unknown()),
          text: Type.String(),
        },
        { additionalProperties: false },
      ),
      { maxItems: 2 },
    ),
    relaxations: Type.Array(
      Type.Object(
        {
          giveUp: Type.Array(Type.String()),
          keys: Type.Array(Type.Union([Type.String(), Type.Null()]), {
            description: 'Usage, criterion, commitment or help that each is about; null when it is about none',
          }),
          count: Type.Integer({ description: 'Hosts without a definite no once it is given up altogether' }),
          text: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
    help: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          kind: Type.String(),
          phone: Type.Union([Type.String(), Type.Null()]),
          url: HttpUrl,
          text: Type.String(),
        },
        { additionalProperties: false },
      ),
      { maxItems: 3 },
    ),
    excluded: Type.Object(
      {
        count: Type.Integer(),
        byReason: Type.Record(Type.String(), Type.Integer()),
        nothingKnown: Type.Integer({ description: 'Entries nobody confirmed, of which no wanted usage is known' }),
        notSeenLately: Type.Integer({ description: 'Entries nobody confirmed and nobody saw at work for 24 months' }),
        hosts: Type.Optional(
          Type.Array(Type.Object({ host: Slug, reasons: Type.Array(Type.String()) }, { additionalProperties: false }), {
            description: 'With ?explain=all',
          }),
        ),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false, $id: 'Match' },
);
export type Match = Static<typeof Match>;
export type Said = Static<typeof Said>;
export type MatchedHost = Static<typeof MatchedHost>;

/** The numbers of the matching, each with why it is what it is. */
export const Policy = Type.Object(
  {
    version: Type.String(),
    numbers: Type.Record(
      Type.String(),
      Type.Object(
        {
          value: Type.Unknown(),
          reason: Type.Object({ fr: Type.String(), en: Type.String() }, { additionalProperties: false }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, $id: 'Policy' },
);
