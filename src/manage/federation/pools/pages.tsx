import type { Bercail } from '../../../bercail.ts';
import { type Fault, inLanguage } from '../../../ground/errors.ts';
import { Need } from '../../../matching/engine/need/schema.ts';
import type { Matcher } from '../../../matching/run.ts';
import { type Filled, Radios } from '../../../pages/frame/fields.tsx';
import type { Page } from '../../../pages/frame/page.ts';
import { pool } from '../../../recommendations/pools/pool.ts';
import type { Pool, PoolDraft } from '../../../recommendations/pools/schema.ts';
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
import { CARRIED_MAX, type Desk } from '../../desk.tsx';
import { inPageWords } from '../../form-command.ts';
import { actPage } from '../../parts/pages.tsx';
import { zoneOf } from '../../parts/places.ts';
import { UploadForm, uploadPage } from '../../parts/upload-form.tsx';
import { FEDERATION, FederationPage, type OwnDesk, openOwnDesk, Told } from '../frame.tsx';
import { PoolAnswer } from './answer.tsx';
import { POOLS } from './words.ts';

const LEAST = 2;
const MOST = 20;

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
 * @param from `members`, `selection`, or nothing for all hosts
 * @param miscounted what to say of so many rows, where it is too few or too many
 * @throws CatalogueError malformed-request, invalid-request for its titles, body-too-large
 */
export async function readNeeds(
  bytes: Buffer,
  from: 'members' | 'selection' | undefined,
  { model, federation }: Pick<OwnDesk, 'model' | 'federation'>,
  page: Page,
  matcher: Matcher,
  miscounted: (count: number) => string | undefined,
): Promise<ReadNeeds> {
  const { reference } = model;
  const { language } = page;
  const words = POOLS[language];
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
    const need: Need = { ...needOfRow(row, reference), ...(from && { onlyFrom: from }) };
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
      return line === undefined ? text : `${POOLS[language].line(line)}. ${text}`;
    }),
  ),
];

/** Lines shown of each part: a page stays below 40 kB. */
const SHOWN = 60;

interface Tried {
  answer?: Pool;
  wrong?: readonly string[];
  known?: readonly string[];
}

/** A sheet of needs, and what it comes to for a group. Nothing of it is kept. */
export function poolPages(desk: Desk, { matcher, policy }: Pick<Bercail, 'matcher' | 'policy'>): void {
  actPage(
    desk,
    `${FEDERATION}/pools`,
    async (visit, sent) => {
      const { page } = visit;
      const { language } = page;
      const words = POOLS[language];
      const own = await openOwnDesk(visit, 'computePool');
      const { federation, model, at } = own;
      const from = (['members', 'selection'] as const).find((one) => sent?.get('from') === one);
      const typed = { from: from ?? '' };
      const froms = Object.entries(words.froms).filter(([one]) => one !== 'selection' || federation.selection);
      let lines: readonly number[] = [];
      const show = ({ faults, refusal }: Filled, read: Tried = {}, refused: readonly string[] = []) => {
        const { answer, known = [], wrong = refused } = read;
        return (
          <FederationPage opened={own} heading={words.title} lead={words.lead} filled={{ typed, faults, refusal }}>
            <Told title={words.wrong} lines={wrong} most={SHOWN} />
            {answer && <PoolAnswer own={own} pool={answer} />}
            <Told title={words.known} lines={known} most={SHOWN} />
            <p>{words.notKept}</p>
            {!answer && (
              <>
                <h2>{words.template}</h2>
                <p>{words.templateHint}</p>
                <p>
                  <a href={`/v1/pools/template.xlsx?lang=${language}`} class="button second">
                    {words.download}
                  </a>
                </p>
              </>
            )}
            <h2>{answer ? words.another : words.look}</h2>
            <UploadForm
              action={`${at}/pools`}
              label={words.choose}
              hint={words.chooseHint}
              fault={faults.file}
              send={words.look}
            >
              <Radios filled={{ typed, faults }} name="from" label={words.from} choices={froms} />
            </UploadForm>
          </FederationPage>
        );
      };
      return uploadPage<Tried>({
        ...{ sent, language, words },
        read: async (bytes) => {
          const { needs, wrong, known, ...read } = await readNeeds(bytes, from, own, page, matcher, (count) =>
            count < LEAST || count > MOST ? words.count(count) : undefined,
          );
          if (wrong.length > 0) return { wrong, known };
          lines = read.lines;
          return { known, answer: await pool({ needs }, federation, { matcher, model, say: page.say, policy }) };
        },
        show: (filled, read, wrong) => {
          const view = show(filled, read, wrong);
          return read?.wrong ? { status: 422, view } : view;
        },
        tell: (faults) => faultsByLine(faults, lines, language),
      });
    },
    CARRIED_MAX,
  );
}
