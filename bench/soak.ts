import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { checkModels, checkRevisions, historiesOf, hostOf, publishHosts } from './durable-servers.ts';
import { hasTools } from './postgresql-tools.ts';
import { createBudget, type Phase } from './soak/budget.ts';
import { compareAnswers } from './soak/compare.ts';
import { type House, type Member, openHouse } from './soak/house.ts';
import { createLoad, KINDS, pause } from './soak/load.ts';
import { createModel } from './soak/model.ts';

/*
 * Three processes on a primary and a synchronous standby, under mixed load, while processes are killed, the primary
 * fails, a network is cut and a new build comes. No acknowledged write may be lost, and no answer may be wrong.
 */
const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    from: { type: 'string', default: '.' },
    readers: { type: 'string', default: '8' },
    writers: { type: 'string', default: '6' },
    logs: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const MINUTES = Number(options.minutes);
if (options.help || !(MINUTES >= 0.5)) {
  process.stdout.write(`npm run soak -- [--minutes 10] [--from CHECKOUT] [--readers 8] [--writers 6] [--logs FOLDER] [--json]

Three processes of the service on a PostgreSQL of its own (primary and synchronous standby, on loopback) behind a proxy
(HAProxy where it is installed), under readers and writers. One process is killed every 30 seconds; the primary fails
once, the network of one process is cut once, and the processes are replaced one by one: from the build in CHECKOUT/dist,
or else by the same one. Exit code 1: an acknowledged write was lost, or an answer was wrong.
--minutes  0.5 or more   --readers  who read at once   --writers  hosts with a writer of their own; three more share one
--logs     keeps what each process logs
It needs initdb, pg_ctl and pg_basebackup, as Debian's package postgresql has them.
`);
  process.exit(options.help ? 0 : 2);
}
if (!hasTools('initdb', 'pg_ctl', 'pg_basebackup')) {
  process.stderr.write('initdb, pg_ctl and pg_basebackup are not here: install PostgreSQL.\n');
  process.exit(2);
}

if (options.logs) mkdirSync(options.logs, { recursive: true });
const LASTS_MS = MINUTES * 60_000;
const KILL_EVERY_MS = Math.min(30_000, LASTS_MS / 6);
const DOWN_MS = 3_000;
const CUT_MS = Math.min(15_000, LASTS_MS / 10);
/** After this the rest is taken as hung: each event has its own limits. */
const MOST_MS = LASTS_MS + 5 * 60_000;
/** A process finds its database again within this. */
const FOUND_AGAIN_MS = 10_000;
const SHARING = 3;

const began = performance.now();
const progress = (line: string) =>
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);
const random = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;

let house: House | undefined;
let isEnding = false;
/** All that was started ends; whatever hangs is ended when this process does. */
async function leave(code: number): Promise<never> {
  isEnding = true;
  await Promise.race([house?.close(), pause(20_000)]);
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    progress('stopped: ending what was started');
    void leave(130);
  });
const fail = (error: unknown): void => {
  if (isEnding) return;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  void leave(1);
};
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);

