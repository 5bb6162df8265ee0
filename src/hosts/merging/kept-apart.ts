import { and, eq, exists, sql } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../database/open.ts';
import { moveDifferences } from '../../record/hosts.ts';
import * as tables from '../../record/tables.ts';

/*
 * At a merge, moves what is stored about an entry outside of its document. Files that named the other entry then name
 * the kept one. Observations of the other entry's website are dropped: they say nothing about the kept entry's website.
 */

const { cases, importSources, serviceSources } = tables;

type Tables = typeof tables;
type NamingHost = {
  [Name in keyof Tables]: Tables[Name] extends { hostId: PgColumn } ? Name : never;
}[keyof Tables];

/**
 * What becomes of the rows of every table that names a host, when the host is merged into another one. Rows that move or
 * end do so here, all of them; a rule of its own is written below, or in a file of this folder.
 */
export const WHEN_MERGED: Readonly<Record<NamingHost, 'moves' | 'ends' | 'stays with the past' | 'has its own rule'>> =
  {
    audit: 'stays with the past',
    changes: 'stays with the past',
    claims: 'has its own rule',
    closings: 'has its own rule',
    commitments: 'has its own rule',
    differentEntries: 'has its own rule',
    domainChallenges: 'ends',
    entrySources: 'moves',
    evidencePages: 'has its own rule',
    evidencePassages: 'moves',
    feedEvents: 'stays with the past',
    hostAliases: 'has its own rule',
    importFiles: 'moves',
    importPages: 'moves',
    importSources: 'has its own rule',
    looks: 'ends',
    mailAddresses: 'has its own rule',
    mails: 'has its own rule',
    membershipRequests: 'has its own rule',
    memberships: 'has its own rule',
    priceChanges: 'has its own rule',
    privateAddresses: 'has its own rule',
    // Not moved: proposals compare with values of the other entry. The next import creates those that still apply.
    proposals: 'ends',
    referrals: 'has its own rule',
    replies: 'has its own rule',
    reports: 'has its own rule',
    reviews: 'has its own rule',
    selections: 'has its own rule',
    serviceSources: 'has its own rule',
    services: 'has its own rule',
    tokens: 'has its own rule',
    vouches: 'stays with the past',
    watchedHosts: 'ends',
    webhooks: 'ends',
  };

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
  for (const [name, one] of Object.entries(tables)) {
    const [becomes, table] = [WHEN_MERGED[name as NamingHost], one as typeof tables.looks];
    if (becomes === 'moves') await db.update(table).set({ hostId: kept }).where(eq(table.hostId, other));
    if (becomes === 'ends') await db.delete(table).where(eq(table.hostId, other));
  }
  const theirs = alias(serviceSources, 'theirs');
  const isKnown = db
    .select()
    .from(theirs)
    .where(and(eq(theirs.hostId, kept), eq(theirs.source, serviceSources.source)));
  await db.delete(serviceSources).where(and(eq(serviceSources.hostId, other), exists(isKnown)));
  await db.update(serviceSources).set({ hostId: kept }).where(eq(serviceSources.hostId, other));
  await moveDifferences(db, kept, other);
  await moveOwnSource(db, kept, other);
  await db.update(cases).set({ outcomeHostId: kept }).where(eq(cases.outcomeHostId, other));
  await db
    .update(cases)
    .set({ shortlist: sql`array_replace(${cases.shortlist}, ${other}::uuid, ${kept}::uuid)` })
    .where(sql`${other}::uuid = any(${cases.shortlist})`);
}
