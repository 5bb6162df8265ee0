import { eq } from 'drizzle-orm';
import { inTransaction } from '../database/transaction.ts';
import { CatalogueError } from '../ground/errors.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context } from '../record/context.ts';
import { invitations, mailAddresses, tokens } from '../record/tables.ts';
import { type Caller, mayDoAll, requireToken, rightsOf } from '../requests/caller.ts';
import type { TokenRights } from '../vocabulary/terms.ts';
import { ADMINS_HAVE_ALL_RIGHTS, awaitsOfficerFrom, lockHolder, lockOwnToken, requireInForce } from './commands.ts';
import { actsFor, endInvitations, endMailboxes, runKeepingAble } from './ending.ts';
import type { Token, TokenRightsDraft } from './schema.ts';
import { findToken, listTokenRows, updateToken } from './tokens.ts';

/** What only computes an answer: nothing is kept. */
const COMPUTING = [
  'checkChatonsInfosFile',
  'computePool',
  'diagnoseTools',
  'lookUpDomains',
  'matchNeed',
  'previewFederationPolicy',
] as const;

/** What is done for nobody's entry: anybody may do it, without a token too. */
const OF_ANYBODY = [
  'askForFederation',
  'checkFederationRequest',
  'claimOwnership',
  'enterFederation',
  'eraseNeed',
  'registerHost',
  'reportHost',
  'sendNeed',
] as const;

/** Answers to what others ask, and all that belongs to a case. */
const ANSWERS = [
  'answerReferral',
  'answerReport',
  'putReply',
  'removeReply',
  'sayHere',
  'createCase',
  'createCaseRecommendation',
  'createCaseReferral',
  'createCases',
  'createRecommendation',
  'createReferral',
  'deleteCase',
  'patchCase',
  'withdrawRecommendation',
] as const;

/** Of one's own access alone: `lockOwnToken` and `endAccess` refuse the others. */
const OF_ONESELF = ['revokeToken', 'rotateToken', 'endAccess'] as const;

const READING = /^(?:get|list|download|export)[A-Z]/;
const computing: ReadonlySet<string> = new Set(COMPUTING);

/** Whether an operation writes nothing: all that a token that only reads may do. A new POST is not among them. */
const onlyReads = (operation: string): boolean => READING.test(operation) || computing.has(operation);

/** What a token that only reads and answers writes. A new operation is not among them. */
const ANSWERING: ReadonlySet<string> = new Set([...OF_ANYBODY, ...ANSWERS, ...OF_ONESELF]);

const notAllRights = (rights: TokenRights) =>
  new CatalogueError(
    'not-yours',
    rights === 'read-and-answer'
      ? {
          fr: 'Votre accès permet de lire et de répondre, pas de changer cela. Demandez-le à quelqu’un qui peut tout faire : la page « Qui peut agir » les nomme.',
          en: 'Your access lets you read and answer, not change this. Ask somebody who may do everything: the page “Who may act” names them.',
        }
      : {
          fr: 'Votre accès permet de lire, pas d’écrire. Demandez-le à quelqu’un qui peut tout faire : la page « Qui peut agir » les nomme.',
          en: 'Your access lets you read, not write. Ask somebody who may do everything: the page “Who may act” names them.',
        },
  );

/**
 * Refuses to a token that only reads, or reads and answers, whatever else its operation would write.
 * @throws CatalogueError not-yours
 */
export function requireRight(caller: Caller): void {
  const { operation } = caller;
  if (mayDoAll(caller) || operation === undefined || onlyReads(operation)) return;
  if (rightsOf(caller) === 'read-and-answer' && ANSWERING.has(operation)) return;
  throw notAllRights(rightsOf(caller));
}

const notOneself = () =>
  new CatalogueError('not-yours', {
    fr: 'Personne ne change ses propres droits : demandez-le à quelqu’un d’autre qui peut tout faire.',
    en: 'Nobody changes their own rights: ask somebody else who may do everything.',
  });

const notAccepted = () =>
  new CatalogueError('not-yours', {
    fr: 'Votre accès attend encore d’être accepté : il ne change pas les droits de qui l’a été. Demandez-le à quelqu’un qui a accepté les autres.',
    en: 'Your access still waits to be accepted: it does not change the rights of those who were. Ask somebody who has accepted others.',
  });

/**
 * Changes what a token of a host or a federation may do. Losing the right to do everything ends the invitations that
 * the token made and the mailboxes that it added: they open everything.
 * @throws CatalogueError no-token, not-yours, token-not-found, bad-token
 */
export async function changeTokenRights(context: Context, id: string, { rights }: TokenRightsDraft): Promise<Token> {
  const { caller, db, clock } = context;
  requireToken(caller);
  return await inTransaction(db, async (db) => {
    await lockHolder(db, id);
    await requireInForce(db, caller);
    // Two callers who narrow each other at once: the second one has lost the right meanwhile.
    const own = caller.tokenId === null ? undefined : await findToken(db, caller.tokenId);
    if (own && own.rights !== 'all') throw notAllRights(own.rights);
    const token = await lockOwnToken(db, caller, id);
    if (token.id === caller.tokenId) throw notOneself();
    if (caller.role !== 'admin' && awaitsOfficerFrom(caller) && !token.awaitsOfficer) throw notAccepted();
    if (token.role === 'admin') throw new CatalogueError('not-yours', ADMINS_HAVE_ALL_RIGHTS);
    if (token.rights !== rights) {
      await runKeepingAble(db, context, actsFor(caller), () => updateToken(db, token.id, { rights }));
      if (rights !== 'all') {
        await endInvitations(db, clock(), eq(invitations.tokenId, token.id));
        await endMailboxes(db, clock(), eq(mailAddresses.addedById, token.id));
      }
      const { hostId, federationId } = token;
      await noteAction(db, context, 'changeTokenRights', { hostId, federationId, tokenId: token.id });
    }
    return (await listTokenRows(db, eq(tokens.id, token.id)))[0]!;
  });
}
