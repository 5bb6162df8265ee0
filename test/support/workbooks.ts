import { strToU8, unzipSync, zipSync } from 'fflate';
import readWorkbookFile from 'read-excel-file/node';

/* Workbooks as spreadsheets write them, made by hand, so that tests choose each odd thing in them. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

export type Value = string | number | boolean | null | { xml: string };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const letters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : letters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

function cellXml(value: Value, address: string): string {
  if (value === null) return '';
  if (typeof value === 'object') return value.xml.replace('<c', `<c r="${address}"`);
  if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${address}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

export const rowXml = (cells: readonly Value[], number: number): string =>
  `<row r="${number}">${cells.map((cell, i) => cellXml(cell, `${letters(i)}${number}`)).join('')}</row>`;

/** Styles of cells by number: plain, a day, per cent, a month. */
export const STYLE = { plain: 0, day: 1, percent: 2, month: 3, ownPercent: 4 } as const;
const STYLES = `${XML}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00\\ %"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="17"/><xf numFmtId="164"/></cellXfs></styleSheet>`;

/** A number in a style, such as the day of Excel that is 46351. */
export const styled = (style: keyof typeof STYLE, value: number): Value => ({
  xml: `<c s="${STYLE[style]}"><v>${value}</v></c>`,
});

/** A formula with the value that was saved with it, or none. */
export const formula = (text: string, value?: string | number): Value => ({
  xml:
    typeof value === 'number'
      ? `<c><f>${escaped(text)}</f><v>${value}</v></c>`
      : `<c t="str"><f>${escaped(text)}</f>${value === undefined ? '' : `<v>${escaped(value)}</v>`}</c>`,
});
export const failed = (text: string, error: string): Value => ({ xml: `<c t="e"><f>${text}</f><v>${error}</v></c>` });

export interface MadeSheet {
  name: string;
  rows: readonly (readonly Value[])[];
  /** Instead of rows: what stands in the sheet. */
  data?: string;
}

/** The files of a workbook. */
export const workbookFiles = (sheets: readonly MadeSheet[]): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries({
      '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
      'xl/workbook.xml': `${XML}<workbook ${MAIN} ${RELATIONS}><sheets>${sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
      'xl/styles.xml': STYLES,
      ...Object.fromEntries(
        sheets.map(({ rows, data }, i) => [
          `xl/worksheets/sheet${i + 1}.xml`,
          `${XML}<worksheet ${MAIN}><sheetData>${data ?? rows.map((row, place) => rowXml(row, place + 1)).join('')}</sheetData></worksheet>`,
        ]),
      ),
    }).map(([name, text]) => [name, strToU8(text)]),
  );

export const zipped = (files: Record<string, Uint8Array>): Buffer => Buffer.from(zipSync(files));

export const aWorkbook = (sheets: readonly MadeSheet[]): Buffer => zipped(workbookFiles(sheets));

/** What a workbook of ours holds, sheet by sheet, as an independent reader reads it. */
export async function sheetsIn(bytes: Buffer): Promise<Map<string, unknown[][]>> {
  const sheets = await readWorkbookFile(bytes, { trim: false });
  return new Map(sheets.map(({ sheet, data }) => [sheet, data as unknown[][]]));
}

export const filesIn = (bytes: Buffer): Record<string, Uint8Array> => unzipSync(new Uint8Array(bytes));
export { WORKBOOK_TYPE } from '../../src/spreadsheets/workbook.ts';
