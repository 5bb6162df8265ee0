import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Asker, routeOf } from './golden/answers.ts';
import { compare } from './golden/compare.ts';
import { askLink, followMails, giveAddress, invitePerson, isDesk, openDesks, sendForms } from './golden/desks.ts';
import { askNeeds } from './golden/needs.ts';
import { meetNeighbours, type Neighbours } from './golden/neighbours.ts';
import { coverageOf, describedBy, examplesOf, type Operation } from './golden/operations.ts';
import { addressesOf, openPublicPages, patternsOf } from './golden/pages.ts';
import { readAll, readLists } from './golden/readings.ts';
import { askTooOften, comeAndGo, refuseAll, WRITTEN_AT_DESKS } from './golden/refusals.ts';
import { ADMIN, command, type ServiceOptions, startService } from './golden/service.ts';
import { type Story, tell } from './golden/story/story.ts';

/*
 * What must not change while the house is rebuilt: a built service is filled by a fixed story, then asked some thousands of
 * things, and every answer is written to a file. Two builds that behave alike write the same files.
 */
const { values: options } = parseArgs({
  options: {
    app: { type: 'string', default: '.' },
    out: { type: 'string' },
    against: { type: 'string' },
    data: { type: 'string' },
    database: { type: 'string', default: '' },
    filled: { type: 'boolean', default: false },
    needs: { type: 'string', default: '300' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (options.help || !options.out) {
  process.stdout.write(`npm run golden -- --out DIR [--against DIR] [--app CHECKOUT] [--needs 300]
  [--data DIR | --database URL] [--filled]

Asks the build in CHECKOUT/dist and writes each answer to DIR; --against compares them with those of another run, of any
day. --data keeps the embedded database in a folder, --database uses a PostgreSQL; --filled reads what such a run wrote
before, without the story, so that another build can be asked about the same rows.
`);
  process.exit(options.help ? 0 : 1);
}

/** Parts that are read without a story before them. */
const READINGS = ['readings', 'needs', 'pages', 'desks'];

const began = performance.now();
const out = resolve(options.out);
const data = resolve(options.data ?? mkdtempSync(join(tmpdir(), 'bercail-golden-')));
const kept = join(data, 'story.json');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
mkdirSync(data, { recursive: true });

const ADDRESS = 'bureau@aulnes.example';
/** In which a receiver is not asked twice for a text. */
const A_MINUTE_MS = 61_000;
const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

type Kept = Story & { person: string };

/** Waits until no more mails and messages to webhooks come. */
async function settle({ mails, events }: Neighbours): Promise<void> {
  for (let before = -1; before !== mails.length + events.length; await wait(4000))
    before = mails.length + events.length;
}

/** What takes its time: mails, the links that they hold, and what may be asked once a minute. */
async function later(asker: Asker, neighbours: Neighbours, { aulnes, names }: Kept, toldAt: number): Promise<void> {
  const { mails, events } = neighbours;
  asker.begin('later');
  await wait(Math.max(0, toldAt + A_MINUTE_MS - performance.now()));
  await asker.ask('POST', `/v1/webhooks/${names.webhook}/verifications`, { token: aulnes.token });
  await settle(neighbours);
  const first = [...mails].sort();
  await followMails(asker, first);
  await askLink(asker, ADDRESS);
  await settle(neighbours);
  await followMails(asker, mails.slice(first.length).sort());
  asker.write('mails', [...mails].sort().join('\n\n========\n\n'));
  asker.write('events', [...events].sort().join('\n'));
}

async function run(neighbours: Neighbours): Promise<string[]> {
  const service: ServiceOptions = {
    ...{ checkout: options.app, data, databaseUrl: options.database, isFilled: options.filled },
    smtpUrl: neighbours.smtpUrl,
  };
  if (options.database) await command(service, 'migrate');
  if (options.database && !options.filled) await command(service, 'seed');
  const { base, routes, stop } = await startService(service);
  const asker = new Asker(base, out);
  const [patternOf, actionOf] = [patternsOf(routes, 'GET'), patternsOf(routes, 'POST')];
  const named = routes.map((route) => routeOf(...(route.split(' ') as [string, string])));
  const hasDesks = routes.includes('GET /manage');
  let operations: Operation[] = [];
  let story: Kept;
  try {
    asker.begin('story');
    operations = await describedBy(asker);
    if (options.filled) story = JSON.parse(readFileSync(kept, 'utf8')) as Kept;
    else {
      const peek = async (path: string, token: string) =>
        (await fetch(base + path, { headers: { authorization: `Bearer ${token}` } })).json();
      const ask = asker.ask.bind(asker);
      const teller = { ask, peek, admin: { token: ADMIN }, example: examplesOf(operations), neighbours };
      const told = await tell(teller);
      const toldAt = performance.now();
      await comeAndGo(asker, operations, told);
      story = { ...told, person: hasDesks ? await invitePerson(asker, told) : 'nobody' };
      if (hasDesks) await giveAddress(asker, told.aulnes.token, 'les-aulnes', ADDRESS);
      asker.begin('forms');
      if (hasDesks) {
        const names = { ...told.names, ...WRITTEN_AT_DESKS };
        await sendForms(asker, patternOf, actionOf, story, addressesOf(named, names).filter(isDesk));
      }
      asker.begin('refusals');
      await refuseAll(asker, operations, story);
      if (hasDesks) await later(asker, neighbours, story, toldAt);
      writeFileSync(kept, JSON.stringify(story));
    }
    asker.begin('readings');
    const state = 'state=published&state=silent&state=suspended&state=closed';
    const { body: all } = await asker.ask('GET', `/v1/hosts?limit=100&${state}`);
    const { body: rest } = await asker.ask('GET', `${all.next ?? '/v1/hosts?limit=1'}`);
    const slugs = [...all.items, ...rest.items].map(({ slug }: { slug: string }) => slug);
    await readAll(asker, operations, story);
    await readLists(asker, story, slugs);
    asker.begin('needs');
    await askNeeds(asker, story, Number(options.needs));
    asker.begin('pages');
    const addresses = addressesOf(named, story.names);
    const open = addresses.filter((one) => !isDesk(one));
    await openPublicPages(asker, patternOf, slugs, story.recommendations, open);
    asker.begin('desks');
    if (hasDesks) await openDesks(asker, patternOf, story, addresses.filter(isDesk));
  } finally {
    await stop();
  }
  if (!options.filled) {
    const more = { RATE_LIMIT_ANONYMOUS: '1', RATE_LIMIT_TOKEN: '1' };
    const strict = await startService({ ...service, isFilled: true, more });
    asker.base = strict.base;
    asker.begin('too often');
    await askTooOften(asker, operations, story).finally(strict.stop);
  }
  return [`${asker.written} answers in ${out}`, ...coverageOf(operations, named, asker.covered)];
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const neighbours = await meetNeighbours();
try {
  for (const line of await run(neighbours)) say(line);
} finally {
  await neighbours.close();
}
say(`${Math.round((performance.now() - began) / 1000)} s`);
if (options.against) {
  const { compared, told } = compare(resolve(options.against), out, options.filled ? READINGS : undefined);
  for (const one of told) say(one);
  say(`${compared - told.length} of ${compared} answers are the same, byte for byte; ${told.length} differ`);
  process.exitCode = told.length > 0 ? 1 : 0;
}
if (!options.data) rmSync(data, { recursive: true, force: true });
