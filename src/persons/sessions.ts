import { aliasedTable, and, asc, eq, gt, inArray, isNull, lte, notExists, or, type SQL, sql } from 'drizzle-orm';
import { callerOf } from '../accounts/authentication.ts';
import { hashOf, newKey, noteUseOn } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import { holdings, openings, persons, sessions, tokens } from '../record/tables.ts';
import type { TokenHolder } from '../requests/caller.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Days that a session lasts without being used, and in all; `/legal` says so. */
export const IDLE_DAYS = 14;
export const MOST_DAYS = 90;
/** The same in hours, of one that can act as an administrator. */
export const ADMIN_IDLE_HOURS = 2;
export const ADMIN_MOST_HOURS = 12;

/** Of one person, or of one token that others may have too; the oldest end. */
const MOST_SESSIONS = 20;

/** Somebody who is signed in as themself. */
export interface Person {
  id: string;
  label: string;
  /** Their own token, by which they are here. */
  byTokenId: string;
}

/** Whoever is signed in, and as whom they may act. */
export interface Session {
  hash: string;
  /** null: somebody who came by a token or a mailbox that others may have too. They act for it, and for no person. */
  person: Person | null;
  callers: readonly TokenHolder[];
}

/** Whether somebody is signed in as themself. */
export const isPerson = (session: Session | undefined): boolean => session?.person != null;

/**
 * What is of a person is done by that person: a token or a mailbox that others may have too neither gives nor takes any of it.
 * @throws CatalogueError not-yours
 */
export function requirePerson({ person }: Pick<Session, 'person'>): Person {
  if (person) return person;
  throw new CatalogueError('not-yours', {
    fr: 'Vous êtes ici par un accès que d’autres peuvent avoir aussi : il agit pour sa fiche, et pour personne. Pour un accès à vous seul, ouvrez un lien d’invitation.',
    en: 'You are here by an access that others may have too: it acts for its entry, and for no person. For an access of your own, open an invitation.',
  });
}

/** A session that just began; `secret` goes into the cookie and nowhere else. */
export interface OpenedSession {
  secret: string;
  /** null: it ends with the browser, because it can do much. */
  expiresAt: Date | null;
}

/** Whole days, so that nothing tells at what hour somebody works. */
const idleEnd = (now: Date, isShort: boolean): Date =>
  isShort
    ? new Date(now.getTime() + ADMIN_IDLE_HOURS * HOUR_MS)
    : new Date((Math.floor(now.getTime() / DAY_MS) + 1 + IDLE_DAYS) * DAY_MS);

/** A token that a session opens, by which token, and since when. */
export type Opening = Pick<typeof openings.$inferSelect, 'tokenId' | 'shownTokenId' | 'openedAt' | 'endsAt'>;

/** Sessions of a person; without one, those that anybody began by one of these tokens. */
const sessionsOf = (db: Database, personId: string | null, tokenIds: readonly string[]): SQL | undefined =>
  personId === null
    ? and(
        isNull(sessions.personId),
        inArray(
          sessions.hash,
          db.select({ hash: openings.sessionHash }).from(openings).where(inArray(openings.tokenId, tokenIds)),
        ),
      )
    : eq(sessions.personId, personId);

/**
 * Begins a session with a new secret, inside a transaction; the tokens are in force.
 * @param personId of whom it is; null: the tokens were shown by somebody, who may be anybody
 */
export async function openSession(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  personId: string | null,
  opened: readonly Opening[],
): Promise<OpenedSession> {
  const now = clock();
  const ids = opened.map(({ tokenId }) => tokenId);
  const admins = await db.$count(tokens, and(inArray(tokens.id, ids), eq(tokens.role, 'admin')));
  const isShort = admins > 0;
  const expiresAt = new Date(now.getTime() + (isShort ? ADMIN_MOST_HOURS * HOUR_MS : MOST_DAYS * DAY_MS));
  const others = await db
    .select({ hash: sessions.hash })
    .from(sessions)
    .where(sessionsOf(db, personId, ids))
    .orderBy(asc(sessions.createdAt));
  const tooMany = others.slice(0, Math.max(0, others.length + 1 - MOST_SESSIONS)).map(({ hash }) => hash);
  if (tooMany.length > 0) await db.delete(sessions).where(inArray(sessions.hash, tooMany));
  const secret = newKey();
  const hash = hashOf(secret);
  await db
    .insert(sessions)
    .values({ hash, personId, createdAt: now, idleUntil: idleEnd(now, isShort), expiresAt, isShort });
  await db.insert(openings).values(opened.map((one) => ({ sessionHash: hash, ...one })));
  for (const id of ids) await noteUseOn(db, id, parisDay(now));
  return { secret, expiresAt: isShort ? null : expiresAt };
}

/**
 * Ends a session that goes on under a new secret, and gives what it opened. It is locked first: one that somebody ends
 * meanwhile goes on under no secret at all.
 * @throws CatalogueError bad-token
 */
