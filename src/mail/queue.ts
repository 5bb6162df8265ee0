import { and, asc, eq, gt, gte, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
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
 * The queue, in a table that all processes share: what is queued in a transaction is sent if it is committed. Address
 * and words are erased as soon as a mail no longer waits.
 */

/** Days after which a mail that nobody took is given up. */
const DAYS_TRIED = 4;
/** Days for which it is remembered that a mail was sent, without its address and its words. */
export const DAYS_REMEMBERED = 7;
/** Days for which nothing is sent to an address whose owner wanted nothing more. */
const DAYS_STOPPED = 90;

/** Whose mail it is. */
export type MailOwner = { hostId: string } | { federationId: string };

export const ownerOf = ({ hostId, federationId }: Pick<MailAddressRow, 'hostId' | 'federationId'>): MailOwner =>
  hostId === null ? { federationId: federationId! } : { hostId };

export const isOf = (
  owner: MailOwner,
  { hostId, federationId }: typeof mailAddresses | typeof mails = mailAddresses,
) => ('hostId' in owner ? eq(hostId, owner.hostId) : eq(federationId, owner.federationId));

/** Condition: mail may go to an address unasked. */
export const isConfirmed = and(
  isNotNull(mailAddresses.confirmedAt),
  isNull(mailAddresses.stoppedAt),
  isNull(mailAddresses.refusedAt),
);

export interface MailDraft {
  kind: MailKind;
  /** Names what is told, among mails of its kind. */
  key: string;
  words: Record<Language, MailWords>;
  /** After this it is of no use. */
  until?: Date;
}

type Queueing = Pick<Context, 'clock' | 'newId'>;

/** Queues a mail, in the transaction of what causes it; one that was queued already is left as it is. */
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

/** Queues a mail for every confirmed address of a host or a federation. @param key names what is told to each of them */
export async function tellOwner(db: Database, context: Queueing, owner: MailOwner, draft: MailDraft): Promise<void> {
  const recipients = await db
    .select()
    .from(mailAddresses)
    .where(and(isOf(owner), isConfirmed))
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
      'owner' in of ? isOf(of.owner, mails) : eq(mails.emailHash, of.emailHash),
    ),
  );

/** A mail that this process has taken. */
export type TakenMail = MailRow & {
  toAddress: string;
  subject: string;
  text: string;
  stopKey: string;
  messageId: string;
};

const leases = leasesOf(mails, ['id'], 'attempts');

/**
 * Takes a mail that is due, for the time of a lease, under the same Message-ID each time. First what is of no use soonest:
 * a link to sign in with does not wait for five hundred reminders.
 * @param domain of the Message-ID of a mail that was never tried
 */
export const takeMail = async (
  db: Database,
  { now, leaseMs, domain }: { now: Date; leaseMs: number; domain: string },
): Promise<TakenMail[]> =>
  (await leases.take(db, {
    isDue: and(eq(mails.state, 'waiting'), lte(mails.nextAt, now), gt(mails.until, now)),
    order: [asc(mails.until), asc(mails.queuedAt), asc(mails.id)],
    most: 1,
    set: {
      attempts: sql`${mails.attempts} + 1`,
      nextAt: new Date(now.getTime() + leaseMs),
      messageId: sql`coalesce(${mails.messageId}, '<' || ${mails.id} || '@' || ${domain}::text || '>')`,
    },
  })) as TakenMail[];

/** How an attempt ended. */
export type MailOutcome =
  | { state: 'sent'; at: Date }
  /** `isMailbox`: its server knows no such mailbox, so that nothing else is sent there either. */
  | { state: 'refused'; at: Date; problem: string; isMailbox: boolean }
  | { state: 'waiting'; nextAt: Date; problem: string };

/** Writes down how an attempt ended, unless another process has taken the mail since: then it knows better. */
export const settleMail = (db: Database, taken: TakenMail, outcome: MailOutcome): Promise<void> =>
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
    // One that comes back too late has no say of the address either.
    if (isMailbox && refused.length > 0)
      await db
        .update(mailAddresses)
        .set({ refusedAt: at })
        .where(and(eq(mailAddresses.emailHash, taken.emailHash), isNull(mailAddresses.stoppedAt)));
  });

/**
 * Gives up what nobody took in time, and forgets what was sent a week ago, addresses that nobody confirmed, those that
 * were ended long ago, and links that are over.
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

/** How sending goes, for administrators; nothing in it is about an address. */
export interface MailState {
  waiting: number;
  /** Of those that wait: tried already. */
  tried: number;
  waitingSince: Date | null;
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
