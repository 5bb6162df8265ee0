import { type Static, Type } from 'typebox';
import { FederationPath } from '../../documents/federation.ts';
import { Lang } from '../../http/get.ts';
import { anyOf } from '../../http/pagination.ts';
import { trialOf } from '../../http/trials.ts';
import { Instant, Key, namedObject, pathName, Slug, strictObject } from '../../vocabulary/shapes.ts';
import { CASE_STATES } from '../../vocabulary/terms.ts';
import { MOST_HOSTS, WordsToAll } from '../schema.ts';
import { CaseDraft, CaseList } from './schema.ts';

/* Which cases are asked for, several that are opened at once, and what is made within one. */

export const CaseQuery = strictObject({
  lang: Lang,
  state: anyOf(Type.Enum(CASE_STATES, { type: 'string' }), 'Any of these; received: without an outcome'),
  number: Type.Optional(
    Type.String({ maxLength: 50, description: 'Only the case with this number, however it is noted' }),
  ),
  waits: Type.Optional(Type.Boolean({ description: 'true: only what waits for a word today' })),
  q: Type.Optional(
    Type.String({
      maxLength: 200,
      description:
        'Only those whose label, note, and where they are today have all these words; none without any letter or digit',
    }),
  ),
  turn: Type.Optional(
    Type.String({
      pattern: '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|nobody)$',
      description: 'Only those whose turn it is of this token; `nobody`: of none that still reads them',
    }),
  ),
  changedSince: Type.Optional(
    Type.Unsafe<string>({
      ...Instant,
      description: 'Only those that somebody else wrote since, or a host answered since that day',
    }),
  ),
  discarded: Type.Optional(Type.Boolean({ description: 'true: only what was put aside; else none of that' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
});
export type CaseQuery = Static<typeof CaseQuery>;

/** What a trial of several cases tells. */
export const CasesTrial = trialOf(
  'CasesTrial',
  strictObject({ count: Type.Integer({ minimum: 1, description: 'How many cases would be opened' }) }),
);

export const CasePath = Type.Object({
  ...FederationPath.properties,
  case: pathName('Identifier of a case', '3c9e6f0a-1d7b-4a52-8e64-b0f2d5c7a913'),
});

/** A recommendation made within a case: its need is the need of the case. */
export const CaseRecommendationDraft = namedObject(
  'CaseRecommendationDraft',
  {
    note: Type.Optional(WordsToAll),
    hosts: Type.Optional(
      Type.Array(Slug, {
        minItems: 1,
        maxItems: MOST_HOSTS,
        uniqueItems: true,
        description: 'Without it, the first ones of the shortlist; without a shortlist, of the answer',
      }),
    ),
  },
  { examples: [{ note: { fr: 'Vu avec le bureau.' } }] },
);
export type CaseRecommendationDraft = Static<typeof CaseRecommendationDraft>;

/** A referral made within a case: its région is the région of the need. */
export const CaseReferralDraft = namedObject(
  'CaseReferralDraft',
  {
    host: Slug,
    usages: Type.Optional(
      Type.Array(Key, {
        minItems: 1,
        maxItems: 10,
        uniqueItems: true,
        description: 'Of the need of the case, where the host meets a part of it; without it, all that it must have',
      }),
    ),
  },
  { examples: [{ host: 'les-aulnes' }] },
);
export type CaseReferralDraft = Static<typeof CaseReferralDraft>;

/** Most cases opened at once: the page that shows them answers each. */
export const MOST_AT_ONCE = 50;

export const CaseDrafts = namedObject(
  'CaseDrafts',
  { cases: Type.Array(CaseDraft, { minItems: 1, maxItems: MOST_AT_ONCE }) },
  {
    examples: [
      {
        cases: [
          {
            label: 'Fanfare du canton',
            receivedBy: 'file',
            need: { usages: [{ usage: 'file-storage-sharing', accounts: 12, storageGb: 30 }], budgetPerYear: 60 },
          },
          {
            label: 'Ludothèque',
            receivedBy: 'file',
            need: { usages: [{ usage: 'file-storage-sharing', accounts: 4 }] },
          },
        ],
      },
    ],
  },
);
export type CaseDrafts = Static<typeof CaseDrafts>;

export const OpenedCases = namedObject('OpenedCases', {
  items: { ...CaseList.properties.items, description: 'In the order in which they were sent' },
});
