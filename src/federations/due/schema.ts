import { type Static, Type } from 'typebox';
import { listOf } from '../../catalogue/schema.ts';
import { Day, Slug, shortText } from '../../vocabulary/shapes.ts';

export const DUE_KINDS = [
  'membership-request',
  'membership-review',
  'review',
  'selection-review',
  'selection-gone',
] as const;

/** One thing that waits for a federation, or will. */
export const Due = Type.Object(
  {
    kind: Type.Enum(DUE_KINDS, { type: 'string' }),
    on: Type.Union([Day, Type.Null()], { description: 'The last day to do it in time; null: no date is known' }),
    overdue: Type.Boolean(),
    host: Slug,
    name: shortText(),
    subject: Type.Optional(Type.String({ description: 'criterion:<key> or commitment:<kind>, of a review' })),
    text: Type.String(),
  },
  { additionalProperties: false },
);
export type Due = Static<typeof Due>;

export const DueList = Type.Object(
  {
    ...listOf(Due, 'DueList').properties,
    overdue: Type.Integer({ minimum: 0, description: 'How many are late' }),
  },
  { additionalProperties: false, $id: 'DueList' },
);
