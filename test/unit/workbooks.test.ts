import { readFileSync } from 'node:fs';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { CatalogueError } from '../../src/ground/errors.ts';
import { readSheets } from '../../src/spreadsheets/files.ts';
import { MOST_ROWS } from '../../src/spreadsheets/sheet.ts';
import { readWorkbook } from '../../src/spreadsheets/workbook.ts';
import { workbookBytes } from '../../src/spreadsheets/write-workbook.ts';
import { aWorkbook, failed, filesIn, formula, letters, styled, workbookFiles, zipped } from '../support/workbooks.ts';

const rowsOf = async (bytes: Buffer) => {
  const [sheet] = await readWorkbook(bytes);
  return [sheet!.header, ...sheet!.rows.map(({ cells }) => cells)];
};
const readOf = (rows: Parameters<typeof aWorkbook>[0][number]['rows']) => rowsOf(aWorkbook([{ name: 'A', rows }]));
const refusal = async (bytes: Buffer) => {
  const error = await readSheets(bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CatalogueError);
  const { code, detail } = error as CatalogueError;
  return [code, typeof detail === 'string' ? detail : detail.fr];
};

describe('a workbook of LibreOffice or Excel', () => {
  it('gives days as days, numbers as they are shown, and yes and no', async () => {
    expect(await readOf([[styled('day', 46351), 34.5, 0.1 + 0.2, true, false, 'texte', null, 'fin']])).toEqual([
      ['2026-11-25', '34.5', '0.3', 'yes', 'no', 'texte', '', 'fin'],
    ]);
  });

  it('gives percentages and months as people read them', async () => {
    expect(await readOf([[styled('percent', 0.995), styled('ownPercent', 0.07), styled('month', 46327)]])).toEqual([
      ['99.5 %', '7 %', '2026-11'],
    ]);
  });

  it('gives what LibreOffice itself saved: days, amounts, formulas, one of which went wrong', async () => {
    const [sheet] = await readSheets(readFileSync(new URL('../support/examples/libreoffice.xlsx', import.meta.url)));
    expect(sheet!.header.slice(2)).toEqual([
      ...['À partir du', 'Période', 'Prix fixe', 'Comptes compris', 'Taxe comprise', 'Prix relevé le', 'Conditions'],
    ]);
    expect(sheet!.rows.map(({ cells }) => cells.slice(2))).toEqual([
      ['2026-12-01', 'An', '#VALUE!', '10', 'yes', '2026-11-25', 'Sans frais'],
      ['', 'Mois', '1234.5', '12', 'yes', '46351', '50 %'],
      ['', 'Mois', '12', '12', 'oui', '2026-11-25'],
    ]);
  });

  it('counts days from 1904 where it says so', async () => {
    const files = workbookFiles([{ name: 'A', rows: [[styled('day', 44889), styled('month', 44865)]] }]);
    const name = 'xl/workbook.xml';
    const text = new TextDecoder().decode(files[name]).replace('<sheets>', '<workbookPr date1904="1"/><sheets>');
    expect(await rowsOf(zipped({ ...files, [name]: strToU8(text) }))).toEqual([['2026-11-25', '2026-11']]);
  });

  it('gives the value of a formula, and never runs one', async () => {
    expect(await readOf([[formula('1+1', 2), formula('A1&"x"', '2x'), formula('WEBSERVICE("https://x")')]])).toEqual([
      ['2', '2x', '#FORMULA!'],
    ]);
    expect(await readOf([[failed('1/0', '#DIV/0!'), failed('X', '#REF!')]])).toEqual([['#DIV/0!', '#REF!']]);
  });

  it('has rows by the number beside them, however many stand empty between and after', async () => {
    const data = `<row r="2"><c r="B2" t="inlineStr"><is><t>titre</t></is></c></row><row r="5"><c r="B5"><v>7</v></c><c r="XFD5" s="1"/></row><row r="1048576" ht="12"><c r="A1048576" s="1"/></row>`;
    const [sheet] = await readWorkbook(aWorkbook([{ name: 'A', rows: [], data }]));
    expect([sheet!.headerLine, sheet!.header]).toEqual([2, ['', 'titre']]);
    expect(sheet!.rows).toEqual([{ line: 5, cells: ['', '7'] }]);
  });

  it('may write its tags with a prefix', async () => {
    const files = workbookFiles([{ name: 'A', rows: [['a', 1]] }]);
    const name = 'xl/worksheets/sheet1.xml';
    const text = new TextDecoder()
      .decode(files[name])
      .replace(/<(\/?)(?=\w)/g, '<$1x:')
      .replace('xmlns=', 'xmlns:x=');
    expect(await rowsOf(zipped({ ...files, [name]: strToU8(text) }))).toEqual([['a', '1']]);
  });
});

