import { and, asc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import { findToken } from '../../accounts/tokens.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { addDays, daysBetween, instantAfter, parisDay } from '../../ground/clock.ts';
import { isConfirmed, ownerOf, queueMail } from '../../mail/queue.ts';
import type { Context } from '../../record/context.ts';
import { findHost } from '../../record/hosts.ts';
import type { MailAddressRow } from '../../record/rows.ts';
import { mailAddresses } from '../../record/tables.ts';
import type { CostRules } from '../../services/cost.ts';
import { type Speaker, speaker } from '../../vocabulary/speaker.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { readDue } from '../federation/list.ts';
import { loadTodo } from '../host/commands.ts';
import { DAYS_AHEAD, type OpenItem, type WaitingList } from '../open-items.ts';
import { reminderWords, type Waiting } from './words.ts';

/** Minimum number of days between two reminders to one address, and from its confirmation to the first reminder. */
const DAYS_APART = 91;
/** After so many days without a confirmation of the entry, asking whether it is still true justifies a reminder. */
const DAYS_UNCONFIRMED = 91;
const AT_A_TIME = 50;

/** What is needed to write reminders. */
export interface Reminding {
  current: () => Model;
  rules: Pick<CostRules, 'months'>;
}

export type Task = Omit<Context, 'caller'>;

interface Asked {
  context: Context;
  model: Model;
  rules: Reminding['rules'];
  say: Record<Language, Speaker>;
}

const partOf = <Fact extends OpenItem>(
  { owner: { name }, paths, facts, tell }: WaitingList<Fact>,
  { fr, en }: Asked['say'],
): Waiting => ({
  ...{ name, path: paths.desk },
  lines: { fr: facts.map((one) => tell(one, fr)), en: facts.map((one) => tell(one, en)) },
});

/**
 * Whether a mail to this address may mention referrals made in a case: only if the token of the address may read them.
 * An address without a token has its own flag; one whose token has ended reads none.
 */
async function readsCases(db: Database, { tokenId, awaitsOfficer }: MailAddressRow): Promise<boolean> {
  const token = tokenId === null ? undefined : await findToken(db, tokenId);
  if (tokenId !== null && !token) return false;
  return !(token ?? { awaitsOfficer }).awaitsOfficer;
}

/** The open items of a host; undefined: nothing that justifies a mail. */
async function hostWaits(
  db: Database,
  { context, rules, say }: Asked,
  id: string,
  tellsCases: boolean,
): Promise<Waiting | undefined> {
  const row = await findHost(db, id);
  if (!row || row.state === 'withdrawn') return undefined;
  const list = await loadTodo(db, context, row, { rules, tellsCases });
  const { confirmedOn, complete } = list.sources.host;
  const isFresh = confirmedOn !== null && daysBetween(confirmedOn, list.day) < DAYS_UNCONFIRMED;
  return list.facts.length === 0 && isFresh ? undefined : { ...partOf(list, say), complete };
}

/** The due items of a federation; undefined: nothing. */
async function federationWaits(
  db: Database,
  { model, say }: Asked,
  id: string,
  tellsCases: boolean,
): Promise<Waiting | undefined> {
  const federation = model.federations.find((one) => one.id === id);
  if (!federation) return undefined;
  const list = await readDue({ db }, model, federation, { tellsCases, within: DAYS_AHEAD });
  return list.facts.length === 0 ? undefined : partOf(list, say);
}

async function waitsFor(db: Database, asked: Asked, row: MailAddressRow): Promise<Waiting | undefined> {
  const owner = ownerOf(row);
  const tellsCases = await readsCases(db, row);
  if ('hostId' in owner) return await hostWaits(db, asked, owner.hostId, tellsCases);
  return await federationWaits(db, asked, owner.federationId, tellsCases);
}

/** Sends one reminder about all entries of the address; returns whether it was sent. */
const remind = (asked: Asked, emailHash: string): Promise<boolean> =>
  inTransaction(asked.context.db, async (db) => {
    const { clock } = asked.context;
    const now = clock();
    const rows = await db
      .select()
      .from(mailAddresses)
      .where(and(eq(mailAddresses.emailHash, emailHash), isConfirmed))
      .orderBy(asc(mailAddresses.confirmedAt), asc(mailAddresses.id))
      .for('update');
    // Checked again under the lock: another process may have sent a reminder meanwhile.
    const [first] = rows;
    const reminders = rows.flatMap(({ remindedAt }) => remindedAt?.getTime() ?? []);
    const last = reminders.length > 0 ? Math.max(...reminders) : (first?.confirmedAt?.getTime() ?? Infinity);
    if (!first || last > instantAfter(now, -DAYS_APART).getTime()) return false;
    const waiting: Waiting[] = [];
    for (const row of rows) {
      const found = await waitsFor(db, asked, row);
      if (found) waiting.push(found);
    }
    if (waiting.length === 0) return false;
    await queueMail(db, asked.context, first, {
      ...{ kind: 'reminder', key: `${first.id}:${parisDay(now)}` },
      words: reminderWords(waiting, asked.say),
      // A later delivery would contain outdated statements.
      until: new Date(`${addDays(parisDay(now), 7)}T12:00:00Z`),
    });
    await db
      .update(mailAddresses)
      .set({ remindedAt: now })
      .where(
        inArray(
          mailAddresses.id,
          rows.map(({ id }) => id),
        ),
      );
    return true;
  });

/** What waits is looked up in the model of now, by the catalogue itself. */
function askedBy(context: Task, { current, rules }: Reminding): Asked {
  const model = current();
  const { reference } = model;
  return {
    context: { ...context, reference, caller: { role: 'catalogue', label: 'reminders', tokenId: null } },
    ...{ model, rules, say: { fr: speaker('fr', reference), en: speaker('en', reference) } },
  };
}

/** Sends reminders to all confirmed addresses with open items, at most once a quarter. Returns how many were sent. */
export async function remindByMail(
  context: Task,
  { current, rules }: Reminding,
  stopping: AbortSignal,
): Promise<number> {
  const asked = askedBy(context, { current, rules });
  const before = instantAfter(context.clock(), -DAYS_APART);
  let reminded = 0;
  let after = '';
  for (;;) {
    const due = await context.db
      .select({ emailHash: mailAddresses.emailHash })
      .from(mailAddresses)
      .where(and(isConfirmed, isNotNull(mailAddresses.email), gt(mailAddresses.emailHash, after)))
      .groupBy(mailAddresses.emailHash)
      .having(
        sql`coalesce(max(${mailAddresses.remindedAt}), min(${mailAddresses.confirmedAt})) <= ${before.toISOString()}::timestamptz`,
      )
      .orderBy(asc(mailAddresses.emailHash))
      .limit(AT_A_TIME);
    for (const { emailHash } of due) {
      if (stopping.aborted) return reminded;
      if (await remind(asked, emailHash)) reminded++;
    }
    if (due.length < AT_A_TIME) return reminded;
    after = due.at(-1)!.emailHash;
  }
}
