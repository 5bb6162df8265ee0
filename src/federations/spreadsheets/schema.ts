import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { SeparatorQuery } from '../../spreadsheets/csv.ts';
import { namedObject, Slug, strictObject } from '../../vocabulary/shapes.ts';

export const DownloadQuery = strictObject({ lang: Lang, separator: SeparatorQuery });

export const SheetQuery = strictObject({
  lang: Lang,
  dryRun: Type.Optional(Type.Boolean({ description: 'true: says what would change; nothing is written' })),
});

const named = {
  host: Slug,
  subject: Type.Optional(Type.String({ description: 'Of a review: criterion:<key> or commitment:<kind>' })),
};
const line = Type.Integer({
  minimum: 1,
  description: 'The number of the row in the spreadsheet; that of the titles is 1',
});
const cell = Type.Union([Type.String(), Type.Null()], { description: 'As the download writes it; null: empty' });

/** What an upload did, or would do. */
export const SheetOutcome = namedObject('SheetOutcome', {
  dryRun: Type.Boolean(),
  version: Type.Integer({ minimum: 1, description: 'Of the federation, after this' }),
  added: Type.Array(strictObject({ line, ...named })),
  changed: Type.Array(
    strictObject({
      line,
      ...named,
      fields: Type.Array(strictObject({ column: Type.String(), before: cell, after: cell })),
    }),
  ),
  unchanged: Type.Integer({ minimum: 0, description: 'Rows that say what is there already' }),
  absent: Type.Array(strictObject(named), {
    description: 'What the list holds and the sheet does not say: it stays, until it is removed one by one',
  }),
  notes: Type.Array(strictObject({ code: Type.String(), text: Type.String() }), {
    description: 'unknown-column: it was left aside; not-utf-8: accents may have been lost',
  }),
});
export type SheetOutcome = Static<typeof SheetOutcome>;
