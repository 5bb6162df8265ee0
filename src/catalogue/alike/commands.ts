import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { fault } from '../../ground/errors.ts';
import { hostNotFound } from '../../hosts/rights.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context, Guard } from '../../record/context.ts';
import { findHost, lockHosts, nearestHost, pairOf } from '../../record/hosts.ts';
import { differentEntries } from '../../record/tables.ts';
import { requireAdmin } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import { type Dismissals, keyOfPair } from './alike.ts';
import type { DismissalDraft, DuplicatePair } from './schema.ts';

/**
 * The id of an entry that was published at some time: only such entries are compared.
 * @throws CatalogueError host-not-found
 */
async function requireEntry(db: Database, ref: string): Promise<string> {
  const host = await findHost(db, ref);
  if (!host?.publishedAt) throw hostNotFound(host ? undefined : await nearestHost(db, ref));
  return host.id;
}

async function requirePair(db: Database, { host, other }: DuplicatePair): Promise<ReturnType<typeof pairOf>> {
  const [one, another] = [await requireEntry(db, host), await requireEntry(db, other)];
  if (one === another)
    refuseFaults([
      {
        ...fault('/other', 'same-entry', {
          fr: 'Les deux noms mènent à la même fiche. Donnez l’identifiant de l’autre.',
          en: 'Both names lead to the same entry. Give the slug of the other one.',
        }),
        in: 'path',
      },
    ]);
  return pairOf(one, another);
}

/** Lets in administrators, for two entries that exist. */
export const aboutPair: Guard<DuplicatePair> = {
  refuses: ['host-not-found'],
  check: async ({ db, caller }, pair) => {
    requireAdmin(caller);
    for (const ref of [pair.host, pair.other]) await requireEntry(db, ref);
  },
};

/** Locks both rows, so that no merge removes one of them meanwhile. */
async function changePair(
  context: Context,
  pair: DuplicatePair,
  action: string,
  change: (db: Database, ids: ReturnType<typeof pairOf>) => Promise<void>,
): Promise<void> {
  requireAdmin(context.caller);
  await inTransaction(context.db, async (db) => {
    const found = await requirePair(db, pair);
    await lockHosts(db, [found.hostId, found.otherId]);
    const ids = await requirePair(db, pair);
    await change(db, ids);
    for (const hostId of [ids.hostId, ids.otherId]) await noteAction(db, context, action, { hostId });
  });
}

/**
 * Records that two entries, in either order, are of different organisations: they are no longer listed as duplicates. A
 * second call replaces the reason.
 * @throws CatalogueError no-token, not-yours, host-not-found, meaningless-request
 */
export const dismissDuplicate = (context: Context, pair: DuplicatePair, { reason }: DismissalDraft): Promise<void> =>
  changePair(context, pair, 'dismissDuplicate', async (db, ids) => {
    const { hostId, otherId } = differentEntries;
    const why = { reason: reason ?? null };
    await db
      .insert(differentEntries)
      .values({ ...ids, ...why, saidOn: today(context) })
      .onConflictDoUpdate({ target: [hostId, otherId], set: why });
  });

/**
 * Removes that record: if the two entries are alike, they are listed as duplicates again.
 * @throws CatalogueError no-token, not-yours, host-not-found, meaningless-request
 */
export const restoreDuplicate = (context: Context, pair: DuplicatePair): Promise<void> =>
  changePair(context, pair, 'restoreDuplicate', async (db, ids) => {
    const { hostId, otherId } = differentEntries;
    await db.delete(differentEntries).where(and(eq(hostId, ids.hostId), eq(otherId, ids.otherId)));
  });

/** All pairs that were declared different, by the key of the pair. */
export async function readDismissals(db: Database): Promise<Dismissals> {
  const rows = await db.select().from(differentEntries);
  return new Map(
    rows.map(({ hostId, otherId, saidOn, reason }) => [
      keyOfPair(hostId, otherId),
      { hostId, otherId, on: saidOn, reason: reason ?? undefined },
    ]),
  );
}
