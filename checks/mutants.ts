import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { likelyTests, stateOf } from './mutants/choose.ts';
import { type Known, pairsAlone, type Result, readJournal, table } from './mutants/known.ts';
import type { Line, Plan } from './mutants/runner.ts';
import { brokenSource, type Mutant } from './mutants/source.ts';
import { TOLD_FROM } from './mutants/switch.mjs';

/*
 * Breaks every guard and every limit of some rooms, one at a time, and says which tests notice. It works on a copy: the
 * tree itself is never written. What was tried is kept there, so that a run goes on where another one stopped.
 *
 *   npm run trial:mutants -- --room accounts,persons   rooms below src
 *   npm run trial:mutants -- --since v0.1              only lines that were made since
 *   npm run trial:mutants -- --files 8 --tries 50      test files of a source, tests of a file that try a mutant
 *   npm run trial:mutants -- --tests test/api/mail     only these test files
 *   npm run trial:mutants -- --limit 100 --json        the first hundred; a machine reads the result
 *   npm run trial:mutants -- --one-in 40               a sample of all, in which another tree has the same places
 *   npm run trial:mutants -- --list                    what could be broken, and what is known of it
 */

const { values: asked } = parseArgs({
  options: {
    ...{ room: { type: 'string' }, since: { type: 'string' }, tests: { type: 'string' }, limit: { type: 'string' } },
    'one-in': { type: 'string', default: '1' },
    files: { type: 'string', default: '4' },
    tries: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(tmpdir(), 'bercail-mutants') },
  },
});

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COPY = join(asked.folder, 'tree');
const JOURNAL = join(asked.folder, 'tried.jsonl');
/** Without a word for so long a mutant is taken for one that hangs. */
const SILENCE_MS = 180_000;
const ROUNDS = 3;

// What it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const say = (text: string) => process.stderr.write(`${text}\n`);

function textsBelow(folder: string, pattern: RegExp): Map<string, string> {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).sort();
  const files = names.map((name) => `${folder}/${name.replaceAll('\\', '/')}`).filter((name) => pattern.test(name));
  return new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
}