describe('what is no workbook that can be read', () => {
  it('is an older file, or one with a password', async () => {
    const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
    expect(await refusal(ole)).toEqual([
      'malformed-request',
      expect.stringMatching(/\.xls d’un Excel ancien.*mot de passe/),
    ]);
  });

  it('is a file of LibreOffice, which is told how to save it', async () => {
    const ods = zipped({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': strToU8('<x/>'),
    });
    expect(await refusal(ods)).toEqual(['malformed-request', expect.stringMatching(/\.ods.*\.xlsx ou CSV/)]);
  });

  it('is another archive, or one whose files are encrypted', async () => {
    expect((await refusal(zipped({ 'a.txt': strToU8('a') })))[1]).toMatch(/pas un classeur/);
    const locked = aWorkbook([{ name: 'A', rows: [['a']] }]);
    for (let at = locked.indexOf('PK\u0001\u0002'); at >= 0; at = locked.indexOf('PK\u0001\u0002', at + 1))
      locked[at + 8]! |= 1;
    expect((await refusal(locked))[1]).toMatch(/mot de passe/);
  });

  it('is cut, or says of itself what is not so', async () => {
    const whole = aWorkbook([{ name: 'A', rows: [['a']] }]);
    expect((await refusal(whole.subarray(0, whole.length - 30)))[1]).toMatch(/abîmé/);
    const far = Buffer.from(whole);
    for (let at = far.indexOf('PK\u0001\u0002'); at >= 0; at = far.indexOf('PK\u0001\u0002', at + 1))
      far.writeUInt32LE(0x7fff_ffff, at + 42);
    expect(await refusal(far)).toEqual(['malformed-request', expect.stringMatching(/abîmé/)]);
  });
});

describe('a workbook that was made to harm', () => {
  const within = async (milliseconds: number, bytes: Buffer) => {
    const before = performance.now();
    const [code] = await refusal(bytes);
    expect(performance.now() - before).toBeLessThan(milliseconds);
    return code;
  };
  const filled = (piece: string, bytes: number) => piece.repeat(Math.floor(bytes / piece.length));

  it('unpacks to more than is read, and is refused before it is unpacked', async () => {
    const bomb = aWorkbook([
      { name: 'A', rows: [], data: filled('<row r="1"><c r="A1"><v>1</v></c></row>', 60_000_000) },
    ]);
    expect(bomb.length).toBeLessThan(400_000);
    expect(await within(100, bomb)).toBe('body-too-large');
  });

  it('lies about that, and is stopped while it unpacks', async () => {
    const bomb = aWorkbook([
      { name: 'A', rows: [], data: filled('<row r="1"><c r="A1"><v>1</v></c></row>', 60_000_000) },
    ]);
    for (let at = bomb.indexOf('PK\u0001\u0002'); at >= 0; at = bomb.indexOf('PK\u0001\u0002', at + 1))
      bomb.writeUInt32LE(10, at + 24);
    expect(await within(5000, bomb)).toBe('body-too-large');
  });

  it.each([
    ['tags in tags', filled('<a>', 20_000_000), 'malformed-request'],
    ['cells in cells', filled('<row r="1"><c r="A1"><v>', 20_000_000), 'malformed-request'],
    ['a tag that does not end', filled('<row ', 20_000_000), 'malformed-request'],
    [
      'a text without end',
      `<row r="1"><c r="A1" t="inlineStr"><is><t>${filled('&amp;', 20_000_000)}`,
      'body-too-large',
    ],
    ['as many columns as there are', `<row r="1"><c r="XFD1"><v>1</v></c></row>`, 'body-too-large'],
    ['as many rows as there are', `<row r="1048576"><c r="A1048576"><v>1</v></c></row>`, 'body-too-large'],
  ])('holds %s', async (_what, data, code) => {
    expect(await within(15_000, aWorkbook([{ name: 'A', rows: [], data }]))).toBe(code);
  });

  it('holds more rows than a sheet may have', async () => {
    const rows = Array.from({ length: MOST_ROWS + 2 }, (_, i) => [i]);
    expect((await refusal(aWorkbook([{ name: 'A', rows }])))[0]).toBe('body-too-large');
  });
});

describe('a workbook of ours', () => {
  const TEXTS = [
    '=1+1',
    '+33',
    '-x',
    '@a',
    "'=",
    '_x0041_',
    ' a ',
    'a\nb',
    'a\r\nb',
    '2026-11-25',
    '2026-02-31',
    '0012',
    '1.10',
    '12',
    '<b>&amp;',
    '\u0001',
    '25/11/2026',
    '1e5',
  ];

  it('holds each text as it is, and no formula', async () => {
    const bytes = await workbookBytes([{ name: 'A', rows: [['titre'], ...TEXTS.map((text) => [text])] }]);
    expect((await rowsOf(bytes)).map(([cell]) => cell)).toEqual(['titre', ...TEXTS]);
    for (const content of Object.values(filesIn(bytes))) expect(new TextDecoder().decode(content)).not.toContain('<f>');
  });

  it('offers the words of a list', async () => {
    const bytes = await workbookBytes([
      { name: 'A', rows: [['mot']], choices: { 27: "'B'!$A$2:$A$3" } },
      { name: 'B', rows: [['mots'], ['oui'], ['non']] },
    ]);
    const sheet = new TextDecoder().decode(filesIn(bytes)['xl/worksheets/sheet1.xml']);
    expect(sheet).toContain(`sqref="${letters(27)}2:${letters(27)}2001"><formula1>'B'!$A$2:$A$3</formula1>`);
  });
});
