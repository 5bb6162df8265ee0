import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CallExpression, type Expression, parseSync, type Statement, Visitor } from 'oxc-parser';

/*
 * Breaks every guard and every limit of some rooms, one at a time, and says whether some tests notice. It works on a copy:
 * the tree itself is never written.
 *
 *   npm run trial:mutants -- --room accounts,persons --tests test/api/rights   rooms below src; test files, by their beginning
 *   npm run trial:mutants -- --room accounts --list                            what could be broken
 *   npm run trial:mutants -- … --from 20 --limit 100                           the hundred from the twentieth on
 */
const { values: asked } = parseArgs({
  options: {
    ...{ room: { type: 'string' }, tests: { type: 'string' }, list: { type: 'boolean', default: false } },
    ...{ from: { type: 'string', default: '0' }, limit: { type: 'string', default: '1000' } },
  },
});
const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** A test that a mutant makes endless is no green test. */
const MOST_MS = 180_000;

interface Mutant {
  file: string;
  line: number;
  what: string;
  /** The file, broken. */
  text: string;
}

const GUARD = /^(require|refuse)[A-Z]/;
const TELLS = /\b(fault|refuse\w+|\w+Fault)\(|new CatalogueError/;
const UPPER_SNAKE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const NUMBER = /^[-+*/\d_.()\s]+$/;

const calledName = ({ callee }: CallExpression): string => (callee.type === 'Identifier' ? callee.name : '');
const bare = (one: Expression): Expression => (one.type === 'AwaitExpression' ? bare(one.argument) : one);
const throws = (one: Statement): boolean =>
  one.type === 'ThrowStatement' || (one.type === 'BlockStatement' && one.body.at(-1)?.type === 'ThrowStatement');

function mutantsOf(file: string, text: string): Mutant[] {
  const found: Mutant[] = [];
  const textOf = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  const add = (node: { start: number; end: number }, what: string, instead: string) => {
    const line = text.slice(0, node.start).split('\n').length;
    const shown = textOf(node).replace(/\s+/g, ' ').slice(0, 100);
    const broken = `${text.slice(0, node.start)}${instead}${text.slice(node.end)}`;
    found.push({ file, line, what: `${what}: ${shown}`, text: broken });
  };
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  new Visitor({
    IfStatement: ({ test, consequent }) => {
      if (throws(consequent) || TELLS.test(textOf(consequent))) add(test, 'refusal removed', 'false');
    },
    ExpressionStatement: ({ expression }) => {
      const called = bare(expression);
      if (called.type === 'CallExpression' && GUARD.test(calledName(called))) add(expression, 'guard removed', '0');
    },
    LogicalExpression: ({ operator, left, right }) => {
      if (operator === '&&' && TELLS.test(textOf(right))) add(left, 'refusal removed', 'false');
    },
    // A condition of a query that is `undefined` is left out.
    CallExpression: (node) => {
      if (calledName(node) === 'and' || calledName(node) === 'or')
        for (const one of node.arguments)
          if (one.type !== 'SpreadElement') add(one, 'condition dropped', 'undefined as never');
    },
    VariableDeclarator: ({ id, init }) => {
      if (init && id.type === 'Identifier' && UPPER_SNAKE.test(id.name) && NUMBER.test(textOf(init)))
        add(init, `limit ${id.name} removed`, `(${textOf(init)}) * 1000`);
    },
  }).visit(program);
  return found;
}

function filesBelow(folder: string, pattern: RegExp): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => `${folder}/${name}`).filter((name) => pattern.test(name));
}

const rooms = (asked.room ?? '').split(',').map((room) => `src/${room.replace(/^src\//, '').replace(/\/$/, '')}`);
const sources = filesBelow('src', /\.tsx?$/).filter((file) =>
  rooms.some((room) => file === room || file.startsWith(room === 'src/' ? room : `${room}/`)),
);
const all = sources.flatMap((file) => mutantsOf(file, readFileSync(join(ROOT, file), 'utf8')));
const mutants = all.slice(Number(asked.from), Number(asked.from) + Number(asked.limit));
const placeOf = ({ file, line, what }: Mutant) => `${file}:${line} ${what}`;
const tests = filesBelow('test', /\.test\.ts$/).filter((file) =>
  (asked.tests ?? '').split(',').some((part) => part !== '' && file.startsWith(part)),
);

/** Without the build and the projects of the usual configuration: sources are tested, in one worker. */
const CONFIG = `export default { test: {
  isolate: false, fileParallelism: false, maxWorkers: 1, bail: 1, testTimeout: 20_000, hookTimeout: 90_000,
  reporters: ['dot'], setupFiles: ['test/support/seeds.ts'],
  globalSetup: ['test/support/${process.env.TEST_DATABASE_URL ? 'postgresql' : 'pglite'}-template.ts'],
} };`;

function tryAll(copy: string): number {
  for (const part of ['src', 'test', 'seed', 'migrations', 'openapi', 'bench', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(join(copy, 'vitest.config.ts'), CONFIG);
  const isGreen = () => {
    const told = spawnSync('npx', ['vitest', 'run', ...tests], { cwd: copy, timeout: MOST_MS, encoding: 'utf8' });
    return { green: told.status === 0, told: told.stdout + told.stderr };
  };
  const before = isGreen();
  if (!before.green) throw new Error(`the tests are red without a mutant:\n${before.told.slice(-2000)}`);
  let survived = 0;
  for (const mutant of mutants) {
    writeFileSync(join(copy, mutant.file), mutant.text);
    const { green } = isGreen();
    cpSync(join(ROOT, mutant.file), join(copy, mutant.file));
    if (green) survived++;
    process.stdout.write(`${green ? 'SURVIVED' : 'noticed '} ${placeOf(mutant)}\n`);
  }
  return survived;
}

if (asked.list || tests.length === 0) process.stdout.write(`${all.map(placeOf).join('\n')}\n${all.length} mutants\n`);
else {
  const copy = mkdtempSync(join(tmpdir(), 'bercail-mutants-'));
  try {
    process.stdout.write(`${tryAll(copy)} of ${mutants.length} mutants survived ${tests.length} test files\n`);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
