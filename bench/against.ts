import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generatedNeeds } from './generated.ts';
import type { Load } from './load-tool.ts';
import { addresses, COMPRESSED, EMBEDDED } from './requests.ts';
import { answerOf, type Compared, compared, headerOf, kb, lineOf, median, spreadOf, type Timing } from './rows.ts';
import { type Running, startService } from './servers.ts';

/**
 * This build beside that of another commit, each with the catalogue of its own tree, under the same load in turn. A row
 * says how many times as fast this one is, and how much less processor time a request takes.
 */

const run = (command: string, args: readonly string[], cwd = '.'): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

/** A built copy of a commit in a temporary folder, made once. */
export function checkoutOf(commit: string): string {
  const folder = join(tmpdir(), `bercail-bench-${commit}`);
  // Another tree may have lent it its packages, and be gone.
  if (existsSync(join(folder, 'node_modules'))) return folder;
  rmSync(folder, { recursive: true, force: true });
  const making = `${folder}-${process.pid}`;
  mkdirSync(making);
  run('git', ['archive', '--format=tar', '--output', `${making}.tar`, commit]);
  run('tar', ['-xf', `${making}.tar`, '-C', making]);
  rmSync(`${making}.tar`);
  const lock = (at: string) => readFileSync(join(at, 'package-lock.json'), 'utf8');
  if (lock(making) === lock('.')) symlinkSync(resolve('node_modules'), join(making, 'node_modules'));
  else run('npm', ['ci', '--no-audit', '--no-fund'], making);
  run('npm', ['run', '--silent', 'build'], making);
  renameSync(making, folder);
  return folder;
}

interface Row {
  name: string;
  load: (service: Running) => Promise<Omit<Load, 'url'> & { path?: string }>;
}

/** How often one asks alone before a crowd comes: older builds refuse a part of one that comes just after a start. */
const ASKED_BEFORE = 20;
const LIST = '/v1/hosts?limit=20';

function rowsOf(): Row[] {
  const same = (name: string, path: string, headers?: Load['headers']): Row => ({
    name,
    load: async () => ({ path, ...(headers && { headers }) }),
  });
  const needs = generatedNeeds(20_000).map((need) => JSON.stringify(need));
  return [
    same('list, same address', LIST),
    same('list, same address, compressed', LIST, COMPRESSED),
    same('one host', '/v1/hosts/framasoft'),
    {
      name: '304',
      load: async ({ base }) => {
        const { headers } = await answerOf(base, LIST);
        return { path: LIST, headers: { 'if-none-match': headers.etag! } };
      },
    },
    same('embedded list', EMBEDDED),
    same('page of a host', '/hosts/framasoft', { accept: 'text/html', 'accept-language': 'fr' }),
    { name: 'list, every address different', load: async () => ({ paths: addresses('list', 60_000) }) },
    { name: 'text search, every query different', load: async () => ({ paths: addresses('search', 60_000) }) },
    { name: 'match, every need different', load: async () => ({ path: '/v1/matches', bodies: needs }) },
  ];
}

/** The length of an answer, uncompressed; of loads whose answers differ, the first. */
async function sizeOf({ url, paths, bodies, headers }: Load): Promise<string> {
  const path = paths?.[0] ?? '';
  const sent = bodies && { method: 'POST', headers: { 'content-type': 'application/json' }, body: bodies[0]! };
  return kb((await answerOf(url + path, '', { headers: { ...headers }, ...sent })).body);
}

/** Of one start of both: each row, and the memory that each takes under load. */
async function measuredOnce(
  commit: string,
  timing: Timing,
  rows: readonly Row[],
): Promise<{ rows: { told: string; measured: Compared }[]; memory: readonly [number | null, number | null] }> {
  const folderOf = (name: string) => mkdtempSync(join(tmpdir(), `bercail-bench-${name}-`));
  const ours = await startService(folderOf('here'), 'catalogue');
  const theirs = await startService(folderOf('there'), 'catalogue', {}, checkoutOf(commit));
  const services = [ours, theirs] as const;
  const measured: { told: string; measured: Compared }[] = [];
  for (const { name, load } of rows) {
    const loadOf = async (service: Running): Promise<Load> => {
      const { path = '', ...rest } = await load(service);
      return { ...rest, url: service.base + path };
    };
    const loads = [await loadOf(ours), await loadOf(theirs)] as const;
    for (let asked = 0; asked < ASKED_BEFORE; asked++) await Promise.all(loads.map(sizeOf));
    // A larger answer takes longer, in either build.
    const sizes = await Promise.all(loads.map(sizeOf));
    const told = sizes.every((size) => size === sizes[0]) ? name : `${name} (${sizes.join(' / ')})`;
    measured.push({ told, measured: await compared(loads, services, timing) });
  }
  const memory = [ours.rssMb(), theirs.rssMb()] as const;
  for (const service of services) await service.stop();
  return { rows: measured, memory };
}

/**
 * Two processes of one build differ by up to a third in the same load, whatever the rounds within them say: both are
 * started several times, and the spread is that of the starts.
 * @param only part of the name of the rows that are wanted; absent: all of them
 */
export async function benchAgainst(
  reference: string,
  { starts, ...timing }: Timing & { starts: number },
  say: (line: string) => void,
  only = '',
): Promise<void> {
  const commit = run('git', ['rev-parse', '--verify', '--short=8', `${reference}^{commit}`]);
  const rows = rowsOf().filter((row) => row.name.includes(only));
  const all: Awaited<ReturnType<typeof measuredOnce>>[] = [];
  for (let start = 1; start <= starts; start++) {
    process.stderr.write(`start ${start} of ${starts}\n`);
    all.push(await measuredOnce(commit, timing, rows));
  }
  say(
    `\nThis build beside ${commit}, ${starts} starts; ratios above 1: this one is faster, or takes less processor time`,
  );
  say(headerOf('here', commit));
  for (const index of rows.keys()) {
    const measured = all.map(({ rows }) => rows[index]!.measured);
    const middle = (of: 'perSecond' | 'cpuUs', side: 0 | 1) => median(measured.map((one) => one[of][side]));
    const over = (of: 'speed' | 'cpu') => spreadOf(measured.map((one) => one[of].middle));
    const both = (of: 'perSecond' | 'cpuUs') => [middle(of, 0), middle(of, 1)] as const;
    const row = { perSecond: both('perSecond'), cpuUs: both('cpuUs'), speed: over('speed'), cpu: over('cpu') };
    say(lineOf(all[0]!.rows[index]!.told, row));
  }
  const [here, there] = ([0, 1] as const).map((side) => median(all.map(({ memory }) => memory[side] ?? Number.NaN)));
  say(`memory under load, MB: ${here} here, ${there} at ${commit}`);
}
