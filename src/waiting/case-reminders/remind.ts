import { hash } from 'node:crypto';
import { and, asc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { findToken } from '../../accounts/tokens.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { addDays } from '../../ground/clock.ts';
import { isConfirmed, isOfOwner, queueMail } from '../../mail/queue.ts';
import type { Context } from '../../record/context.ts';
import { lockFederation } from '../../record/federations.ts';
import type { CaseRow, MailAddressRow } from '../../record/rows.ts';
import { cases, mailAddresses } from '../../record/tables.ts';
import { today } from '../../requests/meaning.ts';
import { caseReminderWords } from './words.ts';

/*
 * Letters on the days that officers chose for cases. A letter has the numbers alone: mail leaves the catalogue, and
 * anybody who opens the mailbox reads it.
 */

type Task = Omit<Context, 'caller' | 'reference'>;

/** Cases whose chosen day has come, and of which no letter was sent for that day. */
const isDue = (day: string) =>
  and(
    ...[lte(cases.remindOn, day), isNull(cases.discardedOn), isNotNull(cases.number)],
    or(isNull(cases.remindedOn), sql`${cases.remindedOn} <> ${cases.remindOn}`),
  );

/** The confirmed addresses of a federation through which cases may be read. */
async function listReaders(db: Database, federationId: string): Promise<MailAddressRow[]> {
  const rows = await db
    .select()
    .from(mailAddresses)
    .where(and(isOfOwner({ federationId }), isConfirmed))
    .orderBy(asc(mailAddresses.id));
  const readers: MailAddressRow[] = [];
  for (const row of rows) {
    const token = row.tokenId === null ? undefined : await findToken(db, row.tokenId);
    // Who came in by this address no longer may.
    if (row.tokenId !== null && !token) continue;
    if (!(token ?? row).awaitsOfficer) readers.push(row);
  }
  return readers;
}

/** Those of the officer whose turn it is, when that officer has one; else all. */
function readersOf({ turnId }: CaseRow, readers: readonly MailAddressRow[]): readonly MailAddressRow[] {
  const own = turnId === null ? [] : readers.filter((one) => one.tokenId === turnId || one.addedById === turnId);
  return own.length > 0 ? own : readers;
}

const remindFederation = (context: Task, federationId: string): Promise<number> =>
  inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, federationId);
    if (!federation) return 0;
    const day = today(context);
    const due = await db
      .select()
      .from(cases)
      .where(and(eq(cases.federationId, federationId), isDue(day)))
      .orderBy(asc(cases.number))
      .for('update');
    const readers = await listReaders(db, federationId);
    // Where nobody reads mail yet, the letter is for who will.
    if (readers.length === 0) return 0;
    let sent = 0;
    for (const to of readers) {
      const own = due.filter((row) => readersOf(row, readers).includes(to));
      if (own.length === 0) continue;
      const numbers = own.map(({ number }) => number!);
      // With the days that were chosen: a second one for a case may come on the same day.
      const asked = own.map(({ number, remindOn }) => `${number} ${remindOn}`).join(' ');
      await queueMail(db, context, to, {
        // A hash: the row of the mail names no case, which may have ended before it is forgotten.
        ...{ kind: 'case-reminder', key: `${to.id}:${hash('sha256', `${day} ${asked}`, 'hex')}` },
        words: caseReminderWords(numbers, federation.slug),
        until: new Date(`${addDays(day, 3)}T12:00:00Z`),
      });
      sent++;
    }
    const ids = due.map(({ id }) => id);
    if (ids.length > 0) await db.update(cases).set({ remindedOn: sql`remind_on` }).where(inArray(cases.id, ids));
    return sent;
  });

/** Sends the letters of today, one to an address with all its cases. Returns how many were queued. */
export async function remindOfCases(context: Task, stopping?: AbortSignal): Promise<number> {
  const due = await context.db
    .selectDistinct({ federationId: cases.federationId })
    .from(cases)
    .where(isDue(today(context)));
  let sent = 0;
  for (const { federationId } of due) {
    if (stopping?.aborted) return sent;
    sent += await remindFederation(context, federationId);
  }
  return sent;
}
