import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, startService } from './servers.ts';
import { operationRequests, pageRequests, send, TOKEN, visited } from './worst-asking.ts';
import { formRequests } from './worst-pages.ts';
import { WORST_ADDRESSES, WORST_FORMS } from './worst-requests.ts';
import { type Asked, isLast } from './worst-stored.ts';

/**
 * What one request does to the others, asked of the largest data there may be: every operation as its description shows
 * it, and with the worst body at the limit; the worst addresses; every kind of page and desk, and its forms. The longest
 * hold of the event loop is in processor time and must stay under a tenth of a second.
 */

const MOST_MS = 100;
const HIGHEST = 10;
const RUNS = 3;

interface Measured {
  what: string;
  status: number;
  /** Why it was refused, as a program reads it. */
  code: string | undefined;
  hold: number;
  bytes: number;
}

const codeIn = (bytes: Uint8Array): string | undefined => /"code":"([a-z-]+)"/.exec(Buffer.from(bytes).toString())?.[1];

async function measure(service: Running, { what, once, other, ...sent }: Asked): Promise<Measured> {
  // The first request of a kind compiles its validator and its code.
  if (!once) await send(service.base, { ...sent, ...(sent.body !== undefined && { body: '{}' }) });
  let measured: Measured | undefined;
  let isNew = false;
  for (let run = 0; run < (once ? 1 : RUNS); run++) {
    const body = run % 2 === 1 && other !== undefined ? other : sent.body;
    const request = { ...sent, ...(body !== undefined && { body }), ...(isNew && { isNew }) };
    await service.longestHoldMs();
    const { status, bytes } = await send(service.base, request);
    const hold = await service.longestHoldMs();
    if (status === 412 && !isNew) {
      // What it makes is not there yet: nothing to match.
      isNew = true;
      run--;
      continue;
    }
    const code = status < 400 ? undefined : codeIn(bytes);
    if (!measured || hold < measured.hold) measured = { what, status, code, hold, bytes: bytes.length };
    if (hold < MOST_MS / 2) break;
  }
  return measured!;
}

const line = ({ what, status, hold, bytes }: Measured): string =>
  `${what.slice(0, 76).padEnd(76)} ${`${status}`.padStart(6)} ${(bytes / 1000).toFixed(0).padStart(7)} ${hold.toFixed(0).padStart(6)}${hold >= MOST_MS ? ' !' : ''}`;

/** A folder with the largest data, which one run after another may copy. */
function filled(folder: string, hosts: number): string {
  if (!existsSync(folder))
    execFileSync(process.execPath, ['--import', 'tsx', 'bench/worst-data.ts', folder, String(hosts)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  return folder;
}

/** What is asked of one service; each begins with the same data. */
interface Part {
  name: string;
  requests(base: string): Promise<Asked[]>;
}

/** Requests of the worst table, by what they act on; a row is named as the part begins. */
const PARTS: readonly Part[] = [
  {
    name: 'operations',
    requests: async (base) => {
      const { stored } = await operationRequests(base);
      return [
        ...stored.filter((one) => !isLast(one)),
        ...stored.filter(isLast).sort((a, b) => lastness(a) - lastness(b)),
      ];
    },
  },
  { name: 'bodies', requests: async (base) => (await operationRequests(base)).bodies },
  {
    name: 'pages',
    requests: async (base) => [
      ...Object.entries(WORST_ADDRESSES).map(([what, path]) => ({ what, path, method: 'GET' })),
      ...[...(await visited(base, 'page')), ...(await visited(base, 'desk'))].flatMap(pageRequests),
    ],
  },
  {
    name: 'forms',
    requests: async (base) => [
      ...WORST_FORMS.map((form) => ({ ...form, what: `form of ${form.path}: ${form.name}`, method: 'POST' })),
      ...[...(await visited(base, 'page')), ...(await visited(base, 'desk'))].flatMap(({ pages, cookie }) =>
        formRequests(pages, cookie),
      ),
    ],
  },
];

/** The entry itself goes last, and comes back. */
const lastness = ({ what, path }: Asked): number => (what === 'publishHost' ? 1 : -path.length);

async function measurePart(folder: string, { name, requests }: Part, row: string): Promise<Measured[]> {
  const copy = mkdtempSync(join(tmpdir(), `bercail-bench-worst-${name}-`));
  cpSync(folder, copy, { recursive: true });
  const service = await startService(copy, 'none', { ADMIN_TOKEN: TOKEN, RATE_LIMIT_TOKEN: '1000000000' });
  const measured: Measured[] = [];
  for (const request of await requests(service.base)) {
    if (!request.what.includes(row) && name !== row) continue;
    const one = await measure(service, request);
    measured.push(one);
    // It takes minutes: what is known already is seen at once.
    process.stderr.write(`${line(one)}\n`);
  }
  await service.stop();
  rmSync(copy, { recursive: true, force: true });
  return measured;
}

/**
 * @param hosts of the catalogue, beside the real ones
 * @param row part of the name of a row, or one of operations, bodies, pages and forms
 * @param kept a folder that keeps the data for the next run
 * @throws Error when an operation has no worst body, or when a request holds the others too long
 */
export async function benchWorst(say: (line: string) => void, hosts: number, row = '', kept?: string): Promise<void> {
  const folder = filled(kept ?? join(mkdtempSync(join(tmpdir(), 'bercail-bench-worst-')), 'filled'), hosts);
  const named = PARTS.filter(({ name }) => name === row);
  const measured: Measured[] = [];
  const counts: string[] = [];
  const refused: string[] = [];
  for (const part of named.length > 0 ? named : PARTS) {
    const rows = await measurePart(folder, part, row);
    measured.push(...rows);
    counts.push(`${rows.length} ${part.name}`);
    if (part.name === 'operations')
      refused.push(...rows.flatMap(({ what, status, code }) => (status < 400 ? [] : [`${what} (${status} ${code})`])));
  }
  measured.sort((a, b) => b.hold - a.hold);
  const title = `${'request'.padEnd(76)} ${'status'.padStart(6)} ${'kB'.padStart(7)} ${'hold'.padStart(6)}`;
  say(
    `\nThe worst requests on the largest data, ${hosts} hosts; what changes nothing at its best of ${RUNS}; longest hold in ms of processor time, ! from ${MOST_MS}`,
  );
  for (const one of [title, ...measured.map(line)]) say(one);
  say(`\n${measured.length} rows: ${counts.join(', ')}`);
  say(`Operations that were refused, so that nothing large was read: ${refused.join(', ') || 'none'}`);
  say(`\nThe highest ${HIGHEST}\n${[title, ...measured.slice(0, HIGHEST).map(line)].join('\n')}`);
  const tooLong = measured.filter(({ hold }) => hold >= MOST_MS).length;
  if (tooLong > 0) throw new Error(`${tooLong} requests held the others for ${MOST_MS} ms or more`);
}
