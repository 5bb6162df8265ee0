import {
  aliasedTable,
  and,
  asc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { lockHolder } from '../accounts/commands.ts';
import { endInvitations, endMailboxes, endTokens, keepOwnAccess, runKeepingOfficers } from '../accounts/ending.ts';
import { removeAddress } from '../accounts/private-addresses.ts';
import { isListedToken, lockToken } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { CatalogueError } from '../ground/errors.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import { holdings, invitations, mailAddresses, openings, persons, sessions, tokens } from '../record/tables.ts';
import { mayDoAll, requireToken, type TokenHolder } from '../requests/caller.ts';
import type { TokenRights } from '../vocabulary/terms.ts';
import type { Session } from './sessions.ts';

/*
 * Every access to a host, a federation or the administration, and how to end it: tokens, mailboxes, open invitations,
 * and sessions. The list is complete: nothing else opens a desk.
 */

export const ACCESS_KINDS = ['token', 'mailbox', 'invitation', 'session'] as const;
type AccessKind = (typeof ACCESS_KINDS)[number];

/** One access, and the person it belongs to. */
export interface Access {
  kind: AccessKind;
  id: string;
  email: string | null;
  /** The label of the person it belongs to, or who created it; null: no particular person, or not recorded. */
  person: string | null;
  /** The label of the token that it depends on; null: not recorded. */
  label: string | null;
  /** Whether the caller is using it now. */
  isMe: boolean;
  /** For a token the day of its last use, for a session its beginning, for a mailbox its confirmation. */
  since: string | Date | null;
  /** For an invitation: when it ends. */
  until: Date | null;
  /** The token that acts, with its rights; null: a session, or a mailbox by which nobody has come in yet. */
  acts: { tokenId: string; rights: TokenRights } | null;
  /** The id of a token that an administrator created and that waits for acceptance; null: it does not wait. */
  awaitsOfficer: string | null;
}

/** Whether an access is the one by which a caller acts: a token, or a mailbox. */
export const isOwnAccess = ({ kind, acts }: Access, { tokenId }: TokenHolder): boolean =>
  (kind === 'token' || kind === 'mailbox') && acts !== null && acts.tokenId === tokenId;

type Reading = Pick<Context, 'db' | 'clock'>;

/** Condition: tokens of the same owner as the caller's. Never tokens of claims: they belong to the claimants. */
const isOfSubject = (caller: TokenHolder): SQL | undefined => {
  const isToken = eq(tokens.isClaim, false);
  if (caller.role === 'host') return and(isToken, eq(tokens.hostId, caller.hostId));
  if (caller.role === 'federation') return and(isToken, eq(tokens.federationId, caller.federationId));
  return caller.role === 'admin' ? and(isToken, eq(tokens.role, 'admin')) : undefined;
};

const ownerOf = (caller: TokenHolder): { hostId: string } | { federationId: string } | undefined => {
  if (caller.role === 'host') return { hostId: caller.hostId };
  return caller.role === 'federation' ? { federationId: caller.federationId } : undefined;
};

const isOwnedBy = (owner: NonNullable<ReturnType<typeof ownerOf>>): SQL | undefined =>
  'hostId' in owner ? eq(mailAddresses.hostId, owner.hostId) : eq(mailAddresses.federationId, owner.federationId);

const isInForce = (now: Date): SQL | undefined => and(isNull(tokens.revokedAt), isListedToken(now));

const BLANK = {
  acts: null,
  email: null,
  person: null,
  label: null,
  since: null,
  until: null,
  isMe: false,
  awaitsOfficer: null,
};

async function listTokensOf(db: Database, session: Session, subject: SQL, now: Date): Promise<Access[]> {
  const ofMailbox = db.select({ id: mailAddresses.id }).from(mailAddresses).where(eq(mailAddresses.tokenId, tokens.id));
  const standsForLink = db
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.tokenId, tokens.id), isNotNull(invitations.madeById)));
  const rows = await db
    .select({ token: tokens, personId: holdings.personId, person: persons.label })
    .from(tokens)
    .leftJoin(holdings, eq(holdings.tokenId, tokens.id))
    .leftJoin(persons, eq(persons.id, holdings.personId))
    .where(and(subject, isInForce(now), notExists(ofMailbox), notExists(standsForLink)))
    .orderBy(asc(tokens.createdAt), asc(tokens.id));
  return rows.map(({ token: { id, label, lastUsedOn, awaitsOfficer, rights }, personId, person }) => ({
    ...{ ...BLANK, kind: 'token', id, person, label, since: lastUsedOn, awaitsOfficer: awaitsOfficer ? id : null },
    acts: { tokenId: id, rights },
    isMe:
      session.callers.some(({ tokenId }) => tokenId === id) || (personId !== null && personId === session.person?.id),
  }));
}

