import { mkdirSync } from 'node:fs';
import pLimit from 'p-limit';
import { createBudget, type Phase } from './soak/budget.ts';
import { compareAnswers } from './soak/compare.ts';
import { type House, type Member, openHouse } from './soak/house.ts';
import { createLoad, KINDS } from './soak/load.ts';
import { createModel } from './soak/model.ts';
import { checkoutOf } from './support/checkout.ts';
import { optionsOf, pause, fail as refuse, say, progress as tell } from './support/command.ts';
import { at } from './support/numbers.ts';
import { hasTools } from './support/postgresql.ts';
import { checkModels, checkRevisions, historiesOf, hostOf, publishHosts } from './support/records.ts';

/*
 * Three processes on a primary and a synchronous standby, under mixed load, while processes are killed, the primary
 * fails, a network is cut and a new build comes. No acknowledged write may be lost, and no answer may be wrong.
 */
const USAGE = `npm run soak -- [--minutes 10] [--from COMMIT] [--logs FOLDER]

Three processes of the service on a PostgreSQL of its own (primary and synchronous standby, on loopback) behind a proxy
(HAProxy where it is installed), under readers and writers. One process is killed every 30 seconds; the primary fails
once, the network of one process is cut once, and the processes are replaced one by one: from the build of a commit, of a
tag or of a folder, or else by the same one. Exit code 1: an acknowledged write was lost, or an answer was wrong.
--minutes  0.5 or more   --logs  keeps what each process logs
It needs initdb, pg_ctl and pg_basebackup, as Debian's package postgresql has them.`;
const options = optionsOf(USAGE, { minutes: '10', from: '.', logs: '' });
const MINUTES = Number(options.minutes);
if (!(MINUTES >= 0.5)) refuse(USAGE);
if (!hasTools('initdb', 'pg_ctl', 'pg_basebackup'))
  refuse('initdb, pg_ctl and pg_basebackup are not here: install PostgreSQL.');

if (options.logs) mkdirSync(options.logs, { recursive: true });
const LASTS_MS = MINUTES * 60_000;
const KILL_EVERY_MS = Math.min(30_000, LASTS_MS / 6);
const DOWN_MS = 3_000;
const CUT_MS = Math.min(15_000, LASTS_MS / 10);
/** After this the rest is taken as hung: each event has its own limits. */
const MOST_MS = LASTS_MS + 5 * 60_000;
/** A process finds its database again within this. */
const FOUND_AGAIN_MS = 10_000;
/** Who read at once; hosts with a writer of their own; and who share one. */
const [READERS, WRITERS, SHARING] = [8, 6, 3];

const began = performance.now();
const progress = (line: string) => tell(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`);
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
  const opened = await openHouse(checkoutOf(options.from), options.logs || undefined);
  house = opened;
  const { members, proxy } = opened;
  progress(`${proxy.name} before ${members.map(({ name }) => name).join(', ')}`);

  const hosts = Array.from({ length: WRITERS }, (_, writer) => hostOf(writer));
  const shared = hostOf(hosts.length);
  await publishHosts(proxy.base, hosts.length + 1);
  const [model, budget] = [createModel(), createBudget(KINDS)];
  for (const host of [...hosts, shared]) model.attempt(host, '');
  await pause(1_000);

  const until = performance.now() + LASTS_MS;
  let isOver = false;
  const goesOn = () => !isOver && !isEnding;
  const load = createLoad({ base: proxy.base, members, model, budget, hosts, shared, goesOn });
  const working = load.run({ readers: READERS, writers: SHARING });

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
      await member.server!.kill();
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
              await member.server!.stop();
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

  const isWell = verdict.lost.length === 0 && verdict.wrong.length === 0 && verdict.acknowledged > 0;
  const newHosts = [...load.made.values()].filter(Boolean).length;
  const behind = [0.5, 0.99, 1].map((share) => Math.round(at(share, model.lags())));
  const lines = [
    `${MINUTES} minutes through ${proxy.name}, ${READERS} readers, ${hosts.length} + ${SHARING} writers of hosts, 2 who make hosts`,
    `acknowledged: ${verdict.acknowledged} edits, ${newHosts} new hosts; lost: ${verdict.lost.length}; written without an answer: ${verdict.unacknowledged}; ${revisions}`,
    `wrong answers: ${verdict.wrong.length}; a read is behind the last acknowledged write by ${behind[0]} ms (median), ${behind[1]} (99 %), ${behind[2]} (most)`,
    ...[...verdict.lost, ...verdict.wrong].map((line) => `  ${line}`),
    '',
    ...budget.lines(),
  ];
  for (const line of lines) say(line);
  return isWell;
}

soak().then((isWell) => leave(isWell ? 0 : 1), fail);
