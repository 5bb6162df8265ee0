import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Asker } from './golden/answers.ts';
import { followMails, giveAddress } from './golden/desks.ts';
import { meetNeighbours } from './golden/neighbours.ts';
import { describedBy, examplesOf } from './golden/operations.ts';
import { comeAndGo } from './golden/refusals.ts';
import { ADMIN, command, type ServiceOptions, startService } from './golden/service.ts';
import { tell } from './golden/story/story.ts';
import { whatever } from './golden/story/teller.ts';
import { answersOf, lostFrom, summed } from './upgrade/answers.ts';
import { newPostgresql, rowsOf, type Stored } from './upgrade/rows.ts';

/*
 * A database of another build, upgraded by this one: the other build is filled by the story of the golden run, then
 * killed while messages to webhooks, mails and the reading of a source wait. Every row and every answer must be there
 * afterwards, and what waited must come once.
 */
const { values: options } = parseArgs({
  options: { from: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
if (options.help || !options.from) {
  process.stdout.write(`npm run trial:upgrade -- --from CHECKOUT

CHECKOUT holds another build in dist. TEST_DATABASE_URL names a PostgreSQL server whose role may create databases;
without it, only the embedded database is upgraded.
`);
  process.exit(options.help ? 0 : 1);
}

const CHANGES = 20;
const MOST_MS = 120_000;
const say = (line: string) => process.stdout.write(`${line}\n`);
const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Rows of work: they come and go by themselves. */
const OF_WORK =
  /^(?:tasks|feed_|webhook_deliveries|mails|sign_in_requests|import_runs|import_files|proposals|idempotency|counts|drizzle)/;

async function upgrade(name: string, databaseUrl: string, data: string, checkout: string): Promise<boolean> {
  mkdirSync(data);
  const stored: Stored = { databaseUrl, dataDir: join(data, 'database') };
  const neighbours = await meetNeighbours();
  const old: ServiceOptions = { checkout, data, databaseUrl, smtpUrl: neighbours.smtpUrl, isFilled: false };
  if (databaseUrl) for (const one of ['migrate', 'seed']) await command(old, one);
  const before = await startService(old);
  const asker = new Asker(before.base, join(data, 'old'));
  asker.begin('story');
  const operations = await describedBy(asker);
  const ask = asker.ask.bind(asker);
  const peek = async (path: string, token: string) =>
    (await fetch(before.base + path, { headers: { authorization: `Bearer ${token}` } })).json();
  const story = await tell({ ask, peek, admin: { token: ADMIN }, example: examplesOf(operations), neighbours });
  await comeAndGo(asker, operations, story);
  const hasDesks = before.routes.includes('GET /manage');
  if (hasDesks) {
    await giveAddress(asker, story.aulnes.token, 'les-aulnes', 'bureau@aulnes.example');
    for (let waited = 0; neighbours.mails.length === 0 && waited < MOST_MS; waited += 200) await wait(200);
    await followMails(asker, neighbours.mails);
  }
  await wait(3000);
  const [sent, mailed] = [neighbours.eventIds.length, neighbours.mails.length];

  neighbours.areAway = true;
  const own = { token: story.aulnes.token, headers: whatever };
  for (let change = 1; change <= CHANGES; change++)
    await ask('PATCH', '/v1/hosts/les-aulnes', { ...own, body: { summary: { fr: `Changement ${change}.` } } });
  await ask('PATCH', '/v1/hosts/les-aulnes', { ...own, body: { summary: { fr: 'Un hébergeur.' } } });
  if (hasDesks) await giveAddress(asker, story.aulnes.token, 'les-aulnes', 'autre@aulnes.example');
  await ask('POST', '/v1/hosts/les-aulnes/source/runs', { token: story.aulnes.token });
  const said = await answersOf(before.base, story);
  await before.kill();
  const rows = await rowsOf(stored);
  const waiting = rows.waiting;

  neighbours.areAway = false;
  const now: ServiceOptions = { ...old, checkout: '.', isFilled: true };
  const began = performance.now();
  if (databaseUrl) await command(now, 'migrate');
  const after = await startService(now);
  const started = performance.now() - began;
  const isQuiet = async () => {
    const { items } = (await (
      await fetch(`${after.base}/v1/webhooks`, { headers: { authorization: `Bearer ${story.aulnes.token}` } })
    ).json()) as { items?: { waiting: number }[] };
    return (items ?? []).every((one) => one.waiting === 0);
  };
  for (let waited = 0; waited < MOST_MS && !(await isQuiet()); waited += 500) await wait(500);
  await wait(3000);
  const lost = lostFrom(said, await answersOf(after.base, story));
  await after.stop();
  const kept = await rowsOf(stored);
  await neighbours.close();

  const fewer = [...rows.counts].filter(([table, count]) => !OF_WORK.test(table) && kept.counts.get(table) !== count);
  const came = neighbours.eventIds.slice(sent);
  const twice = neighbours.eventIds.length - new Set(neighbours.eventIds).size;
  const isTried = rows.total > 0;
  const isWell = isTried && lost.length === 0 && fewer.length === 0 && kept.total === 0 && twice === 0;
  say(
    `${name}: ${rows.counts.size} tables, ${[...rows.counts.values()].reduce((sum, count) => sum + count, 0)} rows, ${said.size} answers; upgraded and answering after ${(started / 1000).toFixed(1)} s`,
  );
  if (!isTried) say('  nothing waited when it was killed: this tried nothing');
  say(
    `  waited when it was killed: ${waiting.map(([what, count]) => `${count} ${what}`).join(', ')}; afterwards: ${kept.total}`,
  );
  say(`  messages that came: ${came.length}, twice: ${twice}; mails: ${neighbours.mails.length - mailed}`);
  say(
    `  tables with another number of rows: ${fewer.map(([table, count]) => `${table} ${count} → ${kept.counts.get(table) ?? 'no such table'}`).join(', ') || 'none'}`,
  );
  say(`  said before and not now: ${lost.length === 0 ? 'nothing' : `${lost.length} things`}`);
  for (const one of summed(lost)) say(`    ${one}`);
  return isWell;
}

const server = process.env.TEST_DATABASE_URL;
const folder = mkdtempSync(join(tmpdir(), 'bercail-upgrade-'));
let isWell = await upgrade('embedded', '', join(folder, 'embedded'), options.from);
if (!server) say('PostgreSQL: left out, TEST_DATABASE_URL is not set');
else {
  const { url, drop } = await newPostgresql(server);
  isWell = (await upgrade('PostgreSQL', url, join(folder, 'postgresql'), options.from)) && isWell;
  await drop();
}
rmSync(folder, { recursive: true, force: true });
process.exit(isWell ? 0 : 1);
