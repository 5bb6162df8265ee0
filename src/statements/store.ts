import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { ClaimRow, CommitmentRow, EvidencePageRow, ReplyRow } from '../record/rows.ts';
import { MEASURED_ADDRESSES } from '../record/statement-facts.ts';
import { claims, commitments, evidencePages, hosts, replies } from '../record/tables.ts';

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

/** The value of a commitment as text: for some kinds, an address to check. */
const promisedAddress = sql<string>`${commitments.value} #>> '{}'`;

/**
 * Addresses that listed hosts give as evidence or promise, and that are due for a check; the longest unchecked first.
 */
export async function listDuePages(db: Database, now: Date, limit: number): Promise<{ hostId: string; url: string }[]> {
  const cited = db
    .select({ hostId: claims.hostId, url: sql<string>`${claims.evidenceUrl}`.as('cited_url') })
    .from(claims)
    .where(isNotNull(claims.evidenceUrl))
    .union(
      db
        .select({ hostId: commitments.hostId, url: sql<string>`${commitments.evidenceUrl}`.as('cited_url') })
        .from(commitments)
        .where(isNotNull(commitments.evidenceUrl)),
    )
    .union(
      db
        .select({ hostId: commitments.hostId, url: promisedAddress.as('cited_url') })
        .from(commitments)
        .where(inArray(commitments.kind, MEASURED_ADDRESSES)),
    )
    .as('cited');
  return await db
    .select({ hostId: cited.hostId, url: cited.url })
    .from(cited)
    .innerJoin(hosts, eq(cited.hostId, hosts.id))
    .leftJoin(evidencePages, and(eq(evidencePages.hostId, cited.hostId), eq(evidencePages.url, cited.url)))
    .where(
      and(
        inArray(hosts.state, ['published', 'silent']),
        // A check dated in the future was noted by a clock that was ahead.
        or(isNull(evidencePages.nextAt), lte(evidencePages.nextAt, now), gt(evidencePages.checkedAt, now)),
      ),
    )
    .orderBy(sql`${evidencePages.nextAt} nulls first`, asc(cited.hostId), asc(cited.url))
    .limit(limit);
}

export async function findPage(db: Database, hostId: string, url: string): Promise<EvidencePageRow | undefined> {
  return (
    await db
      .select()
      .from(evidencePages)
      .where(and(eq(evidencePages.hostId, hostId), eq(evidencePages.url, url)))
  )[0];
}

export async function putPage(db: Database, row: EvidencePageRow): Promise<void> {
  const { hostId: _host, url: _url, ...rest } = row;
  await db
    .insert(evidencePages)
    .values(row)
    .onConflictDoUpdate({ target: [evidencePages.hostId, evidencePages.url], set: rest });
}

/** Removes pages that no statement cites any more. */
export async function removeUncited(db: Database): Promise<void> {
  const citedBy = (table: typeof claims | typeof commitments) =>
    db
      .select({ one: sql`1` })
      .from(table)
      .where(and(eq(table.hostId, evidencePages.hostId), eq(table.evidenceUrl, evidencePages.url)));
  const promised = db
    .select({ one: sql`1` })
    .from(commitments)
    .where(
      and(
        eq(commitments.hostId, evidencePages.hostId),
        inArray(commitments.kind, MEASURED_ADDRESSES),
        eq(promisedAddress, evidencePages.url),
      ),
    );
  await db
    .delete(evidencePages)
    .where(and(notExists(citedBy(claims)), notExists(citedBy(commitments)), notExists(promised)));
}
