import type { Database } from '../../database/open.ts';
import type { Federation, MemberDraft } from '../../documents/federation.ts';
import { isCurrent, isFormer } from '../../documents/membership.ts';
import { domainOf } from '../../ground/addresses.ts';
import { CatalogueError, type Fault, oneFault } from '../../ground/errors.ts';
import { definedOnly, nearestTo } from '../../ground/texts.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context, Edit, WriteResult } from '../../record/context.ts';
import type { MembershipRequestRow, MembershipRow } from '../../record/rows.ts';
import type { Caller } from '../../requests/caller.ts';
import { dateFaults, keyFaults, orderFaults, pastFaults, suggestion, today } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import type { MembershipAuthor } from '../../vocabulary/terms.ts';
import { byFederation, byFederationOrHost, changeStatement, type Parties, type StatementRef } from '../statement.ts';
import { tellAnswered } from './mails.ts';
import { findOpenRequest, memberColumns, putMembership, putRequest, removeMembership, removeRequest } from './store.ts';

function charterFaults(draft: MemberDraft, federationCharter: string | undefined, { charters }: Reference): Fault[] {
  const key = draft.charter ?? federationCharter;
  const charter = key === undefined ? undefined : charters.get(key);
  if (draft.charter !== undefined && !charter) return keyFaults('/charter', 'charter', draft.charter, charters);
  // Memberships are shown as signed under this federation's charter, so another charter is refused.
  if (draft.charter !== undefined && federationCharter !== undefined && draft.charter !== federationCharter)
    return oneFault('/charter', 'charter-of-another', {
      fr: `La charte de cette fédération est ${federationCharter} : ses membres n’en signent pas d’autre ici. Retirez charter, ou changez d’abord la charte de la fédération.`,
      en: `The charter of this federation is ${federationCharter}: its members sign no other one here. Leave charter out, or first change the charter of the federation.`,
    });
  const { charterVersion } = draft;
  const versions = charter?.versions.map(({ version }) => version) ?? [];
  if (charterVersion === undefined || versions.includes(charterVersion)) return [];
  const { fr, en } = suggestion(nearestTo(charterVersion, versions));
  return oneFault(
    '/charterVersion',
    'unknown-charter-version',
    charter
      ? {
          fr: `La charte a les versions ${versions.join(', ')}.${fr}`,
          en: `The charter has the versions ${versions.join(', ')}.${en}`,
        }
      : { fr: 'Aucune charte n’est nommée.', en: 'No charter is named.' },
  );
}

/** The default charter of a federation, and its website. */
export interface SigningFederation {
  charter?: string | null;
  website: string;
}

/**
 * The page must be on the federation's website or a part of it: a page of others proves nothing about what the
 * federation says.
 */
function pageFaults({ evidenceUrl }: MemberDraft, { website }: SigningFederation): Fault[] {
  if (evidenceUrl === undefined) return [];
  const [page, own] = [domainOf(evidenceUrl), domainOf(website)];
  if (own !== undefined && (page === own || page?.endsWith(`.${own}`))) return [];
  return oneFault('/evidenceUrl', 'page-of-somebody-else', {
    fr: `Donnez une page de la fédération elle-même, sur ${own}, qui nomme l’hébergeur.`,
    en: `Give a page of the federation itself, on ${own}, that names the host.`,
  });
}

/** A membership whose end has passed must be `former`. The end of a former membership must not lie in the future. */
function untilFaults({ state, until }: MemberDraft, day: string): Fault[] {
  if (state === 'former') return pastFaults('/until', until, day);
  const faults = dateFaults('/until', until);
  if (faults.length > 0 || !isFormer({ state, until: until ?? null }, day)) return faults;
  return oneFault('/until', 'membership-over', {
    fr: `Cette adhésion a pris fin : ${until} est passé. Dites former.`,
    en: `This membership has ended: ${until} is past. Say former.`,
  });
}

/** Faults of meaning in a membership with a valid shape. */
export const memberFaults = (
  draft: MemberDraft,
  federation: SigningFederation,
  reference: Reference,
  day: string,
): Fault[] => [
  ...charterFaults(draft, federation.charter ?? undefined, reference),
  ...pageFaults(draft, federation),
  ...pastFaults('/since', draft.since, day),
  ...pastFaults('/lastReviewedOn', draft.lastReviewedOn, day),
  ...untilFaults(draft, day),
  ...orderFaults('/until', draft.since, draft.until),
];

/** The membership of the host in the federation, if there is one. */
export const membershipIn = ({ federation, host }: Parties): MembershipRow | undefined =>
  host.rows.memberships.find(({ federationId }) => federationId === federation.document.id);

/** The draft that would write the present membership. */
export const memberDraftOf = (row: MembershipRow): MemberDraft => {
  const { state, since, charter, charterVersion, lastReviewedOn, until, exceptions, evidenceUrl, toCheck } = row;
  const dates = { since, lastReviewedOn, until };
  const optional = { ...dates, charter, charterVersion, exceptions: textFact(exceptions), evidenceUrl };
  return { state, ...definedOnly({ ...optional, toCheck: toCheck || null }) };
};

/** 404: the host is no member of the federation. */
export const memberNotFound = () =>
  new CatalogueError('member-not-found', {
    fr: 'Cet hébergeur n’est pas dans cette fédération.',
    en: 'This host does not belong to this federation.',
  });

