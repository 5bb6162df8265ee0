import { or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../database/open.ts';
import { importFiles, importPages, importRuns, importSources, withheldFiles } from '../record/tables.ts';
import { spellings } from './rewrite.ts';
import { documentHolds } from './rows.ts';

/*
 * What was read from elsewhere, and is in no document: words are not rewritten there but forgotten. What a file said stays
 * forgotten until the file has changed, so that the next reading does not bring the words back.
 */

/** Condition: any of these columns contains the text, in an address perhaps encoded. */
const anyHolds = (columns: readonly PgColumn[], text: string): SQL =>
  or(
    ...columns.flatMap((column) =>
      spellings(text)
        .flatMap((spelling) => [spelling, encodeURIComponent(spelling)])
        .map((needle) => sql`position(${needle} in ${column}) > 0`),
    ),
  )!;

const NOTHING = sql`'[]'::jsonb`;

/** Notes the files that hold a text by what they say: so they are known also when their source is given anew. */
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

/** Forgets everything that was read from elsewhere and holds a text. */
export async function forgetImported(db: Database, text: string): Promise<void> {
  await withhold(db, text);
  await db.delete(importSources).where(anyHolds([importSources.url], text));
  await db.delete(importRuns).where(anyHolds([importRuns.url], text));
  // With the files that these name.
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
