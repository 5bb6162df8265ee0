import { asc, eq } from 'drizzle-orm';
import { callerOf } from '../accounts/authentication.ts';
import { lockHolder, rotateToken } from '../accounts/commands.ts';
import { endTokens, runKeepingAble } from '../accounts/ending.ts';
import { findToken, issueToken, lockToken } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { CatalogueError } from '../ground/errors.ts';
import { oneLine } from '../ground/texts.ts';
import { forgetMailbox, ownersOfMailbox } from '../mail/addresses.ts';
import { useSignInLink } from '../mail/sign-in.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import type { TokenRow } from '../record/rows.ts';
import { holdings, persons, tokens } from '../record/tables.ts';
import type { TokenHolder } from '../requests/caller.ts';
import {
  ADMIN_MOST_HOURS,
  endSession,
  type OpenedSession,
  type Opening,
  openSession,
  requirePerson,
  type Session,
  takeOpenings,
} from './sessions.ts';

export const LABEL_MAX = 60;

/** A label as it is stored: on one line, without invisible characters. */
export const labelIn = (typed: string | null): string => oneLine(typed ?? '').slice(0, LABEL_MAX);

type Way = Pick<Context, 'db' | 'clock' | 'newId'>;

async function insertPerson(db: Database, { clock, newId }: Way, label: string): Promise<string> {
  const id = newId();
  await db.insert(persons).values({ id, label: labelIn(label), createdAt: clock() });
  return id;
}

const holdingsOf = (db: Database, personId: string): Promise<{ tokenId: string; isOwn: boolean }[]> =>
  db
    .select({ tokenId: holdings.tokenId, isOwn: holdings.isOwn })
    .from(holdings)
    .where(eq(holdings.personId, personId))
    .orderBy(asc(holdings.tokenId));

const opening = (tokenId: string, openedAt: Date, endsAt: Date | null = null): Opening => ({
  ...{ tokenId, shownTokenId: tokenId, openedAt, endsAt },
});

const holdingOf = async (db: Database, tokenId: string) =>
  (await db.select().from(holdings).where(eq(holdings.tokenId, tokenId)))[0];

/**
 * The locked token of a caller. The token from the environment has no row, so a token is created for it that ends with
 * the session.
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
 * Signs in with a token. A token created for one person alone signs in as that person, and opens everything they hold.
 * Any other token, and any replaced secret, opens only itself and no person, because others may have it too.
 * @param caller whose token was presented
 * @param former the browser's previous session, which is ended and never merged into the new one
 * @throws CatalogueError bad-token, database-unavailable
 */
export const signIn = (way: Way, caller: TokenHolder, former: Session | undefined): Promise<OpenedSession> =>
  inTransaction(way.db, async (db) => {
    if (former) await endSession(db, former);
    const token = await tokenOf(db, way, caller);
    const found = await holdingOf(db, token.id);
    const openedAt = way.clock();
    const endsAt = caller.formerUntil ?? null;
    if (!found?.isOwn || endsAt !== null)
      return await openSession(db, way, null, [opening(token.id, openedAt, endsAt)]);
    const held = await holdingsOf(db, found.personId);
    return await openSession(
      db,
      way,
      found.personId,
      held.map(({ tokenId }) => ({ tokenId, shownTokenId: token.id, openedAt, endsAt: null })),
    );
  });

/** When the secret of a token was last replaced; null: never. */
export const rotatedAt = async (db: Database, tokenId: string): Promise<string | null> =>
  (await findToken(db, tokenId))?.rotatedAt?.toISOString() ?? null;

/**
 * Replaces the secret of a token of a session, which goes on: with the new secret of its own token, or, of a person who
 * brought the token along, by their own. Other sessions that the token opened end.
 * @throws CatalogueError as `rotateToken`
 */
export const renewToken = (
  context: Context,
  session: Session,
  tokenId: string,
): Promise<OpenedSession & { token: string }> =>
  inTransaction(context.db, async (db) => {
    await lockHolder(db, tokenId);
    await lockToken(db, tokenId);
    const { secret } = await rotateToken({ ...context, db }, tokenId, {});
    const by = session.person?.byTokenId ?? tokenId;
    if (session.person && by !== tokenId)
      await db.insert(holdings).values({ tokenId, personId: session.person.id, isOwn: false });
    const caller = callerOf((await findToken(db, by))!);
    return { ...(await signIn({ ...context, db }, caller, session)), token: secret };
  });

/**
 * Signs in by a link received by mail. Several people may read one mailbox: the session opens what the mailbox was
 * confirmed for, and belongs to no person.
 * @param former the browser's previous session, which is ended and never merged into the new one
 * @returns undefined: the link is used up or expired
 */
