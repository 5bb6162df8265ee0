import { and, eq, inArray, isNull, ne, or, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CatalogueError } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import { lockFederations } from '../record/federations.ts';
import { lockHosts } from '../record/hosts.ts';
import { holdings, invitations, mailAddresses, mails, openings, tokens } from '../record/tables.ts';
import { endWaiting } from '../record/waiting-mails.ts';
import type { Caller } from '../requests/caller.ts';
import { countAccepted, type HolderOfTokens, readersAloneFrom } from './tokens.ts';

/*
 * Access that a token gave ends with it: its sessions, its invitations and the mailboxes it added. Every command that
 * ends a token calls this file, so that nothing outlives its token.
 */

export const nobodyAble = () =>
  new CatalogueError('not-yours', {
    fr: 'Il ne resterait, maintenant ou à la fin d’un accès, que des personnes qui lisent et répondent. Donnez d’abord tous les droits, sans date de fin, à quelqu’un, sur la page « Qui peut agir », puis recommencez.',
    en: 'Only people who read and answer would be left, now or when an access ends. First give all rights, without an end, to somebody, on the page “Who may act”, then try again.',
  });

/** The host or federation for which a caller acts; none for an administrator or a claim. */
export const actsFor = (caller: Caller): HolderOfTokens[] =>
  caller.role === 'host' || caller.role === 'federation' ? [caller] : [];

/**
 * Runs a command that ends or narrows accesses to hosts and federations, which are locked: of two who leave at once, the
 * second one sees that the first one left. Refuses when those who stay could then only read and answer, or could sooner
 * than before. Locks are always taken in the order federation, host.
 * @throws CatalogueError not-yours
 */
export async function runKeepingAble<T>(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  holders: readonly HolderOfTokens[],
  work: () => Promise<T>,
): Promise<T> {
  await lockFederations(
    db,
    holders.flatMap(({ federationId }) => federationId ?? []),
  );
  await lockHosts(
    db,
    holders.flatMap(({ hostId }) => hostId ?? []),
  );
  const now = clock();
  const kept: { holder: HolderOfTokens; before: number }[] = [];
  for (const holder of holders)
    if (holder.role !== 'admin') kept.push({ holder, before: await readersAloneFrom(db, holder, now) });
  const done = await work();
  for (const { holder, before } of kept) if ((await readersAloneFrom(db, holder, now)) < before) throw nobodyAble();
  return done;
}

/**
 * Runs a command that ends or replaces accesses. Refuses when a caller who waits for acceptance would take away the
 * access of those who can read cases. Administrators may do it, because nobody else can help a federation that lost its
 * token. Refuses too when those who stay could then only read and answer.
 * @throws CatalogueError not-yours
 */
export async function runKeepingOfficers<T>(
  db: Database,
  context: Pick<Context, 'caller' | 'clock'>,
  work: () => Promise<T>,
): Promise<T> {
  const { caller, clock } = context;
  if (caller.role !== 'federation' && caller.role !== 'host') return await work();
  const accepted = await countAccepted(db, caller, clock());
  const done = await runKeepingAble(db, context, [caller], work);
  if (!caller.awaitsOfficer || (await countAccepted(db, caller, clock())) >= accepted) return done;
  throw new CatalogueError('not-yours', {
    fr: 'Votre accès attend encore d’être accepté : il ne retire ni ne remplace l’accès de qui lit les dossiers, ou qui y est adressé. Demandez-le à quelqu’un qui l’a.',
    en: 'Your access still waits to be accepted: it neither ends nor replaces the access of those who read the cases, or who was sent in them. Ask somebody who has it.',
  });
}

/** Revokes tokens and everything that depends on them; returns their ids. */
export async function endTokens(db: Database, at: Date, condition: SQL | undefined): Promise<string[]> {
  const ended = await db
    .update(tokens)
    .set({ revokedAt: at })
    .where(and(isNull(tokens.revokedAt), condition))
    .returning({ id: tokens.id });
  const ids = ended.map(({ id }) => id);
  await endDependents(db, at, ids);
  return ids;
}

/** Ends everything that tokens gave; the tokens themselves stay valid. For replaced secrets. */
export async function endDependents(db: Database, at: Date, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.delete(openings).where(or(inArray(openings.tokenId, ids), inArray(openings.shownTokenId, ids)));
  await endInvitations(db, at, or(inArray(invitations.tokenId, ids), inArray(invitations.madeById, ids)));
  await endMailboxes(db, at, inArray(mailAddresses.addedById, ids));
  await demoteOwnTokens(db, ids);
}

/**
 * Tokens created while their person was signed in with one of these tokens now open only their own entry: a thief of
 * that token may have seen them. The same goes for tokens created by those in turn.
 */
async function demoteOwnTokens(db: Database, ids: readonly string[]): Promise<void> {
  const given = await db
    .update(holdings)
    .set({ isOwn: false })
    .where(and(eq(holdings.isOwn, true), inArray(holdings.givenById, ids)))
    .returning({ tokenId: holdings.tokenId });
  if (given.length === 0) return;
  const shown = given.map(({ tokenId }) => tokenId);
  await db
    .delete(openings)
    .where(and(inArray(openings.shownTokenId, shown), ne(openings.tokenId, openings.shownTokenId)));
  await demoteOwnTokens(db, shown);
}

/** Deletes waiting invitations, and the tokens that existed only for them; returns how many. */
export async function endInvitations(db: Database, at: Date, condition: SQL | undefined): Promise<number> {
  const links = await db.delete(invitations).where(condition).returning();
  const standIns = links.flatMap(({ tokenId, madeById }) => (madeById === null ? [] : tokenId));
  if (standIns.length > 0) await endTokens(db, at, inArray(tokens.id, standIns));
  return links.length;
}

/**
 * Removes mail addresses, the mail waiting for them, and the tokens of people signed in by them; returns how many
 * addresses.
 */
export async function endMailboxes(db: Database, at: Date, condition: SQL | undefined): Promise<number> {
  const removed = await db.delete(mailAddresses).where(condition).returning();
  for (const { stopKey } of removed) await endWaiting(db, at, eq(mails.stopKey, stopKey));
  const opened = removed.flatMap(({ tokenId }) => tokenId ?? []);
  if (opened.length > 0) await endTokens(db, at, inArray(tokens.id, opened));
  return removed.length;
}

/**
 * Ends what other persons hold of a token whose secret is replaced. The token's own person keeps it only if that person
 * replaced it: otherwise somebody else saw the new secret.
 */
export async function endHoldings(db: Database, tokenId: string, isBySelf: boolean): Promise<void> {
  const isShared = isBySelf ? eq(holdings.isOwn, false) : undefined;
  await db.delete(holdings).where(and(eq(holdings.tokenId, tokenId), isShared));
}

/**
 * Keeps the access of a caller who ends other tokens. If one of those gave the caller's mailbox or token, that mailbox
 * or token no longer depends on it.
 * @param ended the tokens that this command ends: other tokens keep what depends on them
 */
export async function keepOwnAccess(db: Database, tokenId: string | null, ended: SQL | undefined): Promise<void> {
  if (tokenId === null) return;
  const others = db.select({ id: tokens.id }).from(tokens).where(ended);
  await db
    .update(mailAddresses)
    .set({ addedById: tokenId })
    .where(and(eq(mailAddresses.tokenId, tokenId), inArray(mailAddresses.addedById, others)));
  await db
    .update(holdings)
    .set({ givenById: null })
    .where(and(eq(holdings.tokenId, tokenId), inArray(holdings.givenById, others)));
}
