import { Type } from 'typebox';
import type { Routes } from '../../bercail.ts';
import { federationVersionTag, requireFederation } from '../../catalogue/federations.ts';
import type { Model } from '../../catalogue/model.ts';
import { type Federation, FederationPath } from '../../documents/federation.ts';
import { inLanguage } from '../../ground/errors.ts';
import { publicGet } from '../../http/get.ts';
import { type WriteAnswer, write } from '../../http/write.ts';
import type { Written } from '../../record/context.ts';
import type { Columns } from '../../spreadsheets/columns.ts';
import { bothTitles } from '../../spreadsheets/columns.ts';
import type { Separator } from '../../spreadsheets/csv.ts';
import { CSV_TYPE, csvAnswer, readCsv } from '../../spreadsheets/csv.ts';
import { MOST_BYTES, MOST_COLUMNS, MOST_ROWS } from '../../spreadsheets/sheet.ts';
import { listedMembers } from '../members/schema.ts';
import { listedReviews } from '../reviews/listed.ts';
import { federationOwner } from '../rights.ts';
import { listedSelection } from '../selection/listed.ts';
import { memberList, membersSheet } from './members.ts';
import { reviewList, reviewsSheet } from './reviews.ts';
import type { SheetList } from './rows.ts';
import { DownloadQuery, SheetOutcome, SheetQuery } from './schema.ts';
import { selectionList, selectionSheet } from './selection.ts';
import { putSheet, type Upload } from './upload.ts';

/** A list of a federation that a spreadsheet reads and writes. */
interface ListInSheets {
  list: string;
  /** As operations name it. */
  name: string;
  summary: string;
  /** A sheet that can be sent. */
  example: string;
  download(model: Model, federation: Federation, separator: Separator | undefined): string;
  upload: SheetList<object>;
}

const LISTS: readonly ListInSheets[] = [
  {
    list: 'members',
    name: 'Members',
    summary: 'Add and change members, former members and followers from a spreadsheet, all or nothing',
    download: (model, federation, separator) => membersSheet(listedMembers(model, federation), separator),
    upload: memberList,
    example: 'host,status,since\r\nles-aulnes,member,2024-03\r\n',
  },
  {
    list: 'selection',
    name: 'Selection',
    summary: 'Add and change hosts of the federation’s own list from a spreadsheet, all or nothing',
    download: (model, federation, separator) => selectionSheet(listedSelection(model, federation), separator),
    upload: selectionList,
    example:
      'host,why.fr,ties.fr,decidedOn,reviewBy\r\nles-aulnes,Répond sous deux jours.,none,2026-11-01,2027-11-01\r\n',
  },
  {
    list: 'reviews',
    name: 'Reviews',
    summary: 'Add and change reviews from a spreadsheet, all or nothing',
    download: ({ documents, reference }, federation, separator) =>
      reviewsSheet(listedReviews(federation, documents), reference, separator),
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
- File: separators \`,\` \`;\` or tab; UTF-8 or windows-1252; dates as 2026-11-25 or 25/11/2026; yes, no, partial or oui, non, en partie; none or aucun for no tie. \`?separator=semicolon\` downloads what Excel opens in columns in France. Columns come in any order. Those that are computed (${computed.map((column) => `\`${column}\``).join(', ')}) are not read. A column that is left out changes nothing; a cell that is emptied takes away what it held.
- Limits: ${MOST_ROWS} rows, ${MOST_COLUMNS} columns, ${MOST_BYTES / 1_000_000} MB. With curl, send the file with \`--data-binary\`.
- Faults: all of them at once. \`/3/decidedOn\` is the fourth row of the sheet, the titles being the first.`;

/** The lists of a federation for a spreadsheet, and back. */
export const spreadsheetRoutes: Routes = (app, { only, catalogue, contextFor }) => {
  app.addContentTypeParser(CSV_TYPE, { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
    done(null, body),
  );

  const answered = async ({ document, version }: Written<Upload>): Promise<WriteAnswer> => {
    return {
      status: 200,
      version,
      bodyIn: (language) => ({
        ...document,
        notes: document.notes.map(({ code, text }) => ({ code, text: inLanguage(text, language) })),
      }),
    };
  };

  for (const { list, name, summary, example, download, upload } of LISTS) {
    const path = `/v1/federations/:federation/${list}.csv`;
    publicGet(
      app,
      path,
      {
        dependsOn: catalogue,
        operationId: `download${name}`,
        summary: `The same as /${list}, for a spreadsheet`,
        tag: 'Federations',
        answer: { content: { [CSV_TYPE]: Type.String() } },
        params: FederationPath,
        query: DownloadQuery,
        errors: ['federation-not-found'],
      },
      ({ caller, params, query }, model) => {
        const federation = requireFederation(model, params.federation);
        return {
          ...csvAnswer(download(model, federation, query.separator)),
          ...federationVersionTag(caller, federation),
        };
      },
    );

    write(
      app,
      'PUT',
      path,
      {
        operationId: `upload${name}`,
        summary,
        description: semanticsOf(upload.columns),
        tag: 'Federations',
        params: FederationPath,
        query: SheetQuery,
        bodyType: CSV_TYPE,
        // Bytes, whatever their encoding: no shape to check before they are read.
        body: Type.Unsafe<Buffer | undefined>({ description: 'The sheet as CSV', examples: [example] }),
        answers: { 200: SheetOutcome },
        allow: only(federationOwner),
        version: 'needed',
        errors: ['federation-not-found'],
      },
      async ({ caller, params, query, body, headers }) =>
        answered(
          await putSheet(contextFor(caller), upload, params.federation, await readCsv(body ?? Buffer.alloc(0)), {
            ifMatch: headers['if-match'],
            dryRun: query.dryRun === true,
          }),
        ),
    );
  }
};
