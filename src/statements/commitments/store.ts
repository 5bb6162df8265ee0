import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { CommitmentRow } from '../../record/rows.ts';
import { commitments } from '../../record/tables.ts';

/** Writes a commitment of a host or of a service, new or in place of the one before. */
export async function putCommitmentRow(db: Database, row: CommitmentRow): Promise<void> {
  const { hostId: _host, serviceId: _service, kind: _kind, ...said } = row;
  await db
    .insert(commitments)
    .values(row)
    .onConflictDoUpdate({ target: [commitments.hostId, commitments.serviceId, commitments.kind], set: said });
}

export async function removeCommitmentRow(
  db: Database,
  { hostId, serviceId, kind }: Pick<CommitmentRow, 'hostId' | 'serviceId' | 'kind'>,
): Promise<void> {
  const subject = serviceId === null ? isNull(commitments.serviceId) : eq(commitments.serviceId, serviceId);
  await db.delete(commitments).where(and(eq(commitments.hostId, hostId), subject, eq(commitments.kind, kind)));
}
