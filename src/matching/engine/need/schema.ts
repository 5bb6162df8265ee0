import { type Static, Type } from 'typebox';
import { Importance, MinimumEvidence } from '../../../documents/federation-policy.ts';
import {
  amountFrom,
  CountryCode,
  Day,
  Euros,
  Gigabytes,
  Key,
  LanguageCode,
  Measure,
  namedObject,
  Slug,
  strictObject,
  Territory,
  termOf,
} from '../../../vocabulary/shapes.ts';
import { AUDIENCES, PRIORITIES, SUPPORT_KINDS, SUPPORT_MODES } from '../../../vocabulary/terms.ts';

export const UsageNeed = strictObject({
  usage: Key,
  accounts: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'People who need an account' })),
  storageGb: Type.Optional(
    Type.Unsafe<number>({ ...Gigabytes, description: 'Gigabytes (10⁹ bytes); the unit `storage-gb` of /v1/usages' }),
  ),
  growthGbPerYear: Type.Optional(
    Type.Unsafe<number>({ ...Gigabytes, description: 'Gigabytes more each year; only beside storageGb' }),
  ),
  amounts: Type.Optional(
    Type.Record(Key, amountFrom(0.001), {
      maxProperties: 500,
      additionalProperties: false,
      description:
        'How much of each other unit of the usage, by the keys of /v1/usages; `accounts` and `storage-gb` are fields, `accounts` and `storageGb`',
      examples: [{ 'simultaneous-participants': 15 }],
    }),
  ),
  priority: Type.Optional(Type.Enum(PRIORITIES, { type: 'string', description: 'must when absent' })),
});

export type UsageNeed = Static<typeof UsageNeed>;

/** An importance word, alone or with the wished mode of help. */
export const SupportWish = Type.Union([
  Importance,
  strictObject({ word: Importance, mode: Type.Optional(termOf(SUPPORT_MODES)) }),
]);
export type SupportWish = Static<typeof SupportWish>;

/** What an association looks for. Only one usage is mandatory; a need is neither stored nor logged. */
export const Need = namedObject(
  'Need',
  {
    usages: Type.Array(UsageNeed, { minItems: 1, maxItems: 10 }),
    budgetPerYear: Type.Optional(
      // One schema instead of a union, so that a negative budget gets its own error message.
      Type.Unsafe<number | null>({
        ...Euros,
        type: ['number', 'null'],
        description: 'Euros; 0 is a budget, absent or null is no limit',
      }),
    ),
    territory: Type.Optional(Territory),
    audience: Type.Optional(
      termOf([...AUDIENCES, 'any'], {
        description: 'Whom the host must serve: associations when absent; any: it does not matter',
      }),
    ),
    language: Type.Optional(LanguageCode),
    holdsHealthData: Type.Optional(Type.Boolean()),
    sensitive: Type.Optional(
      Type.Unsafe<boolean | 'unknown'>({
        enum: [true, false, 'unknown'],
        description:
          'Whether a leak would harm people: then some wishes and questions are the need’s own; unknown: the questions alone',
      }),
    ),
    hasDomainName: Type.Optional(
      Type.Boolean({ description: 'Absent: as the tools of today tell. With true, no price of a domain name is told' }),
    ),
    require: Type.Optional(
      strictObject({
        criteria: Type.Optional(
          Type.Array(strictObject({ criterion: Key, evidence: Type.Optional(MinimumEvidence) }), { maxItems: 10 }),
        ),
        commitments: Type.Optional(Type.Array(strictObject({ kind: Key, atLeast: Measure }), { maxItems: 10 })),
        support: Type.Optional(Type.Array(termOf(SUPPORT_KINDS), { maxItems: 10, uniqueItems: true })),
        dataCountries: Type.Optional(Type.Array(CountryCode, { minItems: 1, maxItems: 50, uniqueItems: true })),
        openToNewcomers: Type.Optional(Type.Boolean()),
      }),
    ),
    wish: Type.Optional(
      strictObject({
        price: Type.Optional(Importance),
        'storage-margin': Type.Optional(Importance),
        proximity: Type.Optional(Importance),
        criteria: Type.Optional(Type.Record(Key, Importance, { maxProperties: 500 })),
        commitments: Type.Optional(Type.Record(Key, Importance, { maxProperties: 500 })),
        support: Type.Optional(
          Type.Record(Type.String(), SupportWish, {
            maxProperties: 500,
            description: 'A word, or a word and how the help should come',
            examples: [{ migration: 'important', training: { word: 'plus', mode: 'in-person' } }],
          }),
        ),
      }),
    ),
    currentTools: Type.Optional(
      Type.Array(Key, {
        maxItems: 50,
        uniqueItems: true,
        description:
          'Tools of today, by the keys of /v1/tools. Of those that serve a usage asked for, it counts whether a host says how to bring their data in (criterion leaving-tools)',
      }),
    ),
    startsBy: Type.Optional(Day),
    hosts: Type.Optional(
      Type.Array(Slug, {
        maxItems: 10,
        uniqueItems: true,
        description: 'Would these do? They are answered whatever their place',
      }),
    ),
    federation: Type.Optional(Slug),
    onlyFrom: Type.Optional(
      termOf(['members', 'selection'], {
        description: 'Only hosts that belong to the federation, or only those of its own list',
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: '3 when absent; per list' })),
  },
  {
    examples: [
      {
        usages: [
          { usage: 'file-storage-sharing', accounts: 12, storageGb: 30 },
          { usage: 'email-hosting', accounts: 4 },
        ],
        budgetPerYear: 60,
        territory: { level: 'departement', code: '23' },
      },
    ],
  },
);

export type Need = Static<typeof Need>;

/** The numbers of the matching, each with its reason. */
export const Policy = namedObject('Policy', {
  version: Type.String(),
  numbers: Type.Record(
    Type.String(),
    strictObject({
      value: Type.Unknown(),
      reason: strictObject({ fr: Type.String(), en: Type.String() }),
    }),
    {
      description:
        'By name. Names and shapes are those of the method, and are not promised: they go with `version`, the `policyVersion` of a match',
    },
  ),
});
