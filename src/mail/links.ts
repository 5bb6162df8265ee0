import { and, eq, gt, isNull } from 'drizzle-orm';
import { hashOf } from '../accounts/tokens.ts';
import { inTransaction, takeAdvisoryLock } from '../database/transaction.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import { mailAddresses, mails } from '../record/tables.ts';
import { endWaiting } from '../record/waiting-mails.ts';
import { endAccess, nameOf } from './addresses.ts';
import { ownerOf } from './queue.ts';

/* What the links in mails do: confirm an address, end all mail to it. The link is the right. */

type Reading = Pick<Context, 'db' | 'clock'>;

const isOpenFor = (secret: string, now: Date) =>
  and(eq(mailAddresses.codeHash, hashOf(secret)), gt(mailAddresses.codeUntil, now));

/**
 * The name of the host or federation for which a link confirms an address; undefined: the link has expired or does not
 * exist.
 */
export async function readConfirmation({ db, clock }: Reading, secret: string): Promise<string | undefined> {
  const [row] = await db.select().from(mailAddresses).where(isOpenFor(secret, clock()));
  return row && (await nameOf(db, ownerOf(row))).name;
}

/** Confirms an address, once. Returns the name of its owner; undefined when the link has expired. */
export const confirmMailAddress = (context: Context, secret: string): Promise<string | undefined> =>
  inTransaction(context.db, async (db) => {
    const now = context.clock();
    const [row] = await db
      .update(mailAddresses)
      .set({ confirmedAt: now, codeHash: null, codeUntil: null })
      .where(isOpenFor(secret, now))
      .returning();
    if (!row) return undefined;
    await noteAction(db, context, 'confirmMailAddress', ownerOf(row));
    return (await nameOf(db, ownerOf(row))).name;
  });

/** Whether all mail behind a stop key is already ended; undefined: unknown key. */
export async function readStop({ db }: Reading, key: string): Promise<boolean | undefined> {
  const [row] = await db.select().from(mailAddresses).where(eq(mailAddresses.stopKey, key));
  return row && row.stoppedAt !== null;
}

/** Ends all mail to an address, for every owner that has it, and erases the address; false: unknown key. */
export const stopMail = ({ db, clock }: Reading, key: string): Promise<boolean> =>
  inTransaction(db, async (db) => {
    await takeAdvisoryLock(db, 'mail');
    const [row] = await db.select().from(mailAddresses).where(eq(mailAddresses.stopKey, key));
    if (!row) return false;
    const stopped = await db
      .update(mailAddresses)
      .set({ email: null, stoppedAt: clock(), codeHash: null, codeUntil: null })
      .where(and(eq(mailAddresses.emailHash, row.emailHash), isNull(mailAddresses.stoppedAt)))
      .returning();
    for (const { stopKey } of stopped) await endWaiting(db, clock(), eq(mails.stopKey, stopKey));
    await endAccess(db, { clock }, stopped);
    return true;
  });
