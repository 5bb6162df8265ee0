import { and, asc, eq, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { callerOf } from '../accounts/authentication.ts';
import { awaitsOfficerFrom } from '../accounts/commands.ts';
import { endMailboxes, endTokens, runKeepingOfficers } from '../accounts/ending.ts';
import { earlierEnd, findToken, type HolderOfTokens, hashOf, lockToken, newKey } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { inTransaction, takeAdvisoryLock } from '../database/transaction.ts';
import { instantAfter } from '../ground/clock.ts';
import { CatalogueError, fault } from '../ground/errors.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import type { CountRequest } from '../record/counts.ts';
import type { MailAddressRow } from '../record/rows.ts';
import { federations, hosts, mailAddresses, tokens } from '../record/tables.ts';
import { type Caller, requireToken, type TokenHolder } from '../requests/caller.ts';
import { isId } from '../requests/meaning.ts';
import { hashOfEmail, mailboxIn } from './mailbox.ts';
import { confirmationWords } from './message.ts';
import { countQueued, isOfOwner, type MailDraft, type MailOwner, ownerOf, queueMail } from './queue.ts';

/*
 * Mail addresses that people who may speak for a host or a federation have added. An unconfirmed address receives
 * nothing but the confirmation mail; and no answer reveals whether an address is known.
 */

const ADDRESSES_MAX = 10;
const DAYS_TO_CONFIRM = 3;
/** Most confirmation mails a day: to one address, and by one owner. */
const ASKED_A_DAY = { address: 3, owner: 10 };

/**
 * The host or federation whose addresses the caller manages. Claimants have proven nothing yet, and administrators have
 * no entry.
 * @throws CatalogueError no-token, not-yours
 */
function ownerFor(caller: Caller): MailOwner {
  requireToken(caller);
  if (caller.role === 'host') return { hostId: caller.hostId };
  if (caller.role === 'federation') return { federationId: caller.federationId };
  throw new CatalogueError('not-yours', {
    fr: 'Seuls un hébergeur et une fédération ont des adresses où recevoir des messages.',
    en: 'Only a host and a federation have addresses to receive messages at.',
  });
}

/** The name of a host or a federation, and its slug, or the id of a draft. */
export async function nameOf(db: Database, owner: MailOwner): Promise<{ name: string; slug: string }> {
  if ('federationId' in owner) {
    const { slug, name } = federations;
    return (await db.select({ slug, name }).from(federations).where(eq(federations.id, owner.federationId)))[0]!;
  }
  const [host] = await db.select().from(hosts).where(eq(hosts.id, owner.hostId));
  return { name: host!.name, slug: host!.publishedAt ? host!.slug : host!.id };
}

/**
 * Whether an entry is known to belong to the caller's organisation: it is published, or its domain is proven. Anyone
 * can create a draft with any name.
 */
async function isKnownToBelong(db: Database, owner: MailOwner): Promise<boolean> {
  if ('federationId' in owner) return true;
  const [host] = await db.select().from(hosts).where(eq(hosts.id, owner.hostId));
  return host!.publishedAt !== null || host!.domainVerifiedOn !== null;
}

/**
 * Refuses to exceed the limit of addresses per owner, or of confirmation mails a day.
 * @throws CatalogueError too-many-addresses, too-many-requests
 */
async function requireRoom(db: Database, owner: MailOwner, since: Date, isTheirs: boolean): Promise<void> {
  const has = await db.$count(mailAddresses, and(isOfOwner(owner), isNull(mailAddresses.stoppedAt)));
  const askedToday = await countQueued(db, 'confirm-address', { since, owner });
  if (!isTheirs && (has > 0 || askedToday > 0))
    throw new CatalogueError('too-many-addresses', {
      fr: 'Une fiche qui n’est pas encore publiée a une seule adresse, la vôtre. Prouvez que le site est à vous ou publiez la fiche, puis ajoutez les autres.',
      en: 'An entry that is not published yet has one address, your own. Prove that the site is yours or publish the entry, then add the others.',
    });
  if (has >= ADDRESSES_MAX)
    throw new CatalogueError('too-many-addresses', {
      fr: `Il y a déjà ${ADDRESSES_MAX} adresses. Retirez-en une qui ne sert plus.`,
      en: `There are ${ADDRESSES_MAX} addresses already. Remove one that is no longer used.`,
    });
  if (askedToday >= ASKED_A_DAY.owner)
    throw new CatalogueError(
      'too-many-requests',
      {
        fr: 'Trop d’adresses ont été ajoutées aujourd’hui. Réessayez demain.',
        en: 'Too many addresses were added today. Try again tomorrow.',
      },
      { retryAfterSeconds: 24 * 3600 },
    );
}

/** Whether the owner of an address has ended all mail to it: then no confirmation is sent for a while. */
const isStopped = async (db: Database, emailHash: string): Promise<boolean> =>
  (await db.$count(mailAddresses, and(eq(mailAddresses.emailHash, emailHash), isNotNull(mailAddresses.stoppedAt)))) > 0;

/**
 * The token that adds an address, and its end date. The token is locked: a command that ends it concurrently then also
 * finds the address.
 * @throws CatalogueError bad-token
 */
async function lockValidToken(db: Database, { tokenId, formerUntil }: TokenHolder) {
  if (tokenId === null) return { addedById: null, endsAt: null };
  const token = await lockToken(db, tokenId);
  if (token) return { addedById: token.id, endsAt: earlierEnd(formerUntil ?? null, token.expiresAt) };
  throw new CatalogueError('bad-token', {
    fr: 'Cet accès vient de prendre fin : aucune adresse n’a été ajoutée.',
    en: 'This access ended just now: no address was added.',
  });
}

/**
 * Adds an address to the caller’s, and sends it a confirmation mail. The answer and the list are the same when no mail
 * is sent because the address wants none or has received enough today.
 * @param countRequest counts the confirmation mail against its sender
 * @throws CatalogueError no-token, not-yours, meaningless-request, too-many-addresses, and what `countRequest` throws
 */
export async function addMailAddress(context: Context, typed: string, countRequest: CountRequest): Promise<void> {
  const { caller, clock, newId } = context;
  requireToken(caller);
  const owner = ownerFor(caller);
  const email = mailboxIn(typed);
  if (email === undefined) {
    const message = { fr: 'Ce n’est pas une adresse de courriel.', en: 'This is no e-mail address.' };
    throw new CatalogueError('meaningless-request', message, { faults: [fault('/email', 'not-a-mailbox', message)] });
  }
  const now = clock();
  await inTransaction(context.db, async (db) => {
    // One at a time: concurrent requests would each find that there is room.
    await takeAdvisoryLock(db, 'mail');
    const since = instantAfter(now, -1);
    const isTheirs = await isKnownToBelong(db, owner);
    await requireRoom(db, owner, since, isTheirs);
    await countRequest(db);
    const addedBy = await lockValidToken(db, caller);
    await noteAction(db, context, 'addMailAddress', owner);
    const emailHash = hashOfEmail(email);
    const [present] = await db
      .select()
      .from(mailAddresses)
      .where(and(isOfOwner(owner), eq(mailAddresses.emailHash, emailHash)));
    if (present && (present.stoppedAt !== null || (present.confirmedAt !== null && present.refusedAt === null))) return;
    if (present) await endAccess(db, context, [present]);
    const secret = newKey();
    const code = { codeHash: hashOf(secret), codeUntil: instantAfter(now, DAYS_TO_CONFIRM) };
    const awaitsOfficer = awaitsOfficerFrom(caller);
    const columns = { ...code, ...addedBy, email, confirmedAt: null, refusedAt: null, tokenId: null, awaitsOfficer };
    const [row] = present
      ? await db.update(mailAddresses).set(columns).where(eq(mailAddresses.id, present.id)).returning()
      : await db
          .insert(mailAddresses)
          .values({ id: newId(), ...owner, emailHash, createdAt: now, stopKey: newKey(), ...columns })
          .returning();
    if (await isStopped(db, emailHash)) return;
    if ((await countQueued(db, 'confirm-address', { since, emailHash })) >= ASKED_A_DAY.address) return;
    const { name } = await nameOf(db, owner);
    await queueMail(db, context, row!, {
      ...{ kind: 'confirm-address', key: code.codeHash, until: code.codeUntil },
      words: confirmationWords(isTheirs ? name : undefined, secret),
    });
  });
}

/**
 * Sends one mail to an address that nobody has confirmed, unless its owner wants none. It then waits among the addresses
 * of the owner like one that was entered: it gives no access, receives nothing more, and is forgotten soon.
 */
export async function tellUnconfirmed(
  db: Database,
  context: Context,
  owner: MailOwner,
  email: string,
  draft: MailDraft,
): Promise<void> {
  const { clock, newId } = context;
  const now = clock();
  const emailHash = hashOfEmail(email);
  if (await isStopped(db, emailHash)) return;
  const [row] = await db
    .insert(mailAddresses)
    .values({
      ...{ id: newId(), ...owner, email, emailHash, createdAt: now, stopKey: newKey(), awaitsOfficer: true },
      // Nobody is given this code: the address is confirmed once somebody of the desk enters it.
      ...{ codeHash: hashOf(newKey()), codeUntil: instantAfter(now, DAYS_TO_CONFIRM) },
    })
    .onConflictDoNothing()
    .returning();
  if (row) await queueMail(db, context, row, draft);
}

/** An address as its owner sees it. */
export interface MailAddress {
  id: string;
  email: string;
  createdAt: Date;
  /** null: not confirmed yet. */
  confirmedAt: Date | null;
  /** The receiving server said that there is no such mailbox. */
  refusedAt: Date | null;
  /** Access through this mailbox was ended: it receives mail, but gives no access. */
  isShutOut: boolean;
}

/** The caller’s addresses, oldest first. @throws CatalogueError no-token, not-yours */
export async function listMailAddresses({ db, caller }: Context): Promise<MailAddress[]> {
  const rows = await db
    .select({ address: mailAddresses, revokedAt: tokens.revokedAt })
    .from(mailAddresses)
    .leftJoin(tokens, eq(tokens.id, mailAddresses.tokenId))
    .where(and(isOfOwner(ownerFor(caller)), isNull(mailAddresses.stoppedAt)))
    .orderBy(asc(mailAddresses.createdAt), asc(mailAddresses.id));
  return rows.map(({ address: { id, email, createdAt, confirmedAt, refusedAt }, revokedAt }) => ({
    ...{ id, email: email!, createdAt, confirmedAt, refusedAt, isShutOut: revokedAt !== null },
  }));
}

type Now = Pick<Context, 'clock'>;

/** Revokes the tokens of people signed in by these addresses. */
export async function endAccess(db: Database, { clock }: Now, rows: readonly Pick<MailAddressRow, 'tokenId'>[]) {
  const opened = rows.flatMap(({ tokenId }) => tokenId ?? []);
  if (opened.length > 0) await endTokens(db, clock(), inArray(tokens.id, opened));
}

/** Removes addresses and everything that depends on them; returns how many. */
export const dropMailAddresses = (db: Database, { clock }: Now, condition: SQL | undefined): Promise<number> =>
  endMailboxes(db, clock(), condition);

/**
 * Removes one of the caller’s addresses, and the mail waiting for it. An address that is already gone is not an error.
 * @throws CatalogueError no-token, not-yours
 */
export async function removeMailAddress(context: Context, id: string): Promise<void> {
  const owner = ownerFor(context.caller);
  if (!isId(id)) return;
  await inTransaction(context.db, async (db) => {
    const isTheirs = and(isOfOwner(owner), eq(mailAddresses.id, id), isNull(mailAddresses.stoppedAt));
    const removed = await runKeepingOfficers(db, context, () => dropMailAddresses(db, context, isTheirs));
    if (removed > 0) await noteAction(db, context, 'removeMailAddress', owner);
  });
}

const opensBy = (callers: readonly TokenHolder[]): SQL =>
  inArray(
    mailAddresses.tokenId,
    callers.flatMap(({ tokenId }) => tokenId ?? []),
  );

/** Condition: one of the addresses by which a session was opened, whichever owner has it. */
const isMailboxOf = (db: Database, callers: readonly TokenHolder[]): SQL =>
  inArray(
    mailAddresses.emailHash,
    db.select({ emailHash: mailAddresses.emailHash }).from(mailAddresses).where(opensBy(callers)),
  );

/**
 * Every host and federation that has an address by which a session was opened; none: it was not opened by mail.
 * @param callers of the session
 */
export async function ownersOfMailbox(db: Database, callers: readonly TokenHolder[]): Promise<HolderOfTokens[]> {
  const { hostId, federationId } = mailAddresses;
  const rows = await db.select({ hostId, federationId }).from(mailAddresses).where(isMailboxOf(db, callers));
  return rows.map((row) => ({ role: row.hostId === null ? 'federation' : 'host', ...row }));
}

/** Removes the addresses by which a session was opened, for every owner of them; returns whether there was one. */
export async function forgetMailbox(db: Database, now: Now, callers: readonly TokenHolder[]): Promise<boolean> {
  const isMailbox = isMailboxOf(db, callers);
  for (const row of await db.select().from(mailAddresses).where(isMailbox)) {
    // Its own token, never another owner's, which this owner must not read. None: nobody came in by it yet.
    const token = row.tokenId === null ? undefined : await findToken(db, row.tokenId);
    const caller = token ? callerOf(token) : ({ role: 'anonymous' } as const);
    await noteAction(db, { ...now, caller }, 'removeMailAddress', ownerOf(row));
  }
  return (await dropMailAddresses(db, now, isMailbox)) > 0;
}

/** Removes all addresses of a host or a federation whose holder has changed or left. */
export async function removeMailAddresses(db: Database, now: Now, owner: MailOwner): Promise<void> {
  await dropMailAddresses(db, now, isOfOwner(owner));
}