export const signInByMail = (
  way: Way,
  secret: string,
  former: Session | undefined,
): Promise<OpenedSession | undefined> =>
  inTransaction(way.db, async (db) => {
    const opened = await useSignInLink(db, way, secret);
    if (opened.length === 0) return undefined;
    if (former) await endSession(db, former);
    const openedAt = way.clock();
    return await openSession(
      db,
      way,
      null,
      opened.map(({ tokenId, endsAt }) => opening(tokenId, openedAt, endsAt)),
    );
  });

/**
 * Adds a token to what a person holds; the session continues with a new secret.
 * @throws CatalogueError bad-token; not-yours when the token belongs to another person, or when nobody is signed in as
 * a person
 */
export const addHolding = (way: Way, session: Session, caller: TokenHolder): Promise<OpenedSession> =>
  inTransaction(way.db, async (db) => {
    const { id: personId } = requirePerson(session);
    const before = await takeOpenings(db, session);
    const token = await tokenOf(db, way, caller);
    const found = await holdingOf(db, token.id);
    if (found && found.personId !== personId)
      throw new CatalogueError('not-yours', {
        fr: 'Quelqu’un d’autre tient déjà ce jeton. Demandez à cette personne un lien d’invitation.',
        en: 'Somebody else holds this token already. Ask them for an invitation.',
      });
    const endsAt = caller.formerUntil ?? null;
    if (!found && endsAt === null) await db.insert(holdings).values({ tokenId: token.id, personId, isOwn: false });
    const kept = before.filter(({ tokenId }) => tokenId !== token.id);
    return await openSession(db, way, personId, [...kept, opening(token.id, way.clock(), endsAt)]);
  });

/**
 * Gives a person a token that was just created for them alone, and signs them in. Call it in the transaction that
 * created the token.
 * @param label of the person, used unless they are already signed in as a person
 * @param session an existing session, which continues with a new secret and opens this token too. A session without a
 * person becomes a new person: the token must not belong to the person who holds the shared token
 * @throws CatalogueError bad-token
 */
export async function giveOwnToken(
  db: Database,
  way: Way,
  tokenId: string,
  label: string,
  session: Session | undefined,
): Promise<OpenedSession> {
  const person = session?.person;
  // Lock the person's token: a command that ends it then also finds the token created here.
  if (person) await lockToken(db, person.byTokenId);
  const before = session ? await takeOpenings(db, session) : [];
  const personId = person?.id ?? (await insertPerson(db, way, label));
  await db.insert(holdings).values({ tokenId, personId, isOwn: true, givenById: person?.byTokenId ?? null });
  return await openSession(db, way, personId, [...before, opening(tokenId, way.clock())]);
}

/**
 * @param label from `labelIn`
 * @throws CatalogueError not-yours
 */
export async function renamePerson(db: Database, session: Session, label: string): Promise<void> {
  await db
    .update(persons)
    .set({ label })
    .where(eq(persons.id, requirePerson(session).id));
}

/** What is stored about the signed-in person and can be erased; undefined: nothing, they used a shared token. */
export async function keptOf(db: Database, { person, callers }: Session): Promise<'person' | 'mailbox' | undefined> {
  if (person) return 'person';
  return (await ownersOfMailbox(db, callers)).length > 0 ? 'mailbox' : undefined;
}

/**
 * Erases the signed-in person. A person: their label, what they hold, their sessions, and the tokens created for them
 * alone. A mailbox: its address, and the access it gives.
 * @throws CatalogueError not-yours for a shared token, for which nothing about a person is stored, and where those who
 * stay could only read and answer
 */
export const erasePerson = (way: Way, session: Session): Promise<void> =>
  inTransaction(way.db, async (db) => {
    const held = session.person ? await holdingsOf(db, session.person.id) : [];
    const own: TokenRow[] = [];
    for (const { tokenId, isOwn } of held) {
      const token = isOwn ? await findToken(db, tokenId) : undefined;
      if (token) own.push(token);
    }
    const owners = session.person ? own : await ownersOfMailbox(db, session.callers);
    await runKeepingAble(db, way, owners, async () => {
      if (!session.person && (await forgetMailbox(db, way, session.callers))) return;
      const { id } = requirePerson(session);
      for (const { id: tokenId } of own) {
        const token = await lockToken(db, tokenId);
        if (!token) continue;
        await endTokens(db, way.clock(), eq(tokens.id, tokenId));
        const { hostId, federationId } = token;
        await noteAction(db, { ...way, caller: callerOf(token) }, 'revokeToken', { hostId, federationId, tokenId });
      }
      await db.delete(persons).where(eq(persons.id, id));
    });
  });