/** The author of a membership: an administrator writes for the catalogue. */
const authorOf = ({ role }: Caller): MembershipAuthor =>
  role === 'federation' || role === 'host' ? role : 'catalogue';

/** How a request was decided, as it is stored with the request. */
export type RequestDecision = Pick<MembershipRequestRow, 'reason' | 'url' | 'answeredOn'>;

/**
 * The edit that states a membership: alone, by a row of a spreadsheet, or as an answer to a request.
 * @param decision stored with the request that it answers; absent: the request is removed
 */
export async function memberEdit(
  context: Context,
  draft: MemberDraft,
  spokenOf: Parties,
  db: Database,
  decision?: RequestDecision,
): Promise<Edit> {
  const { document: federation } = spokenOf.federation;
  const { document: host } = spokenOf.host;
  const [federationId, hostId] = [federation.id, host.id];
  const before = membershipIn(spokenOf);
  const request = await findOpenRequest(db, federationId, hostId);
  const day = today(context);
  // A refusal is kept with its reason and its day, unless the host is now accepted with a decision of its own.
  const isRefused = request?.state === 'refused';
  // The host's own request counts only for one membership: a host that left has not agreed to come back.
  const comesBack = draft.state === 'member' && before !== undefined && !isCurrent(before, day);
  const askedOn = request?.askedOn ?? (comesBack ? null : (before?.askedOn ?? null));
  return {
    creates: before === undefined,
    faults: memberFaults(draft, federation, context.reference, day),
    apply: async (db) => {
      await putMembership(db, { federationId, hostId, ...memberColumns(draft, authorOf(context.caller), askedOn) });
      if (!request) return;
      if (decision) await putRequest(db, { ...request, ...decision, state: 'accepted' });
      else if (!isRefused) await removeRequest(db, federationId, hostId);
      if (isRefused && before && isCurrent(before, day)) return;
      if (draft.state === 'member') await tellAnswered(db, context, { federation, host }, request, 'accepted');
    },
  };
}

/**
 * States that a host is or was a member, or is a follower. A present member counts as having declared what the charter
 * requires. It answers the host's request, if there is one, but does not need one.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, meaningless-request,
 * version-required, version-stale
 */
export const putMember = (
  context: Context,
  ref: StatementRef,
  draft: MemberDraft,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> =>
  changeStatement(context, byFederation, ref, ifMatch, (before, db) => memberEdit(context, draft, before, db));

/** What remains after a membership ends: a member becomes a former member, a follower is removed. */
function endedMembership(
  membership: MembershipRow,
  statedBy: MembershipAuthor,
  day: string,
): MembershipRow | undefined {
  if (membership.state === 'former')
    throw new CatalogueError('membership-ended', {
      fr: 'Cette adhésion a déjà pris fin. Si elle n’a jamais existé, ajoutez never=true.',
      en: 'This membership has ended already. If it never was, add never=true.',
    });
  if (membership.state === 'follower') return undefined;
  const { federationId, hostId, since, charter, charterVersion, lastReviewedOn, exceptions, evidenceUrl } = membership;
  const { askedOn, toCheck, until } = membership;
  const kept = { since, charter, charterVersion, lastReviewedOn, exceptions, evidenceUrl, askedOn, toCheck };
  return { federationId, hostId, state: 'former', ...kept, until: isFormer(membership, day) ? until : day, statedBy };
}

/**
 * Ends a membership, or an open request: by the federation or by the host itself. A former member stays in the list.
 * With `never` nothing remains except in the histories of both documents; a host that asked to join may not use it.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, member-not-found, membership-ended,
 * version-required, version-stale
 */
export const removeMember = (
  context: Context,
  ref: StatementRef,
  ifMatch: IfMatch,
  { never = false }: { never?: boolean | undefined } = {},
): Promise<WriteResult<Federation>> =>
  changeStatement(context, byFederationOrHost, ref, ifMatch, async ({ federation, host }, db): Promise<Edit> => {
    const federationId = federation.document.id;
    const hostId = host.document.id;
    const day = today(context);
    // An open request is ended first; an earlier membership stays. A refusal from before the membership ends nothing.
    const request = await findOpenRequest(db, federationId, hostId);
    const isListed = host.rows.memberships.some((one) => one.federationId === federationId && isCurrent(one, day));
    if (request && !(request.state === 'refused' && isListed))
      return {
        apply: async (db) => {
          await removeRequest(db, federationId, hostId);
          const parties = { federation: federation.document, host: host.document };
          if (context.caller.role !== 'host') await tellAnswered(db, context, parties, request, 'refused');
          // No document changes, so the log of changes does not show it.
          await noteAction(db, context, 'removeMember', { hostId, federationId });
        },
      };
    const found = host.rows.memberships.find((membership) => membership.federationId === federationId);
    if (!found) throw memberNotFound();
    if (never && context.caller.role === 'host' && found.askedOn !== null)
      throw new CatalogueError('not-yours', {
        fr: 'Vous avez demandé cette adhésion : seule la fédération peut dire qu’elle n’a jamais existé.',
        en: 'You asked for this membership: only the federation can say that it never was.',
      });
    const left = never ? undefined : endedMembership(found, authorOf(context.caller), day);
    return {
      apply: async (db) => {
        if (left) return await putMembership(db, left);
        await removeMembership(db, federationId, hostId);
        // If it never was a member, it was never accepted either.
        if (never) await removeRequest(db, federationId, hostId);
      },
    };
  });
