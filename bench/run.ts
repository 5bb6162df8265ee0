import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReference } from '../src/vocabulary/reference.ts';
import { freePort } from '../test/support/ports.ts';
import { generatedNeeds, seeded } from './generated.ts';
import type { BareAnswer } from './support/bare.ts';
import { checkoutOf } from './support/checkout.ts';
import { optionsOf, progress, say } from './support/command.ts';
import { fillGenerated } from './support/databases.ts';
import { CONNECTIONS, type Load } from './support/load.ts';
import { median } from './support/numbers.ts';
import { answerOf, type Compared, compared, headerOf, kb, lineOf, spreadOf } from './support/rows.ts';
import { type Server, startProgram, startService } from './support/servers.ts';

/**
 * Speed as ratios within one run: this service and a bare Fastify that sends the same bytes, driven in turn, round by
 * round; with `--against`, this build and that of another commit. Absolute figures depend on the machine and its noise;
 * the spread of the ratios says how much.
 */
const USAGE = `npm run bench -- [--only real|generated] [--rounds 5] [--seconds 2] [--hosts 10000] [--row match]
npm run bench -- --against COMMIT [--starts 3] [--rounds 5] [--seconds 2] [--row match]

--only     the real catalogue with its pages, or a generated one of --hosts; both when absent
--row      part of the names of the rows that are wanted
--against  this build beside that of a commit or of a folder, each with its own catalogue; both are started --starts times`;
const options = optionsOf(USAGE, {
  ...{ rounds: '5', seconds: '2', hosts: '10000', starts: '3' },
  ...{ only: '', row: '', against: '' },
});
const [ROUNDS, SECONDS, HOSTS] = [options.rounds, options.seconds, options.hosts].map(Number) as [
  number,
  number,
  number,
];
/** A match takes so long in the generated catalogue that the service would turn most of a crowd away. */
const FEW_CONNECTIONS = 2;

/** What is asked: an address again and again, or addresses or bodies in turn. */
interface Row extends Omit<Load, 'url'> {
  name: string;
  path?: string;
}

const reference = readReference();
const WORDS = [
  ...new Set(
    [...reference.usages.values()].flatMap(({ label, aliases }) =>
      [label.fr, ...aliases]
        .join(' ')
        .toLowerCase()
        .split(/[^\p{L}]+/u),
    ),
  ),
].filter((word) => word.length > 3);

/** Addresses that all differ: more of them than requests that any row makes in a round. */
function addresses(kind: 'list' | 'search'): string[] {
  const random = seeded(3);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const usages = [...reference.usages.keys()];
  const misspelt = (word: string): string => {
    if (random() > 0.3) return word;
    const at = 1 + Math.floor(random() * (word.length - 1));
    return word.slice(0, at) + word.slice(at + 1);
  };
  return Array.from({ length: 60_000 }, (_, index) =>
    kind === 'list'
      ? `/v1/hosts?limit=20&maxPricePerYear=${1 + (index % 50_000)}&accounts=${1 + (index % 7)}&usage=${usages[index % 3]}&usage=${pick(usages)}`
      : `/v1/hosts?limit=${10 + (index % 20)}&q=${encodeURIComponent(`${pick(WORDS)} ${misspelt(pick(WORDS))}`)}`,
  );
}

const LIST = '/v1/hosts?limit=20';
/** What other sites show to their visitors: the same few addresses, again and again. */
const EMBEDDED = '/embed/search?usage=email-hosting&territory=departement:23&lang=fr';
const IN_FRENCH = { accept: 'text/html', 'accept-language': 'fr', 'accept-encoding': 'br' };
/** Budgets all differ, so that no answer is remembered; of one usage, as several at once are refused under such a load. */
const FORM = 'use=email-hosting&mailboxes=4&place=departement:23&at=matters&go=next';

