import { Type } from 'typebox';
import { federationGet } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Model } from '../../catalogue/model.ts';
import { type Federation, FederationPath } from '../../documents/federation.ts';
import { inLanguage } from '../../ground/errors.ts';
import { mapInSlices } from '../../ground/slices.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { type Write, type WriteAnswer, write } from '../../http/write.ts';
import type { WriteResult } from '../../record/context.ts';
import type { Routes } from '../../record/writer.ts';
import { bothTitles, type Columns } from '../../spreadsheets/columns.ts';
import { CSV_TYPE, csvAnswer, longCsv, type Row } from '../../spreadsheets/csv.ts';
import type { Notation } from '../../spreadsheets/fields.ts';
import { readSheets, SHEET_TYPES, tableSheet, WORKBOOK_CONTENT, workbookAnswer } from '../../spreadsheets/files.ts';
import { MOST_BYTES, MOST_COLUMNS, MOST_ROWS, MOST_TOLD } from '../../spreadsheets/sheet.ts';
import { listedMembers } from '../members/schema.ts';
import { memberList, memberRow } from '../members/sheet.ts';
import { listedReviews } from '../reviews/listed.ts';
import { reviewList, reviewRow } from '../reviews/sheet.ts';
import { federationOwner } from '../rights.ts';
import { choiceRow, listedSelection, selectionList } from '../selection/sheet.ts';
import type { SheetList } from '../sheet-rows.ts';
import { DownloadQuery, putSheet, SheetOutcome, SheetTrial, type Upload } from './upload.ts';

/** The items of a list, and how each is written as a row. */
interface Listed<T> {
  items: readonly T[];
  rowOf(item: T): Row;
}
const inRows = <T>(items: readonly T[], rowOf: (item: T) => Row): Listed<unknown> =>
  ({ items, rowOf }) as Listed<unknown>;

/** A list of a federation that can be downloaded and sent back as a spreadsheet. */
interface ListInSheets {
  list: string;
  /** The list's name in operationIds. */
  name: string;
  summary: string;
  /** Example of a spreadsheet to send. */
  example: string;
  /** The name of the sheet in a workbook. */
  sheet: { fr: string; en: string };
  listed(model: Model, federation: Federation, notation: Notation | undefined): Listed<unknown>;
  upload: SheetList<object>;
}

const LISTS: readonly ListInSheets[] = [
  {
    list: 'members',
    name: 'Members',
    summary: 'Add and change members, former members and followers from a spreadsheet, all or nothing',
    sheet: { fr: 'Membres', en: 'Members' },
    listed: (model, federation, notation) =>
      inRows(listedMembers(model, federation), (one) => memberRow(one, notation)),
    upload: memberList,
    example: 'host,state,since\r\nles-aulnes,member,2024-03\r\n',
  },
  {
    list: 'selection',
    name: 'Selection',
    summary: 'Add and change hosts of the federation’s own list from a spreadsheet, all or nothing',
    sheet: { fr: 'Sélection', en: 'Selection' },
    listed: (model, federation, notation) =>
      inRows(listedSelection(model, federation), (one) => choiceRow(one, notation)),
    upload: selectionList,
    example:
      'host,why.fr,ties.fr,decidedOn,reviewBy\r\nles-aulnes,Répond sous deux jours.,none,2026-11-01,2027-11-01\r\n',
  },
  {
    list: 'reviews',
    name: 'Reviews',
    summary: 'Add and change reviews from a spreadsheet, all or nothing',
    sheet: { fr: 'Revues', en: 'Reviews' },
    listed: ({ documents, reference }, federation, notation) =>
      inRows(listedReviews(federation, documents), (one) => reviewRow(one, reference, notation)),
    upload: reviewList,
    example: 'host,subject,value,reviewedOn\r\nles-aulnes,criterion:free-software-only,yes,2026-11-01\r\n',
  },
];

