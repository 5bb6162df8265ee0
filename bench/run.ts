import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAgainst, checkoutOf } from './against.ts';
import { benchDoor } from './door.ts';
import { openOne, openThree } from './door-house.ts';
import { generatedNeeds } from './generated.ts';
import { benchGrowth } from './growth.ts';
import { CONNECTIONS } from './load-tool.ts';
import { benchPages } from './pages.ts';
import { addresses, COMPRESSED, EMBEDDED } from './requests.ts';
import { answerOf, headerOf, kb, measured, median, type Row } from './rows.ts';
import { type Running, startBare, startService } from './servers.ts';
import { benchWorst } from './worst.ts';

/**
 * Speed as ratios within one run: this service and a bare Fastify that sends the same bytes, driven in turn, round by
 * round. Absolute figures depend on the machine and its noise; the spread of the ratios says how much.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    starts: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    hosts: { type: 'string', default: '10000' },
    only: { type: 'string' },
    row: { type: 'string' },
    against: { type: 'string' },
    filled: { type: 'string' },
    server: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (options.help) {
  process.stdout.write(
    'npm run bench -- [--rounds 5] [--seconds 2] [--hosts 10000] [--only real|generated|pages|worst|door] [--row match|embed] [--filled <folder>, which keeps the data of worst]\nnpm run bench -- --only growth --hosts 1000,10000 --server postgresql://… [--against <commit>]: how everything grows with the number of hosts\nnpm run bench -- --only doors --hosts 10000 --server postgresql://…: a crowd at three processes behind a proxy, one of which is killed\nnpm run bench -- --against <commit> [--starts 3] [--rounds 5] [--seconds 2] [--row match]: this build beside that of another commit\n',
  );
  process.exit(0);
}
const ROUNDS = Number(options.rounds);
const SECONDS = Number(options.seconds);
const DOOR_SECONDS = 60;
const say = (line: string) => process.stdout.write(`${line}\n`);

async function benchCatalogue(title: string, service: Running, host: string, connections = CONNECTIONS): Promise<void> {
  const list = await answerOf(service.base, '/v1/hosts?limit=20');
  const one = await answerOf(service.base, `/v1/hosts/${host}`);
  const unchanged = await answerOf(service.base, '/v1/hosts?limit=20', {
    headers: { 'if-none-match': list.headers.etag! },
  });
  const compressed = await answerOf(service.base, '/v1/hosts?limit=20', { headers: COMPRESSED });
  const embedded = await answerOf(service.base, EMBEDDED);
  const script = await answerOf(service.base, '/embed.js');
  const needs = generatedNeeds(20_000).map((need) => JSON.stringify(need));
  const match = await answerOf(service.base, '/v1/matches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: needs[0]!,
  });
  const lists = addresses('list', 60_000);
  const searches = addresses('search', 60_000);
  // The bare server sends one body; it is as long as the middle one of a sample.
  const middle = async (paths: readonly string[]) => {
    const sample = [];
    for (const path of paths.slice(0, 60)) sample.push(await answerOf(service.base, path));
    return sample.sort((a, b) => a.body.length - b.body.length)[30]!;
  };
  const bare = await startBare({
    answers: [
      { path: '/list', ...list },
      { path: '/compressed', ...compressed },
      { path: '/one', ...one },
      { path: '/unchanged', ...unchanged },
      { path: '/embedded', ...embedded },
      { path: '/script', ...script },
      { path: '/lists', ...(await middle(lists)) },
      { path: '/searches', ...(await middle(searches)) },
    ],
    match: { path: '', ...match },
  });
  say(`\n${title}`);
  say(headerOf('service', 'bare'));
  const conditional = { 'if-none-match': list.headers.etag! };
  const rows: Row[] = [
    {
      name: `list page, same address (${kb(list.body)})`,
      service: { url: `${service.base}/v1/hosts?limit=20` },
      bare: { url: `${bare.base}/list` },
    },
    {
      name: 'list page, same address, compressed',
      service: { url: `${service.base}/v1/hosts?limit=20`, headers: COMPRESSED },
      bare: { url: `${bare.base}/compressed` },
    },
    {
      name: 'list page, every address different',
      service: { url: service.base, paths: lists },
      bare: { url: `${bare.base}/lists` },
    },
    {
      name: `one host (${kb(one.body)})`,
      service: { url: `${service.base}/v1/hosts/${host}` },
      bare: { url: `${bare.base}/one` },
    },
    {
      name: '304',
      service: { url: `${service.base}/v1/hosts?limit=20`, headers: conditional },
      bare: { url: `${bare.base}/unchanged`, headers: conditional },
    },
    {
      name: `embedded list (${kb(embedded.body)})`,
      service: { url: service.base + EMBEDDED },
      bare: { url: `${bare.base}/embedded` },
    },
    {
      name: `embed.js (${kb(script.body)})`,
      service: { url: `${service.base}/embed.js` },
      bare: { url: `${bare.base}/script` },
    },
    {
      name: 'text search, every query different',
      service: { url: service.base, paths: searches },
      bare: { url: `${bare.base}/searches` },
    },
    {
      name: `match, every need different (${kb(match.body)})`,
      service: { url: `${service.base}/v1/matches`, bodies: needs },
      bare: { url: `${bare.base}/v1/matches`, bodies: needs },
    },
  ];
  for (const row of rows)
    if (row.name.includes(options.row ?? ''))
      say(await measured(row, { service, bare }, { rounds: ROUNDS, seconds: SECONDS, connections }));
  await bare.stop();
}

/** One request at a time, so that the time is that of the match and not of a queue. */
async function matchTimes(base: string, usages: number): Promise<string> {
  const times: number[] = [];
  for (const need of generatedNeeds(400, 5)
    .filter((entry) => entry.usages.length === usages)
    .slice(0, 120)) {
    const from = performance.now();
    await (
      await fetch(`${base}/v1/matches`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(need),
      })
    ).text();
    times.push(performance.now() - from);
  }
  times.splice(0, 20);
  times.sort((a, b) => a - b);
  return `${median(times).toFixed(1)} ms (fastest ${times[0]!.toFixed(1)}, 99 % under ${times[Math.floor(times.length * 0.99)]!.toFixed(1)})`;
}

