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
 * What the catalogue keeps of an entry beside its document, when the entry becomes a part of another one: files that
 * named it name the kept one from now on, and what was seen of its own site is not held for or against the other's.
 */

/** The kept entry's own source stands; without one, the other's goes on. */
async function moveOwnSource(db: Database, kept: string, other: string): Promise<void> {
  const [present] = await db.select().from(importSources).where(eq(importSources.hostId, kept));
  if (present) await db.delete(importSources).where(eq(importSources.hostId, other));
  else await db.update(importSources).set({ hostId: kept }).where(eq(importSources.hostId, other));
}

/** Files of elsewhere, differences that wait, entries that it is not, passages of evidence, looks at its site, programs that are told, and cases. */
export async function moveKeptApart(db: Database, kept: string, other: string): Promise<void> {
  await db.update(entrySources).set({ hostId: kept }).where(eq(entrySources.hostId, other));
  const theirs = alias(serviceSources, 'theirs');
  const isKnown = db
    .select()
    .from(theirs)
    .where(and(eq(theirs.hostId, kept), eq(theirs.source, serviceSources.source)));
  await db.delete(serviceSources).where(and(eq(serviceSources.hostId, other), exists(isKnown)));
  await db.update(serviceSources).set({ hostId: kept }).where(eq(serviceSources.hostId, other));
  // They compare with what the other entry said; the next reading makes those that still hold.
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