async function rowsOf({ base }: Server, host: string): Promise<Row[]> {
  const { etag } = (await answerOf(base, LIST)).headers;
  const rows: Row[] = [
    { name: 'list, same address', path: LIST },
    { name: 'list, same address, compressed', path: LIST, headers: { 'accept-encoding': 'br' } },
    { name: 'list, every address different', paths: addresses('list') },
    { name: 'one host', path: `/v1/hosts/${host}` },
    { name: '304', path: LIST, headers: { 'if-none-match': etag! } },
    { name: 'embedded list', path: EMBEDDED },
    { name: 'embed.js', path: '/embed.js' },
    { name: 'text search, every query different', paths: addresses('search') },
    {
      name: 'match, every need different',
      path: '/v1/matches',
      bodies: generatedNeeds(20_000).map((need) => JSON.stringify(need)),
    },
  ];
  return rows.filter(({ name }) => name.includes(options.row));
}

const PAGES: readonly Row[] = [
  ...['/', '/hosts', '/hosts/framasoft', '/federations/chatons', '/match'].map((path) => ({
    ...{ name: `page ${path}`, path, headers: IN_FRENCH },
  })),
  {
    ...{ name: 'page of an answer, every need different', path: '/match', headers: IN_FRENCH },
    bodies: Array.from({ length: 5000 }, (_, index) => `${FORM}&budget=${60 + index}`),
    type: 'application/x-www-form-urlencoded',
  },
].filter(({ name }) => name.includes(options.row));

const loadOf = ({ base }: Server, { name: _, path = '', ...load }: Row): Load => ({ ...load, url: base + path });

/** An answer to a row; of addresses that differ, the middle one of some by its length. */
async function sampleOf({ base }: Server, { path, paths, bodies, type = 'application/json', headers = {} }: Row) {
  const posted = bodies && { method: 'POST', headers: { ...headers, 'content-type': type }, body: bodies[0]! };
  const answers = [];
  for (const one of paths?.slice(0, 60) ?? [path!]) answers.push(await answerOf(base, one, posted ?? { headers }));
  answers.sort((a, b) => a.body.length - b.body.length);
  return answers[Math.floor(answers.length / 2)]!;
}

async function startBare(answers: readonly BareAnswer[]): Promise<Server> {
  const port = await freePort();
  const args = ['--import', 'tsx', 'bench/support/bare.ts'];
  return startProgram({ args, env: {}, port, ready: '/ready', input: JSON.stringify({ port, answers }) });
}

async function besideBare(title: string, service: Server, rows: readonly Row[], connections: number): Promise<void> {
  if (rows.length === 0) return;
  const samples = [];
  for (const row of rows) samples.push(await sampleOf(service, row));
  const bare = await startBare(
    samples.map((sample, index) => ({ ...sample, path: `/${index}`, method: rows[index]!.bodies ? 'POST' : 'GET' })),
  );
  say(`\n${title}`);
  say(headerOf('service', 'bare'));
  for (const [index, row] of rows.entries()) {
    const { paths: _, ...same } = row;
    const loads = [loadOf(service, row), loadOf(bare, { ...same, path: `/${index}` })] as const;
    const measured = await compared(loads, [service, bare], { rounds: ROUNDS, seconds: SECONDS, connections });
    say(lineOf(`${row.name} (${kb(samples[index]!.body)})`, measured));
  }
  await bare.stop();
  say(`memory afterwards ${service.rssMb()} MB`);
}

/** The access log is written too, as where the service runs. */
const start = (DATA_DIR: string, SEED: 'catalogue' | 'none', checkout?: string): Promise<Server> =>
  startService({ DATA_DIR, SEED, LOG_LEVEL: 'info' }, checkout === undefined ? {} : { checkout });
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

async function withFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-'));
  await act(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
}

const benchReal = async (folder: string): Promise<void> => {
  const first = await start(folder, 'catalogue');
  await first.stop();
  const service = await start(folder, 'catalogue');
  const starts = `first start to ready ${seconds(first.readyMs)}, next one ${seconds(service.readyMs)}`;
  say(`\nThe real catalogue: ${starts}, memory ${service.rssMb()} MB`);
  await besideBare('The API', service, await rowsOf(service, 'framasoft'), CONNECTIONS);
  await besideBare('Pages, compressed', service, PAGES, CONNECTIONS);
  await service.stop();
};

