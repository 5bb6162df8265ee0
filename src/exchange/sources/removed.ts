import { and, eq, isNull, notExists, notInArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { isFormer } from '../../documents/membership.ts';
import { findMembership, putMembership } from '../../federations/members/store.ts';
import { settleStatements } from '../../federations/statement.ts';
import { parisDay } from '../../ground/clock.ts';
import { lockFederation } from '../../record/federations.ts';
import { lockHost } from '../../record/hosts.ts';
import { loadFederation, loadHost } from '../../record/settle.ts';
import { entrySources, importFiles, importPages } from '../../record/tables.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import { noteGoneOn } from '../imports/store.ts';
import { addToRun } from './store.ts';
import { RunLeft, requireGoingOn, type Work } from './work.ts';

/*
 * Hosts that the file of a federation named before but no longer names. No membership is ended for that, but it is
 * marked to check until the file names the host again. A file that could not be read does not count.
 */

/** The author of these changes: not a person. */
const READER: TokenHolder = { role: 'check', label: 'import', tokenId: null, operation: 'markRemoved' };

interface Gone {
  source: string;
  hostId: string;
}

/**
 * Files to which a federation's source led, and which this run cannot find in any way: not by their address, not by the
 * name of their link, and not by another address of the same host.
 */
function listGone(db: Database, federationId: string, sourceId: string, runId: string): Promise<Gone[]> {
  const named = db.select({ url: importFiles.url }).from(importFiles).where(eq(importFiles.runId, runId));
  const others = alias(entrySources, 'others');
  const elsewhere = db
    .select({ one: sql`1` })
    .from(others)
    .innerJoin(importFiles, and(eq(importFiles.runId, runId), eq(importFiles.url, others.source)))
    .where(and(eq(others.federationId, federationId), eq(others.hostId, entrySources.hostId)));
  const sameName = db
    .select({ one: sql`1` })
    .from(importPages)
    .innerJoin(importFiles, and(eq(importFiles.runId, runId), eq(importFiles.name, importPages.name)))
    .where(and(eq(importPages.sourceId, sourceId), eq(importPages.url, entrySources.source), eq(importFiles.depth, 1)));
  return db
    .select({ source: entrySources.source, hostId: entrySources.hostId })
    .from(entrySources)
    .where(
      and(
        eq(entrySources.federationId, federationId),
        isNull(entrySources.goneOn),
        notInArray(entrySources.source, named),
        notExists(elsewhere),
        notExists(sameName),
      ),
    )
    .orderBy(entrySources.source);
}

/**
 * Records that a file is gone, and marks the membership of its host to check; once.
 * @throws RunLeft
 */
async function mark(work: Work, federationId: string, { source, hostId }: Gone): Promise<void> {
  const context = { ...work.context, caller: READER };
  const day = parisDay(context.clock());
  await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, federationId);
    const host = await lockHost(db, hostId);
    await noteGoneOn(db, federationId, [source], day);
    const membership = federation && host && (await findMembership(db, federationId, hostId));
    const isNews = membership !== undefined && !membership.toCheck && !isFormer(membership, day);
    if (!(await addToRun(db, work.run, { toCheck: isNews ? 1 : 0 }))) throw new RunLeft();
    if (!isNews) return;
    const before = { federation: await loadFederation(db, federationId), host: await loadHost(db, context, hostId) };
    await putMembership(db, { ...membership, toCheck: true });
    await settleStatements(db, context, before.federation, [before.host]);
  });
}

/**
 * Marks the memberships of all hosts that the files no longer name.
 * @throws RunLeft
 */
export async function markRemoved(work: Work, federationId: string): Promise<void> {
  const { context, run, source } = work;
  for (const gone of await listGone(context.db, federationId, source.id, run.id)) {
    requireGoingOn(work);
    await mark(work, federationId, gone);
  }
}
