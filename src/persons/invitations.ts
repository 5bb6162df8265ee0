import { and, eq, gt, lte } from 'drizzle-orm';
import { callerOf } from '../accounts/authentication.ts';
import { lockHolder, requireRoom } from '../accounts/commands.ts';
import { endTokens, nobodyAble } from '../accounts/ending.ts';
import { requireRight } from '../accounts/rights.ts';
import { earlierEnd, findToken, hashOf, issueToken, lockToken, newKey, readersAloneFrom } from '../accounts/tokens.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { CatalogueError } from '../ground/errors.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import type { TokenRow } from '../record/rows.ts';
import { invitations, tokens } from '../record/tables.ts';
import type { TokenHolder } from '../requests/caller.ts';
import type { TokenRights } from '../vocabulary/terms.ts';
import { giveOwnToken } from './persons.ts';
import type { OpenedSession, Session } from './sessions.ts';

/** Days for which an invitation is valid. */
export const INVITATION_DAYS = 7;
/** Most open invitations of one token. */
const MOST_WAITING = 10;
/** Shown in the audit trail and in lists of tokens: never the person's label. */
export const INVITED_LABEL = 'invitation';

const notFound = () =>
  new CatalogueError('invitation-not-found', {
    fr: 'Ce lien a déjà servi, a expiré ou n’a jamais existé. Demandez-en un autre à qui vous l’a envoyé.',
    en: 'This link was used already, has expired or never existed. Ask whoever sent it for another one.',
  });

const notHolder = () =>
  new CatalogueError('not-yours', {
    fr: 'Cette fiche n’est pas encore prouvée comme la vôtre : personne ne peut y être invité.',
    en: 'This entry is not proven to be yours yet: nobody can be invited.',
  });

/**
 * Creates an invitation, usable once, to what the caller acts for, with all rights or to read and answer. Returns its key, of which only the hash is stored.
 * @param madeById the token of an administrator on whose behalf the caller's token was created: the invitation ends
 * with it too
 * @throws CatalogueError not-yours, bad-token, too-many-tokens
 */
export const invite = (
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  caller: Pick<TokenHolder, 'tokenId' | 'formerUntil'>,
  { madeById = null, rights = 'all' }: { madeById?: string | null; rights?: TokenRights } = {},
): Promise<string> =>
  inTransaction(db, async (db) => {
    // Who else may do everything is counted below: nobody ends their access meanwhile.
    if (caller.tokenId !== null) await lockHolder(db, caller.tokenId);
    const token = caller.tokenId === null ? undefined : await lockToken(db, caller.tokenId);
    if (!token || token.isClaim) throw notHolder();
    requireRight({ ...callerOf(token), operation: 'createToken' });
    const now = clock();
    const waiting = and(eq(invitations.tokenId, token.id), gt(invitations.expiresAt, now));
    if ((await db.$count(invitations, waiting)) >= MOST_WAITING)
      throw new CatalogueError('too-many-tokens', {
        fr: `${MOST_WAITING} de vos liens attendent déjà d’être utilisés. Ils s’effacent au bout de ${INVITATION_DAYS} jours.`,
        en: `${MOST_WAITING} of your links wait to be used already. They end after ${INVITATION_DAYS} days.`,
      });
    const key = newKey();
    const inTime = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
    const endsAt = caller.formerUntil ?? null;
    const aloneFrom = await readersAloneFrom(db, token, now, [{ rights, expiresAt: endsAt }]);
    if (madeById === null && aloneFrom < Number.POSITIVE_INFINITY) throw nobodyAble();
    const expiresAt = earlierEnd(inTime, earlierEnd(endsAt, token.expiresAt));
    await db.insert(invitations).values({ hash: hashOf(key), tokenId: token.id, madeById, expiresAt, endsAt, rights });
    return key;
  });

/** The token of the inviting person, which must still be valid. */
async function inviterOf(db: Database, invited: { tokenId: string } | undefined, now: Date): Promise<TokenRow> {
  const token = invited && (await findToken(db, invited.tokenId));
  if (!token || (token.expiresAt && token.expiresAt <= now)) throw notFound();
  return token;
}

const isLink = (key: string, now: Date) => and(eq(invitations.hash, hashOf(key)), gt(invitations.expiresAt, now));

/**
 * The access that an invitation gives, and its end date if any. Reading does not use it up.
 * @throws CatalogueError invitation-not-found
 */
export async function readInvitation(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  key: string,
): Promise<TokenHolder & { rights: TokenRights }> {
  const [found] = await db.select().from(invitations).where(isLink(key, clock()));
  const inviter = callerOf(await inviterOf(db, found, clock()));
  const { endsAt, rights } = found!;
  return { ...inviter, rights, ...(endsAt && { formerUntil: endsAt }) };
}

/** The new token, which is shown only now. */
interface TakenInvitation extends OpenedSession {
  token: string;
}

/**
 * Uses an invitation: creates a token for this person alone, and signs them in.
 * @param session of a person who is already signed in: the new token is added to what they hold
 * @throws CatalogueError invitation-not-found, too-many-tokens
 */
export const takeInvitation = (
  way: Pick<Context, 'db' | 'clock' | 'newId'>,
  key: string,
  label: string,
  session: Session | undefined,
): Promise<TakenInvitation> =>
  inTransaction(way.db, async (db) => {
    const now = way.clock();
    const [link] = await db.select().from(invitations).where(isLink(key, now));
    if (link) await lockHolder(db, link.tokenId);
    // Lock in the same order as commands that end a token: the token first, then what depends on it.
    if (link) await lockToken(db, link.tokenId);
    // When two people use the link at once, only one finds it.
    const [used] = await db.delete(invitations).where(isLink(key, now)).returning();
    const inviter = await inviterOf(db, used, now);
    await requireRoom(db, inviter, now);
    const { role, hostId, federationId, awaitsOfficer } = inviter;
    const subject =
      role === 'host'
        ? { role, hostId: hostId!, awaitsOfficer, rights: used!.rights }
        : role === 'federation'
          ? { role, federationId: federationId!, awaitsOfficer, rights: used!.rights }
          : { role };
    const { token, secret: ownToken } = await issueToken(db, way, subject, INVITED_LABEL, used!.endsAt?.toISOString());
    await noteAction(db, { ...way, caller: callerOf(inviter) }, 'createToken', {
      hostId,
      federationId,
      tokenId: token.id,
    });
    // Of an administrator's invitation: revoke the token that existed only for it.
    if (used!.madeById !== null) await endTokens(db, now, eq(tokens.id, inviter.id));
    return { ...(await giveOwnToken(db, way, token.id, label, session)), token: ownToken };
  });

export async function forgetInvitations({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  await db.delete(invitations).where(lte(invitations.expiresAt, clock()));
}
