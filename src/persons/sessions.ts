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

/** Days until an unused session ends, and the longest a session lasts; `/legal` states both. */
export const IDLE_DAYS = 14;
export const MOST_DAYS = 90;
/** The same in hours, for a session that can act as an administrator. */
export const ADMIN_IDLE_HOURS = 2;
export const ADMIN_MOST_HOURS = 12;

/** Sessions of one person, or of one shared token; beyond, the oldest ends. */
const MOST_SESSIONS = 20;

/** A person who is signed in with their own token. */
interface Person {
  id: string;
  label: string;
  /** Their own token that they signed in with. */
  byTokenId: string;
}

/** A session and the callers it may act as. */
export interface Session {
  hash: string;
  /**
   * null: signed in with a token or mailbox that others may share. The session acts for its entry, not for a person.
   */
  person: Person | null;
  callers: readonly TokenHolder[];
}

export const isPerson = (session: Session | undefined): boolean => session?.person != null;

/**
 * Requires a session of a person: only that person may change what is theirs, not somebody with a shared token or
 * mailbox.
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
  /** null: the cookie ends with the browser, because the session has administrator rights. */
  expiresAt: Date | null;
}

/** Rounded to whole days, so that it does not reveal at what hour a person works. */
const idleEnd = (now: Date, isShort: boolean): Date =>
  isShort
    ? new Date(now.getTime() + ADMIN_IDLE_HOURS * HOUR_MS)
    : new Date((Math.floor(now.getTime() / DAY_MS) + 1 + IDLE_DAYS) * DAY_MS);

/** A token that a session opens, the token that was presented for it, and since when. */
export type Opening = Pick<typeof openings.$inferSelect, 'tokenId' | 'shownTokenId' | 'openedAt' | 'endsAt'>;

/** Condition: the sessions of a person; with null, the sessions without a person that opened one of these tokens. */
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
 * Begins a session with a new secret. Call it in a transaction, with valid tokens.
 * @param personId null: the tokens are shared, so the session belongs to no person
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
 * Ends a session that will continue with a new secret, and returns what it opened. Locks it first: if it is ended
 * concurrently, nothing continues.
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
  // A person whose own token has ended meanwhile must not receive anything more.
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
 * The session of a cookie; undefined when it has ended, or when none of its tokens is valid. Looked up for each
 * request, so that a session ended in one process has ended in all.
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
    // A replaced secret may be known to others, so it does not identify the person.
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
    // Without a valid token of their own, the session is no longer that of a person.
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
  // Not at each request: a minute makes no difference. The update may fail, as on a standby, which must not refuse the
  // request.
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

/** Ends all sessions of a person; for a session without a person, all that were opened by the same token or mailbox. */
export async function endAllSessions(db: Database, { person, callers }: Session): Promise<void> {
  const tokenIds = callers.flatMap(({ tokenId }) => tokenId ?? []);
  await db.delete(sessions).where(sessionsOf(db, person?.id ?? null, tokenIds));
}

/**
 * Removes ended sessions, holdings of ended tokens, and then persons without a session and without a token of their
 * own.
 */
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