/** Lines by file that were made since a commit. */
function linesSince(commit: string): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const difference = execFileSync('git', ['diff', '-U0', commit, '--', 'src'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  let lines = new Set<number>();
  for (const line of difference.split('\n')) {
    const file = /^\+\+\+ b\/(.+)$/.exec(line)?.[1];
    if (file) {
      lines = new Set();
      found.set(file, lines);
    }
    const [, from, count] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    for (let i = 0; from !== undefined && i < Number(count ?? 1); i++) lines.add(Number(from) + i);
  }
  return found;
}

function makeCopy(texts: ReadonlyMap<string, string>): void {
  rmSync(COPY, { recursive: true, force: true });
  for (const part of ['src', 'test', 'seed', 'migrations', 'openapi', 'checks', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, part), join(COPY, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
  for (const [file, text] of texts) writeFileSync(join(COPY, file), text);
}

/**
 * Limits that the description of the API states: the test that compares it with the committed one notices each. One that
 * the start refuses to have otherwise is noticed as well; it is found by halves.
 */
function noticedAtStart(ids: readonly number[]): number[] {
  if (ids.length === 0) return [];
  const file = join(COPY, 'openapi/openapi.json');
  const env = { ...process.env, MUTANTS_TELL: ids.join(',') };
  try {
    execFileSync('npx', ['tsx', 'src/cli.ts', 'openapi', '--write'], { cwd: COPY, env, stdio: 'ignore' });
  } catch {
    const half = Math.ceil(ids.length / 2);
    return ids.length === 1 ? [...ids] : [...noticedAtStart(ids.slice(0, half)), ...noticedAtStart(ids.slice(half))];
  }
  const stated = readFileSync(file, 'utf8').matchAll(/\b1\d{6}\b/g);
  cpSync(join(ROOT, 'openapi/openapi.json'), file);
  return [...stated].map(([number]) => Number(number) - TOLD_FROM);
}

/** Runs test files on the copy once; ends early when nothing happens any more, and says at which mutant. */
async function run(files: readonly string[], plan: Plan, onLine: (line: Line) => void): Promise<Line | undefined> {
  writeFileSync(plan.journal, '');
  const planned = join(asked.folder, 'plan.json');
  writeFileSync(planned, JSON.stringify(plan));
  const child = spawn('npx', ['vitest', 'run', '--config', 'checks/mutants/config.ts', ...files], {
    ...{ cwd: COPY, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    env: { ...process.env, MUTANTS_PLAN: planned, MUTANTS_FILES: files.join(','), CI: '' },
  });
  const stop = () => process.kill(-child.pid!, 'SIGKILL');
  process.once('exit', stop);
  let faults = '';
  child.stderr?.on('data', (piece) => {
    faults = `${faults}${piece}`.slice(-4000);
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const isOver = { value: false };
  void ended.then(() => {
    isOver.value = true;
    process.off('exit', stop);
  });
  let read = 0;
  let last: Line | undefined;
  let heardAt = Date.now();
  const listen = () => {
    const lines = readFileSync(plan.journal, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.slice(read)) {
      last = JSON.parse(line) as Line;
      heardAt = Date.now();
      onLine(last);
    }
    if (read === 0 && lines.length === 0 && isOver.value && faults) say(faults);
    read = lines.length;
  };
  while (!isOver.value) {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 1000))]);
    listen();
    if (last?.is !== 'begun' || Date.now() - heardAt < SILENCE_MS) continue;
    stop();
    await ended;
    return last;
  }
  listen();
  return undefined;
}

async function tryMutants(
  mutants: readonly Mutant[],
  files: string[],
  tests: ReadonlyMap<string, string>,
  known: Known,
) {
  const byId = new Map(mutants.map((one) => [one.id, one]));
  const isOpen = ({ key }: Mutant) => known.results.get(key)?.state !== 'killed';
  const note = (line: Line) => {
    if (line.is === 'red' || line.is === 'begun') return;
    const mutant = byId.get(line.id)!;
    const kept = {
      key: mutant.key,
      is: line.is,
      file: line.file,
      test: line.test,
      state: stateOf(tests.get(line.file) ?? ''),
    };
    appendFileSync(JOURNAL, `${JSON.stringify(kept)}\n`);
    known.note(mutant.key, kept);
    const open = mutants.filter(isOpen).length;
    if (line.is === 'killed')
      say(`  killed ${mutant.file}:${mutant.line} by ${line.file} (${open} of ${mutants.length} open)`);
  };
  const plan = (over: Partial<Plan> = {}): Plan => ({
    wanted: Object.fromEntries(mutants.filter(isOpen).map(({ id, key, file, line }) => [id, { key, file, line }])),
    triesInAFile: Number(asked.tries),
    tried: [...known.tried],
    journal: join(asked.folder, 'run.jsonl'),
    ...over,
  });
  /** Runs files to their end, whatever hangs: a test that never ends is no green test. */
  const runAll = async (named: readonly string[], over: Partial<Plan> = {}): Promise<string[]> => {
    const red: string[] = [];
    for (let left = named; left.length > 0 && mutants.some(isOpen); ) {
      const hung = await run(left, plan(over), (line) => {
        if (line.is === 'red') red.push(`${line.file} ${line.test}`);
        else note(line);
      });
      if (hung?.is !== 'begun') break;
      const { ids, file, test } = hung;
      for (const id of ids) note({ is: ids.length === 1 ? 'killed' : 'unsure', id, file, test });
      left = left.slice(Math.max(0, left.indexOf(hung.file)));
    }
    return red;
  };
  let red = await runAll(files);
  for (let round = 0; round < ROUNDS && red.length > 0; round++) {
    say(`  ${red.length} tests were red after what others had tried: once more, by themselves`);
    const again = await runAll(
      files.filter((file) => red.some((one) => one.startsWith(`${file} `))),
      { only: red },
    );
    red = red.filter((one) => again.includes(one));
  }
  for (let round = 0; round < ROUNDS; round++) {
    const pairs = pairsAlone(mutants.filter(isOpen), files, known);
    if (pairs.length === 0) return;
    say(`  ${pairs.length} tries in tests that cannot be run twice on one database`);
    for (const { copy, file } of pairs) cpSync(join(ROOT, file), join(COPY, copy));
    await runAll([...new Set(pairs.map(({ copy }) => copy))], { alone: pairs });
  }
}

const source = textsBelow('src', /\.tsx?$/);
const allTests = textsBelow('test', /\.test\.ts$/);
// What starts the built program, a browser or a server of its own does not see the switches.
const tests = new Map(
  [...allTests].filter(
    ([file, text]) => /^test\/(api|record|unit|postgres)\//.test(file) && !text.includes('support/runs.ts'),
  ),
);
const rooms = asked.room?.split(',').map((room) => `src/${room.replace(/^src\//, '').replace(/\/$/, '')}`);
const lines = asked.since === undefined ? undefined : linesSince(asked.since);
const isWanted = (file: string, line: number): boolean =>
  (!rooms || rooms.some((room) => file === room || file.startsWith(`${room}/`))) &&
  (!lines || lines.get(file)?.has(line) === true);
const importOf = (file: string) => `${relative(dirname(file), 'checks/mutants').replaceAll('\\', '/')}/switch.mjs`;

/** By the name of a place alone: so both trees of a comparison break the same ones. */
const isInSample = ({ key }: Mutant): boolean =>
  createHash('sha256').update(key).digest().readUInt32BE() % Number(asked['one-in']) === 0;

const { mutants: all, texts } = brokenSource(source, isWanted, importOf);
const found = all.filter(isInSample);
const mutants = found.slice(0, Number(asked.limit ?? found.length));
if (asked.list) tell(readJournal(JOURNAL, tests));
else await tryAll();

async function tryAll(): Promise<void> {
  mkdirSync(asked.folder, { recursive: true });
  makeCopy(texts);
  const known = readJournal(JOURNAL, tests);
  const held = mutants.filter(({ loads, key }) => loads && known.results.get(key)?.state !== 'killed');
  if (held.length > 0) {
    const noticed = new Set(noticedAtStart(held.map(({ id }) => id)));
    for (const { id, key } of held)
      if (noticed.has(id)) known.note(key, { is: 'killed', file: 'test/contract/openapi.test.ts', test: '' });
  }
  const named = asked.tests?.split(',');
  const files = named
    ? [...tests.keys()].filter((file) => named.some((part) => file.startsWith(part)))
    : likelyTests(mutants, source, tests, Number(asked.files));
  say(`${mutants.length} mutants, ${files.length} test files: ${files.join(' ')}`);
  await tryMutants(
    mutants.filter(({ loads }) => !loads),
    files,
    tests,
    known,
  );
  tell(known);
}

function tell(known: Known): void {
  const results = mutants.map(({ key }) => known.results.get(key)?.state ?? 'not tried');
  const count = (state: Result['state']) => results.filter((one) => one === state).length;
  say(`${count('killed')} killed, ${count('survived')} survived, ${count('not tried')} not tried`);
  const told = mutants.map(({ id: _, ...one }) => ({
    ...one,
    ...(known.results.get(one.key) ?? { state: 'not tried', tries: 0 }),
  }));
  process.stdout.write(asked.json ? `${JSON.stringify(told, null, 1)}\n` : table(mutants, known));
}
