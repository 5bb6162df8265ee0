import { and, asc, eq, gt, gte, isNotNull, isNull, lt, lte, max, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { instantAfter } from '../ground/clock.ts';
import { leasesOf } from '../leases/leases.ts';
import type { Context } from '../record/context.ts';
import type { MailAddressRow, MailRow } from '../record/rows.ts';
import { type MailKind, mailAddresses, mails, signInLinks, signInRequests } from '../record/tables.ts';
import { OVER } from '../record/waiting-mails.ts';
import type { Language } from '../vocabulary/terms.ts';
import { composeMail, type MailWords } from './message.ts';

/*
 * The mail queue, in a table shared by all processes. A mail queued in a transaction is sent only if that commits.
 * Address and words are erased as soon as a mail no longer waits.
 */

/** Days after which an undelivered mail is given up. */
const DAYS_TRIED = 4;
/** Days for which the row of a sent mail is kept, without address and words. */
const DAYS_REMEMBERED = 7;
/** Days for which nothing is sent to an address that wanted no more mail. */
const DAYS_STOPPED = 90;

/** The host or federation that a mail concerns. */
export type MailOwner = { hostId: string } | { federationId: string };

export const ownerOf = ({ hostId, federationId }: Pick<MailAddressRow, 'hostId' | 'federationId'>): MailOwner =>
  hostId === null ? { federationId: federationId! } : { hostId };

export const isOfOwner = (
  owner: MailOwner,
  { hostId, federationId }: typeof mailAddresses | typeof mails = mailAddresses,
) => ('hostId' in owner ? eq(hostId, owner.hostId) : eq(federationId, owner.federationId));

/** Condition: the address may receive mail. */
export const isConfirmed = and(
  isNotNull(mailAddresses.confirmedAt),
  isNull(mailAddresses.stoppedAt),
  isNull(mailAddresses.refusedAt),
);

export interface MailDraft {
  kind: MailKind;
  /** Identifies what the mail is about, among mails of its kind. */
  key: string;
  words: Record<Language, MailWords>;
  /** After this instant the mail is useless and is not sent. */
  until?: Date;
}

type Queueing = Pick<Context, 'clock' | 'newId'>;

/** Queues a mail, in the transaction that causes it. A mail with the same kind, address and key is queued only once. */
export async function queueMail(
  db: Database,
  { clock, newId }: Queueing,
  to: Pick<MailAddressRow, 'hostId' | 'federationId' | 'email' | 'emailHash' | 'stopKey'>,
  { kind, key, words, until = instantAfter(clock(), DAYS_TRIED) }: MailDraft,
): Promise<void> {
  const { hostId, federationId, email, emailHash, stopKey } = to;
  await db
    .insert(mails)
    .values({
      ...{ id: newId(), kind, key, hostId, federationId, emailHash, toAddress: email, stopKey },
      ...composeMail(words, stopKey),
      ...{ queuedAt: clock(), nextAt: clock(), until },
    })
    .onConflictDoNothing({ target: [mails.kind, mails.key] });
}

/**
 * Queues a mail to every confirmed address of a host or a federation.
 * @param key identifies what the mail is about
 */
export async function tellOwner(db: Database, context: Queueing, owner: MailOwner, draft: MailDraft): Promise<void> {
  const recipients = await db
    .select()
    .from(mailAddresses)
    .where(and(isOfOwner(owner), isConfirmed))
    .orderBy(asc(mailAddresses.id));
  for (const to of recipients) await queueMail(db, context, to, { ...draft, key: `${draft.key}:${to.id}` });
}

/** How many mails of a kind were queued since an instant, for an address or by an owner. */
export const countQueued = (
  db: Database,
  kind: MailKind,
  { since, ...of }: { since: Date } & ({ emailHash: string } | { owner: MailOwner }),
): Promise<number> =>
  db.$count(
    mails,
    and(
      eq(mails.kind, kind),
      gte(mails.queuedAt, since),
      'owner' in of ? isOfOwner(of.owner, mails) : eq(mails.emailHash, of.emailHash),
    ),
  );

/** A mail that this process has leased. */
export type LeasedMail = MailRow & {
  toAddress: string;
  subject: string;
  text: string;
  stopKey: string;
  messageId: string;
};

const leases = leasesOf(mails, ['id'], 'attempts');

/**
 * Leases a mail that is due; its Message-ID is the same at every attempt. Mails that expire soonest come first: a
 * sign-in link must not wait for five hundred reminders.
 * @param domain for the Message-ID at the first attempt
 */
export const leaseMail = async (
  db: Database,
  { now, leaseMs, domain }: { now: Date; leaseMs: number; domain: string },
): Promise<LeasedMail[]> =>
  (await leases.take(db, {
    isDue: and(eq(mails.state, 'waiting'), lte(mails.nextAt, now), gt(mails.until, now)),
    order: [asc(mails.until), asc(mails.queuedAt), asc(mails.id)],
    most: 1,
    set: {
      attempts: sql`${mails.attempts} + 1`,
      nextAt: new Date(now.getTime() + leaseMs),
      messageId: sql`coalesce(${mails.messageId}, '<' || ${mails.id} || '@' || ${domain}::text || '>')`,
    },
  })) as LeasedMail[];

/** The result of an attempt. */
type MailOutcome =
  | { state: 'sent'; at: Date }
  /** `isMailbox`: the server knows no such mailbox, so nothing else is sent there either. */
  | { state: 'refused'; at: Date; problem: string; isMailbox: boolean }
  | { state: 'waiting'; nextAt: Date; problem: string };

/** Stores the result of an attempt, unless another process has leased the mail since: then that process decides. */
export const storeMailOutcome = (db: Database, taken: LeasedMail, outcome: MailOutcome): Promise<void> =>
  inTransaction(db, async (db) => {
    const isMine = and(leases.isHeld(taken), eq(mails.state, 'waiting'));
    const { state } = outcome;
    if (state === 'waiting') {
      const { nextAt, problem } = outcome;
      await db.update(mails).set({ nextAt, lastProblem: problem }).where(isMine);
      return;
    }
    const { at } = outcome;
    const ended = { state, endedAt: at, ...OVER };
    if (state === 'sent') {
      await db
        .update(mails)
        .set({ ...ended, sentAt: at, lastProblem: null })
        .where(isMine);
      return;
    }
    const { problem, isMailbox } = outcome;
    const refused = await db
      .update(mails)
      .set({ ...ended, lastProblem: problem })
      .where(isMine)
      .returning({ id: mails.id });
    // Only while the lease is held: a late result must not change the address either.
    if (isMailbox && refused.length > 0)
      await db
        .update(mailAddresses)
        .set({ refusedAt: at })
        .where(and(eq(mailAddresses.emailHash, taken.emailHash), isNull(mailAddresses.stoppedAt)));
  });

/**
 * Gives up mails that have expired, and removes mails sent a week ago, addresses that were never confirmed or were
 * ended long ago, and expired links.
 */
export const forgetMails = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> =>
  inTransaction(db, async (db) => {
    const now = clock();
    await db
      .update(mails)
      .set({ state: 'given-up', endedAt: now, ...OVER })
      .where(and(eq(mails.state, 'waiting'), lte(mails.until, now)));
    await db.delete(mails).where(lt(mails.endedAt, instantAfter(now, -DAYS_REMEMBERED)));
    await db.delete(signInLinks).where(lte(signInLinks.expiresAt, now));
    await db.delete(signInRequests).where(lt(signInRequests.askedAt, instantAfter(now, -1)));
    await db.delete(mailAddresses).where(lt(mailAddresses.stoppedAt, instantAfter(now, -DAYS_STOPPED)));
    await db.delete(mailAddresses).where(lte(mailAddresses.endsAt, now));
    await db
      .delete(mailAddresses)
      .where(and(isNull(mailAddresses.confirmedAt), lt(mailAddresses.codeUntil, instantAfter(now, -DAYS_REMEMBERED))));
  });

/** The state of sending, for administrators; contains no addresses. */
interface MailState {
  waiting: number;
  /** Waiting mails that were tried at least once. */
  tried: number;
  waitingSince: Date | null;
  /** When the mail server last took one, in the last week. */
  sentAt: Date | null;
  /** In the last week. */
  sent: number;
  refused: number;
  givenUp: number;
  lastProblem: string | null;
}

export async function readMailState(db: Database): Promise<MailState> {
  const counted = (condition: ReturnType<typeof sql>) => sql<number>`(count(*) filter (where ${condition}))::integer`;
  const waits = sql`${mails.state} = 'waiting'`;
  const [state] = await db
    .select({
      waiting: counted(waits),
      tried: counted(sql`${waits} and ${mails.lastProblem} is not null`),
      sent: counted(sql`${mails.state} = 'sent'`),
      refused: counted(sql`${mails.state} = 'refused'`),
      givenUp: counted(sql`${mails.state} = 'given-up'`),
      sentAt: max(mails.sentAt),
    })
    .from(mails);
  const [oldest] = await db
    .select({ queuedAt: mails.queuedAt })
    .from(mails)
    .where(waits)
    .orderBy(asc(mails.queuedAt))
    .limit(1);
  const [last] = await db
    .select({ problem: mails.lastProblem })
    .from(mails)
    .where(isNotNull(mails.lastProblem))
    .orderBy(sql`${waits} desc, coalesce(${mails.endedAt}, ${mails.nextAt}) desc`)
    .limit(1);
  return { ...state!, waitingSince: oldest?.queuedAt ?? null, lastProblem: last?.problem ?? null };
}
