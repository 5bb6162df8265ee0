import writeWorkbookFile from 'write-excel-file/node';
import { withoutTimes } from './zip.ts';

/* Writes sheets to an .xlsx file: dates and numbers are typed, and no text runs as a formula. */

export type WorkbookCell = string | number | boolean | null | undefined;

/** A sheet to write; titles are its first rows. */
export interface WorkbookSheet {
  name: string;
  rows: readonly (readonly WorkbookCell[])[];
  /** Number of title rows, which stay visible when scrolling; 1 when absent. */
  titles?: number;
  /** Widths of the columns, in characters. */
  widths?: readonly number[];
  /** The drop-down of a column, by column index: a range such as `Values!$A$2:$A$9`. */
  choices?: Readonly<Record<number, string>>;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold, and the end of line that it changes
const NOT_IN_XML = /[\x00-\x08\x0b-\x1f\ufffe\uffff]/g;

/** In a workbook, `_x0041_` is an escaped character; a text of this form is escaped itself, so that it survives. */
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
  // A text is written as a number only if it reads back as the same text.
  if (NUMBER.test(text) && String(Number(text)) === text) return { value: Number(text), type: Number };
  return { value: escapedText(text), type: String, wrap: text.length > 60 };
};

const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

/** Number of rows below the titles with a drop-down. */
const CHOICE_ROWS = 2000;

/** A drop-down that also accepts other texts, because a cell may contain several values. */
function choicesXml({ choices = {}, titles = 1 }: WorkbookSheet): string {
  const lists = Object.entries(choices).map(([index, range]) => {
    const letters = columnLetters(Number(index));
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${letters}${titles + 1}:${letters}${titles + CHOICE_ROWS}"><formula1>${range}</formula1></dataValidation>`;
  });
  return lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

/** The elements that follow the drop-downs in the XML of a sheet. */
const AFTER_CHOICES = /<(?:pageMargins|pageSetup|drawing)\b|<\/worksheet>/;

/** An .xlsx file with some sheets; deterministic: the same sheets give the same bytes. */
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
