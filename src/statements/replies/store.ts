import { and, eq } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { ReplyRow } from '../../record/rows.ts';
import { replies } from '../../record/tables.ts';

type ReplyKey = Pick<ReplyRow, 'hostId' | 'federationId' | 'subject'>;

const theReply = ({ hostId, federationId, subject }: ReplyKey) =>
  and(eq(replies.hostId, hostId), eq(replies.federationId, federationId), eq(replies.subject, subject));

/** Notes that a review was rewritten after its reply, if there is one. */
export async function outdateReplyRow(db: Database, key: ReplyKey): Promise<void> {
  await db.update(replies).set({ toEarlier: true }).where(theReply(key));
}

export async function putReplyRow(db: Database, row: ReplyRow): Promise<void> {
  const { hostId: _host, federationId: _federation, subject: _subject, ...said } = row;
  await db
    .insert(replies)
    .values(row)
    .onConflictDoUpdate({ target: [replies.federationId, replies.hostId, replies.subject], set: said });
}

export async function removeReplyRow(db: Database, key: ReplyKey): Promise<void> {
  await db.delete(replies).where(theReply(key));
}
