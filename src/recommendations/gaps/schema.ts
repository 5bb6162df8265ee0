import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { MONTH, namedObject, strictObject } from '../../vocabulary/shapes.ts';

const Month = Type.String({
  pattern: MONTH,
  description: 'A month that is over, such as 2026-10',
});

export const GapsQuery = strictObject({ lang: Lang, from: Type.Optional(Month), to: Type.Optional(Month) });
export type GapsQuery = Static<typeof GapsQuery>;

/** Unmet needs of all federations. Small cells are left out, and there are no totals. */
export const Gaps = namedObject('Gaps', {
  from: Month,
  to: Month,
  cells: Type.Array(
    strictObject({
      month: Month,
      family: Type.String(),
      familyLabel: Type.String(),
      region: Type.Union([Type.String(), Type.Null()], { description: 'Code; null: none was said' }),
      regionLabel: Type.Union([Type.String(), Type.Null()]),
      atLeast: Type.Integer({ minimum: 5, description: 'A multiple of five' }),
    }),
  ),
  text: Type.String({ description: 'How to read it' }),
});
export type Gaps = Static<typeof Gaps>;
