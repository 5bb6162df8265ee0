import { sql } from 'drizzle-orm';
import type { Database } from './open.ts';

/** What a standby has of its primary. Places are bytes of the write-ahead log. */
export interface Replay {
  /** Whether it receives from its primary. A network that went silent is noticed after `wal_receiver_timeout`. */
  receives: boolean;
  received: number | null;
  replayed: number | null;
  /** How long ago the last transaction that it has was committed: long on a primary where nobody writes. */
  lastCommitSeconds: number | null;
}

/** Errors where the functions are missing or refused: some hosted services only resemble PostgreSQL. */
const NOT_TOLD = new Set(['42501', '42883', '42P01', '0A000', '55000']);

const place = (of: 'receive' | 'replay') =>
  sql<number | null>`pg_wal_lsn_diff(${sql.raw(`pg_last_wal_${of}_lsn()`)}, '0/0')::float8`;

/**
 * undefined: it is no standby, or does not tell. Any role may ask. To other roles than those of monitoring, PostgreSQL
 * shows of a receiver only that there is one, and neither its state nor how far the primary is.
 */
export async function readReplay(db: Database): Promise<Replay | undefined> {
  try {
    const [row] = await db
      .select({
        isStandby: sql<boolean>`pg_is_in_recovery()`,
        receives: sql<boolean>`exists (select from pg_stat_wal_receiver)`,
        received: place('receive'),
        replayed: place('replay'),
        lastCommitSeconds: sql<
          number | null
        >`extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8`,
      })
      .from(sql`(values (1)) as one`);
    const { isStandby, ...replay } = row!;
    return isStandby ? replay : undefined;
  } catch (error) {
    const { code } = ((error as Error).cause ?? error) as { code?: string };
    if (code !== undefined && NOT_TOLD.has(code)) return undefined;
    throw error;
  }
}
