import { existsSync } from 'node:fs';
import type { Config } from '../../config.ts';
import { DatabaseVersionError } from '../../database/errors.ts';
import { whyDatabaseFailed } from '../../database/failures.ts';
import { accessTo, holderOf } from '../../database/lock.ts';
import { requireMigrated } from '../../database/migrate.ts';
import { type Database, type OpenDatabase, openDatabase } from '../../database/open.ts';
import { readServerSettings, type ServerSettings } from '../../database/settings.ts';
import { watchWrites } from '../../database/writing.ts';
import { type InnerState, innerStateIn, readInnerState } from '../../discovery/inner-state.ts';
import { ask, said } from './ask.ts';
import { durationOf, type Finding, fine, unknown, wrong } from './finding.ts';
import { lookAtReplay, lookAtStandbys } from './standby.ts';

/* The database, and what waits in it. An embedded database belongs to its server, which is asked. */

const DATABASE = 'database';
const OLDEST_SERVER = 15;
const CLOCKS_APART_MS = 5_000;
/** Tasks are due every minute at most; a process that does them looks twice a minute. */
export const LATE_SECONDS = 3600;

interface DatabaseFindings {
  findings: Finding[];
  /** undefined: could not be read. */
  state: InnerState | undefined;
}

/** Without its last full stop, which a finding gets when it is written. */
const messageOf = (error: unknown): string => (whyDatabaseFailed(error) ?? said(error)).replace(/\.$/, '');

const lookAtVersion = ({ version, name }: ServerSettings): Finding =>
  Math.floor(version / 10_000) < OLDEST_SERVER
    ? wrong('PostgreSQL', `version ${name}`, `Upgrade it: ${OLDEST_SERVER} or later is needed`)
    : fine('PostgreSQL', `version ${name}`);

const lookAtSafety = (settings: ServerSettings): Finding => {
  const off = (
    [
      ['fsync', settings.fsync],
      ['full_page_writes', settings.fullPageWrites],
      ['synchronous_commit', settings.synchronousCommit],
    ] as const
  ).filter(([, value]) => value === 'off');
  return off.length > 0
    ? wrong(
        'safety of writes',
        `${off.map(([setting]) => setting).join(' and ')} off: a power cut loses what was confirmed`,
        `Switch on in postgresql.conf: ${off.map(([setting]) => setting).join(', ')}`,
      )
    : fine('safety of writes', 'fsync and full_page_writes are on, synchronous_commit is not off');
};

const END_OF_SENTENCE = /\.(?: |$)/;

/** Whether a server would start on it; why not is said as it says it. */
async function lookAtMigrations(db: Database): Promise<Finding> {
  try {
    await requireMigrated(db);
    return fine('migrations', 'none is missing, and none of a newer version is in the way');
  } catch (error) {
    if (!(error instanceof DatabaseVersionError)) throw error;
    const sentences = error.message.split(END_OF_SENTENCE).filter((sentence) => sentence !== '');
    return wrong('migrations', sentences.slice(0, -1).join('. '), sentences.at(-1)!);
  }
}

export const lookAtClock = (whose: string, there: Date, here: Date): Finding => {
  const apart = Math.abs(there.getTime() - here.getTime());
  const looked = `clock of ${whose}`;
  const is = `${durationOf(apart / 1000)} from the one here`;
  return apart > CLOCKS_APART_MS
    ? wrong(looked, is, 'Let both follow a time server (timedatectl set-ntp true)')
    : fine(looked, is);
};

const lookAtWriting = (isWritable: boolean): Finding =>
  isWritable
    ? fine(DATABASE, 'answers, and takes writes')
    : wrong(DATABASE, 'answers, and takes no writes', 'Is it a standby, or is its disk full? See its own log');

async function lookInside({ db }: OpenDatabase): Promise<DatabaseFindings> {
  const here = new Date();
  const settings = await readServerSettings(db);
  const migrations = await lookAtMigrations(db);
  const findings = [
    ...[lookAtVersion(settings), lookAtSafety(settings)],
    ...[lookAtClock('the database', settings.now, here), migrations],
  ];
  if (migrations.state === 'wrong') return { findings, state: undefined };
  const state = await readInnerState(
    db,
    watchWrites(db, () => {}),
    () => new Date(),
  );
  return { findings: [lookAtWriting(state.isWritable), ...findings], state };
}

