import { sql } from 'drizzle-orm';
import type { Database } from './open.ts';

/** What a database server says of itself. */
export interface ServerSettings {
  /** Such as 150008. */
  version: number;
  name: string;
  now: Date;
  /** It repeats another server. */
  isStandby: boolean;
  /** Settings without which a power cut loses what was confirmed, or the whole database. */
  fsync: string;
  fullPageWrites: string;
  synchronousCommit: string;
}

export async function readServerSettings(db: Database): Promise<ServerSettings> {
  const setting = (name: string) => sql<string>`current_setting(${name}::text)`;
  const [row] = await db
    .select({
      version: setting('server_version_num'),
      name: setting('server_version'),
      now: sql<string>`extract(epoch from clock_timestamp())::text`,
      isStandby: sql<boolean>`pg_is_in_recovery()`,
      fsync: setting('fsync'),
      fullPageWrites: setting('full_page_writes'),
      synchronousCommit: setting('synchronous_commit'),
    })
    .from(sql`(values (1)) as one`);
  const { version, now, ...others } = row!;
  return { ...others, version: Number(version), now: new Date(Number(now) * 1000) };
}
