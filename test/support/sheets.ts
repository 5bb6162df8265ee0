import { parse } from 'csv-parse/sync';
import type { Static } from 'typebox';
import { expect } from 'vitest';
import type { SheetOutcome } from '../../src/federations/spreadsheets/upload.ts';
import type { Problem } from '../../src/http/problems.ts';
import { outcomeOf, type Trial } from '../../src/http/trials.ts';
import type { Answered, Asking, Owned, TestApp } from './app.ts';

type Outcome = Static<typeof SheetOutcome>;
const CSV = { 'content-type': 'text/csv' };

/** A table as cells, the titles first, from a file of ours. */
export const cellsIn = (csv: string): string[][] => parse(csv, { bom: true });

const quoted = (cell: string, separator: string): string =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A table as text. */
export const asCsv = (rows: readonly (readonly string[])[], separator = ',', end = '\r\n'): string =>
  rows.map((row) => row.map((cell) => quoted(cell, separator)).join(separator) + end).join('');

const WINDOWS_1252 = new Map(
  [...'€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ'].map((c, i) => [
    c,
    [
      0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97,
      0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9f,
    ][i]!,
  ]),
);
const inWindows1252 = (text: string): Buffer =>
  Buffer.from([...text].map((c) => WINDOWS_1252.get(c) ?? c.charCodeAt(0)));

/** What Excel makes of a file in France: semicolons, windows-1252, days first, ends of line of its own in cells. */
export const savedByExcel = (csv: string): Buffer => {
  const rows = cellsIn(csv).map((row) =>
    row.map((cell) =>
      cell
        .replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')
        .replace(/\r\n?/g, '\n')
        .replace(/^(\d+)\.(\d{1,2})$/, '$1,$2'),
    ),
  );
  return inWindows1252(asCsv([...rows, rows[0]!.map(() => '')], ';'));
};

/** The sheets of one federation, down and up with its own token. */
export function sheetsOf(api: TestApp, federation: () => Owned) {
  const at = (list: string) => `/v1/federations/${federation().slug}/${list}.csv`;
  const asking = (body: string | Buffer, more: Asking = {}): Asking => ({
    ...{ token: federation().token, body, ...more },
    headers: { ...CSV, ...more.headers },
  });
  return {
    at,
    down: async (list: string, query = '') => {
      const { text, headers } = await api.ask('GET', at(list) + query, { token: federation().token });
      return { csv: text, version: String(headers.etag) };
    },
    up: async (list: string, body: string | Buffer, more?: Asking & { query?: string }): Promise<Answered<Outcome>> => {
      const answer = await api.ask<Outcome | Trial<Outcome>>(
        'PUT',
        at(list) + (more?.query ?? ''),
        asking(body, { ifMatch: '*', ...more }),
      );
      expect(answer.status, answer.text).toBe(200);
      return { ...answer, body: outcomeOf(answer.body).outcome };
    },
    /** The status, the code, and what is wrong where. */
    refused: (list: string, body: string | Buffer, more?: Asking) =>
      api.refused('PUT', at(list), asking(body, { ifMatch: '*', ...more })),
    /** The same in words. */
    complaints: async (list: string, body: string | Buffer, lang = 'fr') => {
      const { body: problem } = await api.ask<Problem>(
        'PUT',
        `${at(list)}?lang=${lang}`,
        asking(body, { ifMatch: '*' }),
      );
      return [problem.detail, ...(problem.errors ?? []).map(({ message }) => message)];
    },
  };
}