async function soak(): Promise<boolean> {
  setTimeout(() => fail(new Error(`not done after ${MOST_MS / 60_000} minutes`)), MOST_MS).unref();
  progress('starting a primary, a synchronous standby, three processes and a proxy');
  const opened = await openHouse(options.from, options.logs);
  house = opened;
  const { members, proxy } = opened;
  progress(`${proxy.name} before ${members.map(({ name }) => name).join(', ')}`);

  const hosts = Array.from({ length: Number(options.writers) }, (_, writer) => hostOf(writer));
  const shared = hostOf(hosts.length);
  await publishHosts(proxy.base, hosts.length + 1);
  const [model, budget] = [createModel(), createBudget(KINDS)];
  for (const host of [...hosts, shared]) model.attempt(host, '');
  await pause(1_000);

  const until = performance.now() + LASTS_MS;
  let isOver = false;
  const goesOn = () => !isOver && !isEnding;
  const load = createLoad({ base: proxy.base, members, model, budget, hosts, shared, goesOn });
  const working = load.run({ readers: Number(options.readers), writers: SHARING });

  const oneAtATime = pLimit(1);
  /** Something happens: nothing else does meanwhile, and answers count for its phase. */
  const happens = (phase: Phase, what: string, run: () => Promise<void>) =>
    oneAtATime(async () => {
      if (isEnding) return;
      budget.enter(phase);
      progress(what);
      await run();
      await pause(2_000);
      budget.enter('quiet');
    });
  const start = async (member: Member): Promise<void> => {
    model.begin(member.name, performance.now());
    await opened.start(member);
  };
  const kill = () => {
    const member = random(members);
    return happens('kill', `kill -9 of ${member.name}`, async () => {
      member.server!.child.kill('SIGKILL');
      await member.server!.ended;
      await pause(DOWN_MS);
      await start(member);
    });
  };
  const EVENTS: readonly { at: number; run: () => Promise<void> }[] = [
    {
      at: 0.35,
      run: () =>
        happens('failover', 'the primary fails, the standby takes over', async () => {
          for (const { name } of members) model.part(name, performance.now());
          await opened.failOver();
          await pause(3_000);
          progress('the failed server comes back as a synchronous standby');
          await opened.repair();
          await pause(FOUND_AGAIN_MS);
          for (const { name } of members) model.join(name, performance.now());
        }),
    },
    {
      at: 0.55,
      run: () => {
        const { name, relays } = random(members);
        return happens('cut', `the network between ${name} and the database falls silent`, async () => {
          model.part(name, performance.now());
          for (const relay of relays) relay.silence();
          await pause(CUT_MS);
          for (const relay of relays) relay.mend();
          await pause(FOUND_AGAIN_MS);
          model.join(name, performance.now());
        });
      },
    },
    {
      at: 0.75,
      run: () =>
        happens(
          'upgrade',
          `a rolling upgrade from ${options.from === '.' ? 'the same build' : options.from}`,
          async () => {
            opened.migrate('.');
            for (const member of members) {
              member.server!.child.kill('SIGTERM');
              await member.server!.ended;
              member.checkout = '.';
              await start(member);
            }
          },
        ),
    },
  ];
  const happening: Promise<void>[] = [];
  const killing = setInterval(() => {
    // Whatever begins must be over before the end.
    if (until - performance.now() > KILL_EVERY_MS / 2) happening.push(kill());
  }, KILL_EVERY_MS);
  for (const { at, run } of EVENTS)
    setTimeout(() => happening.push(run()), LASTS_MS * at + KILL_EVERY_MS / 2 - 1_000).unref();
  const telling = setInterval(() => {
    const { acknowledged, wrong } = model.counts();
    progress(`${budget.total('done')} answers, ${acknowledged} edits acknowledged, ${wrong} wrong answers`);
  }, 15_000);
  await pause(LASTS_MS);
  clearInterval(killing);
  await Promise.all(happening);
  clearInterval(telling);
  isOver = true;
  await working;
  budget.enter('quiet');

  progress('quiet: comparing processes, model and rows');
  await pause(2_000);
  const slugs = [...hosts, shared];
  for (const difference of await compareAnswers(members, slugs)) model.fault(difference);
  const running = members.map(({ server }) => server!);
  await checkModels(running, opened.databaseUrl()).catch((error: Error) => model.fault(error.message));
  const revisions = await checkRevisions({ databaseUrl: opened.databaseUrl(), dataDir: '' });
  const histories = await historiesOf(opened.databaseUrl(), slugs);
  const verdict = model.verdict(histories);
  const made = (await opened.query(
    "select slug, count(*)::int as n from hosts where slug like 'made-%' group by slug",
  )) as { slug: string; n: number }[];
  const makings = new Map(made.map(({ slug, n }) => [slug, n]));
  for (const [slug, isAcknowledged] of load.made) {
    const count = makings.get(slug) ?? 0;
    if (isAcknowledged && count === 0) verdict.lost.push(`${slug} was made`);
    if (count > 1) verdict.wrong.push(`${slug} was made ${count} times under one key`);
  }

  const lags = model.lags();
  const lagAt = (share: number) => Math.round(lags[Math.floor((lags.length - 1) * share)] ?? 0);
  const isWell = verdict.lost.length === 0 && verdict.wrong.length === 0 && verdict.acknowledged > 0;
  const acknowledged = { edits: verdict.acknowledged, newHosts: [...load.made.values()].filter(Boolean).length };
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ minutes: MINUTES, from: options.from, proxy: proxy.name, acknowledged, unacknowledged: verdict.unacknowledged, lost: verdict.lost, wrong: verdict.wrong, behindMs: { p50: lagAt(0.5), p99: lagAt(0.99), most: lagAt(1) }, budget: budget.json() }, null, 2)}\n`,
    );
  else {
    const lines = [
      `${MINUTES} minutes through ${proxy.name}, ${options.readers} readers, ${hosts.length} + ${SHARING} writers of hosts, 2 who make hosts`,
      `acknowledged: ${acknowledged.edits} edits, ${acknowledged.newHosts} new hosts; lost: ${verdict.lost.length}; written without an answer: ${verdict.unacknowledged}; ${revisions}`,
      `wrong answers: ${verdict.wrong.length}; a read is behind the last acknowledged write by ${lagAt(0.5)} ms (median), ${lagAt(0.99)} (99 %), ${lagAt(1)} (most)`,
      ...[...verdict.lost, ...verdict.wrong].map((line) => `  ${line}`),
      '',
      ...budget.lines(),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return isWell;
}

soak().then((isWell) => leave(isWell ? 0 : 1), fail);
