import { type Static, Type } from 'typebox';
import { trialOf } from '../../http/trials.ts';
import { Id, namedObject, orNull, Slug, shortText, strictObject, Text, termOf } from '../../vocabulary/shapes.ts';

export const MERGED_PARTS = [
  'fields',
  'services',
  'claims',
  'commitments',
  'closing',
  'memberships',
  'membership-requests',
  'reviews',
  'selections',
  'reports',
  'referrals',
  'aliases',
] as const;
export type MergedPart = (typeof MERGED_PARTS)[number];

/** What happens to a thing that both entries have, or that cannot be moved. */
export const MERGE_OUTCOMES = ['kept-stands', 'other-stands', 'renamed', 'left-behind', 'prices-left'] as const;
export type MergeOutcome = (typeof MERGE_OUTCOMES)[number];

/** Two entries of one organisation become one. */
export const MergeDraft = namedObject(
  'MergeDraft',
  {
    from: Type.String({
      minLength: 1,
      maxLength: 253,
      pattern: '^[a-z0-9-]+$',
      description: 'Slug or identifier of the other entry, which ends',
    }),
    reason: Text,
    sameServices: Type.Optional(
      Type.Enum(['both', 'kept'], {
        type: 'string',
        description:
          'Services that have one slug in both. both (when absent): those of the other entry get another slug; kept: they stay behind',
      }),
    ),
  },
  {
    examples: [
      {
        from: 'les-aulnes-asso',
        reason: { fr: 'La même association, inscrite une seconde fois sous son ancien nom.' },
        sameServices: 'kept',
      },
    ],
  },
);
export type MergeDraft = Static<typeof MergeDraft>;

/** What a merge did, or would do. */
export const Merge = namedObject('Merge', {
  host: Type.Unsafe<string>({ ...Slug, description: 'The entry that is kept' }),
  from: strictObject({ id: Id, slug: Slug, name: shortText() }),
  moved: Type.Array(
    strictObject({
      what: termOf(MERGED_PARTS),
      count: Type.Integer({ minimum: 1 }),
      keys: Type.Optional(Type.Array(Type.String(), { description: 'Which, where they have names' })),
    }),
  ),
  conflicts: Type.Array(
    strictObject({
      what: termOf(MERGED_PARTS),
      key: Type.String(),
      code: termOf(MERGE_OUTCOMES),
      text: Type.String(),
    }),
    { description: 'What both have, or what does not move, and what became of it' },
  ),
  tokensEnded: Type.Integer({ minimum: 0, description: 'Tokens of the other entry; those of the kept one stay' }),
  version: Type.Integer({ minimum: 1 }),
  revision: orNull(Type.Integer()),
});
export type Merge = Static<typeof Merge>;
export const MergeTrial = trialOf('MergeTrial', Merge);
