import { setImmediate } from 'node:timers/promises';
import { CatalogueError, type Fault } from '../../ground/errors.ts';
import { mapInSlices } from '../../ground/slices.ts';
import {
  brokenFaults,
  type ColumnIndexes,
  type Columns,
  columnIndexesOf,
  columnsByTitle,
  fromTitles,
  sheetWith,
  strayFaults,
  titleKey,
  withoutExamples,
} from '../../spreadsheets/columns.ts';
import type { Cells } from '../../spreadsheets/fields.ts';
import type { FileSheet } from '../../spreadsheets/files.ts';
import { type Note, unreadableSheet } from '../../spreadsheets/sheet.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { columnsOf, SHEETS, type SheetKey, titlesOf } from './fields.ts';
import { EXPLAINED, LISTS, SHEET_NAMES } from './words.ts';
import { isListsSheet } from './workbook.ts';

/* Reads a file into the rows of the three sheets, before their cells are interpreted. */

export interface SheetLine {
  sheet: SheetKey;
  line: number;
  cells: Cells;
}

export interface ReadSheet {
  places: ColumnIndexes;
  lines: SheetLine[];
}

export interface ReadFile {
  sheets: Partial<Record<SheetKey, ReadSheet>>;
  notes: (Note & { sheet?: SheetKey })[];
  faults: (Fault & { sheet: SheetKey })[];
}

const COMPUTED: Readonly<Record<SheetKey, readonly string[]>> = {
  hosts: ['version', 'state', 'confirmedOn'],
  services: [],
  plans: [],
};

const NEEDED: Readonly<Record<SheetKey, readonly (readonly string[])[]>> = {
  hosts: [],
  services: [['service', 'name']],
  plans: [['service'], ['plan']],
};

const columnsIn = (sheet: SheetKey, isOfOneHost: boolean): Columns => ({
  all: columnsOf(sheet),
  computed: COMPUTED[sheet],
  needed: [...(isOfOneHost ? [] : [['host']]), ...NEEDED[sheet]],
  titles: titlesOf(sheet),
});

const NAMED: ReadonlyMap<string, SheetKey> = new Map(
  SHEETS.flatMap((sheet) => {
    const { fr, en, others } = SHEET_NAMES[sheet];
    return [sheet, fr, en, ...others].map((name) => [titleKey(name), sheet] as const);
  }),
);
const NOT_READ = new Set([...Object.values(EXPLAINED), ...Object.values(LISTS)].map(titleKey));

/** The sheet that has these titles under another name or without a name. */
function sheetByTitles(file: FileSheet): SheetKey | undefined {
  const found = SHEETS.map((key) => {
    const columns = columnsIn(key, true);
    const names = columnsByTitle(columns.all, columns.titles);
    const known = new Set(fromTitles(file, columns).header.flatMap((title) => names.get(titleKey(title)) ?? []));
    const isWhole = columns.needed.every((group) => group.some((column) => known.has(column)));
    return { key, known: isWhole ? known.size : 0 };
  }).sort((a, b) => b.known - a.known)[0]!;
  return found.known >= 2 ? found.key : undefined;
}

const leftAside = (name: string): Note => ({
  code: 'unknown-sheet',
  text: {
    fr: `La feuille « ${name.slice(0, 60)} » n’est pas connue : elle est laissée de côté.`,
    en: `The sheet “${name.slice(0, 60)}” is not known: it is left aside.`,
  },
});

const noneKnown = () =>
  unreadableSheet(
    `Aucune feuille ne porte un nom ou des titres connus : ${SHEETS.map((key) => SHEET_NAMES[key].fr).join(', ')}. Partez du modèle : /v1/spreadsheet/template.xlsx`,
    `No sheet has a name or titles that are known: ${SHEETS.map((key) => SHEET_NAMES[key].en).join(', ')}. Begin with the template: /v1/spreadsheet/template.xlsx`,
  );

const onlyLists = () =>
  unreadableSheet(
    'Cette feuille donne les mots à choisir dans les autres, et ne dit rien d’un hébergeur. Envoyez le classeur entier, ou l’une de ses feuilles : Hébergeurs, Services, Formules.',
    'This sheet lists the words to choose in the others, and says nothing of a host. Send the whole workbook, or one of its sheets: Hosts, Services, Plans.',
  );

const twice = (key: SheetKey) =>
  unreadableSheet(
    `Deux feuilles de ce classeur sont lues comme « ${SHEET_NAMES[key].fr} ». Gardez-en une.`,
    `Two sheets of this workbook are read as “${SHEET_NAMES[key].en}”. Keep one of them.`,
  );

/** Adds the sheet to the message of a title's fault, because a file may have several sheets. */
const inSheet = (sheet: SheetKey, error: unknown): unknown => {
  if (!(error instanceof CatalogueError) || error.code !== 'invalid-request') return error;
  return new CatalogueError(error.code, error.detail, {
    faults: error.faults.map((one) => ({ ...one, pointer: `/${sheet}${one.pointer}` })),
  });
};

async function readOne(given: FileSheet, sheet: SheetKey, isOfOneHost: boolean) {
  const columns = columnsIn(sheet, isOfOneHost);
  const found = withoutExamples(sheetWith([given], columns));
  try {
    const { places, notes } = columnIndexesOf(found, columns);
    const lines = await mapInSlices(found.rows, ({ line, cells }) => ({
      ...{ sheet, line },
      cells: Object.fromEntries([...places].map(([column, { index }]) => [column, cells[index] ?? ''])),
    }));
    const stray = strayFaults(found);
    await setImmediate();
    return { places, lines, notes, faults: [...stray, ...brokenFaults(found, places)] };
  } catch (error) {
    throw inSheet(sheet, error);
  }
}

/**
 * The rows of a file by sheet, whatever the names and titles of the sheets.
 * @throws CatalogueError malformed-request, invalid-request
 */
export async function readFile(
  files: readonly FileSheet[],
  isOfOneHost: boolean,
  reference: Reference,
): Promise<ReadFile> {
  const read: ReadFile = { sheets: {}, notes: [], faults: [] };
  for (const file of files) {
    const name = titleKey(file.name ?? '');
    if (NOT_READ.has(name)) continue;
    if (file.name === undefined && isListsSheet(file.header, reference)) throw onlyLists();
    const key = NAMED.get(name) ?? sheetByTitles(file);
    if (!key) {
      if (file.name !== undefined) read.notes.push(leftAside(file.name));
      continue;
    }
    if (read.sheets[key]) throw twice(key);
    const { notes, faults, ...sheet } = await readOne(file, key, isOfOneHost);
    read.sheets[key] = sheet;
    read.notes.push(...file.notes, ...notes.map((note) => ({ ...note, sheet: key })));
    read.faults.push(...faults.map((one) => ({ ...one, sheet: key })));
  }
  if (Object.keys(read.sheets).length === 0) throw noneKnown();
  return read;
}
