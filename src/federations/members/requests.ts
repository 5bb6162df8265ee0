import { federationNotFound, ownsFederation } from '../../catalogue/federations.ts';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import { isCurrent } from '../../documents/membership.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { definedOnly } from '../../ground/texts.ts';
import { hostNotFound, hostWithdrawn } from '../../hosts/rights.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context, Guard } from '../../record/context.ts';
import { findFederation, lockFederation, nearestFederation } from '../../record/federations.ts';
import { findHost } from '../../record/hosts.ts';
import type { FederationRow, MembershipRequestRow, MembershipRow } from '../../record/rows.ts';
import { type Caller, requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { refuseFaults } from '../../requests/version.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import { byFederationOrHost, changeStatement } from '../statement.ts';
import { memberFaults } from './commands.ts';
import type { MembershipRequest, MembershipRequestDraft } from './schema.ts';
import { findMembership, findRequest, listRequests, putMembership, putRequest } from './store.ts';

/* Requests of hosts to become members. Nothing public changes until the federation accepts. */

/** The state of a request before the federation answers. */
const UNANSWERED = { state: 'asked', reason: null, url: null, answeredOn: null } as const;

/** The result of asking. `revision` null: nothing public changed. */
interface RequestOutcome {
  request: MembershipRequest;
  created: boolean;
  revision: number | null;
}

const alreadyMember = () =>
  new CatalogueError('already-member', {
    fr: 'Vous êtes déjà membre de cette fédération.',
    en: 'You are a member of this federation already.',
  });

type RequestFields = Pick<MembershipRequestRow, 'askedOn' | 'since' | 'charter' | 'charterVersion' | 'note'> &
  Partial<Pick<MembershipRequestRow, 'state' | 'reason' | 'url' | 'answeredOn'>>;

/** A request as both sides read it. */
export const toRequest = (
  row: RequestFields,
  host: { slug: string; name: string },
  { slug }: Pick<FederationRow, 'slug'>,
  state: MembershipRequest['state'] = row.state ?? 'asked',
): MembershipRequest => ({
  host: host.slug,
  name: host.name,
  federation: slug,
  state,
  askedOn: row.askedOn,
  ...definedOnly({
    since: row.since,
    charter: row.charter,
    charterVersion: row.charterVersion,
    note: textFact(row.note),
  }),
  ...(row.answeredOn && {
    answer: { ...definedOnly({ reason: textFact(row.reason), url: row.url }), answeredOn: row.answeredOn },
  }),
});

/** Whether a membership is present on a day and stated by the federation alone. */
const isOneSided = (row: MembershipRow | undefined, day: string): row is MembershipRow =>
  row !== undefined && isCurrent(row, day) && row.askedOn === null;

/** Whether a federation lists a host as a present member without the host's agreement. */
async function isOneSidedMember(context: Context, ref: string, hostId: string): Promise<boolean> {
  const { db } = context;
  const federation = await findFederation(db, ref);
  return isOneSided(federation && (await findMembership(db, federation.id, hostId)), today(context));
}

/**
 * The host confirms a membership that the federation stated first. It can only agree, not change what the federation
 * stated.
 */
async function agreeToMembership(
  context: Context,
  ref: string,
  hostId: string,
  draft: MembershipRequestDraft,
): Promise<RequestOutcome> {
  if (Object.keys(draft).length > 0)
    throw new CatalogueError('already-member', {
      fr: 'Cette fédération vous compte déjà comme membre. Si c’est vrai, envoyez {}. Sinon, retirez-vous avec DELETE.',
      en: 'This federation counts you as a member already. If it is true, send {}. If not, leave with DELETE.',
    });
  let request: MembershipRequest | undefined;
  const { revision } = await changeStatement(
    context,
    byFederationOrHost,
    { federation: ref, host: hostId },
    '*',
    async ({ federation, host }, db) => {
      const row = await findMembership(db, federation.document.id, hostId);
      if (!isOneSided(row, today(context))) throw alreadyMember();
      const agreed = { ...row, askedOn: today(context) };
      request = toRequest({ ...agreed, note: null, ...UNANSWERED }, host.document, federation.document, 'member');
      return { apply: (db) => putMembership(db, agreed) };
    },
  );
  return { request: request!, created: false, revision };
}

function requireHostToken(caller: Caller): asserts caller is Extract<Caller, { role: 'host' }> {
  requireToken(caller);
  if (caller.role !== 'host')
    throw new CatalogueError('not-yours', {
      fr: 'Un hébergeur demande avec son propre jeton. Une fédération inscrit directement un membre.',
      en: 'A host asks with its own token. A federation enters a member directly.',
    });
}

/** Requires a token of a host, which asks to become a member. */
export const applicant: Guard<{ federation: string }> = {
  refuses: ['federation-not-found'],
  check: async ({ db, caller }, { federation }) => {
    requireHostToken(caller);
    if (!(await findFederation(db, federation))) throw federationNotFound(await nearestFederation(db, federation));
  },
};

/**
 * Asks a federation to accept the caller's host as a member. Asking again replaces the request. Nothing public changes
 * until the federation answers. If the federation stated the membership first, this confirms it.
 * @throws CatalogueError no-token, not-yours, federation-not-found, host-withdrawn, not-published, already-member,
 * meaningless-request
 */
export async function askMembership(
  context: Context,
  ref: string,
  draft: MembershipRequestDraft,
): Promise<RequestOutcome> {
  const { caller, reference } = context;
  requireHostToken(caller);
  if (await isOneSidedMember(context, ref, caller.hostId))
    return await agreeToMembership(context, ref, caller.hostId, draft);
  return await inTransaction(context.db, async (db) => {
    const federation = await lockFederation(db, ref);
    if (!federation) throw federationNotFound();
    const host = await findHost(db, caller.hostId);
    if (!host) throw hostNotFound();
    if (host.state === 'withdrawn') throw hostWithdrawn();
    if (host.state === 'draft')
      throw new CatalogueError('not-published', {
        fr: 'Publiez d’abord votre fiche : une fédération ne voit pas les brouillons.',
        en: 'Publish your entry first: a federation does not see drafts.',
      });
    const membership = await findMembership(db, federation.id, host.id);
    if (membership && isCurrent(membership, today(context))) throw alreadyMember();
    const { note, ...stated } = draft;
    refuseFaults(memberFaults({ state: 'member', ...stated }, federation, reference, today(context)));
    const before = await findRequest(db, federation.id, host.id);
    const isDecided = before?.state === 'refused' || before?.state === 'accepted';
    const row = {
      federationId: federation.id,
      hostId: host.id,
      // A refused host, or a former member, asks anew.
      askedOn: before && !isDecided ? before.askedOn : today(context),
      since: draft.since ?? null,
      charter: draft.charter ?? null,
      charterVersion: draft.charterVersion ?? null,
      note: note ?? null,
      ...UNANSWERED,
    };
    await putRequest(db, row);
    await noteAction(db, context, 'askMembership', { hostId: host.id, federationId: federation.id });
    return {
      request: toRequest(row, host, federation),
      created: before === undefined || before.state === 'accepted',
      revision: null,
    };
  });
}

export const requestNotFound = () =>
  new CatalogueError('member-not-found', {
    fr: 'Cet hébergeur n’attend aucune réponse : sa demande a été retirée, ou déjà acceptée.',
    en: 'This host waits for no answer: its request was taken back, or accepted already.',
  });

/** The requests that the caller may read; undefined when the caller may read none. */
export async function requestsFor(
  db: Database,
  caller: Caller,
  federation: Federation,
): Promise<MembershipRequest[] | undefined> {
  const hostId = caller.role === 'host' ? caller.hostId : undefined;
  if (hostId === undefined && !ownsFederation(caller, federation)) return undefined;
  const found = await listRequests(db, federation.id, hostId);
  return found.map(({ row, ...host }) => toRequest(row, host, federation));
}
