import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { ClosingRow } from '../record/rows.ts';
import { closings } from '../record/tables.ts';

/** Writes what was announced of a host or of a service, new or in place of what was said before. */
export async function putClosingRow(db: Database, row: ClosingRow): Promise<void> {
  const { hostId: _host, serviceId: _service, ...said } = row;
  await db
    .insert(closings)
    .values(row)
    .onConflictDoUpdate({ target: [closings.hostId, closings.serviceId], set: said });
}

export async function removeClosingRow(
  db: Database,
  { hostId, serviceId }: Pick<ClosingRow, 'hostId' | 'serviceId'>,
): Promise<void> {
  const subject = serviceId === null ? isNull(closings.serviceId) : eq(closings.serviceId, serviceId);
  await db.delete(closings).where(and(eq(closings.hostId, hostId), subject));
}

/** Says in every closing of a host that names this successor whether it agrees. */
export async function setAgreed(db: Database, hostId: string, successor: string, agreed: boolean): Promise<void> {
  await db
    .update(closings)
    .set({ successorAgreed: agreed })
    .where(and(eq(closings.hostId, hostId), eq(closings.successor, successor)));
}
