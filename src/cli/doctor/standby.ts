import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../../config.ts';
import { whyDatabaseFailed } from '../../database/failures.ts';
import { type Database, openDatabase } from '../../database/open.ts';
import { readReplay } from '../../database/replay.ts';
import { said } from './ask.ts';
import { durationOf, type Finding, fine, wrong } from './finding.ts';

/* Whether standbys repeat their primary: one that lost it answers as before. */

const STANDBY = 'standby';
const PATIENCE_MS = 5_000;
const STEP_MS = 250;

/** Nothing of a server that is no standby. */
export async function lookAtReplay(db: Database): Promise<Finding[]> {
  const first = await readReplay(db);
  if (!first) return [];
  const { receives, received, lastCommitSeconds } = first;
  const last =
    lastCommitSeconds === null ? '' : `; its last write is ${durationOf(Math.max(0, lastCommitSeconds))} old`;
  if (!receives)
    return [
      wrong(
        STANDBY,
        `receives nothing from its primary${last}`,
        'Words that were taken out are still shown from it. See its log, and primary_conninfo',
      ),
    ];
  const until = performance.now() + PATIENCE_MS;
  for (let now: typeof first | undefined = first; now; now = await readReplay(db)) {
    if (received === null || (now.replayed ?? 0) >= received)
      return [fine(STANDBY, 'receives and repeats its primary')];
    if (performance.now() > until) break;
    await delay(STEP_MS);
  }
  return [
    wrong(
      STANDBY,
      `receives from its primary, and does not repeat it${last}`,
      'Is it paused (select pg_is_wal_replay_paused()), or does a long query hold it?',
    ),
  ];
}

/** Looks at the standbys that a server reads while it writes to another database. */
export async function lookAtStandbys({
  databaseReadUrl,
  dataDir,
}: Pick<Config, 'databaseReadUrl' | 'dataDir'>): Promise<Finding[]> {
  if (!databaseReadUrl) return [];
  const { db, close } = await openDatabase({ databaseUrl: databaseReadUrl, dataDir, servers: 'standby' });
  try {
    const found = await lookAtReplay(db);
    return found.length > 0
      ? found
      : [wrong(STANDBY, 'none answers: the database that writes is read', 'See DATABASE_READ_URL, and their logs')];
  } catch (error) {
    const message = (whyDatabaseFailed(error) ?? said(error)).replaceAll('DATABASE_URL', 'DATABASE_READ_URL');
    return [wrong(STANDBY, message.replace(/\.$/, ''), 'See the log of the standby, and DATABASE_READ_URL')];
  } finally {
    await close().catch(() => {});
  }
}
