import { or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import { dropMailAddresses } from '../mail/addresses.ts';
import {
  evidencePassages,
  importFiles,
  importPages,
  importRuns,
  importSources,
  looks,
  mailAddresses,
  mails,
  siteVisits,
  watchedHosts,
  withheldFiles,
} from '../record/tables.ts';
import { endWaiting } from '../record/waiting-mails.ts';
import { MARKS, type Rewriter, spellings } from './rewrite.ts';
import { documentHolds, labelHolds, removeHolding, rewriteTable } from './rows.ts';

/*
 * Imported data that no document contains are deleted instead of rewritten. The content of a file stays deleted until
 * the file changes, so that the next import does not bring the text back.
 */

/** Condition: one of these columns contains the text; in an address perhaps percent-encoded. */
const anyHolds = (columns: readonly PgColumn[], text: string): SQL =>
  or(
    ...columns.flatMap((column) =>
      spellings(text)
        .flatMap((spelling) => [spelling, encodeURIComponent(spelling)])
        .map((needle) => sql`position(${needle} in ${column}) > 0`),
    ),
  )!;

const NOTHING = sql`'[]'::jsonb`;

/**
 * Remembers files that contain the text by the hash of their content, so that they stay excluded even when their source
 * is added again.
 */
async function withhold(db: Database, text: string): Promise<void> {
  const { hash, url, content } = importPages;
  await db
    .insert(withheldFiles)
    .select(
      db
        .selectDistinct({ hash })
        .from(importPages)
        .where(or(anyHolds([url], text), documentHolds(content, text))),
    )
    .onConflictDoNothing();
}

/** Deletes all imported data that contain a text. */
export async function forgetImported(db: Database, text: string): Promise<void> {
  await withhold(db, text);
  await db.delete(importSources).where(anyHolds([importSources.url], text));
  await db.delete(importRuns).where(anyHolds([importRuns.url], text));
  // Together with the files that these name.
  await db.delete(importFiles).where(anyHolds([importFiles.url, importFiles.name], text));
  await db.update(importFiles).set({ problems: NOTHING }).where(documentHolds(importFiles.problems, text));
  const { url, name, etag, lastModified, content, problems } = importPages;
  await db.delete(importPages).where(anyHolds([url], text));
  await db
    .update(importPages)
    .set({ name: null, etag: null, lastModified: null })
    .where(anyHolds([name, etag, lastModified], text));
  await db.update(importPages).set({ problems: NOTHING }).where(documentHolds(problems, text));
  await db.update(importPages).set({ content: null }).where(documentHolds(content, text));
}

/** Ends waiting mails that contain the text, and removes mail addresses that do: nothing of them is published. */
export async function forgetMailed(db: Database, text: string, at: Date): Promise<void> {
  await endWaiting(db, at, or(...[mails.subject, mails.text, mails.toAddress].map((part) => labelHolds(part, text))));
  await dropMailAddresses(db, { clock: () => at }, labelHolds(mailAddresses.email, text));
}

/**
 * Redacts the observations of a host's website and the passages of its evidence pages. When an address contains the
 * text, everything stored about it is deleted. Passages and troubles of other hosts are redacted too: none of this is
 * published.
 */
export async function rewriteWatched(
  db: Database,
  { hostId, text }: { hostId: string; text: string },
  rewriter: Rewriter,
): Promise<void> {
  await removeHolding(db, evidencePassages.hostId, evidencePassages.url, hostId, rewriter);
  await removeHolding(db, watchedHosts.hostId, watchedHosts.url, hostId, rewriter);
  await removeHolding(db, looks.hostId, looks.site, hostId, rewriter);
  await rewriteTable(db, [evidencePassages, labelHolds(evidencePassages.passage, text)], rewriter);
  await rewriteTable(db, [watchedHosts, documentHolds(watchedHosts.troubles, text)], rewriter);
  // The page itself may still contain the text: store no further passages of it.
  const isMarked = sql`position(${MARKS.fr} in ${evidencePassages.passage}) > 0`;
  await db.update(evidencePassages).set({ isRedacted: true }).where(isMarked);
  await db.delete(siteVisits).where(or(labelHolds(siteVisits.site, text), documentHolds(siteVisits.robots, text)));
}
