import type { Host } from '../src/documents/host.ts';
import {
  checkModels,
  checkRevisions,
  historiesOf,
  hostOf,
  publishHosts,
  request,
  startServer,
  stop,
} from './durable-servers.ts';

/*
 * Fifty people edit one host while fifty hosts are edited, through two servers on one PostgreSQL. Each reads a counter,
 * adds one and writes it with the version that it read: were one update lost, the counter would be short.
 */

const EDITORS = 50;
const SHARED = hostOf(0);

interface Edits {
  done: number;
  stale: number;
}

const counterOf = (host: Host): number => Number(host.summary?.fr ?? 0);

/** Edits one host until the time is over. A version that is stale is read again; any other refusal is an error. */
async function edit(bases: readonly string[], slug: string, goesOn: () => boolean): Promise<Edits> {
  const edits = { done: 0, stale: 0 };
  const base = () => bases[Math.floor(Math.random() * bases.length)]!;
  while (goesOn()) {
    const read = await request(base(), 'GET', `/v1/hosts/${slug}`);
    if (!read.ok) throw new Error(`reading ${slug}: ${read.status}`);
    const host = (await read.json()) as Host;
    const written = await request(base(), 'PATCH', `/v1/hosts/${slug}`, {
      body: { summary: { fr: String(counterOf(host) + 1) } },
      ifMatch: `"v${host.version}"`,
    });
    if (written.status === 412) edits.stale++;
    else if (written.ok) edits.done++;
    else throw new Error(`writing ${slug}: ${written.status} ${await written.text()}`);
  }
  return edits;
}

/** What the history of a host holds: one change for each number, in order. @throws Error where one is missing */
async function checkHistory(databaseUrl: string, slug: string, done: number): Promise<void> {
  const histories = await historiesOf(databaseUrl, [slug]);
  // The first one is its publication.
  const counters = histories
    .get(slug)!
    .slice(1)
    .map(({ text }) => Number(text));
  const isWhole = counters.length === done && counters.every((counter, i) => counter === i + 1);
  if (!isWhole) throw new Error(`${slug}: ${done} edits were acknowledged, the history ends at ${counters.at(-1)}`);
}

/** @returns one line of figures @throws Error when anything was lost, refused or differs */
export async function crowd(databaseUrl: string, seconds: number): Promise<string> {
  const servers = [await startServer({ DATABASE_URL: databaseUrl }), await startServer({ DATABASE_URL: databaseUrl })];
  const bases = servers.map(({ base }) => base);
  await publishHosts(bases[0]!, EDITORS + 1);
  const until = Date.now() + seconds * 1000;
  const goesOn = () => Date.now() < until;
  const onOne = Array.from({ length: EDITORS }, () => edit(bases, SHARED, goesOn));
  const onMany = Array.from({ length: EDITORS }, (_, i) => edit(bases, hostOf(i + 1), goesOn));
  const [shared, own] = [await Promise.all(onOne), await Promise.all(onMany)];
  const sum = (edits: readonly Edits[], what: keyof Edits) => edits.reduce((total, one) => total + one[what], 0);
  await checkModels(servers, databaseUrl);
  for (const server of servers) await stop(server);
  await checkHistory(databaseUrl, SHARED, sum(shared, 'done'));
  for (const [i, { done }] of own.entries()) await checkHistory(databaseUrl, hostOf(i + 1), done);
  return (
    `a crowd, ${seconds} s: ${EDITORS} editors of one host made ${sum(shared, 'done')} edits (${sum(shared, 'stale')} found ` +
    `their version stale and read again), ${EDITORS} hosts had ${sum(own, 'done')}; every edit is in the history, nothing ` +
    `else was refused, both read models equal the rows; ${await checkRevisions({ databaseUrl, dataDir: '' })}`
  );
}
