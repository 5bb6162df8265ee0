import { and, eq, isNotNull, type SQL } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import { CatalogueError, type Fault, oneFault } from '../ground/errors.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import { lockFederation } from '../record/federations.ts';
import { lockHost } from '../record/hosts.ts';
import type { TokenRow } from '../record/rows.ts';
import { tokens } from '../record/tables.ts';
import { type Caller, mayDoAll, requireAdmin, requireToken, type TokenHolder } from '../requests/caller.ts';
import { isId } from '../requests/meaning.ts';
import { refuseFaults } from '../requests/version.ts';
import {
  actsFor,
  endDependents,
  endHoldings,
  endTokens,
  keepOwnAccess,
  runKeepingAble,
  runKeepingOfficers,
} from './ending.ts';
import type { Token, TokenDraft, TokenRotation } from './schema.ts';
import {
  countTokens,
  earlierEnd,
  findToken,
  type HolderOfTokens,
  isListedToken,
  issueToken,
  listTokenRows,
  lockToken,
  type NewToken,
  replaceSecret,
  type TokenSubject,
  updateToken,
} from './tokens.ts';

/**
 * Returns the locked owner of a token to be created, if the caller may create it. Passed in by the room of federations,
 * which lies above this one.
 * @throws CatalogueError host-not-found, host-withdrawn, federation-not-found, not-yours
 */
export type SubjectOfToken = (db: Database, caller: TokenHolder, draft: TokenDraft) => Promise<TokenSubject>;

const expiryFaults = (expiresAt: Date | null, now: Date): Fault[] =>
  expiresAt === null || expiresAt > now
    ? []
    : oneFault('/expiresAt', 'in-the-past', {
        fr: 'Ce jeton aurait déjà expiré. Donnez une date à venir.',
        en: 'This token would have expired already. Give a date to come.',
      });

export const ADMINS_HAVE_ALL_RIGHTS = {
  fr: 'Un jeton d’administration a tous les droits : il n’en existe pas qui ne fasse que lire, ou lire et répondre.',
  en: 'A token of an administrator has all rights: none only reads, or reads and answers.',
};

const draftFaults = (draft: TokenDraft, now: Date) => [
  ...(['host', 'federation'] as const).flatMap((subject) => {
    if ((draft.role === subject) === (draft[subject] !== undefined)) return [];
    return draft.role === subject
      ? oneFault(`/${subject}`, 'missing', {
          fr: `Il manque « ${subject} » : dites de qui est ce jeton, par son nom dans le catalogue.`,
          en: `“${subject}” is missing: say whose token this is, by its name in the catalogue.`,
        })
      : oneFault(`/${subject}`, 'not-for-this-role', {
          fr: 'Un jeton de ce rôle n’a pas ce champ.',
          en: `A token of this role has no ${subject}.`,
        });
  }),
  ...(draft.role === 'admin' && (draft.rights ?? 'all') !== 'all'
    ? oneFault('/rights', 'not-for-this-role', ADMINS_HAVE_ALL_RIGHTS)
    : []),
  ...expiryFaults(draft.expiresAt === undefined ? null : new Date(draft.expiresAt), now),
];

/** More than people and machines of one host need; each may have a right and a label of its own. */
const TOKENS_MAX = 20;

/**
 * Requires that the caller's own token is still valid. Call it with the owner locked: a caller who has lost an entry
 * meanwhile must not create a token for it.
 * @throws CatalogueError bad-token
 */
export async function requireInForce(db: Database, { tokenId }: TokenHolder): Promise<void> {
  if (tokenId === null) return;
  const revoked = and(eq(tokens.id, tokenId), isNotNull(tokens.revokedAt));
  if ((await db.select({ id: tokens.id }).from(tokens).where(revoked)).length === 0) return;
  throw new CatalogueError('bad-token', {
    fr: 'Ce jeton vient d’être révoqué.',
    en: 'This token was revoked just now.',
  });
}

/**
 * Refuses to exceed the limit of valid tokens of a host or a federation, whose row must be locked.
 * @throws CatalogueError too-many-tokens
 */
