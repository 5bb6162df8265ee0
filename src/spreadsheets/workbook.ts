import { strToU8, zipSync } from 'fflate';
import readWorkbookFile from 'read-excel-file/node';
import { CatalogueError } from '../ground/errors.ts';
import { certainNumber } from './numbers.ts';
import { preparedSheet, roundedNumber, stylesIn } from './prepared.ts';
import {
  damagedWorkbook,
  emptySheet,
  MOST_ROWS,
  type Sheet,
  type SheetRow,
  tooManyRows,
  unreadableSheet,
} from './sheet.ts';
import { unpacksTooLarge, unzip, type ZipEntry, zipDirectory } from './zip.ts';

/*
 * Refuses XML that is slow to parse, before it is parsed: very long texts and tags, and very deep nesting. One pass
 * over any input.
 */

/** A cell has at most 32,767 characters, each up to six characters when escaped. */
const MOST_TEXT = 250_000;
const MOST_DEPTH = 64;

const [OPEN, CLOSE, SLASH, QUESTION, BANG] = [60, 62, 47, 63, 33];

const tooLong = () =>
  new CatalogueError('body-too-large', {
    fr: 'Une cellule de ce classeur est plus longue qu’un tableur ne le permet.',
    en: 'A cell of this workbook is longer than a spreadsheet allows.',
  });

/** @throws CatalogueError malformed-request, body-too-large */
function requirePlainXml(xml: string): void {
  let [last, depth] = [0, 0];
  let isInTag = false;
  for (let at = 0; at < xml.length; at++) {
    const sign = xml.charCodeAt(at);
    if (sign !== OPEN && sign !== CLOSE) continue;
    if (at - last > MOST_TEXT) throw tooLong();
    last = at;
    if (sign === CLOSE) {
      if (isInTag && xml.charCodeAt(at - 1) === SLASH) depth--;
      isInTag = false;
      continue;
    }
    if (isInTag) throw damagedWorkbook();
    const next = xml.charCodeAt(at + 1);
    isInTag = true;
    if (next === SLASH) depth--;
    else if (next !== QUESTION && next !== BANG) depth++;
    if (depth > MOST_DEPTH) throw damagedWorkbook();
  }
  if (xml.length - last > MOST_TEXT) throw tooLong();
}

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const SAVE_AS = {
  fr: 'Dans votre tableur : « Enregistrer sous », au format .xlsx ou CSV.',
  en: 'In your spreadsheet: “Save as”, as .xlsx or CSV.',
};

/** The first bytes of old Excel files and of workbooks with a password. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** @throws CatalogueError malformed-request for files of old spreadsheets and files with a password */
export function refuseOldFiles(bytes: Buffer): void {
  if (!bytes.subarray(0, OLE.length).equals(OLE)) return;
  throw unreadableSheet(
    `C’est un fichier .xls d’un Excel ancien, ou un classeur protégé par un mot de passe. Ôtez le mot de passe s’il y en a un. ${SAVE_AS.fr}`,
    `This is an .xls file of an older Excel, or a workbook with a password. Take the password off if there is one. ${SAVE_AS.en}`,
  );
}

/** The files that are needed to read cells; pictures, macros and others are not unpacked. */
const isRead = ({ name }: ZipEntry): boolean =>
  /^\/?xl\/(workbook\.xml|styles\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i.test(
    name,
  );

/** @throws CatalogueError malformed-request */
function requireWorkbook(entries: readonly ZipEntry[]): void {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('content.xml') || names.has('mimetype'))
    throw unreadableSheet(`C’est un fichier .ods. ${SAVE_AS.fr}`, `This is an .ods file. ${SAVE_AS.en}`);
  if (!names.has('xl/workbook.xml'))
    throw unreadableSheet(`Ce n’est pas un classeur .xlsx. ${SAVE_AS.fr}`, `This is no .xlsx workbook. ${SAVE_AS.en}`);
  if (entries.some((entry) => entry.isEncrypted))
    throw unreadableSheet(
      'Ce classeur est protégé par un mot de passe. Ôtez-le, et enregistrez de nouveau.',
      'This workbook has a password. Take it off, and save again.',
    );
}

const isSheet = (name: string): boolean => /^\/?xl\/worksheets\//i.test(name);

/** Far more sheets, styles and relations than anybody makes by hand. */
const MOST_SHEETS = 200;
const MOST_ABOUT_BYTES = 2_000_000;

/** @throws CatalogueError malformed-request, body-too-large for content that would be slow to read */
function requireBounds(files: ReadonlyMap<string, Buffer>): void {
  for (const [name, content] of files) {
    const isAbout = !isSheet(name) && !/sharedStrings\.xml$/i.test(name);
    if (isAbout && content.length > MOST_ABOUT_BYTES) throw unpacksTooLarge();
    requirePlainXml(content.toString());
  }
  const sheets =
    files
      .get('xl/workbook.xml')
      ?.toString()
      .match(/<(?:\w{1,20}:)?sheet\s/g) ?? [];
  if (sheets.length > MOST_SHEETS) throw unpacksTooLarge();
}

/** Rewrites the workbook without unneeded files, and with simplified sheets that the library reads as people do. */
async function plainWorkbook(bytes: Buffer): Promise<Buffer> {
  const entries = zipDirectory(bytes);
  requireWorkbook(entries);
  const files = await unzip(bytes, entries.filter(isRead));
  const text = (name: string) => files.get(name)?.toString() ?? '';
  requireBounds(files);
  const style = stylesIn(text('xl/styles.xml'), text('xl/workbook.xml'));
  const plain = [...files].map(([name, content]) => [
    name.replace(/^\//, ''),
    isSheet(name) ? strToU8(preparedSheet(content.toString(), style)) : new Uint8Array(content),
  ]);
  return Buffer.from(zipSync(Object.fromEntries(plain), { level: 0, mtime: '1980-01-01T00:00:00' }));
}

/** A value as the text of a CSV cell. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.valueOf()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return certainNumber(roundedNumber(value));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

export interface NamedSheet extends Sheet {
  name: string;
}

function sheetOf(name: string, data: readonly (readonly unknown[])[]): NamedSheet | undefined {
  const rows: SheetRow[] = [];
  for (const [place, values] of data.entries()) {
    const cells = values.map(cellText);
    const last = cells.findLastIndex((cell) => cell.trim() !== '');
    if (last < 0) continue;
    if (rows.length > MOST_ROWS) throw tooManyRows();
    rows.push({ line: place + 1, cells: cells.slice(0, last + 1) });
  }
  const [header, ...others] = rows;
  return header && { name, header: header.cells, headerLine: header.line, rows: others, isOneLine: false, notes: [] };
}

/**
 * The non-empty sheets of an .xlsx file, as LibreOffice or Excel saves it. Formulas have their saved values; none is
 * computed.
 * @throws CatalogueError malformed-request, body-too-large
 */
export async function readWorkbook(bytes: Buffer): Promise<NamedSheet[]> {
  try {
    const sheets = await readWorkbookFile(await plainWorkbook(bytes), { trim: false });
    const filled = sheets.flatMap(({ sheet, data }) => sheetOf(sheet, data) ?? []);
    if (filled.length === 0) throw emptySheet();
    return filled;
  } catch (error) {
    if (error instanceof CatalogueError) throw error;
    throw unreadableSheet(
      `Ce classeur ne se lit pas. Enregistrez-le de nouveau. ${SAVE_AS.fr}`,
      `This workbook cannot be read. Save it again. ${SAVE_AS.en}`,
    );
  }
}
