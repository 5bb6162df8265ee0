import { damagedWorkbook, MOST_COLUMNS, MOST_LINES, tooManyColumns, tooManyRows } from './sheet.ts';

/*
 * Simplifies a sheet of a workbook before the library reads it. Empty rows and cells are removed, because spreadsheets
 * save them by the million. Cells that the library would misread become the text that the spreadsheet shows:
 * percentages, months, errors, formulas without a saved value.
 */

/** How a cell is shown, if that changes its meaning. */
type Shown = 'percent' | 'month' | undefined;

/** The settings of a workbook that apply to all its sheets. */
interface WorkbookStyle {
  /** By the index of the cell style. */
  shown: readonly Shown[];
  /** Whether dates count from 1904. */
  is1904: boolean;
}

const ATTRIBUTES = {
  r: /(?:^|\s)r="([^"<>]*)"/,
  s: /(?:^|\s)s="([^"<>]*)"/,
  t: /(?:^|\s)t="([^"<>]*)"/,
  numFmtId: /(?:^|\s)numFmtId="([^"<>]*)"/,
  formatCode: /(?:^|\s)formatCode="([^"<>]*)"/,
};

const attribute = (attributes: string, name: keyof typeof ATTRIBUTES): string | undefined =>
  ATTRIBUTES[name].exec(attributes)?.[1];

const ENDS: Readonly<Record<string, string>> = { '"': '"', '[': ']' };

/** A format code without colours, conditions and quoted words. */
function bareFormat(code: string): string {
  const text = code.slice(0, 200).replace(/&quot;/g, '"');
  let bare = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    const end = ENDS[sign];
    const to = end === undefined ? -1 : text.indexOf(end, at + 1);
    if (sign === '\\') at++;
    else if (to > at) at = to;
    else bare += sign;
  }
  return bare;
}

