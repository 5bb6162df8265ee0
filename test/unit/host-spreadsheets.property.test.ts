import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { editHost } from '../../src/exchange/spreadsheets/edits.ts';
import { columnsOf, fieldsFor, SHEETS, type SheetKey, titlesOf } from '../../src/exchange/spreadsheets/fields.ts';
import { readFile, type SheetLine } from '../../src/exchange/spreadsheets/read.ts';
import { hostsWorkbook, rowsOf } from '../../src/exchange/spreadsheets/workbook.ts';
import type { HostDocument } from '../../src/host-documents/schema.ts';
import { documentOf } from '../../src/host-documents/write.ts';
import { titleKey } from '../../src/spreadsheets/columns.ts';
import { csvSheet, toCsv } from '../../src/spreadsheets/csv.ts';
import type { FileSheet } from '../../src/spreadsheets/files.ts';
import { readWorkbook } from '../../src/spreadsheets/workbook.ts';
import { workbookBytes } from '../../src/spreadsheets/write-workbook.ts';
import { anyHost } from '../support/random-needs.ts';
import { reference } from '../support/record.ts';
import { runs } from '../support/runs.ts';
import { savedByExcel } from '../support/sheets.ts';

/* What the catalogue says goes through a spreadsheet, and comes back to an entry that says nothing yet as the same facts. */

const RUNS = runs(25);
const fields = fieldsFor(reference);

/** Texts that mean something to a spreadsheet, to a list in a cell, or to us. */
const aText = fc
  .array(
    fc.constantFrom('=1', '+', "'", ';', ',', '\\', ' ', '\n', '"', '<', '_x0041_', '12', '25/11/2026', 'é', 'a', 'Z'),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => `a${pieces.join('')}z`);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const someHost: fc.Arbitrary<Host> = fc
  .record({
    host: anyHost,
    summary: maybe(fc.oneof(fc.record({ fr: aText }), fc.record({ fr: aText, en: aText }), fc.record({ en: aText }))),
    foundedOn: maybe(fc.constantFrom('2014', '2014-03', '2014-03-09')),
    visits: maybe(
      fc.constantFrom<Host['visits']>(
        [],
        [
          { level: 'commune', code: '23096' },
          { level: 'region', code: '75' },
        ],
      ),
    ),
    contact: maybe(
      fc.record({
        email: fc.constant('contact@aulnes.example'),
        roleAddress: fc.boolean(),
        hours: fc.record({ fr: aText }),
      }),
    ),
    certifications: maybe(fc.constantFrom<['hds']>(['hds'])),
    exportFormats: maybe(fc.uniqueArray(aText, { maxLength: 3 })),
    conditions: maybe(fc.record({ en: aText })),
    plan: aText,
  })
  .map(({ host, summary, foundedOn, visits, contact, certifications, exportFormats, conditions, plan }) => {
    const known = (facts: object) =>
      Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
    return {
      ...host,
      ...known({ summary, foundedOn, visits, contact }),
      services: host.services.map((service) => ({
        ...(known(service) as Host['services'][number]),
        ...known({ certifications, exportFormats }),
        ...(service.plans && {
          // Two plans by one name that begin on one day are one row too many.
          plans: service.plans.map((one, i) => ({
            ...known(one),
            ...known({ conditions }),
            name: `${plan}${i}`,
          })) as typeof service.plans,
        }),
      })),
    };
  });

const bare = ({ host: { slug, name }, claims, commitments }: HostDocument): HostDocument => ({
  ...{ host: { slug, name }, services: [], claims, commitments },
});

/** The document that the rows of a file make of an entry that says only what it is called. */
async function imported(files: FileSheet[], host: Host) {
  const { sheets, notes, faults } = await readFile(files, false, reference);
  expect([notes, faults]).toEqual([[], []]);
  const lines = Object.fromEntries(SHEETS.map((sheet) => [sheet, sheets[sheet]?.lines ?? []])) as Record<
    SheetKey,
    SheetLine[]
  >;
  const edit = await editHost(bare(documentOf(host)), lines, fields, '2026-11-27');
  expect(edit.faults).toEqual([]);
  return edit.document;
}

/** What is said of services beside their facts stays with the entry. */
const facts = ({ host, services }: HostDocument) => ({
  host,
  services: services.map(({ commitments: _, ...service }) => service),
});

describe('the columns of each sheet', () => {
  it.each(SHEETS)('have each a title of its own in both languages: %s', (sheet) => {
    const columns = columnsOf(sheet);
    for (const language of ['fr', 'en'] as const)
      expect(new Set(columns.map((column) => titleKey(titlesOf(sheet)[column]![language]))).size).toBe(columns.length);
    for (const field of Object.values(fields[sheet]).flatMap((one) => one.columns)) expect(columns).toContain(field);
  });
});

describe('a host through a spreadsheet', () => {
  it.each(['fr', 'en'] as const)('is the same facts out of a workbook (%s)', async (language) => {
    await fc.assert(
      fc.asyncProperty(someHost, async (host) => {
        const bytes = await workbookBytes(
          await hostsWorkbook(await rowsOf([host], reference, language), language, reference),
        );
        expect(facts(await imported(await readWorkbook(bytes), host))).toEqual(facts(documentOf(host)));
      }),
      RUNS,
    );
  });

  it.each([
    ['as it was', (csv: string) => Buffer.from(csv)],
    ['in UTF-16, as “Unicode text”', (csv: string) => Buffer.from(`\ufeff${csv.replace('\ufeff', '')}`, 'utf16le')],
    ['as Excel saves it in France', savedByExcel],
  ])('is the same facts out of three CSV files: %s', async (_how, saved) => {
    await fc.assert(
      fc.asyncProperty(someHost, async (host) => {
        const rows = await rowsOf([host], reference);
        const files = await Promise.all(
          SHEETS.map(async (sheet) => ({
            ...(await csvSheet(saved(toCsv(columnsOf(sheet), rows[sheet])))),
            name: sheet,
            notes: [],
          })),
        );
        expect(facts(await imported(files, host))).toEqual(facts(documentOf(host)));
      }),
      RUNS,
    );
  });
});

describe('the drop-down lists of a workbook', () => {
  it.each(['fr', 'en'] as const)('hold the words that the cell of their column takes (%s)', async (language) => {
    const sheets = await hostsWorkbook({ hosts: [], services: [], plans: [] }, language, reference);
    const words = sheets.at(-1)!;
    const offered = SHEETS.flatMap((sheet, at) =>
      Object.entries(sheets[at]!.choices ?? {}).map(([place, range]) => {
        const [, letter, last] = /!\$([A-Z])\$2:\$[A-Z]\$(\d+)$/.exec(range)!;
        const list = words.rows.slice(1, Number(last)).map((row) => row[letter!.charCodeAt(0) - 65]);
        return { sheet, column: columnsOf(sheet)[Number(place)]!, list: list as string[] };
      }),
    );
    expect(offered.map(({ column }) => column)).toEqual(
      expect.arrayContaining(['legalForm', 'audiences', 'seat.country', 'usages', 'ownDomain', 'period', 'remove']),
    );
    for (const { sheet, column, list } of offered) {
      expect(list.length, column).toBeGreaterThan(1);
      for (const field of Object.values(fields[sheet]).filter(({ columns }) => columns.includes(column)))
        for (const word of list) expect(field.faults?.({ [column]: word }), `${column}: ${word}`).toEqual([]);
    }
  });
});
