import { or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import { importFiles, importPages, importRuns, importSources, withheldFiles } from '../record/tables.ts';
import { spellings } from './rewrite.ts';
import { documentHolds } from './rows.ts';

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
