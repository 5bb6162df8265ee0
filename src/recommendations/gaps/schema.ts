import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { MONTH } from '../../vocabulary/shapes.ts';

const Month = Type.String({
  pattern: MONTH,
  description: 'A month that is over, such as 2026-10',
});

export const GapsQuery = Type.Object(
  { lang: Lang, from: Type.Optional(Month), to: Type.Optional(Month) },
  { additionalProperties: false },
);
export type GapsQuery = Static<typeof GapsQuery>;

/** Unmet needs of all federations. Small cells are left out, and there are no totals. */
export const Gaps = Type.Object(
  {
    from: Month,
    to: Month,
    cells: Type.Array(
      Type.Object(
        {
          month: Month,
          family: Type.String(),
          familyLabel: Type.String(),
          region: Type.Union([Type.String(), Type.Null()], { description: 'Code; null: none was said' }),
          regionLabel: Type.Union([Type.String(), Type.Null()]),
          atLeast: Type.Integer({ minimum: 5, description: 'A multiple of five' }),
        },
        { additionalProperties: false },
      ),
    ),
    text: Type.String({ description: 'How to read it' }),
  },
  { additionalProperties: false, $id: 'Gaps' },
);
export type Gaps = Static<typeof Gaps>;
