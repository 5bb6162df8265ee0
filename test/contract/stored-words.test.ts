import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS_FOLDER } from '../../src/database/migrate.ts';
import { columnsOf, SHEETS, titlesOf } from '../../src/exchange/spreadsheets/fields.ts';
import { SHEET_NAMES } from '../../src/exchange/spreadsheets/words.ts';
import { memberList } from '../../src/federations/members/sheet.ts';
import { BARE_SUBJECTS, LIST_OF } from '../../src/federations/policies/meaning.ts';
import { reviewList } from '../../src/federations/reviews/sheet.ts';
import { selectionList } from '../../src/federations/selection/sheet.ts';
import { OWN_ACTIONS } from '../../src/record/audit-trail.ts';
import { frenchTitle } from '../../src/spreadsheets/columns.ts';
import { tasksOf } from '../../src/tasks/tasks.ts';
import { reference } from '../support/record.ts';

/*
 * Words that stand in databases and on other people's disks: in `fixtures/stored-words.json`, by where they stand. A new
 * word is added there. A word that is renamed or taken away breaks what is stored.
 */

const FILE = new URL('./fixtures/stored-words.json', import.meta.url);
const { words: frozen }: { words: Readonly<Record<string, readonly string[]>> } = JSON.parse(
  readFileSync(FILE, 'utf8'),
);
const root = new URL('../../', import.meta.url);

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}
const description: {
  paths: Record<string, Record<string, { operationId?: string }>>;
  components: { schemas: Record<string, Schema> };
} = JSON.parse(readFileSync(new URL('openapi/openapi.json', root), 'utf8'));

/** Every field of a document with the way to it: pointers, provenance, `bercail.json` and the log of changes hold these. */
function fieldsOf(schema: Schema, at = '', within: readonly string[] = []): string[] {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1)!;
    return within.includes(name) ? [] : fieldsOf(description.components.schemas[name]!, at, [...within, name]);
  }
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [
    ...parts.flatMap((part) => fieldsOf(part, at, within)),
    ...(schema.items ? fieldsOf(schema.items, `${at}/*`, within) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
      `${at}/${name}`,
      ...fieldsOf(field, `${at}/${name}`, within),
    ]),
  ];
}

/** Documents that are stored whole, or that others keep. */
const DOCUMENTS = ['Host', 'HostDocument', 'Federation', 'FederationPolicyDraft', 'Need', 'Match'];

/** Words that a table takes in a column, from the checks of its newest picture. */
function columnWords(): Record<string, string[]> {
  const pictures = readdirSync(`${MIGRATIONS_FOLDER}/meta`).filter((name) => name.endsWith('_snapshot.json'));
  const { tables } = JSON.parse(readFileSync(`${MIGRATIONS_FOLDER}/meta/${pictures.sort().at(-1)!}`, 'utf8')) as {
    tables: Record<string, { checkConstraints: Record<string, { value: string }> }>;
  };
  const words: Record<string, string[]> = {};
  for (const { checkConstraints } of Object.values(tables))
    for (const { value } of Object.values(checkConstraints))
      for (const [, table, column, list] of value.matchAll(/"(\w+)"\."(\w+)" (?:in \(|<@ array\[)('[^)\]]+')/g))
        words[`column ${table}.${column}`] = [...list!.matchAll(/'([^']+)'/g)].map(([, word]) => word!);
  return words;
}

const ACTION = 'action of an audit and of a change';
const WRITES = ['post', 'put', 'patch', 'delete'];

/** All of them as they are today. */
function wordsToday(): Record<string, string[]> {
  const operations = Object.values(description.paths).flatMap((methods) =>
    Object.entries(methods).flatMap(([method, { operationId }]) =>
      WRITES.includes(method) && operationId ? [operationId] : [],
    ),
  );
  const documents = DOCUMENTS.filter((name) => name in description.components.schemas);
  return {
    [ACTION]: [...operations, ...OWN_ACTIONS],
    'name of a task': tasksOf({} as never, {} as never, { reminding: {} as never }).map(({ name }) => name),
    ...columnWords(),
    ...Object.fromEntries(
      documents.map((name) => [`field of ${name}`, fieldsOf({ $ref: `#/components/schemas/${name}` })]),
    ),
    ...Object.fromEntries(
      SHEETS.map((sheet) => [
        `column of the sheet ${sheet}`,
        [
          ...columnsOf(sheet),
          ...Object.values(titlesOf(sheet)).flatMap(({ fr, en }) => [fr, en]),
          ...[SHEET_NAMES[sheet].fr, SHEET_NAMES[sheet].en, ...SHEET_NAMES[sheet].others],
        ],
      ]),
    ),
    ...Object.fromEntries(
      Object.entries({ members: memberList, reviews: reviewList, selection: selectionList }).map(
        ([sheet, { columns }]) => [
          `column of the sheet of ${sheet}`,
          columns.all.flatMap((column) => [column, frenchTitle(column) ?? column]),
        ],
      ),
    ),
    'subject of a policy': [...BARE_SUBJECTS, ...Object.keys(LIST_OF).map((kind) => `${kind}:`)],
    'key of a usage': [...reference.usages.keys()],
    'key of a criterion': [...reference.criteria.keys()],
    'key of a kind of commitment': [...reference.commitmentKinds.keys()],
    'key of a kind of support': [...reference.supportKinds.keys()],
    'key of a tool': [...reference.tools.keys()],
  };
}

describe('Words that are stored', () => {
  const today = wordsToday();

  it.each(Object.keys({ ...frozen, ...today }))('are all in the list, and none has gone: %s', (where) => {
    const now = [...new Set(today[where] ?? [])].sort();
    expect(now, 'add what is new to test/contract/fixtures/stored-words.json').toEqual(frozen[where]);
  });

  it('are the only actions that the code notes: a form that does what an operation does notes the same word', () => {
    const files = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' });
    const noted = files
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => [
        ...readFileSync(new URL(`src/${file}`, root), 'utf8').matchAll(
          /(?:noteAction\((?:[^'()]|\([^()]*\))*|operation: )'([a-z]+[A-Z]\w+)'/g,
        ),
      ])
      .map(([, word]) => word!)
      // What only reads leaves no trace.
      .filter((word) => !word.startsWith('get'));
    expect(noted.length).toBeGreaterThan(30);
    expect(noted.filter((word) => !today[ACTION]!.includes(word))).toEqual([]);
  });

  it('are there to be found', () => {
    expect(Object.keys(today).filter((where) => today[where]!.length === 0)).toEqual([]);
    expect(Object.keys(today).length).toBeGreaterThan(40);
  });
});
