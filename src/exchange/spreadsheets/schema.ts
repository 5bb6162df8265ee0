import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { SeparatorQuery } from '../../spreadsheets/csv.ts';
import { Slug } from '../../vocabulary/shapes.ts';
import { SHEETS } from './fields.ts';

const strict = { additionalProperties: false };

export const HostSheetQuery = Type.Object({ lang: Lang, separator: SeparatorQuery }, strict);

export const ManyQuery = Type.Object(
  {
    lang: Lang,
    after: Type.Optional({
      ...Slug,
      description: 'Begins after this host, in the order of slugs: where a workbook that has no room for more ended',
    }),
  },
  strict,
);

export const UploadQuery = Type.Object(
  {
    lang: Lang,
    dryRun: Type.Optional(Type.Boolean({ description: 'true: says what would change; nothing is written' })),
  },
  strict,
);

const sheet = Type.Enum(SHEETS, { type: 'string' });
const named = {
  sheet,
  line: Type.Integer({ minimum: 1, description: 'The number of the row in the spreadsheet' }),
  host: Slug,
  service: Type.Optional(Slug),
  plan: Type.Optional(Type.String()),
};
const cell = Type.Union([Type.String(), Type.Null()], { description: 'As a CSV download writes it; null: empty' });
const field = Type.Object({ column: Type.String(), before: cell, after: cell }, strict);

/** What a file of hosts, services and plans changed or would change. */
export const WorkbookOutcome = Type.Object(
  {
    dryRun: Type.Boolean(),
    version: Type.Optional(Type.Integer({ minimum: 1, description: 'Of the host, after this; absent for many hosts' })),
    added: Type.Array(Type.Object(named, strict)),
    changed: Type.Array(Type.Object({ ...named, fields: Type.Array(field) }, strict)),
    removed: Type.Array(Type.Object(named, strict)),
    unchanged: Type.Integer({ minimum: 0, description: 'Rows that say what is there already' }),
    notes: Type.Array(
      Type.Object(
        { code: Type.String(), sheet: Type.Optional(sheet), line: Type.Optional(Type.Integer()), text: Type.String() },
        strict,
      ),
      {
        description:
          'unknown-column, unknown-sheet: left aside; nothing-to-remove: it is not there; not-utf-8: accents may have been lost',
      },
    ),
  },
  { ...strict, $id: 'WorkbookOutcome' },
);
export type WorkbookOutcome = Static<typeof WorkbookOutcome>;
