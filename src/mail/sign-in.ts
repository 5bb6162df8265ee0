import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { callerOf } from '../accounts/authentication.ts';
import { findToken, hashOf, issueToken, newKey } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { instantAfter } from '../ground/clock.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import type { TakeTurn } from '../record/counts.ts';
import type { MailAddressRow } from '../record/rows.ts';
import { mailAddresses, signInLinks, signInRequests } from '../record/tables.ts';
import { hashOfEmail } from './mailbox.ts';
import { countQueued, isConfirmed, queueMail } from './queue.ts';
import { signInWords } from './words.ts';

/*
 * Links by mail with which somebody signs in, once. Asking for one only notes the hash of an address, for every address
 * alike: whether it is known is looked up after the answer, so neither the answer nor its time can tell.
 */

export const LINK_MINUTES = 30;
/** Links to one address in a day. */
const LINKS_A_DAY = 5;
/** More than people ask in the seconds until they are looked at. */
const WAITING_MAX = 1000;
const AT_A_TIME = 50;
/** What audit and lists of tokens show: never the address. */
const TOKEN_LABEL = 'courriel';

type Asking = Pick<Context, 'db' | 'clock' | 'newId'>;

/**
 * Asks for a link to sign in with, sent to an address if it was confirmed. It ends alike whatever the address is.
 * @param mailbox as `mailboxIn` gives it, which is how it is kept
 * @param takeTurn counts the request against its sender
 * @throws what `takeTurn` throws
 */
export async function requestSignInLink(
  { db, clock, newId }: Asking,
  mailbox: string,
  takeTurn: TakeTurn,
): Promise<void> {
  await takeTurn(db);
  const emailHash = hashOfEmail(mailbox);
  const asked = sql`select ${newId()}::uuid, ${emailHash}, ${clock().toISOString()}::timestamptz
    where (select count(*) from ${signInRequests}) < ${WAITING_MAX}`;
  await inTransaction(db, (db) => db.execute(sql`insert into ${signInRequests} (id, email_hash, asked_at) ${asked}`));
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

/** Queues the links that were asked for, to addresses that somebody confirmed. */
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

/** Whether a link can be used: opening its page does not use it, because programs that look at mails open links. */
export const isSignInLink = async ({ db, clock }: Pick<Context, 'db' | 'clock'>, secret: string): Promise<boolean> =>
  (await db.$count(signInLinks, isOpen(secret, clock()))) > 0;

/**
 * The token by which whoever reads an address acts, made the first time and known to nobody; undefined: their access was
 * ended. The address is locked: whoever removes it meanwhile ends the token too.
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
 * Uses a link, once, inside the transaction that begins a session.
 * @returns the tokens that it opens, one for each host and federation for which its address was confirmed, and when what it
 *   opens ends; none: it is over, or its address was removed
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