/** What a server that only reads has: no write of its own, no task, no mail. */
async function lookInsideStandby({ db }: OpenDatabase): Promise<DatabaseFindings> {
  const here = new Date();
  const settings = await readServerSettings(db);
  const findings = [
    settings.isStandby
      ? fine(DATABASE, 'answers, and is a standby')
      : wrong(
          DATABASE,
          'answers, and is no standby',
          'Was it promoted, or is the standby away? Name standbys in DATABASE_READ_URL, or set DATABASE_URL to write',
        ),
    ...(await lookAtReplay(db)),
    ...[lookAtVersion(settings), lookAtClock('the database', settings.now, here), await lookAtMigrations(db)],
  ];
  return { findings, state: undefined };
}

async function lookAtServer({ databaseUrl, databaseReadUrl, dataDir }: Config): Promise<DatabaseFindings> {
  const name = databaseUrl ? 'DATABASE_URL' : 'DATABASE_READ_URL';
  let database: OpenDatabase | undefined;
  try {
    if (databaseUrl) {
      database = await openDatabase({ databaseUrl, dataDir });
      const { findings, state } = await lookInside(database);
      return { findings: [...findings, ...(await lookAtStandbys({ databaseReadUrl, dataDir }))], state };
    }
    database = await openDatabase({ databaseUrl: databaseReadUrl, dataDir, servers: 'standby' });
    return await lookInsideStandby(database);
  } catch (error) {
    const message = messageOf(error).replaceAll('DATABASE_URL', name);
    return { findings: [wrong(DATABASE, message, `See the log of PostgreSQL, and ${name}`)], state: undefined };
  } finally {
    await database?.close().catch(() => {});
  }
}

async function lookAtFolder(dataDir: string): Promise<DatabaseFindings> {
  const nothing = (finding: Finding) => ({ findings: [finding], state: undefined });
  const holder = existsSync(dataDir) ? holderOf(dataDir) : undefined;
  if (!holder?.address)
    return nothing(
      wrong(
        DATABASE,
        `no server is running on ${dataDir}`,
        'Start the server, or give the DATA_DIR of the one that runs; with PostgreSQL, its DATABASE_URL',
      ),
    );
  // Its address on this machine: behind the public one, a proxy keeps metrics to itself.
  const address = accessTo(dataDir)?.address ?? holder.address;
  try {
    const metrics = await ask(new URL('/metrics', address));
    if (!metrics.ok)
      return nothing(
        unknown(
          DATABASE,
          `${address}/metrics answers ${metrics.status}, and this account may not read how to ask the server itself`,
          'Run this as the account of the server',
        ),
      );
    const { state, isUp } = innerStateIn(await metrics.text());
    if (!isUp || !state) return nothing(wrong(DATABASE, 'does not answer its server', 'See the log of the server'));
    return { findings: [lookAtWriting(state.isWritable)], state };
  } catch (error) {
    return nothing(unknown(DATABASE, `the server at ${address} does not tell (${messageOf(error)})`));
  }
}

export const lookAtDatabase = (config: Config): Promise<DatabaseFindings> =>
  config.databaseUrl || config.databaseReadUrl ? lookAtServer(config) : lookAtFolder(config.dataDir);

/** Whether some process does what is due by itself. */
export function lookAtTasks(state: InnerState | undefined, now: Date): Finding[] {
  const TASKS = 'tasks';
  if (!state || state.tasks.length === 0) return [unknown(TASKS, state ? 'none has been planned yet' : 'not read')];
  const failed = state.tasks.filter(({ lastError }) => lastError !== null);
  // One that has never run waits for the first turn of a new database.
  const late = state.tasks.filter(({ dueAt }) => now.getTime() - dueAt.getTime() > LATE_SECONDS * 1000);
  const imports = state.queues.find(({ queue }) => queue === 'imports')!;
  const namesOf = (some: InnerState['tasks']): string => some.map(({ name }) => name).join(', ');
  return [
    late.length > 0
      ? wrong(TASKS, `late by more than an hour: ${namesOf(late)}`, 'Is a server running on this database? See its log')
      : failed.length > 0
        ? wrong(TASKS, `failed: ${namesOf(failed)}`, 'See the log of the server: “a task failed”')
        : fine(TASKS, `all ${state.tasks.length} ran when they were due`),
    imports.oldestSeconds > LATE_SECONDS
      ? wrong('imports', `one waits for ${durationOf(imports.oldestSeconds)}`, 'See the log of the server')
      : fine('imports', 'none waits long'),
  ];
}
