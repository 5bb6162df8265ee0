import { eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import type { Database } from '../database/open.ts';
import type { FederationRow, HostRow } from '../database/rows.ts';
import { tokens } from '../database/tables.ts';
import { inTransaction } from '../database/transaction.ts';
import { CatalogueError } from '../errors.ts';
import { findFederation } from '../federations/store.ts';
import { lockHost } from '../hosts/store.ts';
import { refuseFaults } from '../preconditions.ts';
import { fault, isId } from '../vocabulary/meaning.ts';
import type { Known } from './caller.ts';
import { issueToken, type NewToken, type TokenSubject } from './issue.ts';
import { mustBeAdmin, mustBeKnown, mustOwnFederation, mustOwnHost, mustWriteHost } from './rights.ts';
import type { Token, TokenDraft } from './schema.ts';
import { findToken, listTokenRows, updateToken } from './store.ts';

async function subjectOf(db: Database, caller: Known, draft: TokenDraft): Promise<TokenSubject> {
  if (draft.role === 'host') {
    // Locked, so that a draft does not disappear under its new token.
    const host: HostRow | undefined = await lockHost(db, draft.host ?? '');
    // Whoever lost the token of a host that has left gets another one from an administrator.
    if (caller.role === 'admin') mustOwnHost(caller, host);
    else mustWriteHost(caller, host);
    return { role: 'host', hostId: host.id };
  }
  if (draft.role === 'federation') {
    const federation: FederationRow | undefined = await findFederation(db, draft.federation ?? '');
    mustOwnFederation(caller, federation);
    return { role: 'federation', federationId: federation.id };
  }
  if (caller.role !== 'admin')
    throw new CatalogueError('not-yours', {
      fr: 'Seule l’administration peut faire des jetons d’administration.',
      en: 'Only an administrator may make tokens of an administrator.',
    });
  return { role: 'admin' };
}

const draftFaults = (draft: TokenDraft, now: Date) => [
  ...(['host', 'federation'] as const).flatMap((subject) => {
    if ((draft.role === subject) === (draft[subject] !== undefined)) return [];
    return draft.role === subject
      ? [fault(`/${subject}`, 'missing', { fr: 'Dites de qui est ce jeton.', en: `Name the ${subject}.` })]
      : [
          fault(`/${subject}`, 'not-for-this-role', {
            fr: 'Un jeton de ce rôle n’a pas ce champ.',
            en: `A token of this role has no ${subject}.`,
          }),
        ];
  }),
  ...(draft.expiresAt !== undefined && new Date(draft.expiresAt) <= now
    ? [
        fault('/expiresAt', 'in-the-past', {
          fr: 'Ce jeton aurait déjà expiré.',
          en: 'This token would have expired already.',
        }),
      ]
    : []),
];

/**
 * Makes a token: an administrator for anybody, a host or a federation for itself.
 * @throws CatalogueError no-token, not-yours, host-not-found, host-withdrawn, federation-not-found, meaningless-request
 */
export async function createToken(context: Context, draft: TokenDraft): Promise<NewToken> {
  const { caller, db, clock } = context;
  mustBeKnown(caller);
  return await inTransaction(db, async (db) => {
    const named = draft.role === 'admin' || draft[draft.role] !== undefined;
    const subject = named ? await subjectOf(db, caller, draft) : undefined;
    refuseFaults(draftFaults(draft, clock()));
    return await issueToken(db, context, subject!, draft.label, draft.expiresAt);
  });
}

/**
 * The tokens in force: all of them to an administrator, to others their own.
 * @throws CatalogueError no-token, not-yours
 */
export async function listTokens({ db, caller }: Context): Promise<Token[]> {
  mustBeKnown(caller);
  if (caller.role === 'host') return await listTokenRows(db, eq(tokens.hostId, caller.hostId));
  if (caller.role === 'federation') return await listTokenRows(db, eq(tokens.federationId, caller.federationId));
  mustBeAdmin(caller);
  return await listTokenRows(db);
}

/**
 * Ends a token at once: it is looked up at every request, in every process.
 * @throws CatalogueError no-token, token-not-found
 */
export async function revokeToken({ db, clock, caller }: Context, id: string): Promise<void> {
  mustBeKnown(caller);
  await inTransaction(db, async (db) => {
    const token = isId(id) ? await findToken(db, id) : undefined;
    const own =
      caller.role === 'admin' ||
      (caller.role === 'host' && token?.hostId === caller.hostId) ||
      (caller.role === 'federation' && token?.federationId === caller.federationId);
    if (!token || !own)
      throw new CatalogueError('token-not-found', {
        fr: 'Aucun jeton ne porte cet identifiant.',
        en: 'There is no token with this id.',
      });
    await updateToken(db, id, { revokedAt: clock() });
  });
}
