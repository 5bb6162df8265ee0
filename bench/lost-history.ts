import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/database/open.ts';
import { type CatalogueState, readState } from '../src/record/changes.ts';
import { relayTo } from '../test/support/relay.ts';
import { pause } from './support/command.ts';
import { newDatabase } from './support/databases.ts';
import { clusterFolder, clusterIn, runTool } from './support/postgresql.ts';
import { ask, checkModels, checkRevisions, hostOf, publishHosts, request } from './support/records.ts';
import { type Server, startService } from './support/servers.ts';

/** Databases that come back without their last writes, under servers that have shown these. */

const HOSTS = 4;
const LOST = 5;
const PATIENCE_MS = 30_000;

const pathOf = (host: number): string => `/v1/hosts/${hostOf(host)}`;
const rename = (base: string, host: number, name: string) => ask(base, 'PATCH', pathOf(host), { name });

/** What a reader without a token is answered. @param tag of an answer that the reader still has */
async function read(base: string, path: string, tag?: string) {
  const response = await fetch(base + path, { headers: tag ? { 'if-none-match': tag } : {} });
  return { status: response.status, tag: response.headers.get('etag') ?? '', body: await response.text() };
}
const nameIn = async (base: string, host: number): Promise<string> =>
  (JSON.parse((await read(base, pathOf(host))).body) as { name: string }).name;