export async function requireRoom(db: Database, holder: HolderOfTokens, now: Date): Promise<void> {
  if (holder.role === 'admin' || (await countTokens(db, holder, now)) < TOKENS_MAX) return;
  const [fr, en] = holder.hostId ? ['Cet hébergeur', 'This host'] : ['Cette fédération', 'This federation'];
  throw new CatalogueError('too-many-tokens', {
    fr: `${fr} a déjà ${TOKENS_MAX} jetons en cours. Révoquez-en un qui ne sert plus (GET /v1/tokens les montre, DELETE /v1/tokens/{id} en révoque un), puis recommencez.`,
    en: `${en} has ${TOKENS_MAX} tokens in force already. Revoke one that is no longer used (GET /v1/tokens shows them, DELETE /v1/tokens/{id} revokes one), then try again.`,
  });
}

/**
 * Creates a token: administrators for anyone, hosts and federations for themselves, at most 20 valid ones for each of
 * these. A caller with a replaced secret creates a token that ends when that secret does.
 * @throws CatalogueError no-token, not-yours, host-not-found, host-withdrawn, federation-not-found,
 * meaningless-request, too-many-tokens
 */
export async function createToken(context: Context, draft: TokenDraft, subjectOf: SubjectOfToken): Promise<NewToken> {
  const { caller, db, clock } = context;
  requireToken(caller);
  return await inTransaction(db, async (db) => {
    const named = draft.role === 'admin' || draft[draft.role] !== undefined;
    const subject = named ? await subjectOf(db, caller, draft) : undefined;
    await requireInForce(db, caller);
    refuseFaults(draftFaults(draft, clock()));
    await requireRoom(db, subject!, clock());
    const drafted = draft.expiresAt === undefined ? null : new Date(draft.expiresAt);
    const expiresAt = earlierEnd(drafted, caller.formerUntil ?? null)?.toISOString();
    const given = { ...subject!, ...(draft.rights && { rights: draft.rights }) };
    const made = await runKeepingAble(db, context, actsFor(caller), () =>
      issueToken(db, context, given, draft.label, expiresAt),
    );
    await noteAction(db, context, 'createToken', { ...subject, tokenId: made.token.id });
    return made;
  });
}

/**
 * The valid tokens: all of them for administrators, their own for other callers.
 * @param among a condition that they meet besides
 * @throws CatalogueError no-token, not-yours
 */
export async function listTokens({ db, caller, clock }: Context, among?: SQL): Promise<Token[]> {
  requireToken(caller);
  const listed = and(isListedToken(clock()), among);
  if (caller.role === 'host') return await listTokenRows(db, and(eq(tokens.hostId, caller.hostId), listed));
  if (caller.role === 'federation')
    return await listTokenRows(db, and(eq(tokens.federationId, caller.federationId), listed));
  requireAdmin(caller);
  return await listTokenRows(db, listed);
}

const tokenNotFound = () =>
  new CatalogueError('token-not-found', {
    fr: 'Aucun jeton ne porte cet identifiant : voir GET /v1/tokens.',
    en: 'There is no token with this id: see GET /v1/tokens.',
  });

/**
 * One of these.
 * @throws CatalogueError no-token, not-yours, token-not-found, also for the tokens of others
 */
export async function readToken(context: Context, id: string): Promise<Token> {
  const [found] = isId(id) ? await listTokens(context, eq(tokens.id, id)) : [];
  if (!found) throw tokenNotFound();
  return found;
}

const noteToken = (db: Database, context: Context, action: string, { id, hostId, federationId }: TokenRow) =>
  noteAction(db, context, action, { hostId, federationId, tokenId: id });

/**
 * A token that the caller may revoke or replace, locked.
 * @throws CatalogueError token-not-found, also for the tokens of others
 */
export async function lockOwnToken(db: Database, caller: TokenHolder, id: string): Promise<TokenRow> {
  const token = isId(id) ? await lockToken(db, id) : undefined;
  const isOwn =
    caller.role === 'admin' ||
    (caller.role === 'host' && token?.hostId === caller.hostId) ||
    (caller.role === 'federation' && token?.federationId === caller.federationId);
  // One who reads and answers ends or replaces their own token, and no other.
  if (token && isOwn && (mayDoAll(caller) || token.id === caller.tokenId)) return token;
  throw tokenNotFound();
}

/**
 * Whether a token that this caller creates or replaces must wait for acceptance by someone who can read cases. A caller
 * without that right cannot give it to others.
 */
export const awaitsOfficerFrom = (caller: Caller): boolean =>
  caller.role === 'admin' || ('awaitsOfficer' in caller && caller.awaitsOfficer === true);

