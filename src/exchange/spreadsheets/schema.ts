import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { trialOf } from '../../http/trials.ts';
import { SeparatorQuery } from '../../spreadsheets/csv.ts';
import { namedObject, orNull, Slug, strictObject, termOf } from '../../vocabulary/shapes.ts';
import { SHEETS } from './fields.ts';

export const HostSheetQuery = strictObject({ lang: Lang, separator: SeparatorQuery });

export const ManyQuery = strictObject({
  lang: Lang,
  after: Type.Optional({
    ...Slug,
    description: 'Begins after this host, in the order of slugs: where a workbook that has no room for more ended',
  }),
});

export const TemplateQuery = strictObject({
  lang: Lang,
  for: Type.Optional(
    Type.Literal('draft', { description: 'Of one host that begins: only the columns that it needs to be published' }),
  ),
});

const sheet = termOf(SHEETS);
const named = {
  sheet,
  line: Type.Integer({ minimum: 1, description: 'The number of the row in the spreadsheet' }),
  host: Slug,
  service: Type.Optional(Slug),
  plan: Type.Optional(Type.String()),
};
const cell = orNull(Type.String(), { description: 'As a CSV download writes it; absent: empty' });
const field = strictObject({ column: Type.String(), before: cell, after: cell });

/** What a file of hosts, services and plans changed or would change. */
export const WorkbookOutcome = namedObject('WorkbookOutcome', {
  version: Type.Optional(Type.Integer({ minimum: 1, description: 'Of the host, after this; absent for many hosts' })),
  added: Type.Array(strictObject(named)),
  changed: Type.Array(strictObject({ ...named, fields: Type.Array(field) })),
  removed: Type.Array(strictObject(named)),
  unchanged: Type.Integer({ minimum: 0, description: 'Rows that say what is there already' }),
  notes: Type.Array(
    strictObject({
      code: Type.String(),
      sheet: Type.Optional(sheet),
      line: Type.Optional(Type.Integer()),
      text: Type.String(),
    }),
    {
      description:
        'unknown-column, unknown-sheet: left aside; nothing-to-remove: it is not there; not-utf-8: accents may have been lost; older-version: in a dry run, the version in the file is not the present one',
    },
  ),
});
export type WorkbookOutcome = Static<typeof WorkbookOutcome>;
export const WorkbookTrial = trialOf('WorkbookTrial', WorkbookOutcome);
