import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import { callerOf } from '../accounts/authentication.ts';
import { isListed, issueToken, lockToken, updateToken } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { CatalogueError } from '../ground/errors.ts';
import { oneLine } from '../ground/texts.ts';
import { dropMailAddresses } from '../mail/addresses.ts';
import { useSignInLink } from '../mail/sign-in.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import type { TokenRow } from '../record/rows.ts';
import { holdings, mailAddresses, persons, tokens } from '../record/tables.ts';
import type { Caller, TokenHolder } from '../requests/caller.ts';
import {
  ADMIN_MOST_HOURS,
  endAllSessions,
  endSession,
  type OpenedSession,
  openingsOf,
  openSession,
  type Session,
} from './sessions.ts';

/** Letters of a label. */
export const LABEL_MAX = 60;

/** A label as it is kept: on one line, without signs that nobody sees. */
export const labelIn = (typed: string | null): string => oneLine(typed ?? '').slice(0, LABEL_MAX);

type Way = Pick<Context, 'db' | 'clock' | 'newId'>;

async function insertPerson(db: Database, { clock, newId }: Way, label: string): Promise<string> {
  const id = newId();
  await db.insert(persons).values({ id, label: labelIn(label), createdAt: clock() });
  return id;
}

/** All that a person holds. */
export const heldBy = (db: Database, personId: string): Promise<{ tokenId: string; isOwn: boolean }[]> =>
  db
    .select({ tokenId: holdings.tokenId, isOwn: holdings.isOwn })
    .from(holdings)
    .where(eq(holdings.personId, personId))
    .orderBy(asc(holdings.tokenId));

const holdingOf = async (db: Database, tokenId: string) =>
  (await db.select().from(holdings).where(eq(holdings.tokenId, tokenId)))[0];

/**
 * The token of a caller, locked. The token of the environment has no row: it gets one that ends with the session.
 * @throws CatalogueError bad-token when it was revoked meanwhile
 */
async function tokenOf(db: Database, way: Way, caller: TokenHolder): Promise<TokenRow> {
  let { tokenId } = caller;
  if (tokenId === null) {
    const expiresAt = new Date(way.clock().getTime() + ADMIN_MOST_HOURS * 3_600_000).toISOString();
    const { token } = await issueToken(db, way, { role: 'admin' }, caller.label, expiresAt);
    await noteAction(db, { ...way, caller }, 'createToken', { tokenId: token.id });
    tokenId = token.id;
  }
  const token = await lockToken(db, tokenId);
  if (token) return token;
  throw new CatalogueError('bad-token', {
    fr: 'Ce jeton vient d’être révoqué.',
    en: 'This token was revoked just now.',
  });
}

/**
 * Signs in by a token: as the person who holds it, or as a new one. A token opens only itself, because others may have
 * it too; one that was made for this person alone opens all that they hold.
 * @param caller whose token it is
 * @param former ended: what was in the browser before is never signed in
 * @throws CatalogueError bad-token, database-unavailable
 */
export const signIn = (way: Way, caller: TokenHolder, former: Session | undefined): Promise<OpenedSession> =>
  inTransaction(way.db, async (db) => {
    if (former) await endSession(db, former);
    const token = await tokenOf(db, way, caller);
    const found = await holdingOf(db, token.id);
    const personId = found?.personId ?? (await insertPerson(db, way, token.label));
    if (!found) await db.insert(holdings).values({ tokenId: token.id, personId, isOwn: false });
    const opened = found?.isOwn ? (await heldBy(db, personId)).map(({ tokenId }) => tokenId) : [token.id];
    return await openSession(
      db,
      way,
      personId,
      opened.map((tokenId) => ({ tokenId, openedAt: way.clock() })),
    );
  });

/**
 * Signs in by a link that came by mail: as the person who acts by its address, or as a new one. Several people may read
 * one address, so it opens nothing else that this person holds.
 * @param label of a new person
 * @param former ended: what was in the browser before is never signed in
 * @returns undefined: the link opens nothing any more
 */
export const signInByMail = (
  way: Way,
  secret: string,
  label: string,
  former: Session | undefined,
): Promise<OpenedSession | undefined> =>
  inTransaction(way.db, async (db) => {
    const opened = await useSignInLink(db, way, secret);
    if (opened.length === 0) return undefined;
    if (former) await endSession(db, former);
    const held = await db.select().from(holdings).where(inArray(holdings.tokenId, opened));
    const personId = held[0]?.personId ?? (await insertPerson(db, way, label));
    const made = opened.filter((id) => !held.some(({ tokenId }) => tokenId === id));
    if (made.length > 0) await db.insert(holdings).values(made.map((tokenId) => ({ tokenId, personId, isOwn: true })));
    const openedAt = way.clock();
    return await openSession(
      db,
      way,
      personId,
      opened.map((tokenId) => ({ tokenId, openedAt })),
    );
  });

