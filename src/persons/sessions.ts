import { and, asc, eq, gt, inArray, isNull, lte, notExists, or } from 'drizzle-orm';
import { callerOf } from '../accounts/authentication.ts';
import { hashOf, newKey, noteUseOn } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { parisDay } from '../ground/clock.ts';
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

/** Of one person; the oldest end. */
const MOST_SESSIONS = 20;

/** Whoever is signed in, and as whom they may act. */
export interface Session {
  hash: string;
  personId: string;
  label: string;
  callers: readonly TokenHolder[];
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

/** Tokens that a session opens, and since when. */
export type Opening = Pick<typeof openings.$inferSelect, 'tokenId' | 'openedAt'>;

/** Begins a session with a new secret, inside a transaction; the tokens are held by the person and in force. */
export async function openSession(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  personId: string,
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
    .where(eq(sessions.personId, personId))
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

/** What a session opens, as it was opened. */
export const openingsOf = (db: Database, { hash }: Pick<Session, 'hash'>): Promise<Opening[]> =>
  db
    .select({ tokenId: openings.tokenId, openedAt: openings.openedAt })
    .from(openings)
    .where(eq(openings.sessionHash, hash));

/**
 * The session of a cookie; undefined when it has ended, or when none of its tokens is in force. Looked up for each
 * request, so that what is ended in one process ends in all.
 */
export async function findSession(db: Database, secret: string, now: Date): Promise<Session | undefined> {
  const hash = hashOf(secret);
  const rows = await db
    .select({ session: sessions, label: persons.label, token: tokens })
    .from(sessions)
    .innerJoin(persons, eq(persons.id, sessions.personId))
    .innerJoin(openings, eq(openings.sessionHash, sessions.hash))
    .innerJoin(tokens, eq(tokens.id, openings.tokenId))
    .where(
      and(
        eq(sessions.hash, hash),
        gt(sessions.expiresAt, now),
        gt(sessions.idleUntil, now),
        isNull(tokens.revokedAt),
        or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)),
        or(isNull(tokens.rotatedAt), lte(tokens.rotatedAt, openings.openedAt)),
      ),
    )
    .orderBy(asc(openings.openedAt), asc(tokens.id));
  const [first] = rows;
  if (!first) return undefined;
  const { session, label } = first;
  const idleUntil = idleEnd(now, session.isShort);
  // Not at each request: a minute more or less changes nothing. A standby that takes no writes refuses nobody.
  if (idleUntil.getTime() - session.idleUntil.getTime() > 60_000)
    await db
      .update(sessions)
      .set({ idleUntil })
      .where(eq(sessions.hash, hash))
      .catch(() => {});
  return { hash, personId: session.personId, label, callers: rows.map(({ token }) => callerOf(token)) };
}

export async function endSession(db: Database, { hash }: Pick<Session, 'hash'>): Promise<void> {
  await db.delete(sessions).where(eq(sessions.hash, hash));
}

/** Signs a person out everywhere. */
export async function endAllSessions(db: Database, { personId }: Pick<Session, 'personId'>): Promise<void> {
  await db.delete(sessions).where(eq(sessions.personId, personId));
}

/** Removes sessions that have ended, holdings of tokens that have, and then persons who hold nothing. */
export async function forgetSessions({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const now = clock();
  await db.delete(sessions).where(or(lte(sessions.expiresAt, now), lte(sessions.idleUntil, now)));
  const ended = db
    .select({ id: tokens.id })
    .from(tokens)
    .where(or(lte(tokens.revokedAt, now), lte(tokens.expiresAt, now)));
  await db.delete(holdings).where(inArray(holdings.tokenId, ended));
  const held = db.select({ id: holdings.personId }).from(holdings).where(eq(holdings.personId, persons.id));
  await db.delete(persons).where(notExists(held));
}
