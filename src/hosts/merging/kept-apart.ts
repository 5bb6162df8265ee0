import { and, eq, exists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../database/open.ts';
import { moveDifferences } from '../../record/different.ts';
import {
  cases,
  entrySources,
  evidencePassages,
  importFiles,
  importPages,
  importSources,
  looks,
  proposals,
  serviceSources,
  watchedHosts,
  webhooks,
} from '../../record/tables.ts';

/*
 * At a merge, moves what is stored about an entry outside of its document. Files that named the other entry then name
 * the kept one. Observations of the other entry's website are dropped: they say nothing about the kept entry's website.
 */

/** The kept entry keeps its own source; if it has none, it gets the other entry's. */
async function moveOwnSource(db: Database, kept: string, other: string): Promise<void> {
  const [present] = await db.select().from(importSources).where(eq(importSources.hostId, kept));
  if (present) await db.delete(importSources).where(eq(importSources.hostId, other));
  else await db.update(importSources).set({ hostId: kept }).where(eq(importSources.hostId, other));
}

/**
 * Moves imported files, pairs of different organisations, passages of evidence, and cases. Deletes proposals,
 * observations of the website, and webhooks.
 */
export async function moveKeptApart(db: Database, kept: string, other: string): Promise<void> {
  await db.update(entrySources).set({ hostId: kept }).where(eq(entrySources.hostId, other));
  const theirs = alias(serviceSources, 'theirs');
  const isKnown = db
    .select()
    .from(theirs)
    .where(and(eq(theirs.hostId, kept), eq(theirs.source, serviceSources.source)));
  await db.delete(serviceSources).where(and(eq(serviceSources.hostId, other), exists(isKnown)));
  await db.update(serviceSources).set({ hostId: kept }).where(eq(serviceSources.hostId, other));
  // Delete, do not move: proposals compare with values of the other entry. The next import creates those that still
  // apply.
  await db.delete(proposals).where(eq(proposals.hostId, other));
  await moveDifferences(db, kept, other);
  await moveOwnSource(db, kept, other);
  for (const table of [importFiles, importPages, evidencePassages])
    await db.update(table).set({ hostId: kept }).where(eq(table.hostId, other));
  await db.update(cases).set({ outcomeHostId: kept }).where(eq(cases.outcomeHostId, other));
  await db
    .update(cases)
    .set({ shortlist: sql`array_replace(${cases.shortlist}, ${other}::uuid, ${kept}::uuid)` })
    .where(sql`${other}::uuid = any(${cases.shortlist})`);
  await db.delete(looks).where(eq(looks.hostId, other));
  await db.delete(watchedHosts).where(eq(watchedHosts.hostId, other));
  await db.delete(webhooks).where(eq(webhooks.hostId, other));
}
