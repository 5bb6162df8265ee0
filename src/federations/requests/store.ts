import { and, asc, count, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { Context } from '../../record/context.ts';
import type { FederationRequestRow } from '../../record/rows.ts';
import { federationRequests, federations } from '../../record/tables.ts';

/** A request with the slug of the federation that was created for it. */
export type FoundRequest = FederationRequestRow & { slug: string | null };

const columns = { request: federationRequests, slug: federations.slug };
type Named = { request: FederationRequestRow; slug: string | null };
const found = ({ request, slug }: Named): FoundRequest => ({ ...request, slug });

async function findRequest(db: Database, which: SQL, now: Date): Promise<FoundRequest | undefined> {
  const [row] = await db
    .select(columns)
    .from(federationRequests)
    .leftJoin(federations, eq(federations.id, federationRequests.federationId))
    .where(and(which, gt(federationRequests.expiresAt, now)));
  return row && found(row);
}

const isRequest = (id: string): SQL => sql`${federationRequests.id}::text = ${id.toLowerCase()}`;

/** The request with this key, unless it has expired. */
export const findRequestByHash = (db: Database, hash: string, now: Date): Promise<FoundRequest | undefined> =>
  findRequest(db, eq(federationRequests.hash, hash), now);

export const findRequestById = (db: Database, id: string, now: Date): Promise<FoundRequest | undefined> =>
  findRequest(db, isRequest(id), now);

/** Locks a request by its identifier. */
export async function lockRequest(db: Database, id: string, now: Date): Promise<FederationRequestRow | undefined> {
  const [row] = await db
    .select()
    .from(federationRequests)
    .where(and(isRequest(id), gt(federationRequests.expiresAt, now)))
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

/** The place of a request in the list of waiting ones. */
export interface RequestCursor {
  provenAt: Date;
  id: string;
}

/**
 * Undecided requests with a proven domain, oldest first; and their total number.
 * @param after the last request of the previous page
 */
export async function listWaiting(
  db: Database,
  now: Date,
  limit: number,
  after?: RequestCursor,
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

/** Records that the person who asked signs in; undefined: somebody already has. */
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

/** Removes expired requests. */
export async function forgetFederationRequests({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  await db.delete(federationRequests).where(lte(federationRequests.expiresAt, clock()));
}