export async function takeOpenings(db: Database, session: Pick<Session, 'hash' | 'person'>): Promise<Opening[]> {
  const isThis = eq(sessions.hash, session.hash);
  const locked = await db.select({ hash: sessions.hash }).from(sessions).where(isThis).for('update');
  const opened = await db
    .select({
      tokenId: openings.tokenId,
      shownTokenId: openings.shownTokenId,
      openedAt: openings.openedAt,
      endsAt: openings.endsAt,
    })
    .from(openings)
    .where(eq(openings.sessionHash, session.hash));
  const by = session.person?.byTokenId;
  // Of whose own token ended meanwhile, nobody is given anything any more.
  const isStill = opened.some(({ tokenId, shownTokenId }) => by === undefined || (shownTokenId ?? tokenId) === by);
  if (locked.length === 0 || !isStill)
    throw new CatalogueError('bad-token', {
      fr: 'Votre session vient de prendre fin. Connectez-vous de nouveau.',
      en: 'Your session ended just now. Sign in again.',
    });
  await endSession(db, session);
  return opened;
}

/**
 * The session of a cookie; undefined when it has ended, or when none of its tokens is in force. Looked up for each
 * request, so that what is ended in one process ends in all.
 */
export async function findSession(db: Database, secret: string, now: Date): Promise<Session | undefined> {
  const hash = hashOf(secret);
  const shown = aliasedTable(tokens, 'shown');
  const isInForce = (token: typeof tokens | typeof shown) =>
    and(
      isNull(token.revokedAt),
      or(isNull(token.expiresAt), gt(token.expiresAt, now)),
      or(isNull(token.rotatedAt), lte(token.rotatedAt, openings.openedAt)),
    );
  const isOwn = and(
    ...[eq(holdings.tokenId, shown.id), eq(holdings.personId, sessions.personId), eq(holdings.isOwn, true)],
    // A secret that was replaced is nobody's own.
    isNull(openings.endsAt),
  );
  const rows = await db
    .select({
      session: sessions,
      person: persons,
      byTokenId: shown.id,
      token: tokens,
      endsAt: openings.endsAt,
    })
    .from(sessions)
    .innerJoin(openings, eq(openings.sessionHash, sessions.hash))
    .innerJoin(tokens, eq(tokens.id, openings.tokenId))
    .innerJoin(shown, eq(shown.id, sql`coalesce(${openings.shownTokenId}, ${openings.tokenId})`))
    // Without a token of their own in force, nobody is here as a person any more.
    .leftJoin(holdings, isOwn)
    .leftJoin(persons, eq(persons.id, holdings.personId))
    .where(
      and(
        ...[eq(sessions.hash, hash), gt(sessions.expiresAt, now), gt(sessions.idleUntil, now)],
        ...[isInForce(tokens), isInForce(shown), or(isNull(openings.endsAt), gt(openings.endsAt, now))],
      ),
    )
    .orderBy(asc(openings.openedAt), asc(tokens.id));
  const [first] = rows;
  if (!first) return undefined;
  const { session } = first;
  const own = rows.find(({ person }) => person !== null);
  const person = own?.person ? { id: own.person.id, label: own.person.label, byTokenId: own.byTokenId } : null;
  const idleUntil = idleEnd(now, session.isShort);
  // Not at each request: a minute more or less changes nothing. A standby that takes no writes refuses nobody.
  if (idleUntil.getTime() - session.idleUntil.getTime() > 60_000)
    await db
      .update(sessions)
      .set({ idleUntil })
      .where(eq(sessions.hash, hash))
      .catch(() => {});
  return {
    hash,
    person,
    callers: rows.map(({ token, endsAt }) => ({ ...callerOf(token), ...(endsAt && { formerUntil: endsAt }) })),
  };
}

export async function endSession(db: Database, { hash }: Pick<Session, 'hash'>): Promise<void> {
  await db.delete(sessions).where(eq(sessions.hash, hash));
}

/** Signs a person out everywhere; without one, everybody who came by the same token or mailbox. */
export async function endAllSessions(db: Database, { person, callers }: Session): Promise<void> {
  const tokenIds = callers.flatMap(({ tokenId }) => tokenId ?? []);
  await db.delete(sessions).where(sessionsOf(db, person?.id ?? null, tokenIds));
}

/** Removes sessions that have ended, holdings of tokens that have, and then persons who are not in and have no way in. */
export async function forgetSessions({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const now = clock();
  await db.delete(sessions).where(or(lte(sessions.expiresAt, now), lte(sessions.idleUntil, now)));
  const ended = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(or(lte(tokens.revokedAt, now), lte(tokens.expiresAt, now)));
  await db.delete(holdings).where(inArray(holdings.tokenId, ended));
  const own = and(eq(holdings.personId, persons.id), eq(holdings.isOwn, true));
  const theirs = db.select({ hash: sessions.hash }).from(sessions).where(eq(sessions.personId, persons.id));
  await db
    .delete(persons)
    .where(and(notExists(db.select({ id: holdings.tokenId }).from(holdings).where(own)), notExists(theirs)));
}
