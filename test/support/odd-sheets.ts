import fc from 'fast-check';
import { asCsv } from './sheets.ts';
import { failed, formula, type MadeSheet, styled, type Value, workbookFiles, zipped } from './workbooks.ts';

/* Tables that make sense, and what people, programs and malice make of them. */

export type Table = readonly (readonly Value[])[];

const TEXTS = [
  ...[
    '',
    ' ',
    '\u00a0',
    '\ufeff',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '👩‍🌾',
    'é'.normalize('NFD'),
  ],
  ...['x'.repeat(40_000), '; '.repeat(2000), '1'.repeat(400), '-1', '1e308', '-0', '0x10', '1,5', '1 234,5', '12 %'],
  ...['oui', 'non', 'aucun', 'none', 'null', 'Infinity', 'true', 'VRAI', '12345678901234567890'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '2026-13-45',
    '31/02/2026',
    '0000-00-00',
    '2026',
    '9999-12',
  ],
  ...[
    '=1+1',
    '#REF!',
    '#N/A',
    '+33',
    '@',
    "'",
    '"',
    '\\;',
    'a\nb',
    '</v></c>',
    '&#0;',
    '_x0000_',
    'departement:23',
    '23',
    '2A',
  ],
  ...[
    'https://a.example',
    'javascript:alert(1)',
    'https://u:p@a.example',
    'http://[::1',
    'bonjour@gmail.com',
    'bonjour@',
  ],
];
/** What only a workbook has: numbers, days, yes and no, formulas, errors, and what no spreadsheet would write. */
const VALUES: readonly Value[] = [
  ...[0, -1, 1.5, 46_351, 1e308, -1e-9, true, false, null],
  ...[styled('day', 46_351), styled('day', -5), styled('day', 1e12), styled('percent', 0.2), styled('month', 46_351)],
  ...[formula('A1+1'), formula('A1+1', 2), formula('A1', 'texte'), failed('1/0', '#DIV/0!'), failed('A1', '')],
  ...['<c t="s"><v>99999</v></c>', '<c t="d"><v>2026-11-25T00:00:00Z</v></c>', '<c s="999"><v>1</v></c>'].map(
    (xml) => ({ xml }),
  ),
  ...['<c t="b"><v>2</v></c>', '<c t="n"><v>abc</v></c>', '<c t="zz"><v>x</v></c>', '<c t="inlineStr"></c>'].map(
    (xml) => ({ xml }),
  ),
];

const place = fc.nat(1000);
const oddity = (values: readonly Value[]) =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        did: fc.constant('cell' as const),
        row: place,
        at: place,
        value: fc.constantFrom(...values),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ did: fc.constant('title' as const), at: place, value: fc.constantFrom(...values) }),
    },
    fc.record({ did: fc.constantFrom('drop-column' as const, 'twice' as const), at: place }),
    fc.record({
      did: fc.constantFrom('cut-row' as const, 'repeat-row' as const, 'empty-row' as const),
      row: place,
      at: place,
    }),
    fc.record({ did: fc.constant('many-columns' as const), at: fc.constantFrom(300, 3000, 17_000) }),
  );
type Oddity = ReturnType<typeof oddity> extends fc.Arbitrary<infer T> ? T : never;

function oddly(table: Table, odd: Oddity): Value[][] {
  const rows = table.map((row) => [...row]);
  const width = Math.max(1, rows[0]?.length ?? 1);
  const rowAt = (row: number) => 1 + (row % Math.max(1, rows.length - 1));
  switch (odd.did) {
    case 'cell': {
      const row = rows[rowAt(odd.row)];
      if (row) row[odd.at % width] = odd.value;
      return rows;
    }
    case 'title':
      rows[0]![odd.at % width] = odd.value;
      return rows;
    case 'drop-column':
      return rows.map((row) => row.filter((_, i) => i !== odd.at % width));
    case 'twice':
      return rows.map((row) => [...row, row[odd.at % width] ?? '']);
    case 'many-columns':
      return rows.map((row, i) => (i > 1 ? row : [...row, ...Array.from({ length: odd.at }, (_, n) => `c${n}`)]));
    case 'cut-row':
      return rows.map((row, i) => (i === rowAt(odd.row) ? row.slice(0, odd.at % width) : row));
    case 'repeat-row':
      return [...rows, ...(rows[rowAt(odd.row)] ? [[...rows[rowAt(odd.row)]!]] : [])];
    case 'empty-row':
      return [...rows.slice(0, rowAt(odd.row)), [], ...rows.slice(rowAt(odd.row))];
  }
}