const FEW_CONNECTIONS = 2;
const about = `Node ${process.version}, ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections from the same machine`;
say(`Bercail benchmark: ${about}`);
const runs = (part: string) => options.against === undefined && (options.only === undefined || options.only === part);
if (options.against !== undefined && options.only !== 'growth')
  await benchAgainst(
    options.against,
    { starts: Number(options.starts), rounds: ROUNDS, seconds: SECONDS },
    say,
    options.row,
  );
if (runs('real')) {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-real-'));
  const first = await startService(folder, 'catalogue');
  say(`\nfirst start to ready ${(first.readyMs / 1000).toFixed(2)} s`);
  await first.stop();
  const service = await startService(folder, 'catalogue');
  say(`next start to ready ${(service.readyMs / 1000).toFixed(2)} s, memory ${service.rssMb()} MB`);
  await benchCatalogue('The real catalogue', service, 'framasoft');
  say(`memory afterwards ${service.rssMb()} MB`);
  await service.stop();
}
if (runs('generated')) {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-bench-generated-'));
  execFileSync(process.execPath, ['--import', 'tsx', 'bench/catalogue.ts', folder, options.hosts], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const service = await startService(folder, 'none');
  say(
    `\n${options.hosts} hosts: start to ready ${(service.readyMs / 1000).toFixed(2)} s, memory ${service.rssMb()} MB`,
  );
  say(`match of one usage, one request at a time: ${await matchTimes(service.base, 1)}`);
  say(`match of two usages, combinations included: ${await matchTimes(service.base, 2)}`);
  // A match takes so long there that the service would turn most of a crowd away.
  const title = `A generated catalogue of ${options.hosts} hosts, ${FEW_CONNECTIONS} connections`;
  await benchCatalogue(title, service, 'h-1', FEW_CONNECTIONS);
  say(`memory afterwards ${service.rssMb()} MB`);
  await service.stop();
}
if (runs('pages')) {
  const part = options.row;
  await benchPages({ rounds: ROUNDS, seconds: SECONDS }, say, (name) => part === undefined || name.includes(part));
}
if (runs('worst')) await benchWorst(say, Math.min(Number(options.hosts), 2000), options.row, options.filled);
if (runs('door')) await benchDoor(await openOne(), DOOR_SECONDS, say);
const serverOf = (): string => {
  const server = options.server ?? process.env.TEST_DATABASE_URL;
  if (!server)
    throw new Error(`--only ${options.only} needs --server postgresql://…, on which it may create databases`);
  return server;
};
if (options.only === 'doors') await benchDoor(await openThree(Number(options.hosts), serverOf()), DOOR_SECONDS, say);
if (options.only === 'growth') {
  const server = serverOf();
  const sizes = options.hosts.split(',').map(Number);
  if (options.against !== undefined) await benchGrowth(sizes, server, say, checkoutOf(options.against));
  await benchGrowth(sizes, server, say);
}