/**
 * Accepts a token that an administrator created. A federation's token may then read its cases; a host's token, the
 * host's referrals from cases.
 * @throws CatalogueError no-token, not-yours, token-not-found
 */
export async function acceptToken(context: Context, id: string): Promise<Token> {
  const { caller, db } = context;
  requireToken(caller);
  const mayAccept = (caller.role === 'host' || caller.role === 'federation') && !awaitsOfficerFrom(caller);
  if (!mayAccept)
    throw new CatalogueError('not-yours', {
      fr: 'Seul quelqu’un de la même organisation, dont l’accès ne vient pas de l’administration ou a été accepté, peut accepter ce jeton.',
      en: 'Only somebody of the same organisation whose access does not come from an administrator, or was accepted, may accept this token.',
    });
  return await inTransaction(db, async (db) => {
    await lockHolder(db, id);
    const token = await lockOwnToken(db, caller, id);
    if (token.awaitsOfficer) {
      await updateToken(db, token.id, { awaitsOfficer: false });
      await noteToken(db, context, 'acceptToken', token);
    }
    return (await listTokenRows(db, eq(tokens.id, token.id)))[0]!;
  });
}

/** Locks the owner of a token. All commands lock the owner before the token. */
export async function lockHolder(db: Database, id: string): Promise<void> {
  const token = isId(id) ? await findToken(db, id) : undefined;
  if (token?.hostId) await lockHost(db, token.hostId);
  if (token?.federationId) await lockFederation(db, token.federationId);
}

/**
 * Revokes a token and everything that depends on it, at once in every process. One's own only if somebody who may do
 * everything stays, or nobody at all.
 * @throws CatalogueError no-token, not-yours, token-not-found
 */
export async function revokeToken(context: Context, id: string): Promise<void> {
  const { db, clock, caller } = context;
  requireToken(caller);
  await inTransaction(db, async (db) => {
    await lockHolder(db, id);
    await requireInForce(db, caller);
    const token = await lockOwnToken(db, caller, id);
    if (caller.tokenId !== token.id) await keepOwnAccess(db, caller.tokenId, eq(tokens.id, token.id));
    await runKeepingOfficers(db, context, () => endTokens(db, clock(), eq(tokens.id, token.id)));
    await noteToken(db, context, 'revokeToken', token);
  });
}

/**
 * Replaces the secret of a token; id, rights and label stay. The old secret ends at once, or after `graceMinutes`; an
 * even older one ends at once. A replaced secret cannot replace anything.
 * @throws CatalogueError no-token, bad-token, not-yours, token-not-found, meaningless-request, too-many-tokens
 */
export async function rotateToken(context: Context, id: string, rotation: TokenRotation): Promise<NewToken> {
  const { caller, db, clock } = context;
  requireToken(caller);
  if (caller.formerUntil)
    throw new CatalogueError('bad-token', {
      fr: 'Ce jeton a été remplacé par un nouveau : il ne peut plus en remplacer aucun. Recommencez avec le nouveau.',
      en: 'This token was replaced by a new one, and can replace none any more. Try again with the new one.',
    });
  return await inTransaction(db, async (db) => {
    await lockHolder(db, id);
    await requireInForce(db, caller);
    const token = await lockOwnToken(db, caller, id);
    // The token of a claim belongs to the claimant alone.
    if (token.isClaim) throw tokenNotFound();
    const expiresAt = rotation.expiresAt === undefined ? token.expiresAt : new Date(rotation.expiresAt);
    refuseFaults(expiryFaults(expiresAt, clock()));
    // Replacing the secret of an expired token makes it valid again, so it counts.
    if (token.expiresAt && token.expiresAt <= clock()) await requireRoom(db, token, clock());
    await noteToken(db, context, 'rotateToken', token);
    const isBySelf = caller.tokenId === token.id;
    if (!isBySelf) await keepOwnAccess(db, caller.tokenId, eq(tokens.id, token.id));
    return await runKeepingOfficers(db, context, async () => {
      await endHoldings(db, token.id, isBySelf);
      await endDependents(db, clock(), [token.id]);
      return await replaceSecret(db, context, token, {
        expiresAt,
        graceMinutes: rotation.graceMinutes ?? 0,
        awaitsOfficer: token.role !== 'admin' && (token.awaitsOfficer || awaitsOfficerFrom(caller)),
      });
    });
  });
}
