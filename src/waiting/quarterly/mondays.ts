import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import { inTransaction } from '../../database/transaction.ts';
import { addDays, parisDay } from '../../ground/clock.ts';
import { type MailWords, mondaysPath, quotedName, SITE } from '../../mail/message.ts';
import { isConfirmed, queueMail } from '../../mail/queue.ts';
import { mailAddresses, mails } from '../../record/tables.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { type Asked, askedBy, type Reminding, type Task, waitsFor } from './remind.ts';
import type { Waiting } from './words.ts';

/*
 * One line on Mondays, to those who asked for it: how many things wait, and where. Nothing is sent when nothing waits.
 */

const AT_A_TIME = 50;

const isMonday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;

function lineOf({ name, path, lines }: Waiting, language: Language): string {
  const count = lines[language].length;
  const what =
    language === 'fr'
      ? `${count === 1 ? 'une chose attend' : `${count} choses attendent`} une réponse.`
      : `${count === 1 ? 'one thing waits' : `${count} things wait`} for an answer.`;
  return `${quotedName(name, language)}${language === 'fr' ? ' :' : ':'} ${what} ${SITE}${path}?lang=${language}`;
}

const mondayWords = (waiting: readonly Waiting[], stopKey: string): Record<Language, MailWords> => ({
  fr: {
    subject: 'Ce qui vous attend cette semaine',
    paragraphs: [
      waiting.map((one) => lineOf(one, 'fr')).join('\n'),
      `Pour ne plus recevoir cette ligne le lundi : ${SITE}${mondaysPath(stopKey)}?lang=fr`,
    ],
  },
  en: {
    subject: 'What waits for you this week',
    paragraphs: [
      waiting.map((one) => lineOf(one, 'en')).join('\n'),
      `To receive this line on Mondays no more: ${SITE}${mondaysPath(stopKey)}?lang=en`,
    ],
  },
});

/** One letter to one mailbox, about all its entries that asked for it; returns whether it was queued. */
const write = (asked: Asked, emailHash: string, day: string): Promise<boolean> =>
  inTransaction(asked.context.db, async (db) => {
    const rows = await db
      .select()
      .from(mailAddresses)
      .where(and(eq(mailAddresses.emailHash, emailHash), eq(mailAddresses.isWeekly, true), isConfirmed))
      .orderBy(asc(mailAddresses.confirmedAt), asc(mailAddresses.id))
      .for('update');
    const [first] = rows;
    const key = `${emailHash}:${day}`;
    // Another run of this Monday has written it already.
    if (!first || (await db.$count(mails, and(eq(mails.kind, 'weekly'), eq(mails.key, key)))) > 0) return false;
    const waiting: Waiting[] = [];
    for (const row of rows) {
      const found = await waitsFor(db, asked, row);
      if (found && found.lines.fr.length > 0) waiting.push(found);
    }
    if (waiting.length === 0) return false;
    const words = mondayWords(waiting, first.stopKey);
    // A later delivery would count what has been answered since.
    const until = new Date(`${addDays(day, 2)}T12:00:00Z`);
    await queueMail(db, asked.context, first, { kind: 'weekly', key, words, until });
    return true;
  });

/** On a Monday, writes to all mailboxes that asked for it and for which something waits. Returns how many letters. */
export async function writeOnMondays(context: Task, reminding: Reminding, stopping: AbortSignal): Promise<number> {
  const day = parisDay(context.clock());
  if (!isMonday(day)) return 0;
  const asked = askedBy(context, reminding);
  let written = 0;
  let after = '';
  for (;;) {
    const due = await context.db
      .selectDistinct({ emailHash: mailAddresses.emailHash })
      .from(mailAddresses)
      .where(
        and(
          ...[isConfirmed, eq(mailAddresses.isWeekly, true), isNotNull(mailAddresses.email)],
          gt(mailAddresses.emailHash, after),
        ),
      )
      .orderBy(asc(mailAddresses.emailHash))
      .limit(AT_A_TIME);
    for (const { emailHash } of due) {
      if (stopping.aborted) return written;
      if (await write(asked, emailHash, day)) written++;
    }
    if (due.length < AT_A_TIME) return written;
    after = due.at(-1)!.emailHash;
  }
}
