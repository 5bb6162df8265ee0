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
import { answersOf } from './upgrade/answers.ts';
import { runBeside } from './upgrade/beside.ts';
import { compareAnswers } from './upgrade/compare.ts';
import { GROWS } from './upgrade/expected.ts';
import { newPostgresql, rowsOf, type Stored } from './upgrade/rows.ts';

/*
 * A database of another build, upgraded by this one: the other build is filled by the story of the golden run, then
 * killed while messages to webhooks, mails and the reading of a source wait. Every row and every answer must be there
 * afterwards, and what waited must come once.
 */
const { values: options } = parseArgs({
  options: { from: { type: 'string' }, beside: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
const server = process.env.TEST_DATABASE_URL;
if (options.help || (!options.from && !options.beside) || (options.beside && !server)) {
  process.stdout.write(`npm run trial:upgrade -- [--from CHECKOUT] [--beside CHECKOUT]

CHECKOUT holds another build in dist. --from upgrades what it wrote. --beside runs it on one PostgreSQL with a copy of
this build that has one migration more (“.”: this build itself). TEST_DATABASE_URL names a PostgreSQL server whose role may create databases;
without it, --beside is refused, and --from upgrades only the embedded database.
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
  /** The story is told in today's words; a build from before knows a state as a status. */
  const ask: Asker['ask'] = async (method, path, asking) => {
    const answer = await asker.ask(method, path, asking);
    const { state, ...rest } = (asking?.body ?? {}) as { state?: string };
    return answer.status === 400 && state !== undefined
      ? await asker.ask(method, path, { ...asking, body: { ...rest, status: state } })
      : answer;
  };
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
  const { open, wanted, added } = compareAnswers(said, await answersOf(after.base, story));
  await after.stop();
  const kept = await rowsOf(stored);
  await neighbours.close();

  const others = [...rows.counts].filter(([table, count]) => !OF_WORK.test(table) && kept.counts.get(table) !== count);
  const grown = others.filter(([table, count]) => table in GROWS && kept.counts.get(table)! > count);
  const fewer = others.filter((one) => !grown.includes(one));
  const came = neighbours.eventIds.slice(sent);
  const twice = neighbours.eventIds.length - new Set(neighbours.eventIds).size;
  // A build from before there was anything that waits leaves nothing to try.
  const canWait = waiting.length > 0;
  const isTried = rows.total > 0 || !canWait;
  const isWell = isTried && open.length === 0 && fewer.length === 0 && kept.total === 0 && twice === 0;
  say(
    `${name}: ${rows.counts.size} tables, ${[...rows.counts.values()].reduce((sum, count) => sum + count, 0)} rows, ${said.size} answers; upgraded and answering after ${(started / 1000).toFixed(1)} s`,
  );
  if (!isTried) say('  nothing waited when it was killed: this tried nothing');
  if (!canWait) say('  the older build has nothing that could wait');
  say(
    `  waited when it was killed: ${waiting.map(([what, count]) => `${count} ${what}`).join(', ')}; afterwards: ${kept.total}`,
  );
  say(`  messages that came: ${came.length}, twice: ${twice}; mails: ${neighbours.mails.length - mailed}`);
  say(
    `  tables with another number of rows: ${fewer.map(([table, count]) => `${table} ${count} → ${kept.counts.get(table) ?? 'no such table'}`).join(', ') || 'none'}`,
  );
  for (const [table, count] of grown) say(`  wanted: ${table} ${count} → ${kept.counts.get(table)}: ${GROWS[table]}`);
  for (const one of wanted) say(`  wanted: ${one}`);
  say(`  new beside what was said: ${added || 'nothing'}`);
  say(`  to be looked at: ${open.length === 0 ? 'nothing' : `${open.length} kinds`}`);
  for (const one of open) say(`    ${one}`);
  return isWell;
}

const folder = mkdtempSync(join(tmpdir(), 'bercail-upgrade-'));
let isWell = true;
if (options.from) {
  isWell = await upgrade('embedded', '', join(folder, 'embedded'), options.from);
  if (!server) say('PostgreSQL: left out, TEST_DATABASE_URL is not set');
  else {
    const { url, drop } = await newPostgresql(server);
    isWell = (await upgrade('PostgreSQL', url, join(folder, 'postgresql'), options.from)) && isWell;
    await drop();
  }
}
if (options.beside) isWell = (await runBeside(server!, options.beside, say)) && isWell;
rmSync(folder, { recursive: true, force: true });
process.exit(isWell ? 0 : 1);