const benchGenerated = async (folder: string): Promise<void> => {
  await fillGenerated(HOSTS, { dataDir: folder });
  const service = await start(folder, 'none');
  say(`\n${HOSTS} hosts: start to ready ${seconds(service.readyMs)}, memory ${service.rssMb()} MB`);
  const title = `A generated catalogue of ${HOSTS} hosts, ${FEW_CONNECTIONS} connections`;
  await besideBare(title, service, await rowsOf(service, 'h-1'), FEW_CONNECTIONS);
  await service.stop();
};

/** How often one asks alone before a crowd comes, so that nothing is prepared any more. */
const ASKED_BEFORE = 20;

/** Of one start of both builds: each row, and the memory that each takes under load. */
async function measuredOnce(checkout: string) {
  const folders = ['here', 'there'].map((name) => mkdtempSync(join(tmpdir(), `bercail-bench-${name}-`)));
  const services = [await start(folders[0]!, 'catalogue'), await start(folders[1]!, 'catalogue', checkout)] as const;
  const rows = [...(await rowsOf(services[0], 'framasoft')), ...PAGES];
  /** A tag is of one database. */
  const theirs = [...(await rowsOf(services[1], 'framasoft')), ...PAGES];
  const measured: { name: string; measured: Compared }[] = [];
  for (const [index, row] of rows.entries()) {
    const other = theirs[index]!;
    for (let asked = 0; asked < ASKED_BEFORE; asked++)
      await Promise.all([sampleOf(services[0], row), sampleOf(services[1], other)]);
    // A larger answer takes longer, in either build.
    const samples = await Promise.all([sampleOf(services[0], row), sampleOf(services[1], other)]);
    const sizes = samples.map(({ body }) => kb(body));
    const name = sizes[0] === sizes[1] ? row.name : `${row.name} (${sizes.join(' / ')})`;
    const loads = [loadOf(services[0], row), loadOf(services[1], other)] as const;
    measured.push({ name, measured: await compared(loads, services, { rounds: ROUNDS, seconds: SECONDS }) });
  }
  const memory = services.map((service) => service.rssMb() ?? Number.NaN);
  for (const service of services) await service.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  return { rows: measured, memory };
}

/**
 * Two processes of one build differ by up to a third in the same load, whatever the rounds within them say: both are
 * started several times, and the spread is that of the starts.
 */
async function benchAgainst(commit: string): Promise<void> {
  const checkout = checkoutOf(commit);
  const all: Awaited<ReturnType<typeof measuredOnce>>[] = [];
  for (let count = 1; count <= Number(options.starts); count++) {
    progress(`start ${count} of ${options.starts}`);
    all.push(await measuredOnce(checkout));
  }
  say(`\nThis build beside ${commit}; ratios above 1: this one is faster, or takes less processor time`);
  say(headerOf('here', commit));
  for (const [index, { name }] of all[0]!.rows.entries()) {
    const measured = all.map(({ rows }) => rows[index]!.measured);
    const both = (of: 'perSecond' | 'cpuUs') =>
      [0, 1].map((side) => median(measured.map((one) => one[of][side as 0 | 1]))) as [number, number];
    const over = (of: 'speed' | 'cpu') => spreadOf(measured.map((one) => one[of].middle));
    say(lineOf(name, { perSecond: both('perSecond'), cpuUs: both('cpuUs'), speed: over('speed'), cpu: over('cpu') }));
  }
  const [here, there] = [0, 1].map((side) => median(all.map(({ memory }) => memory[side]!)));
  say(`memory under load, MB: ${here} here, ${there} at ${commit}`);
}

const about = `Node ${process.version}, ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections from the same machine`;
say(`Bercail benchmark: ${about}`);
if (options.against) await benchAgainst(options.against);
else {
  if (options.only !== 'generated') await withFolder(benchReal);
  if (options.only !== 'real') await withFolder(benchGenerated);
}
