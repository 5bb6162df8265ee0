import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { EvidencePassageRow } from '../../record/rows.ts';
import { evidencePages, evidencePassages } from '../../record/tables.ts';

/** How many of the latest passages are kept per statement, in addition to the first one. */
const LAST_KEPT = 2;

/** All stored passages of a host's pages, by statement, oldest first. */
export const listPassages = (db: Database, hostId: string): Promise<EvidencePassageRow[]> =>
  db
    .select()
    .from(evidencePassages)
    .where(eq(evidencePassages.hostId, hostId))
    .orderBy(asc(evidencePassages.subject), asc(evidencePassages.firstOn), asc(evidencePassages.id));

/** The pages of a host with the results of their last check. */
export const listPages = (db: Database, hostId: string) =>
  db
    .select({
      url: evidencePages.url,
      checkedAt: evidencePages.checkedAt,
      digest: evidencePages.digest,
      digestSince: evidencePages.digestSince,
      changedOn: evidencePages.changedOn,
      failingSince: evidencePages.failingSince,
    })
    .from(evidencePages)
    .where(eq(evidencePages.hostId, hostId))
    .orderBy(asc(evidencePages.url));

/** What a page said about a statement on a day. */
export interface Read {
  hostId: string;
  subject: string;
  url: string;
  digest: string;
  passage: string | null;
}

/**
 * Stores a passage. An unchanged passage only gets the new day. Of several different passages, the first and the last
 * two are kept.
 */
export async function keepPassage(db: Database, read: Read, day: string): Promise<void> {
  const ofStatement = and(eq(evidencePassages.hostId, read.hostId), eq(evidencePassages.subject, read.subject));
  const kept = await db
    .select()
    .from(evidencePassages)
    .where(ofStatement)
    .orderBy(asc(evidencePassages.firstOn), asc(evidencePassages.lastOn));
  // Redacted text must not come back at the next visit.
  const isRedacted = kept.some(({ url, isRedacted }) => isRedacted && url === read.url);
  const passage = isRedacted ? null : read.passage;
  const last = kept.at(-1);
  if (last && last.url === read.url && (last.passage === passage || (isRedacted && last.isRedacted))) {
    await db.update(evidencePassages).set({ digest: read.digest, lastOn: day }).where(eq(evidencePassages.id, last.id));
    return;
  }
  await db.insert(evidencePassages).values({ ...read, passage, isRedacted, firstOn: day, lastOn: day });
  const between = kept.slice(1, kept.length + 1 - LAST_KEPT).map(({ id }) => id);
  if (between.length > 0) await db.delete(evidencePassages).where(inArray(evidencePassages.id, between));
}

/** Deletes the passages of statements that a host no longer makes. */
export async function forgetPassages(db: Database, hostId: string, stated: ReadonlySet<string>): Promise<void> {
  const kept = await db
    .selectDistinct({ subject: evidencePassages.subject })
    .from(evidencePassages)
    .where(eq(evidencePassages.hostId, hostId));
  const gone = kept.map(({ subject }) => subject).filter((subject) => !stated.has(subject));
  if (gone.length > 0)
    await db
      .delete(evidencePassages)
      .where(and(eq(evidencePassages.hostId, hostId), inArray(evidencePassages.subject, gone)));
}
