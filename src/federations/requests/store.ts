import { and, asc, count, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { FederationRequestRow } from '../../record/rows.ts';
import { federationRequests, federations } from '../../record/tables.ts';

/** A request with the slug of what it was accepted as. */
export type FoundRequest = FederationRequestRow & { slug: string | null };

const columns = { request: federationRequests, slug: federations.slug };
type Named = { request: FederationRequestRow; slug: string | null };
const found = ({ request, slug }: Named): FoundRequest => ({ ...request, slug });

export async function insertRequest(db: Database, row: FederationRequestRow): Promise<void> {
  await db.insert(federationRequests).values(row);
}

/** The request that a key leads back to, as long as it is there. */
export async function findRequestByHash(db: Database, hash: string, now: Date): Promise<FoundRequest | undefined> {
  const [row] = await db
    .select(columns)
    .from(federationRequests)
    .leftJoin(federations, eq(federations.id, federationRequests.federationId))
    .where(and(eq(federationRequests.hash, hash), gt(federationRequests.expiresAt, now)));
  return row && found(row);
}

/** Locks a request by its identifier. */
export async function lockRequest(db: Database, id: string, now: Date): Promise<FederationRequestRow | undefined> {
  const [row] = await db
    .select()
    .from(federationRequests)
    .where(and(sql`${federationRequests.id}::text = ${id.toLowerCase()}`, gt(federationRequests.expiresAt, now)))
    .for('update');
  return row;
}

export async function updateRequest(db: Database, id: string, changed: Partial<FederationRequestRow>): Promise<void> {
  await db.update(federationRequests).set(changed).where(eq(federationRequests.id, id));
}

const waiting = (now: Date) =>
  and(
    isNotNull(federationRequests.provenAt),
    isNull(federationRequests.reason),
    isNull(federationRequests.federationId),
    gt(federationRequests.expiresAt, now),
  );

/** Where a request stands among those that wait. */
export interface RequestPlace {
  provenAt: Date;
  id: string;
}

/**
 * Requests whose domain is proven and that nobody decided, oldest first; and how many there are in all.
 * @param after the last one of the page before
 */
export async function listWaiting(
  db: Database,
  now: Date,
  limit: number,
  after?: RequestPlace,
): Promise<{ items: FoundRequest[]; total: number }> {
  const { provenAt, id } = federationRequests;
  const later = after && or(gt(provenAt, after.provenAt), and(eq(provenAt, after.provenAt), gt(id, after.id)));
  const items = await db
    .select()
    .from(federationRequests)
    .where(and(waiting(now), later))
    .orderBy(asc(provenAt), asc(id))
    .limit(limit);
  const [{ total } = { total: 0 }] = await db.select({ total: count() }).from(federationRequests).where(waiting(now));
  return { items: items.map((request) => ({ ...request, slug: null })), total };
}

/** Notes that whoever asked comes in; undefined: somebody did already. */
export async function noteEntered(db: Database, hash: string, now: Date): Promise<FederationRequestRow | undefined> {
  const [row] = await db
    .update(federationRequests)
    .set({ enteredAt: now })
    .where(
      and(
        eq(federationRequests.hash, hash),
        isNotNull(federationRequests.federationId),
        isNull(federationRequests.enteredAt),
        gt(federationRequests.expiresAt, now),
      ),
    )
    .returning();
  return row;
}

export async function deleteRequestsUntil(db: Database, now: Date): Promise<void> {
  await db.delete(federationRequests).where(lte(federationRequests.expiresAt, now));
}