const asText = (value: Value): string => (value === null || typeof value === 'object' ? '' : String(value));
/** XML holds neither of these; JSON and CSV do. */
const inXml = (value: Value): Value =>
  typeof value === 'string' ? Buffer.from(value.replaceAll('\u0000', '&#0;')).toString() : value;

const oddities = (values: readonly Value[]) => fc.array(oddity(values), { minLength: 1, maxLength: 4 });

/**
 * The table with nothing in the cells of a column, with a number, with a very long text, and without the column: each column
 * by itself in the whole run, else about four at once.
 */
export function* eachColumnOdd(table: Table): Generator<[string, Value[][]]> {
  const titles = (table[0] ?? []).map(String);
  const groups = process.env.TESTS === 'all' ? titles.length : Math.ceil(titles.length / 4);
  for (let group = 0; group < groups; group++) {
    const isOdd = (at: number) => at % groups === group;
    const named = titles.filter((_, at) => isOdd(at)).join(', ');
    for (const value of [null, 46_351, 'x'.repeat(40_000)])
      yield [
        `${named}: ${String(value).slice(0, 9)}`,
        table.map((row, i) => row.map((cell, at) => (i > 0 && isOdd(at) ? value : cell))),
      ];
    yield [`${named}: dropped`, table.map((row) => row.filter((_, at) => !isOdd(at)))];
  }
}

/** Files of one table: in CSV, with either separator, its bytes broken at times. */
export const oddCsv = (table: Table): fc.Arbitrary<Buffer> =>
  fc
    .tuple(oddities(TEXTS), fc.constantFrom(',', ';', '\t'), fc.constantFrom('', '\u0000', '\xff', '"', 'sep=;\n'))
    .map(([odd, separator, before]) => {
      const csv = asCsv(
        odd.reduce(oddly, table as Value[][]).map((row) => Array.from(row, (value) => asText(value ?? null))),
        separator,
      );
      return Buffer.concat([Buffer.from(before, 'latin1'), Buffer.from(csv)]);
    });

/** Workbooks of some tables by the names of their sheets, some hidden, some twice. */
export const oddWorkbook = (tables: Readonly<Record<string, Table>>): fc.Arbitrary<Buffer> => {
  const names = Object.keys(tables);
  return fc
    .record({
      odd: fc.array(fc.tuple(fc.nat(names.length - 1), oddity([...TEXTS, ...VALUES])), { minLength: 1, maxLength: 5 }),
      hidden: fc.option(fc.constantFrom('hidden', 'veryHidden', 'x'), { freq: 4 }),
      also: fc.option(fc.constantFrom(...names, 'Notes', ''), { freq: 6 }),
    })
    .map(({ odd, hidden, also }) => {
      const made = Object.entries(tables).map(
        ([name, table]): MadeSheet => ({
          name,
          rows: odd
            .reduce((rows, [at, one]) => (names[at] === name ? oddly(rows, one) : rows), table as Value[][])
            .map((row) => Array.from(row, (value) => inXml(value ?? null))),
        }),
      );
      const extra: MadeSheet[] = also === null ? [] : [{ name: also, rows: [['a'], [1]] }];
      const files = workbookFiles([...made, ...extra]);
      const book = Buffer.from(files['xl/workbook.xml']!).toString();
      const withState = hidden === null ? book : book.replace('<sheet ', `<sheet state="${hidden}" `);
      return zipped({ ...files, 'xl/workbook.xml': new TextEncoder().encode(withState) });
    });
};