async function listMailboxesOf(db: Database, session: Session, caller: TokenHolder): Promise<Access[]> {
  const owner = ownerOf(caller);
  if (!owner) return [];
  const opened = aliasedTable(tokens, 'opened');
  const rows = await db
    .select({ mailbox: mailAddresses, person: persons.label, label: tokens.label, opened })
    .from(mailAddresses)
    .leftJoin(opened, eq(opened.id, mailAddresses.tokenId))
    .leftJoin(tokens, eq(tokens.id, mailAddresses.addedById))
    .leftJoin(holdings, eq(holdings.tokenId, tokens.id))
    .leftJoin(persons, eq(persons.id, holdings.personId))
    .where(and(isOwnedBy(owner), isNull(mailAddresses.stoppedAt)))
    .orderBy(asc(mailAddresses.createdAt), asc(mailAddresses.id));
  return rows.map(({ mailbox: { id, email, confirmedAt, tokenId }, person, label, opened }) => ({
    ...{ ...BLANK, kind: 'mailbox', id, email, person, label, since: confirmedAt },
    awaitsOfficer: opened?.awaitsOfficer ? opened.id : null,
    acts: opened && { tokenId: opened.id, rights: opened.rights },
    isMe: tokenId !== null && session.callers.some((one) => one.tokenId === tokenId),
  }));
}

async function listLinksOf(db: Database, subject: SQL, now: Date): Promise<Access[]> {
  const rows = await db
    .select({ invitation: invitations, person: persons.label, label: tokens.label })
    .from(invitations)
    .innerJoin(tokens, eq(tokens.id, invitations.tokenId))
    .leftJoin(holdings, eq(holdings.tokenId, tokens.id))
    .leftJoin(persons, eq(persons.id, holdings.personId))
    .where(and(subject, isInForce(now), gt(invitations.expiresAt, now)))
    .orderBy(asc(invitations.expiresAt), asc(invitations.id));
  return rows.map(({ invitation: { id, tokenId, expiresAt, rights }, person, label }) => ({
    ...{ ...BLANK, kind: 'invitation', id, person, label, until: expiresAt, acts: { tokenId, rights } },
  }));
}

async function listSessionsOf(db: Database, session: Session, subject: SQL, now: Date): Promise<Access[]> {
  const rows = await db
    .selectDistinctOn([sessions.createdAt, sessions.hash], {
      session: sessions,
      person: persons.label,
      label: tokens.label,
      email: mailAddresses.email,
    })
    .from(sessions)
    .innerJoin(openings, eq(openings.sessionHash, sessions.hash))
    .innerJoin(tokens, eq(tokens.id, openings.tokenId))
    .leftJoin(mailAddresses, eq(mailAddresses.tokenId, tokens.id))
    .leftJoin(persons, eq(persons.id, sessions.personId))
    .where(
      and(
        ...[subject, isInForce(now), gt(sessions.expiresAt, now), gt(sessions.idleUntil, now)],
        or(isNull(openings.endsAt), gt(openings.endsAt, now)),
        or(isNull(tokens.rotatedAt), lte(tokens.rotatedAt, openings.openedAt)),
      ),
    )
    .orderBy(asc(sessions.createdAt), asc(sessions.hash), asc(tokens.id));
  return rows.map(({ session: { id, hash, createdAt }, person, label, email }) => ({
    ...{ ...BLANK, kind: 'session', id, person, label, email, since: createdAt },
    isMe: hash === session.hash,
  }));
}

/** Every access to what the caller acts for. Empty for a claim, which has proven nothing yet. */
export async function listAccess({ db, clock }: Reading, session: Session, caller: TokenHolder): Promise<Access[]> {
  const subject = isOfSubject(caller);
  if (!subject) return [];
  const now = clock();
  return [
    ...(await listTokensOf(db, session, subject, now)),
    ...(await listMailboxesOf(db, session, caller)),
    ...(await listLinksOf(db, subject, now)),
    ...(await listSessionsOf(db, session, subject, now)),
  ];
}

