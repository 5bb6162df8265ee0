import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { ReplyRow } from '../../database/rows.ts';
import { replies } from '../../database/tables.ts';

type ReplyKey = Pick<ReplyRow, 'hostId' | 'federationId' | 'subject'>;

export async function putReplyRow(db: Database, row: ReplyRow): Promise<void> {
  const { hostId: _host, federationId: _federation, subject: _subject, ...said } = row;
  await db
    .insert(replies)
    .values(row)
    .onConflictDoUpdate({ target: [replies.federationId, replies.hostId, replies.subject], set: said });
}

export async function removeReplyRow(db: Database, { hostId, federationId, subject }: ReplyKey): Promise<void> {
  await db
    .delete(replies)
    .where(and(eq(replies.hostId, hostId), eq(replies.federationId, federationId), eq(replies.subject, subject)));
}
