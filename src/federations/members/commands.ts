import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation, MemberDraft } from '../../documents/federation.ts';
import { isCurrent, isFormer } from '../../documents/membership.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { known } from '../../ground/texts.ts';
import { hostNotFound, hostWithdrawn } from '../../hosts/rights.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context, Edit, Guard, Written } from '../../record/context.ts';
import { findFederation, lockFederation, nearestFederation } from '../../record/federations.ts';
import { findHost } from '../../record/hosts.ts';
import type { FederationRow, MembershipRequestRow, MembershipRow } from '../../record/rows.ts';
import { type Caller, requireToken } from '../../requests/caller.ts';
import { today } from '../../requests/meaning.ts';
import { type IfMatch, refuseFaults } from '../../requests/version.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import type { MembershipAuthor } from '../../vocabulary/terms.ts';
import { federationNotFound, ownsFederation } from '../rights.ts';
import { byFederation, byFederationOrHost, changeStatement, type Parties, type StatementRef } from '../statement.ts';
import { memberFaults } from './meaning.ts';
import type { MembershipRequest, MembershipRequestDraft } from './schema.ts';
import {
  findMembership,
  findRequest,
  listRequests,
  memberColumns,
  putMembership,
  putRequest,
  removeMembership,
  removeRequest,
} from './store.ts';

/** What came of asking; `revision` null: nothing public changed. */
export interface RequestOutcome {
  request: MembershipRequest;
  created: boolean;
  revision: number | null;
}

const alreadyMember = () =>
  new CatalogueError('already-member', {
    fr: 'Vous êtes déjà membre de cette fédération.',
    en: 'You are a member of this federation already.',
  });

type RequestFields = Pick<MembershipRequestRow, 'askedOn' | 'since' | 'charter' | 'charterVersion' | 'note'>;
const toRequest = (
  row: RequestFields,
  host: { slug: string; name: string },
  { slug }: Pick<FederationRow, 'slug'>,
  status: MembershipRequest['status'] = 'asked',
): MembershipRequest => ({
  host: host.slug,
  name: host.name,
  federation: slug,
  status,
  askedOn: row.askedOn,
  ...known({ since: row.since, charter: row.charter, charterVersion: row.charterVersion, note: textFact(row.note) }),
});

/** Whether a membership holds on a day without the word of the host. */
const isOneSided = (row: MembershipRow | undefined, day: string): row is MembershipRow =>
  row !== undefined && isCurrent(row, day) && row.askedOn === null;

/** Whether a federation counts a host as a member without its word. */
async function isOneSidedMember(context: Context, ref: string, hostId: string): Promise<boolean> {
  const { db } = context;
  const federation = await findFederation(db, ref);
  return isOneSided(federation && (await findMembership(db, federation.id, hostId)), today(context));
}

