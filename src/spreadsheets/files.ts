import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { mapInSlices } from '../ground/turns.ts';
import type { Language } from '../vocabulary/terms.ts';
import { type Titles, titleIn } from './columns.ts';
import { CSV_TYPE, csvSheet, type Row } from './csv.ts';
import { MOST_BYTES, type Sheet } from './sheet.ts';
import { readInThread, writeInThread } from './thread.ts';
import { refuseOldFiles, WORKBOOK_TYPE } from './workbook.ts';
import type { WorkbookSheet } from './write-workbook.ts';
import { isZip } from './zip.ts';

/** What a sheet may come as; many programs name either for both, so its first bytes decide. */
export const SHEET_TYPES = [CSV_TYPE, WORKBOOK_TYPE] as const;

/** A sheet of a file; a CSV file has one, without a name. */
export interface FileSheet extends Sheet {
  name?: string;
}

/** The sheets of a CSV or .xlsx file. @throws CatalogueError malformed-request, body-too-large, overloaded */
export async function readSheets(bytes: Buffer): Promise<FileSheet[]> {
  refuseOldFiles(bytes);
  return isZip(bytes) ? await readInThread(bytes) : [await csvSheet(bytes)];
}

/** A table as a sheet of a workbook, with titles in a language. */
export const tableSheet = async (
  name: string,
  columns: readonly string[],
  rows: readonly Row[],
  { language, titles }: { language: Language; titles?: Titles },
): Promise<WorkbookSheet> => ({
  name,
  rows: [
    columns.map((column) => titleIn(column, language, titles)),
    ...(await mapInSlices(rows, (row) => columns.map((one) => row[one]))),
  ],
  widths: columns.map((column) => Math.min(40, Math.max(14, titleIn(column, language, titles).length + 2))),
});

/** Some sheets as the answer of a GET. */
export const workbookAnswer = async (sheets: readonly WorkbookSheet[]): Promise<{ body: Buffer; type: string }> => ({
  body: await writeInThread(sheets),
  type: WORKBOOK_TYPE,
});

/** A table of ours in CSV as a workbook. */
export async function workbookOfCsv(csv: string, name: string): Promise<{ body: Buffer; type: string }> {
  const { header, rows } = await csvSheet(Buffer.from(csv));
  const widths = header.map((title) => Math.min(40, Math.max(14, title.length + 2)));
  return await workbookAnswer([{ name, rows: [header, ...rows.map(({ cells }) => cells)], widths }]);
}

/** The body of an answer with a workbook, as the description has it. */
export const WORKBOOK_CONTENT = {
  content: { [WORKBOOK_TYPE]: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
};

/** Takes sheets as bytes, of either type. */
export function addSheetBodies(app: FastifyInstance): void {
  app.addContentTypeParser([...SHEET_TYPES], { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
    done(null, body),
  );
}
