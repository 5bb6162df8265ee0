import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { callerOf } from '../accounts/authentication.ts';
import { findToken, hashOf, issueToken, newKey } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { instantAfter } from '../ground/clock.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import type { CountRequest } from '../record/counts.ts';
import type { MailAddressRow } from '../record/rows.ts';
import { mailAddresses, signInLinks, signInRequests } from '../record/tables.ts';
import { hashOfEmail } from './mailbox.ts';
import { signInWords } from './message.ts';
import { countQueued, isConfirmed, queueMail } from './queue.ts';

/*
 * Sign-in links by mail, usable once. A request only stores the hash of the address, whether it is known or not. The
 * address is looked up after the answer, so neither the answer nor its timing reveals whether it is known.
 */

export const LINK_MINUTES = 30;
/** Most links to one address in a day. */
const LINKS_A_DAY = 5;
/** More than people request within the seconds until requests are processed. */
const WAITING_MAX = 1000;
const AT_A_TIME = 50;
/** Shown in the audit trail and in lists of tokens: never the address. */
const TOKEN_LABEL = 'courriel';

type Asking = Pick<Context, 'db' | 'clock' | 'newId'>;

/**
 * Requests a sign-in link, which is sent if the address is confirmed. The result is the same for every address.
 * @param mailbox in the form that `mailboxIn` returns, which is the stored form
 * @param countRequest counts the request against its sender
 * @throws what `countRequest` throws
 */
export async function requestSignInLink(
  { db, clock, newId }: Asking,
  mailbox: string,
  countRequest: CountRequest,
): Promise<void> {
  await countRequest(db);
  const emailHash = hashOfEmail(mailbox);
  const request = sql`select ${newId()}::uuid, ${emailHash}, ${clock().toISOString()}::timestamptz
    where (select count(*) from ${signInRequests}) < ${WAITING_MAX}`;
  await inTransaction(db, (db) => db.execute(sql`insert into ${signInRequests} (id, email_hash, asked_at) ${request}`));
}

async function sendLink(db: Database, context: Asking, emailHash: string): Promise<void> {
  const now = context.clock();
  const [to] = await db
    .select()
    .from(mailAddresses)
    .where(and(eq(mailAddresses.emailHash, emailHash), isConfirmed))
    .orderBy(asc(mailAddresses.confirmedAt), asc(mailAddresses.id))
    .limit(1);
  if (!to || (await countQueued(db, 'sign-in', { since: instantAfter(now, -1), emailHash })) >= LINKS_A_DAY) return;
  const secret = newKey();
  const hash = hashOf(secret);
  const expiresAt = new Date(now.getTime() + LINK_MINUTES * 60_000);
  await db.insert(signInLinks).values({ hash, emailHash, expiresAt });
  await queueMail(db, context, to, { kind: 'sign-in', key: hash, words: signInWords(secret), until: expiresAt });
}

/** Queues links for the requests whose address is confirmed. */
export async function answerSignInRequests(context: Asking): Promise<void> {
  const waiting = await context.db.select({ id: signInRequests.id }).from(signInRequests).limit(1);
  if (waiting.length === 0) return;
  await inTransaction(context.db, async (db) => {
    const taken = await db
      .select()
      .from(signInRequests)
      .orderBy(asc(signInRequests.askedAt))
      .limit(AT_A_TIME)
      .for('update', { skipLocked: true });
    for (const { id, emailHash } of taken) {
      await db.delete(signInRequests).where(eq(signInRequests.id, id));
      await sendLink(db, context, emailHash);
    }
  });
}

const isOpen = (secret: string, now: Date) => and(eq(signInLinks.hash, hashOf(secret)), gt(signInLinks.expiresAt, now));

/** Whether a link can be used. Opening its page does not use it up, because mail scanners open links. */
export const isSignInLink = async ({ db, clock }: Pick<Context, 'db' | 'clock'>, secret: string): Promise<boolean> =>
  (await db.$count(signInLinks, isOpen(secret, clock()))) > 0;

/**
 * The token for people who sign in by an address, created at the first sign-in; nobody knows its secret. Undefined:
 * access by this address was ended. The address row is locked, so that removing the address concurrently also ends the
 * token.
 */
async function tokenOf(
  db: Database,
  context: Asking,
  { id, hostId, federationId, tokenId, awaitsOfficer, endsAt }: MailAddressRow,
): Promise<string | undefined> {
  if (tokenId !== null) return (await findToken(db, tokenId))?.id;
  const subject =
    hostId === null
      ? { role: 'federation' as const, federationId: federationId!, awaitsOfficer }
      : { role: 'host' as const, hostId, awaitsOfficer };
  const { token } = await issueToken(db, context, subject, TOKEN_LABEL, endsAt?.toISOString());
  await db.update(mailAddresses).set({ tokenId: token.id }).where(eq(mailAddresses.id, id));
  const caller = callerOf((await findToken(db, token.id))!);
  await noteAction(db, { ...context, caller }, 'createToken', { hostId, federationId, tokenId: token.id });
  return token.id;
}

/**
 * Uses a link up, in the transaction that begins a session.
 * @returns a token for each host and federation that has confirmed the address, with the end date of its access; none:
 * the link has expired, or the address was removed
 */
export async function useSignInLink(
  db: Database,
  context: Asking,
  secret: string,
): Promise<{ tokenId: string; endsAt: Date | null }[]> {
  const [link] = await db.delete(signInLinks).where(isOpen(secret, context.clock())).returning();
  if (!link) return [];
  const rows = await db
    .select()
    .from(mailAddresses)
    .where(and(eq(mailAddresses.emailHash, link.emailHash), isConfirmed))
    .orderBy(asc(mailAddresses.confirmedAt), asc(mailAddresses.id))
    .for('update');
  const opened: { tokenId: string; endsAt: Date | null }[] = [];
  for (const row of rows) {
    const tokenId = await tokenOf(db, context, row);
    if (tokenId !== undefined) opened.push({ tokenId, endsAt: row.endsAt });
  }
  return opened;
}
