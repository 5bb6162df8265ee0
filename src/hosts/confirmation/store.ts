import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { claims, commitments, plans, services } from '../../record/tables.ts';

/** Dates on a day everything that a host says, as its own word; prices that nobody dated stay undated. */
export async function renewFacts(db: Database, hostId: string, day: string): Promise<void> {
  const said = { asOf: day, imported: false };
  await db.update(claims).set(said).where(eq(claims.hostId, hostId));
  await db.update(commitments).set(said).where(eq(commitments.hostId, hostId));
  const own = db.select({ id: services.id }).from(services).where(eq(services.hostId, hostId));
  await db
    .update(plans)
    .set({ observedOn: day })
    .where(and(inArray(plans.serviceId, own), isNotNull(plans.observedOn)));
}
