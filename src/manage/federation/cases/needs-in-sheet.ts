import type { Model } from '../../../catalogue/model.ts';
import type { Federation } from '../../../documents/federation.ts';
import { type Fault, inLanguage } from '../../../ground/errors.ts';
import { Need } from '../../../matching/engine/need/schema.ts';
import type { Matcher } from '../../../matching/run.ts';
import type { Page } from '../../../pages/frame/page.ts';
import type { PoolDraft } from '../../../recommendations/pools/schema.ts';
import {
  cellOfNeed,
  NEED_COLUMNS,
  type NeedRow,
  needFields,
  needOfRow,
  unplacedFaults,
} from '../../../recommendations/pools/sheet.ts';
import { shapeFaults } from '../../../requests/shape.ts';
import {
  brokenFaults,
  columnIndexesOf,
  sheetWith,
  strayFaults,
  withoutExamples,
} from '../../../spreadsheets/columns.ts';
import { readSheets } from '../../../spreadsheets/files.ts';
import { factsIn, faultInSheet } from '../../../spreadsheets/sheet.ts';
import type { Language } from '../../../vocabulary/terms.ts';
import { fold } from '../../../vocabulary/territories.ts';
import { inPageWords } from '../../form-command.ts';
import { zoneOf } from '../../parts/places.ts';
import { FROM_SHEET } from './words/from-sheet.ts';

/** The needs of a sheet; or all that is wrong with it, each with its line. */
export interface ReadNeeds {
  needs: PoolDraft['needs'];
  /** The line of each need. */
  lines: readonly number[];
  wrong: readonly string[];
  known: readonly string[];
}

/**
 * Reads a sheet of needs, row by row.
 * @param miscounted what to say of so many rows, where it is too few or too many
 * @throws CatalogueError malformed-request, invalid-request for its titles, body-too-large
 */
export async function readNeeds(
  bytes: Buffer,
  { model, federation }: { model: Model; federation: Federation },
  page: Page,
  matcher: Matcher,
  miscounted: (count: number) => string | undefined,
): Promise<ReadNeeds> {
  const { reference } = model;
  const { language } = page;
  const words = FROM_SHEET[language];
  const sheet = withoutExamples(sheetWith(await readSheets(bytes), NEED_COLUMNS));
  const { places, notes } = columnIndexesOf(sheet, NEED_COLUMNS);
  const known = [...sheet.notes, ...notes].map(({ text }) => inLanguage(text, language));
  const rows = sheet.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const count = miscounted(rows.length);
  if (count !== undefined) return { needs: [], lines: [], wrong: [count], known };
  const fields = needFields(reference, (cell) => {
    const zone = zoneOf(cell, reference.territories, language);
    return typeof zone !== 'string' && zone.level === 'world' ? words.noPlace : zone;
  });
  const wrong: Fault[] = [...strayFaults(sheet), ...brokenFaults(sheet, places)];
  const needs: PoolDraft['needs'] = [];
  const labels = new Set<string>();
  for (const { line, cells } of rows) {
    const byColumn = Object.fromEntries([...places].map(([column, { index }]) => [column, cells[index] ?? '']));
    const { facts, faults } = factsIn(byColumn, fields, undefined);
    const row = facts as NeedRow;
    const { label = '' } = row;
    const need = needOfRow(row, reference);
    const found = [...faults];
    const missing = (column: string) => {
      if (!byColumn[column]?.trim())
        found.push({ pointer: `/${column}`, code: 'missing', message: { fr: words.missing, en: words.missing } });
    };
    missing('label');
    missing('usages');
    if (label !== '' && labels.has(fold(label)))
      found.push({ pointer: '/label', code: 'duplicate', message: { fr: words.twice(label), en: words.twice(label) } });
    labels.add(fold(label));
    found.push(...unplacedFaults(row, reference));
    // What could not be read is no part of the need: only what could is judged.
    if (found.length === 0) {
      const misshapen = shapeFaults(Need, need);
      const judged = misshapen.length > 0 ? misshapen : matcher.faults({ ...need, federation: federation.slug }, model);
      found.push(...judged.map(cellOfNeed));
    }
    wrong.push(...found.map((one) => faultInSheet(one, { line, fields, places })));
    needs.push({ label, need });
  }
  const rowOf = ({ pointer }: Fault) => Number(pointer.split('/')[1]);
  return {
    needs,
    lines: rows.map(({ line }) => line),
    wrong: wrong.sort((a, b) => rowOf(a) - rowOf(b)).map(({ message }) => inLanguage(message, language)),
    known,
  };
}

const PLACE = /^\/(?:needs|cases)\/(\d+)/;

/** Faults of what was read from a sheet, each with its line. */
export const faultsByLine = (faults: readonly Fault[], lines: readonly number[], language: Language): string[] => [
  ...new Set(
    faults.map(({ pointer, message }) => {
      const line = lines[Number(PLACE.exec(pointer)?.[1])];
      const text = inPageWords(inLanguage(message, language), language);
      return line === undefined ? text : `${FROM_SHEET[language].line(line)}. ${text}`;
    }),
  ),
];
