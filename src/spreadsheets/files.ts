import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { mapInSlices } from '../ground/slices.ts';
import type { Language } from '../vocabulary/terms.ts';
import { type Titles, titleIn } from './columns.ts';
import { CSV_TYPE, csvSheet, type Row } from './csv.ts';
import { MOST_BYTES, type Sheet } from './sheet.ts';
import { readInThread, writeInThread } from './thread.ts';
import { refuseOldFiles, WORKBOOK_TYPE } from './workbook.ts';
import type { WorkbookSheet } from './write-workbook.ts';
import { isZip } from './zip.ts';

/** Media types of sheets. Many programs send either type for both formats, so the first bytes decide. */
export const SHEET_TYPES = [CSV_TYPE, WORKBOOK_TYPE] as const;

/** A sheet of a file; a CSV file has one sheet without a name. */
export interface FileSheet extends Sheet {
  name?: string;
}

/** The sheets of a CSV or .xlsx file. @throws CatalogueError malformed-request, body-too-large, overloaded */
export async function readSheets(bytes: Buffer): Promise<FileSheet[]> {
  refuseOldFiles(bytes);
  return isZip(bytes) ? await readInThread(bytes) : [await csvSheet(bytes)];
}

/** A table as a sheet of a workbook, with titles in one language. */
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

/** Some sheets as the response of a GET. */
export const workbookAnswer = async (sheets: readonly WorkbookSheet[]): Promise<{ body: Buffer; type: string }> => ({
  body: await writeInThread(sheets),
  type: WORKBOOK_TYPE,
});

/** Converts one of our CSV tables to a workbook. */
export async function workbookOfCsv(csv: string, name: string): Promise<{ body: Buffer; type: string }> {
  const { header, rows } = await csvSheet(Buffer.from(csv));
  const widths = header.map((title) => Math.min(40, Math.max(14, title.length + 2)));
  return await workbookAnswer([{ name, rows: [header, ...rows.map(({ cells }) => cells)], widths }]);
}

/** The response body of a workbook in the OpenAPI description. */
export const WORKBOOK_CONTENT = {
  content: { [WORKBOOK_TYPE]: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
};

/** Accepts sheets of both types as bytes. */
export function addSheetBodies(app: FastifyInstance): void {
  app.addContentTypeParser([...SHEET_TYPES], { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
    done(null, body),
  );
}
