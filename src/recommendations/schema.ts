import { type Static, Type } from 'typebox';
import { Lang } from '../http/get.ts';
import { Match } from '../matching/answer/schema.ts';
import { Need } from '../matching/engine/need/schema.ts';
import { SchemaVersion } from '../vocabulary/schema-version.ts';
import { Day, Id, namedObject, orNull, pathName, Slug, strictObject, Text } from '../vocabulary/shapes.ts';

export const MOST_HOSTS = 5;

/** Everybody who has the address can read it. */
export const WordsToAll = Type.Unsafe<Text>({
  ...Text,
  $id: 'RecommendationWords',
  description: 'Without mail addresses and telephone numbers',
});

/** A recommendation to make: a need, and which hosts of the answer the federation recommends. */
export const RecommendationDraft = namedObject(
  'RecommendationDraft',
  {
    need: Need,
    note: Type.Optional(WordsToAll),
    hosts: Type.Optional(
      Type.Array(Slug, {
        minItems: 1,
        maxItems: MOST_HOSTS,
        uniqueItems: true,
        description: 'Any without a definite no, wherever they stand in the answer; without it, its first ones',
      }),
    ),
  },
  {
    examples: [
      { need: { usages: [{ usage: 'file-storage-sharing', accounts: 12 }] }, note: { fr: 'Vu avec le bureau.' } },
    ],
  },
);
export type RecommendationDraft = Static<typeof RecommendationDraft>;

export const WithdrawalDraft = namedObject(
  'WithdrawalDraft',
  { reason: WordsToAll },
  { examples: [{ reason: { fr: 'L’association a choisi autrement.' } }] },
);
export type WithdrawalDraft = Static<typeof WithdrawalDraft>;

const instant = Type.String({ format: 'date-time' });
const Withdrawal = strictObject({ at: instant, reason: Text });

/** One change of a recommended host since the recommendation. */
export const ChangedSince = strictObject({
  host: Slug,
  revision: Type.Integer(),
  at: instant,
  text: Type.String({ description: 'What people care about in it, told plainly' }),
});
export type ChangedSince = Static<typeof ChangedSince>;

const Named = strictObject({ host: Slug, name: Type.String() });

const head = {
  id: Id,
  federation: Slug,
  hosts: Type.Array(Slug, { description: 'Hosts that the federation stands by' }),
  policyVersion: Type.String(),
  catalogueRevision: Type.Integer(),
  asOf: Day,
  note: orNull(Text),
  createdAt: instant,
  withdrawn: Type.Optional(Withdrawal),
  redacted: Type.Optional(Type.Literal(true, { description: 'Words were removed from what was stored' })),
};

export const RecommendationItem = namedObject('RecommendationItem', head);
export type RecommendationItem = Static<typeof RecommendationItem>;

export const RecommendationList = namedObject('RecommendationList', {
  items: Type.Array(RecommendationItem),
  total: Type.Integer(),
  next: orNull(Type.String()),
});

/** A match that a federation froze and signed, and what has happened to its hosts since. */
export const Recommendation = namedObject('Recommendation', {
  schemaVersion: SchemaVersion,
  ...head,
  need: Need,
  match: Match,
  changedSince: Type.Array(ChangedSince, { description: 'Of the hosts recommended, oldest first' }),
  alternatives: Type.Array(Named, {
    maxItems: 3,
    description: 'Who meets the same need today, when a host recommended no longer can; else none',
  }),
  together: Type.Optional(
    Type.Literal(true, { description: 'The alternatives are one answer: each meets only a part of the need' }),
  ),
});
export type Recommendation = Static<typeof Recommendation>;

export const RecommendationPath = Type.Object({
  recommendation: pathName('Identifier of a recommendation', '5f0c2a4e-8f1b-4c5e-9d3a-2b7e6a1c9d10'),
});

export const RecommendationQuery = strictObject({
  lang: Lang,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
});