const semanticsOf = ({
  all,
  computed,
}: Columns) => `Send back the sheet that is downloaded at this address. One that is empty yet has its titles: it is the template.

Rows are added or changed by the rules of one row alone; rows that say what is there already are left as they are. **What is not in the sheet stays**, and is told as \`absent\`: a sheet that was filtered loses nothing. To remove, use the DELETE of one.

- Version: download with your token. The \`ETag\` of the sheet is what \`If-Match\` needs, so that an old sheet never writes over what somebody else changed since. It is needed even to add; \`?dryRun=true\` does without.
- Titles: ${bothTitles(all.filter((column) => !computed.includes(column)))}. Case, accents, spaces and hyphens do not matter; a text without a language is French.
- Host: its slug, its id, its site, or its exact name when only one host has it.${all.includes('subject') ? ' Subject: criterion:<key> or commitment:<kind>, or the key alone when only one of them has it.' : ''}
- File: CSV or .xlsx, whatever the type says; of a workbook, the sheet with the most of these titles. Rows above the titles do not matter, and a row whose first cell begins with “Exemple :” or “Example:” is left aside. Separators \`,\` \`;\` or tab; UTF-8, UTF-16 or windows-1252; dates as 2026-11-25 or 25/11/2026; yes, no, partial or oui, non, en partie; none or aucun for no tie. \`?separator=semicolon\` downloads what Excel opens in columns in France. Columns come in any order. Those that are computed (${computed.map((column) => `\`${column}\``).join(', ')}) are not read. A column that is left out changes nothing; a cell that is emptied takes away what it held.
- Limits: ${MOST_ROWS} rows, ${MOST_COLUMNS} columns, ${MOST_BYTES / 1_000_000} MB. With curl, send the file with \`--data-binary\`.
- Faults: all of them at once, up to ${MOST_TOLD}, and how many more there are. \`/3/decidedOn\` is the fourth row of the sheet, the titles being the first.`;

/** Bytes in any encoding: there is no shape to validate before they are parsed. */
const SheetBody = Type.Unsafe<Buffer | undefined>({ description: 'The sheet, as CSV or .xlsx' });

/** The lists of a federation as spreadsheets: download, and upload. */
export const spreadsheetRoutes: Routes<'only' | 'contextFor', { catalogue: Catalogue }> = (
  app,
  { only, catalogue, contextFor },
) => {
  const answered = async ({ document, version }: WriteResult<Upload>): Promise<WriteAnswer> => {
    return {
      status: 200,
      version,
      bodyIn: (language) => ({
        ...document,
        notes: document.notes.map(({ code, text }) => ({ code, text: inLanguage(text, language) })),
      }),
    };
  };

  for (const { list, name, summary, example, sheet, listed, upload } of LISTS) {
    const { all, titles } = upload.columns;
    const path = (ending: string) => `/v1/federations/:federation/${list}.${ending}`;
    const summaryOfDownload = `The same as /${list}, for a spreadsheet`;

    federationGet(app, catalogue, path('csv'), {
      operationId: `download${name}`,
      summary: summaryOfDownload,
      answer: { content: { [CSV_TYPE]: Type.String() } },
      query: DownloadQuery,
      handler: async (federation, { query: { separator } }, model) => {
        const { items, rowOf } = listed(model, federation, separator);
        return csvAnswer(await longCsv(all, items, rowOf, separator));
      },
    });

    federationGet(app, catalogue, path('xlsx'), {
      operationId: `download${name}Workbook`,
      summary: summaryOfDownload,
      answer: WORKBOOK_CONTENT,
      reading: { byLanguage: true },
      handler: async (federation, request, model) => {
        const language = languageOf(request);
        const { items, rowOf } = listed(model, federation, language);
        const table = await mapInSlices(items, rowOf);
        const options = { language, ...(titles && { titles }) };
        return await workbookAnswer([await tableSheet(sheet[language], all, table, options)]);
      },
    });

    /** Tries the sheet, or writes what it says. */
    const put =
      (dryRun: boolean): Write<typeof FederationPath, typeof SheetBody>['handler'] =>
      async ({ caller, params, body, headers }) => {
        const sheets = await readSheets(body ?? Buffer.alloc(0));
        const asked = { ifMatch: headers['if-match'], dryRun };
        return answered(await putSheet(contextFor(caller), upload, params.federation, sheets, asked));
      };
    for (const [ending, operationId] of [
      ['csv', `upload${name}`],
      ['xlsx', `upload${name}Workbook`],
    ] as const)
      write(app, 'PUT', path(ending), {
        operationId,
        summary,
        description: ending === 'csv' ? semanticsOf(upload.columns) : `As \`PUT …/${list}.csv\`, which takes both.`,
        tag: 'Federations',
        params: FederationPath,
        bodyTypes: SHEET_TYPES,
        bodyLimit: MOST_BYTES,
        body: { ...SheetBody, examples: [example] },
        answers: { 200: SheetOutcome },
        allow: only(federationOwner),
        version: 'needed',
        onlyChanges: true,
        errors: ['federation-not-found'],
        trial: { answer: SheetTrial, handler: put(true) },
        handler: put(false),
      });
  }
};