/** How long until something holds. @throws Error when it does not in time */
async function until(what: string, holds: () => Promise<boolean>): Promise<number> {
  const from = performance.now();
  while (!(await holds().catch(() => false))) {
    if (performance.now() - from > PATIENCE_MS) throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s`);
    await pause(10);
  }
  return performance.now() - from;
}

/** Reads without a pause, and holds that one tag never stands for two bodies. */
function watch(servers: readonly Server[]) {
  const bodies = new Map<string, string>();
  let goesOn = true;
  const faults: string[] = [];
  const reader = async ({ base }: Server): Promise<void> => {
    const had = new Map<string, string>();
    while (goesOn)
      for (let host = 0; host < HOSTS; host++) {
        const path = pathOf(host);
        const { status, tag, body } = await read(base, path, had.get(path));
        if (status === 304) continue;
        if (status !== 200) faults.push(`${path}: ${status}`);
        const known = bodies.get(`${path} ${tag}`);
        if (known !== undefined && known !== body) faults.push(`${path}: ${tag} stands for two bodies`);
        bodies.set(`${path} ${tag}`, body);
        had.set(path, tag);
      }
  };
  const readers = Promise.all(servers.map(reader));
  return {
    stop: async (): Promise<number> => {
      goesOn = false;
      await readers;
      if (faults.length > 0) throw new Error(`${faults.length} wrong answers: ${faults[0]}`);
      return bodies.size;
    },
  };
}

/** Writes that will be lost; gives the tags of what was answered about them. */
async function writeInVain(servers: readonly Server[]): Promise<{ path: string; tag: string }[]> {
  const tags: { path: string; tag: string }[] = [];
  for (let write = 0; write < LOST; write++) {
    const { base } = servers[write % servers.length]!;
    await rename(base, write % 2, `lost ${write}`);
    for (const path of [pathOf(write % 2), '/v1/hosts']) tags.push({ path, tag: (await read(base, path)).tag });
  }
  return tags;
}

/** @throws Error when a tag of the lost history still holds somewhere */
async function checkTags(servers: readonly Server[], tags: readonly { path: string; tag: string }[]): Promise<void> {
  for (const { base } of servers)
    for (const { path, tag } of tags)
      if ((await read(base, path, tag)).status === 304) throw new Error(`${path}: the lost ${tag} still holds`);
}

/** More writes than were lost, each shown by its server at once, and by all of them soon. */
async function writeAgain(servers: readonly Server[]): Promise<void> {
  for (let write = 0; write < LOST + 3; write++) {
    const { base } = servers[write % servers.length]!;
    const host = 2 + (write % 2);
    const name = `again ${write}`;
    await rename(base, host, name);
    if ((await nameIn(base, host)) !== name) throw new Error(`${name} was acknowledged and is not shown`);
    for (const other of servers) await until(name, async () => (await nameIn(other.base, host)) === name);
  }
}

async function stateIn(databaseUrl: string): Promise<CatalogueState> {
  const database = await openDatabase({ databaseUrl, dataDir: '' });
  return await readState(database.db).finally(() => database.close());
}
const epochIn = async (databaseUrl: string): Promise<string> => (await stateIn(databaseUrl)).epoch;

const ms = (milliseconds: number): string => `${milliseconds.toFixed(0)} ms`;

/** A dump is restored while two servers run, then while one is cut off, then while none runs. */
export async function restores(databaseUrl: string): Promise<string[]> {
  const dump = join(tmpdir(), `bercail-${process.pid}.dump`);
  const restore = () =>
    runTool('pg_restore', '--clean', '--if-exists', '--single-transaction', '-d', databaseUrl, dump);
  const wire = await relayTo(Number(new URL(databaseUrl).port || 5432));
  const one = await startService({ DATABASE_URL: databaseUrl });
  const two = await startService({ DATABASE_URL: wire.through(databaseUrl) });
  const both = [one, two];
  const said: string[] = [];
  try {
    await publishHosts(one.base, HOSTS);
    for (let host = 0; host < HOSTS; host++) await rename(one.base, host, 'kept');
    await runTool('pg_dump', '-Fc', '-f', dump, databaseUrl);

    const epochs = [await epochIn(databaseUrl)];
    const watching = watch(both);
    const tags = await writeInVain(both);
    await restore();
    const seen = Math.max(
      ...(await Promise.all(both.map(({ base }) => until('restored', async () => (await nameIn(base, 0)) === 'kept')))),
    );
    await checkTags(both, tags);
    await writeAgain(both);
    await checkTags(both, tags);
    await checkModels(both, databaseUrl);
    const bodies = await watching.stop();
    epochs.push(await epochIn(databaseUrl));
    said.push(
      `restored under two servers: shown after ${ms(seen)}; ${LOST} lost writes, ${tags.length} lost tags, none held; ${bodies} answers, no tag of two bodies`,
    );

    const lost = await writeInVain(both);
    wire.cut();
    await until('degraded', async () => (await (await fetch(`${two.base}/readyz`)).text()).includes('degraded'));
    if ((await read(two.base, pathOf(0))).status !== 200) throw new Error('a server that is cut off does not read');
    const refused = await request(two.base, 'PATCH', pathOf(0), { body: { name: 'cut off' } });
    if (refused.status !== 503) throw new Error(`a server that is cut off answers a write with ${refused.status}`);
    await restore();
    // Past the revision that the other one knows.
    for (let write = 0; write < 2 * LOST + 6; write++) await rename(one.base, 2, `meanwhile ${write}`);
    wire.mend();
    const back = await until('mended', async () => (await nameIn(two.base, 0)) === 'kept');
    await checkTags(both, lost);
    await writeAgain(both);
    await checkModels(both, databaseUrl);
    epochs.push(await epochIn(databaseUrl));
    said.push(`cut off across a restore: ${ms(back)} after the wire was mended it shows what the database holds`);

    const last = await writeInVain(both);
    for (const running of both) await running.stop();
    await restore();
    const started = await startService({ DATABASE_URL: databaseUrl });
    epochs.push(await epochIn(databaseUrl));
    await checkTags([started], last);
    await writeAgain([started]);
    await checkTags([started], [...tags, ...lost, ...last]);
    await checkModels([started], databaseUrl);
    await started.stop();
    if (new Set(epochs).size !== epochs.length) throw new Error('a restore kept the epoch');
    said.push(
      `restored while nothing ran: a new epoch at the start; ${await checkRevisions({ databaseUrl, dataDir: '' })}`,
    );
    return said;
  } finally {
    wire.close();
    rmSync(dump, { force: true });
  }
}

/** A standby that lacks the last writes is promoted, under two servers that have shown them. */
export async function promotion(): Promise<string> {
  const { folder, run, remove } = clusterFolder();
  const primary = await clusterIn(folder, 'primary');
  const standby = await clusterIn(folder, 'standby');
  const urlOf = ({ port }: { port: number }, name = 'postgres') => `postgresql://bercail@127.0.0.1:${port}/${name}`;
  const wire = await relayTo(primary.port);
  try {
    await run('initdb', '-D', primary.data, '-U', 'bercail', '--auth=trust', '--encoding=UTF8', '--locale=C');
    await primary.start();
    const { url: databaseUrl } = await newDatabase(urlOf(primary));
    const name = new URL(databaseUrl).pathname.slice(1);
    const both = [
      await startService({ DATABASE_URL: wire.through(databaseUrl) }),
      await startService({ DATABASE_URL: wire.through(databaseUrl) }),
    ];
    await publishHosts(both[0]!.base, HOSTS);
    for (let host = 0; host < HOSTS; host++) await rename(both[0]!.base, host, 'kept');
    await run('pg_basebackup', '-D', standby.data, '-R', '-X', 'stream', '-c', 'fast', '-d', urlOf(primary));
    await standby.start();
    const there = urlOf(standby, name);
    const epoch = await epochIn(databaseUrl);
    await rename(both[0]!.base, 0, 'replicated');
    const written = await stateIn(databaseUrl);
    await until('replication', async () => (await stateIn(there)).mark === written.mark);
    await standby.stop('fast');
    const tags = await writeInVain(both);
    await primary.stop('immediate');
    wire.cut();
    await standby.start();
    await standby.promote();
    wire.mend(standby.port);
    const seen = Math.max(
      ...(await Promise.all(
        both.map(({ base }) => until('promoted', async () => (await nameIn(base, 0)) === 'replicated')),
      )),
    );
    await checkTags(both, tags);
    await writeAgain(both);
    await checkTags(both, tags);
    await checkModels(both, there);
    if ((await epochIn(there)) === epoch) throw new Error('a promotion with loss kept the epoch');
    for (const running of both) await running.stop();
    return `standby promoted without ${LOST} writes: shown after ${ms(seen)} under a new epoch; ${tags.length} lost tags, none held; ${await checkRevisions({ databaseUrl: there, dataDir: '' })}`;
  } finally {
    wire.close();
    await primary.stop('immediate').catch(() => {});
    await standby.stop('immediate').catch(() => {});
    remove();
  }
}
