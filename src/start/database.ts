import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { pino } from 'pino';
import { openSnapshots, type Snapshots } from '../catalogue/snapshot.ts';
import type { Config } from '../config.ts';
import { isDatabaseAway } from '../database/errors.ts';
import { whyDatabaseFailed } from '../database/failures.ts';
import { takeLock } from '../database/lock.ts';
import { type Database, type OpenDatabase, openDatabase } from '../database/open.ts';
import { seedCatalogue } from '../exchange/seed/seed.ts';
import { describeFailure } from '../http/problems.ts';
import { readState } from '../record/changes.ts';
import type { Context } from '../record/context.ts';
import { keepTieSecret } from '../record/tie-secret.ts';
import { StartError } from './words.ts';

/* What a start needs of the database, and of the snapshot that is served while there is none. */

interface Databases {
  /** Where commands write; of a process that only reads, the standbys. */
  database: OpenDatabase;
  /** What is followed, if it is another one. */
  standbys: OpenDatabase | undefined;
  readsOnly: boolean;
}

export async function openDatabases(config: Config, log: pino.Logger): Promise<Databases> {
  const { databaseUrl, databaseReadUrl, dataDir } = config;
  const settings = {
    dataDir,
    mustBeMigrated: true,
    onLostConnection: (error: Error) => log.warn(describeFailure(error), 'a database connection was lost'),
  };
  // Where no standby answers, one that accepts writes may be read in its place: nothing is to be written there either.
  const readsOnly = databaseReadUrl !== undefined && !databaseUrl;
  const standbys = databaseReadUrl
    ? await openDatabase({ ...settings, databaseUrl: databaseReadUrl, servers: 'standby', readsOnly: true })
    : undefined;
  if (standbys && readsOnly) return { database: standbys, standbys: undefined, readsOnly };
  return { database: await openDatabase({ ...settings, databaseUrl }), standbys, readsOnly: false };
}

/** Seeds a new embedded database; for PostgreSQL there is the command `seed`. */
export async function seedIfNew(
  { db, engine }: OpenDatabase,
  context: Context,
  config: Config,
  log: pino.Logger,
): Promise<void> {
  if (engine !== 'pglite' || config.seed === 'none' || (await readState(db)).revision > 0) return;
  const { hosts, federations, refused } = await seedCatalogue(context);
  log.info({ hosts, federations, refused: refused.map(({ slug }) => slug) }, 'seeded');
}

/**
 * Two servers in one folder would remove each other's halves, and one that lost the database for a moment would write
 * back what the other removed for a redaction. Held until this process ends. Servers in two containers cannot see each
 * other: there each has a volume of its own.
 */
function lockSnapshots(folder: string): void {
  // An embedded database may use the same folder, and locks it later: so this lock has a folder of its own.
  const own = join(folder, 'lock-snapshot');
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const lock = takeLock(own);
  if ('release' in lock) return;
  throw new StartError(
    `The folder ${folder} of SNAPSHOT_DIR is in use by another server (process ${lock.pid}). Each needs a folder of its own: name another one, or stop that server first.`,
  );
}

/** @throws StartError when the folder cannot be used */
export function snapshotsOf({ snapshotDir: folder }: Config, log: pino.Logger): Snapshots | undefined {
  if (folder === undefined) return undefined;
  try {
    lockSnapshots(folder);
    return openSnapshots({
      folder,
      onFault: ({ file, reason }) => log.warn({ file, reason }, 'a snapshot is not used, or cannot be written'),
    });
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The folder of SNAPSHOT_DIR cannot be used (${(error as Error).message}). Give it to this account, or name another one.`,
    );
  }
}

/**
 * @param databases asked one after the other
 * @throws StartError when only a database that is away knows the secret
 */
export async function tieSecretOf(
  { tieSecret, snapshotDir }: Config,
  [db, ...others]: readonly [Database, ...Database[]],
): Promise<string> {
  if (tieSecret !== undefined) return tieSecret;
  try {
    const newSecret = () => randomBytes(32).toString('hex');
    return await keepTieSecret(db, newSecret).catch((error) => {
      const [other] = others;
      if (!other || !isDatabaseAway(error)) throw error;
      return keepTieSecret(other, newSecret);
    });
  } catch (error) {
    if (snapshotDir === undefined || !isDatabaseAway(error)) throw error;
    throw new StartError(
      `${whyDatabaseFailed(error) ?? (error as Error).message} To serve a snapshot meanwhile, set TIE_SECRET to the one that the database keeps: select tie_secret from catalogue_state.`,
      { cause: error },
    );
  }
}
