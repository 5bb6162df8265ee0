import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { ClaimRow, CommitmentRow, ReplyRow } from '../record/rows.ts';
import { claims, commitments, replies } from '../record/tables.ts';

export async function putClaimRow(db: Database, row: ClaimRow): Promise<void> {
  const { hostId: _host, criterion: _criterion, ...columns } = row;
  await db
    .insert(claims)
    .values(row)
    .onConflictDoUpdate({ target: [claims.hostId, claims.criterion], set: columns });
}

export async function removeClaimRow(db: Database, hostId: string, criterion: string): Promise<void> {
  await db.delete(claims).where(and(eq(claims.hostId, hostId), eq(claims.criterion, criterion)));
}

/**
 * Inserts or replaces a commitment of a host or a service. A successor's agreement stays only while the value stays the
 * same.
 */
export async function putCommitmentRow(db: Database, row: Omit<CommitmentRow, 'agreedOn'>): Promise<void> {
  const { hostId: _host, serviceId: _service, kind: _kind, ...columns } = row;
  const agreedOn = sql`case when ${commitments.value} = excluded.value then ${commitments.agreedOn} end`;
  await db
    .insert(commitments)
    .values(row)
    .onConflictDoUpdate({
      target: [commitments.hostId, commitments.serviceId, commitments.kind],
      set: { ...columns, agreedOn },
    });
}

export async function removeCommitmentRow(
  db: Database,
  { hostId, serviceId, kind }: Pick<CommitmentRow, 'hostId' | 'serviceId' | 'kind'>,
): Promise<void> {
  const subject = serviceId === null ? isNull(commitments.serviceId) : eq(commitments.serviceId, serviceId);
  await db.delete(commitments).where(and(eq(commitments.hostId, hostId), subject, eq(commitments.kind, kind)));
}

type ReplyKey = Pick<ReplyRow, 'hostId' | 'federationId' | 'subject'>;

const isReply = ({ hostId, federationId, subject }: ReplyKey) =>
  and(eq(replies.hostId, hostId), eq(replies.federationId, federationId), eq(replies.subject, subject));

/** Marks the reply to a review, if there is one, as older than the review's present text. */
export async function outdateReplyRow(db: Database, key: ReplyKey): Promise<void> {
  await db.update(replies).set({ toEarlier: true }).where(isReply(key));
}

export async function putReplyRow(db: Database, row: ReplyRow): Promise<void> {
  const { hostId: _host, federationId: _federation, subject: _subject, ...columns } = row;
  await db
    .insert(replies)
    .values(row)
    .onConflictDoUpdate({ target: [replies.federationId, replies.hostId, replies.subject], set: columns });
}

export async function removeReplyRow(db: Database, key: ReplyKey): Promise<void> {
  await db.delete(replies).where(isReply(key));
}