/**
 * Adds a token to what a person holds; the session goes on under a new secret.
 * @throws CatalogueError bad-token, not-yours when it is the token of another person
 */
export const addHolding = (way: Way, session: Session, caller: TokenHolder): Promise<OpenedSession> =>
  inTransaction(way.db, async (db) => {
    const token = await tokenOf(db, way, caller);
    const found = await holdingOf(db, token.id);
    if (found && found.personId !== session.personId)
      throw new CatalogueError('not-yours', {
        fr: 'Quelqu’un d’autre entre déjà avec ce jeton. Demandez à cette personne un lien d’invitation.',
        en: 'Somebody else signs in with this token already. Ask them for an invitation.',
      });
    if (!found) await db.insert(holdings).values({ tokenId: token.id, personId: session.personId, isOwn: false });
    const kept = (await openingsOf(db, session)).filter(({ tokenId }) => tokenId !== token.id);
    await endSession(db, session);
    return await openSession(db, way, session.personId, [...kept, { tokenId: token.id, openedAt: way.clock() }]);
  });

/**
 * Gives a person a token that was just made for them alone, and signs them in, inside the transaction that made it.
 * @param label how they are called, unless they are in already
 * @param session of somebody who is in already: what they hold grows
 */
export async function holdOwn(
  db: Database,
  way: Way,
  tokenId: string,
  label: string,
  session: Session | undefined,
): Promise<OpenedSession> {
  const personId = session?.personId ?? (await insertPerson(db, way, label));
  await db.insert(holdings).values({ tokenId, personId, isOwn: true });
  const before = session ? await openingsOf(db, session) : [];
  if (session) await endSession(db, session);
  return await openSession(db, way, personId, [...before, { tokenId, openedAt: way.clock() }]);
}

/** @param label as `labelIn` gives it */
export async function renamePerson(db: Database, { personId }: Session, label: string): Promise<void> {
  await db.update(persons).set({ label }).where(eq(persons.id, personId));
}

/** Forgets a person: the label, what they held, their sessions; tokens made for them alone end, and the addresses that they came by. */
export const erasePerson = (way: Way, session: Session): Promise<void> =>
  inTransaction(way.db, async (db) => {
    for (const { tokenId, isOwn } of await heldBy(db, session.personId)) {
      const token = isOwn ? await lockToken(db, tokenId) : undefined;
      if (!token) continue;
      await updateToken(db, tokenId, { revokedAt: way.clock() });
      await dropMailAddresses(db, way, eq(mailAddresses.tokenId, tokenId));
      const { hostId, federationId } = token;
      await noteAction(db, { ...way, caller: callerOf(token) }, 'revokeToken', { hostId, federationId, tokenId });
    }
    await endAllSessions(db, session);
    await db.delete(persons).where(eq(persons.id, session.personId));
  });

/** One way to act for a host, a federation or the administration: a token, and whose it is. */
export interface Access {
  tokenId: string;
  /** How the person is called on the desks; null: a token that nobody has signed in with. */
  person: string | null;
  isMe: boolean;
  /** The label of the token, for those of programs. */
  label: string;
  lastUsedOn: string | null;
}

const isOfSubject = (caller: Caller): SQL | undefined => {
  if (caller.role === 'host') return eq(tokens.hostId, caller.hostId);
  if (caller.role === 'federation') return eq(tokens.federationId, caller.federationId);
  return caller.role === 'admin' ? eq(tokens.role, 'admin') : undefined;
};

/** Who may act for what the caller acts for; empty for a claim, which has proven nothing yet. */
export async function listAccess(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  session: Session,
  caller: Caller,
): Promise<Access[]> {
  const subject = isOfSubject(caller);
  if (!subject) return [];
  const rows = await db
    .select({ token: tokens, personId: holdings.personId, person: persons.label })
    .from(tokens)
    .leftJoin(holdings, eq(holdings.tokenId, tokens.id))
    .leftJoin(persons, eq(persons.id, holdings.personId))
    .where(and(subject, isNull(tokens.revokedAt), isListed(clock())))
    .orderBy(asc(tokens.createdAt), asc(tokens.id));
  return rows.map(({ token, personId, person }) => ({
    tokenId: token.id,
    person,
    isMe: personId === session.personId,
    label: token.label,
    lastUsedOn: token.lastUsedOn,
  }));
}