function shownBy(code: string): Shown {
  const bare = bareFormat(code);
  if (bare.includes('%')) return 'percent';
  return /m/i.test(bare) && /[ya]/i.test(bare) && !/[dhsj0#?]/i.test(bare) ? 'month' : undefined;
}

/** Built-in formats, which have a number but no code. */
const BUILT_IN: Readonly<Record<string, Shown>> = { 9: 'percent', 10: 'percent', 17: 'month' };

const partOf = (xml: string, name: string): string => {
  const from = xml.indexOf(`<${name}`);
  const to = xml.indexOf(`</${name}>`, from);
  return from < 0 || to < 0 ? '' : xml.slice(from, to);
};

/** How the styles of a workbook show the values of cells. */
export function stylesIn(stylesXml: string, workbookXml: string): WorkbookStyle {
  const custom = new Map<string, Shown>();
  for (const [, attributes] of partOf(stylesXml, 'numFmts').matchAll(/<numFmt\b([^<>]*)>/g))
    custom.set(attribute(attributes!, 'numFmtId') ?? '', shownBy(attribute(attributes!, 'formatCode') ?? ''));
  const shown = [...partOf(stylesXml, 'cellXfs').matchAll(/<xf\b([^<>]*)>/g)].map(([, attributes]) => {
    const id = attribute(attributes!, 'numFmtId') ?? '';
    return custom.has(id) ? custom.get(id) : BUILT_IN[id];
  });
  return { shown, is1904: /<workbookPr\b[^<>]*\bdate1904="(?:1|true)"/.test(workbookXml) };
}

/** Replaces a formula without a saved value; the reader of the sheet reports it. */
const NOT_COMPUTED = '#FORMULA!';

const DAY = 86_400_000;
const FIRST_DAY = { of1900: Date.UTC(1899, 11, 30), of1904: Date.UTC(1904, 0, 1) };

function monthOf(serial: number, is1904: boolean): string | undefined {
  const date = new Date((is1904 ? FIRST_DAY.of1904 : FIRST_DAY.of1900) + Math.floor(serial) * DAY);
  return Number.isNaN(date.valueOf()) || serial < 1 ? undefined : date.toISOString().slice(0, 7);
}

/** A number as people see it: computed numbers have more digits than a spreadsheet shows. */
export const roundedNumber = (value: number): number => Number(value.toPrecision(15));

function textShown(value: string, shown: Shown, is1904: boolean): string | undefined {
  const number = Number(value);
  if (shown === undefined || value.trim() === '' || !Number.isFinite(number)) return undefined;
  return shown === 'percent' ? `${roundedNumber(number * 100)} %` : monthOf(number, is1904);
}

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

/** `[^<>]` keeps matching linear: no tag is scanned twice. */
const TAGS = /<(\/?)(row|c|v|f|is)\b([^<>]*)>/g;

interface Cell {
  from: number;
  afterTag: number;
  attributes: string;
  value?: number;
  valueEnd?: number;
  isInline?: true;
  hasFormula?: true;
}

/** Some programs write a namespace prefix: `<x:row>`. */
const withoutPrefix = (xml: string): string =>
  /<\w{1,20}:(?:row|worksheet)\b/.test(xml) ? xml.replace(/<(\/?)\w{1,20}:(?=[a-zA-Z]{1,30}\b)/g, '<$1') : xml;

const textCell = (address: string, text: string): string => `<c r="${address}" t="str"><v>${text}</v></c>`;

/** The simplified XML of a cell; empty: the cell is dropped. */
function keptCell(xml: string, cell: Cell, end: number, { shown, is1904 }: WorkbookStyle): string {
  const { from, afterTag, attributes, value, valueEnd, isInline, hasFormula } = cell;
  const address = attribute(attributes, 'r');
  const whole = xml.slice(from, end);
  if (address === undefined) return whole;
  const type = attribute(attributes, 't') ?? 'n';
  if (value === undefined || valueEnd === undefined)
    return isInline ? whole : hasFormula ? textCell(address, NOT_COMPUTED) : '';
  const text = xml.slice(value, valueEnd);
  if (text.trim() === '') return '';
  if (type === 'e') return `<c r="${address}" t="str">${xml.slice(afterTag, end)}`;
  if (type !== 'n') return whole;
  const asShown = textShown(text, shown[Number(attribute(attributes, 's') ?? -1)], is1904);
  return asShown === undefined ? whole : textCell(address, asShown);
}

function requireRoom(address: string | undefined): void {
  const [, letters, digits] = /^([A-Za-z]{1,4})(\d{1,9})$/.exec(address ?? '') ?? [];
  if (letters && columnNumber(letters) > MOST_COLUMNS) throw tooManyColumns();
  if (digits && Number(digits) > MOST_LINES) throw tooManyRows();
}

/** The row in progress, with the cells that were kept. */
interface Row {
  tag: string;
  number: string | undefined;
  cells: string[];
}

/**
 * The XML of a sheet, bounded and simplified.
 * @throws CatalogueError body-too-large above the maximum number of rows or columns
 */
export function preparedSheet(given: string, style: WorkbookStyle): string {
  const xml = withoutPrefix(given);
  const kept: string[] = [];
  let copied = 0;
  let row: Row | undefined;
  let cell: Cell | undefined;

  const endRow = ({ tag, number, cells }: Row): void => {
    if (cells.length === 0 && number !== undefined) return;
    requireRoom(`A${number ?? 1}`);
    kept.push(tag, ...cells, '</row>');
  };
  const endCell = (one: Cell, end: number): void => {
    const text = keptCell(xml, one, end, style);
    if (text === '') return;
    requireRoom(attribute(one.attributes, 'r'));
    row?.cells.push(text);
  };

  for (const match of xml.matchAll(TAGS)) {
    const [tag, closes, name, attributes = ''] = match;
    const [from, end] = [match.index, match.index + tag.length];
    const isEmpty = attributes.endsWith('/');
    // A row inside a row, or a cell inside a cell, is invalid; continuing would be slow and useless.
    if (!closes && ((name === 'row' && row) || (name === 'c' && cell && !isEmpty))) throw damagedWorkbook();
    if (name === 'row' && !closes) {
      kept.push(xml.slice(copied, from));
      row = { tag: isEmpty ? `${tag.slice(0, -2)}>` : tag, number: attribute(attributes, 'r'), cells: [] };
    }
    if (name === 'row' && (closes || isEmpty) && row) {
      endRow(row);
      copied = end;
      row = undefined;
    } else if (name === 'c' && !isEmpty) {
      if (closes && cell) endCell(cell, end);
      cell = closes ? undefined : { from, afterTag: end, attributes };
    } else if (cell && name === 'v' && !isEmpty) {
      if (closes) cell.valueEnd = from;
      else cell.value = end;
    } else if (cell && name === 'is') cell.isInline = true;
    else if (cell && name === 'f') cell.hasFormula = true;
  }
  kept.push(xml.slice(copied));
  return kept.join('');
}
