import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { SeparatorQuery } from '../../spreadsheets/csv.ts';
import { Slug } from '../../vocabulary/shapes.ts';

const strict = { additionalProperties: false };

export const DownloadQuery = Type.Object({ lang: Lang, separator: SeparatorQuery }, strict);

export const SheetQuery = Type.Object(
  {
    lang: Lang,
    dryRun: Type.Optional(Type.Boolean({ description: 'true: says what would change; nothing is written' })),
  },
  strict,
);

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
export const SheetOutcome = Type.Object(
  {
    dryRun: Type.Boolean(),
    version: Type.Integer({ minimum: 1, description: 'Of the federation, after this' }),
    added: Type.Array(Type.Object({ line, ...named }, strict)),
    changed: Type.Array(
      Type.Object(
        {
          line,
          ...named,
          fields: Type.Array(Type.Object({ column: Type.String(), before: cell, after: cell }, strict)),
        },
        strict,
      ),
    ),
    unchanged: Type.Integer({ minimum: 0, description: 'Rows that say what is there already' }),
    absent: Type.Array(Type.Object(named, strict), {
      description: 'What the list holds and the sheet does not say: it stays, until it is removed one by one',
    }),
    notes: Type.Array(Type.Object({ code: Type.String(), text: Type.String() }, strict), {
      description: 'unknown-column: it was left aside; not-utf-8: accents may have been lost',
    }),
  },
  { ...strict, $id: 'SheetOutcome' },
);
export type SheetOutcome = Static<typeof SheetOutcome>;
