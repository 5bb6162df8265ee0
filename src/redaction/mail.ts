import { or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { dropMailAddresses } from '../mail/addresses.ts';
import { mailAddresses, mails } from '../record/tables.ts';
import { endWaiting } from '../record/waiting-mails.ts';
import { labelHolds } from './rows.ts';

/** Ends waiting mails that contain the text, and removes mail addresses that do: nothing of them is published. */
export async function forgetMailed(db: Database, text: string, at: Date): Promise<void> {
  await endWaiting(db, at, or(...[mails.subject, mails.text, mails.toAddress].map((part) => labelHolds(part, text))));
  await dropMailAddresses(db, { clock: () => at }, labelHolds(mailAddresses.email, text));
}