/** The federation spoke first: the host says that it is true, in no other words than those of the federation. */
export async function agreeToMembership(
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
      request = toRequest({ ...agreed, note: null }, host.document, federation.document, 'member');
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

/** A host that asks to be a member. */
export const applicant: Guard<{ federation: string }> = {
  refuses: ['federation-not-found'],
  check: async ({ db, caller }, { federation }) => {
    requireHostToken(caller);
    if (!(await findFederation(db, federation))) throw federationNotFound(await nearestFederation(db, federation));
  },
};

/**
 * Asks a federation to confirm the host of the token as a member. Asking again replaces what was asked. Nothing public
 * changes before the federation answers; when it spoke first, the host says so too.
 * @throws CatalogueError no-token, not-yours, federation-not-found, host-withdrawn, not-published, already-member, meaningless-request
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
    refuseFaults(memberFaults({ status: 'member', ...stated }, federation, reference, today(context)));
    const before = await findRequest(db, federation.id, host.id);
    const row = {
      federationId: federation.id,
      hostId: host.id,
      askedOn: before?.askedOn ?? today(context),
      since: draft.since ?? null,
      charter: draft.charter ?? null,
      charterVersion: draft.charterVersion ?? null,
      note: note ?? null,
    };
    await putRequest(db, row);
    await noteAction(db, context, 'askMembership', { hostId: host.id, federationId: federation.id });
    return { request: toRequest(row, host, federation), created: before === undefined, revision: null };
  });
}

/** The requests that a caller is concerned by; undefined for everybody else. */
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

/** What a federation says already of the membership of a host. */
export const membershipIn = ({ federation, host }: Parties): MembershipRow | undefined =>
  host.rows.memberships.find(({ federationId }) => federationId === federation.document.id);

/** What would have to be sent to say what is there. */
export const memberDraftOf = (row: MembershipRow): MemberDraft => {
  const { status, since, charter, charterVersion, lastReviewedOn, until, exceptions, evidenceUrl, toCheck } = row;
  const dates = { since, lastReviewedOn, until };
  const optional = { ...dates, charter, charterVersion, exceptions: textFact(exceptions), evidenceUrl };
  return { status, ...known({ ...optional, toCheck: toCheck || null }) };
};

/** In whose name a membership is written: an administrator writes what the catalogue found. */
const authorOf = ({ role }: Caller): MembershipAuthor =>
  role === 'federation' || role === 'host' ? role : 'catalogue';

/** What saying that a host is, was, or follows comes to, whether alone or in a sheet. */
export async function memberEdit(context: Context, draft: MemberDraft, spokenOf: Parties, db: Database): Promise<Edit> {
  const { id: federationId } = spokenOf.federation.document;
  const hostId = spokenOf.host.document.id;
  const before = membershipIn(spokenOf);
  const request = await findRequest(db, federationId, hostId);
  const day = today(context);
  // What a host asked for ends with the membership: whoever has left has not agreed to come back.
  const comesBack = draft.status === 'member' && before !== undefined && !isCurrent(before, day);
  const askedOn = request?.askedOn ?? (comesBack ? null : (before?.askedOn ?? null));
  return {
    creates: before === undefined,
    faults: memberFaults(draft, spokenOf.federation.document, context.reference, day),
    apply: async (db) => {
      await putMembership(db, { federationId, hostId, ...memberColumns(draft, authorOf(context.caller), askedOn) });
      await removeRequest(db, federationId, hostId);
    },
  };
}

/**
 * Says that a host is, was, or follows; a current member counts as having declared what the charter requires. It
 * answers the host that asked, and may come before it asked.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, meaningless-request, version-required, version-stale
 */
export const putMember = (
  context: Context,
  ref: StatementRef,
  draft: MemberDraft,
  ifMatch: IfMatch,
): Promise<Written<Federation>> =>
  changeStatement(context, byFederation, ref, ifMatch, (before, db) => memberEdit(context, draft, before, db));

/** What an ending leaves: a member becomes a former one, who follows just goes. */
function endedMembership(
  membership: MembershipRow,
  statedBy: MembershipAuthor,
  day: string,
): MembershipRow | undefined {
  if (membership.status === 'former')
    throw new CatalogueError('membership-ended', {
      fr: 'Cette adhésion a déjà pris fin. Si elle n’a jamais existé, ajoutez never=true.',
      en: 'This membership has ended already. If it never was, add never=true.',
    });
  if (membership.status === 'follower') return undefined;
  const { federationId, hostId, since, charter, charterVersion, lastReviewedOn, exceptions, evidenceUrl } = membership;
  const { askedOn, toCheck, until } = membership;
  const kept = { since, charter, charterVersion, lastReviewedOn, exceptions, evidenceUrl, askedOn, toCheck };
  return { federationId, hostId, status: 'former', ...kept, until: isFormer(membership, day) ? until : day, statedBy };
}

/**
 * Ends a membership, or the wait for one: the federation does it, or the host itself. A former member stays in the
 * list. With `never` nothing stays but the past of both documents; a host that asked cannot say so.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, member-not-found, membership-ended, version-required, version-stale
 */
export const removeMember = (
  context: Context,
  ref: StatementRef,
  ifMatch: IfMatch,
  { never = false }: { never?: boolean | undefined } = {},
): Promise<Written<Federation>> =>
  changeStatement(context, byFederationOrHost, ref, ifMatch, async ({ federation, host }, db): Promise<Edit> => {
    const federationId = federation.document.id;
    const hostId = host.document.id;
    // Who waits is answered first; what was before stays.
    if (await findRequest(db, federationId, hostId))
      return {
        apply: async (db) => {
          await removeRequest(db, federationId, hostId);
          // No document changes, so the log of changes does not show it.
          await noteAction(db, context, 'removeMember', { hostId, federationId });
        },
      };
    const found = host.rows.memberships.find((membership) => membership.federationId === federationId);
    if (!found)
      throw new CatalogueError('member-not-found', {
        fr: 'Cet hébergeur n’est pas dans cette fédération.',
        en: 'This host does not belong to this federation.',
      });
    if (never && context.caller.role === 'host' && found.askedOn !== null)
      throw new CatalogueError('not-yours', {
        fr: 'Vous avez demandé cette adhésion : seule la fédération peut dire qu’elle n’a jamais existé.',
        en: 'You asked for this membership: only the federation can say that it never was.',
      });
    const left = never ? undefined : endedMembership(found, authorOf(context.caller), today(context));
    return {
      apply: (db) => (left ? putMembership(db, left) : removeMembership(db, federationId, hostId)),
    };
  });
