import { and, eq, inArray, isNull, ne, or, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CatalogueError } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import { holdings, invitations, mailAddresses, mails, openings, tokens } from '../record/tables.ts';
import { endWaiting } from '../record/waiting-mails.ts';
import { countOfficers } from './tokens.ts';

/*
 * What a token gave ends with it: sessions, links that invite, mailboxes that were added. Whoever revokes a token does it
 * here, so that nothing hangs on one that is over.
 */

/**
 * Ends or replaces accesses, unless whoever does it reads no case of a federation, and somebody who reads them would no longer.
 * Administrators may: whoever lost a token has nobody else.
 * @throws CatalogueError not-yours
 */
export async function keepingOfficers<T>(
  db: Database,
  { caller, clock }: Pick<Context, 'caller' | 'clock'>,
  work: () => Promise<T>,
): Promise<T> {
  if (caller.role !== 'federation' || !caller.awaitsOfficer) return await work();
  const before = await countOfficers(db, caller.federationId, clock());
  const done = await work();
  if ((await countOfficers(db, caller.federationId, clock())) >= before) return done;
  throw new CatalogueError('not-yours', {
    fr: 'Votre accès attend d’être accepté par le bureau : il ne retire ni ne remplace l’accès de qui lit les dossiers. Demandez-le à quelqu’un du bureau.',
    en: 'Your access still waits for somebody of the desk to accept it: it neither ends nor replaces the access of those who read the cases. Ask somebody of the desk.',
  });
}

/** Revokes tokens, with all that hangs on them; returns their ids. */
export async function endTokens(db: Database, at: Date, condition: SQL | undefined): Promise<string[]> {
  const ended = await db
    .update(tokens)
    .set({ revokedAt: at })
    .where(and(isNull(tokens.revokedAt), condition))
    .returning({ id: tokens.id });
  const ids = ended.map(({ id }) => id);
  await endWhatHangs(db, at, ids);
  return ids;
}

/** Ends what tokens gave, and leaves them in force: their secret was replaced. */
export async function endWhatHangs(db: Database, at: Date, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.delete(openings).where(or(inArray(openings.tokenId, ids), inArray(openings.shownTokenId, ids)));
  await endInvitations(db, at, or(inArray(invitations.tokenId, ids), inArray(invitations.madeById, ids)));
  await endMailboxes(db, at, inArray(mailAddresses.addedById, ids));
  await endOwn(db, ids);
}

/**
 * What persons were given while they were in by these tokens opens itself alone from now on: whoever had one of these
 * without being its person has seen it. What was given by that ends alike.
 */
async function endOwn(db: Database, ids: readonly string[]): Promise<void> {
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
  await endOwn(db, shown);
}

/** Ends links that wait, with the tokens that stood for them alone; returns how many. */
export async function endInvitations(db: Database, at: Date, condition: SQL | undefined): Promise<number> {
  const links = await db.delete(invitations).where(condition).returning();
  const stood = links.flatMap(({ tokenId, madeById }) => (madeById === null ? [] : tokenId));
  if (stood.length > 0) await endTokens(db, at, inArray(tokens.id, stood));
  return links.length;
}

/** Removes addresses, with what waits for them and what whoever reads them may do; returns how many. */
export async function endMailboxes(db: Database, at: Date, condition: SQL | undefined): Promise<number> {
  const removed = await db.delete(mailAddresses).where(condition).returning();
  for (const { stopKey } of removed) await endWaiting(db, at, eq(mails.stopKey, stopKey));
  const opened = removed.flatMap(({ tokenId }) => tokenId ?? []);
  if (opened.length > 0) await endTokens(db, at, inArray(tokens.id, opened));
  return removed.length;
}

/**
 * Ends that anybody else holds a token, whose secret is being replaced. It stays the own one of its person if it replaced itself;
 * else somebody else was shown the new secret.
 */
export async function endHoldings(db: Database, tokenId: string, isBySelf: boolean): Promise<void> {
  const isShared = isBySelf ? eq(holdings.isOwn, false) : undefined;
  await db.delete(holdings).where(and(eq(holdings.tokenId, tokenId), isShared));
}

/**
 * Whoever ends others is not ended with them: if they came by a mailbox or an own token that one of these gave, it hangs on
 * nobody else from now on.
 * @param ended which tokens this very command ends: one that goes on keeps what hangs on it
 */
export async function standAlone(db: Database, tokenId: string | null, ended: SQL | undefined): Promise<void> {
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
