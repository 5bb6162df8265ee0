import writeWorkbookFile from 'write-excel-file/node';
import { withoutTimes } from './zip.ts';

/* Sheets as an .xlsx file: days are days there and numbers numbers, and no text runs as a formula. */

export type WorkbookCell = string | number | boolean | null | undefined;

/** A sheet to write, its titles first. */
export interface WorkbookSheet {
  name: string;
  rows: readonly (readonly WorkbookCell[])[];
  /** How many rows of titles there are, which stay in sight; 1 when absent. */
  titles?: number;
  /** Widths of the columns, in characters. */
  widths?: readonly number[];
  /** What may be chosen in a column, by its place: a range such as `Values!$A$2:$A$9`. */
  choices?: Readonly<Record<number, string>>;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold, and the end of line that it changes
const NOT_IN_XML = /[\x00-\x08\x0b-\x1f\ufffe\uffff]/g;

/** `_x0041_` is how a workbook writes a character; a text that looks like it is written so that it comes back. */
const escapedText = (text: string): string =>
  text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(NOT_IN_XML, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

function dayIn(text: string): Date | undefined {
  if (!DAY.test(text) || text < '1901') return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.valueOf()) || date.toISOString().slice(0, 10) !== text ? undefined : date;
}

const cellOf = (value: WorkbookCell, isTitle: boolean) => {
  if (value === null || value === undefined || value === '') return null;
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
  if (typeof text === 'number') return { value: text, type: Number };
  if (isTitle) return { value: escapedText(text), type: String, fontWeight: 'bold' as const, wrap: true };
  const day = dayIn(text);
  if (day) return { value: day, type: Date };
  // A text is a number only when it reads back as the same text.
  if (NUMBER.test(text) && String(Number(text)) === text) return { value: Number(text), type: Number };
  return { value: escapedText(text), type: String, wrap: text.length > 60 };
};

const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

/** Rows below the titles in which a choice is offered. */
const CHOICE_ROWS = 2000;

/** A list to choose from that refuses nothing else: several values may stand in one cell. */
function choicesXml({ choices = {}, titles = 1 }: WorkbookSheet): string {
  const lists = Object.entries(choices).map(([index, range]) => {
    const letters = columnLetters(Number(index));
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letters}${titles + 1}:${letters}${titles + CHOICE_ROWS}"><formula1>${range}</formula1></dataValidation>`;
  });
  return lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

/** What comes after the choices in a sheet. */
const AFTER_CHOICES = /<(?:pageMargins|pageSetup|drawing)\b|<\/worksheet>/;

/** An .xlsx file with some sheets: the same bytes for the same sheets. */
export async function workbookBytes(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  const written = await writeWorkbookFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: sheet.rows.map((row, place) => row.map((cell) => cellOf(cell, place < (sheet.titles ?? 1)))),
      dateFormat: 'yyyy-mm-dd',
      stickyRowsCount: sheet.titles ?? 1,
      ...(sheet.widths && { columns: sheet.widths.map((width) => ({ width })) }),
    })),
    {
      features: [
        {
          files: {
            transform: {
              'xl/worksheets/sheet{id}.xml': {
                transform: (xml, _options, { sheetIndex }) =>
                  xml.replace(AFTER_CHOICES, (next) => choicesXml(sheets[sheetIndex]!) + next),
              },
            },
          },
        },
      ],
    },
  ).toBuffer();
  return withoutTimes(written);
}