/**
 * Removes the caller's host, federation or administration from sessions; other entries in them stay open. Sessions are
 * locked, so that none gains access meanwhile.
 */
async function closeSessions(db: Database, subject: SQL, which: SQL): Promise<void> {
  const own = db.select({ id: tokens.id }).from(tokens).where(subject);
  const opened = db
    .select({ hash: openings.sessionHash })
    .from(openings)
    .where(and(eq(openings.sessionHash, sessions.hash), inArray(openings.tokenId, own)));
  const locked = await db
    .select({ hash: sessions.hash })
    .from(sessions)
    .where(and(which, exists(opened)))
    .for('update');
  const hashes = locked.map(({ hash }) => hash);
  if (hashes.length > 0)
    await db.delete(openings).where(and(inArray(openings.sessionHash, hashes), inArray(openings.tokenId, own)));
}

const nothing = () =>
  new CatalogueError('token-not-found', {
    fr: 'Cet accès n’existe pas, ou a déjà été retiré.',
    en: 'There is no such access, or it was ended already.',
  });

const ended = () =>
  new CatalogueError('bad-token', {
    fr: 'Votre accès vient de prendre fin : rien n’a été retiré.',
    en: 'Your access ended just now: nothing was ended.',
  });

/**
 * Ends a mailbox, an invitation or a session of the caller's owner, at once in every process.
 * @throws CatalogueError token-not-found, not-yours
 */
export const endAccess = (context: Context, { kind, id }: Pick<Access, 'kind' | 'id'>): Promise<void> =>
  inTransaction(context.db, async (db) => {
    const { caller, clock } = context;
    requireToken(caller);
    const [subject, owner] = [isOfSubject(caller), ownerOf(caller)];
    // One who only reads and answers ends the mailbox by which they came in, and nothing else.
    const isOwn = mayDoAll(caller) ? undefined : sql`${mailAddresses.tokenId} = ${caller.tokenId}`;
    if (!subject || (isOwn && kind !== 'mailbox')) throw nothing();
    if (kind === 'session') await closeSessions(db, subject, eq(sessions.id, id));
    if (kind === 'mailbox' && owner) {
      const isIt = and(isOwnedBy(owner), eq(mailAddresses.id, id), isNull(mailAddresses.stoppedAt), isOwn);
      await runKeepingOfficers(db, context, () => endMailboxes(db, clock(), isIt));
    }
    if (kind === 'invitation') {
      const own = db.select({ id: tokens.id }).from(tokens).where(subject);
      const isIt = and(eq(invitations.id, id), inArray(invitations.tokenId, own));
      await runKeepingOfficers(db, context, () => endInvitations(db, clock(), isIt));
    }
    await noteAction(db, context, 'endAccess', owner ?? {});
  });

/**
 * Ends every access to what the caller acts for, except the token and session in use: other tokens, mailboxes,
 * invitations, sessions, and the private address of the calendar.
 * @throws CatalogueError not-yours, bad-token
 */
export const endOthers = (context: Context, session: Session): Promise<void> =>
  inTransaction(context.db, async (db) => {
    const { caller, clock } = context;
    requireToken(caller);
    const [{ tokenId }, subject, owner, now] = [caller, isOfSubject(caller), ownerOf(caller), clock()];
    if (!subject || tokenId === null) throw nothing();
    await lockHolder(db, tokenId);
    // When two callers end each other's access at once, only one succeeds.
    if (!(await lockToken(db, tokenId))) throw ended();
    const otherTokens = and(subject, ne(tokens.id, tokenId));
    await keepOwnAccess(db, tokenId, otherTokens);
    await runKeepingOfficers(db, context, () => endTokens(db, now, otherTokens));
    await endInvitations(db, now, eq(invitations.tokenId, tokenId));
    const others = sql`${mailAddresses.tokenId} is distinct from ${tokenId}`;
    if (owner) {
      await endMailboxes(db, now, and(isOwnedBy(owner), others, isNull(mailAddresses.stoppedAt)));
      await removeAddress(db, owner);
    }
    await closeSessions(db, subject, ne(sessions.hash, session.hash));
    await noteAction(db, context, 'endOtherAccesses', owner ?? {});
  });
