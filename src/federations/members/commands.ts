import type { Database } from '../../database/open.ts';
import type { Federation, MemberDraft } from '../../documents/federation.ts';
import { isCurrent, isFormer } from '../../documents/membership.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Context, Written } from '../../record/context.ts';
import type { MembershipRow } from '../../record/rows.ts';
import { today } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import { known, textFact } from '../../vocabulary/facts.ts';
import { type BelowEdit, type BelowRef, changeBelow, type SpokenOf } from '../below.ts';
import { memberFaults } from '../meaning.ts';
import { memberColumns, putMembership, removeMembership } from '../store.ts';
import { findRequest, removeRequest } from './store.ts';

/** What a federation says already of the membership of a host. */
export const membershipIn = ({ federation, host }: SpokenOf): MembershipRow | undefined =>
  host.rows.memberships.find(({ federationId }) => federationId === federation.document.id);

/** What would have to be sent to say what is there. */
export const memberDraftOf = (row: MembershipRow): MemberDraft => {
  const { status, since, charter, charterVersion, lastReviewedOn, until, exceptions, toCheck } = row;
  const said = { since, charter, charterVersion, lastReviewedOn, until, exceptions: textFact(exceptions) };
  return { status, ...known({ ...said, toCheck: toCheck || null }) };
};

/** What saying that a host is, was, or follows comes to, whether alone or in a sheet. */
export async function memberEdit(
  context: Context,
  draft: MemberDraft,
  spokenOf: SpokenOf,
  db: Database,
): Promise<BelowEdit> {
  const { id: federationId, charter } = spokenOf.federation.document;
  const hostId = spokenOf.host.document.id;
  const before = membershipIn(spokenOf);
  const request = await findRequest(db, federationId, hostId);
  const day = today(context);
  // What a host asked for ends with the membership: whoever has left has not agreed to come back.
  const comesBack = draft.status === 'member' && before !== undefined && !isCurrent(before, day);
  const askedOn = request?.askedOn ?? (comesBack ? null : (before?.askedOn ?? null));
  return {
    creates: before === undefined,
    faults: memberFaults(draft, charter, context.reference, day),
    apply: async (db) => {
      await putMembership(db, { federationId, hostId, ...memberColumns(draft, askedOn) });
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
  ref: BelowRef,
  draft: MemberDraft,
  ifMatch: IfMatch,
): Promise<Written<Federation>> =>
  changeBelow(context, ref, ifMatch, (before, db) => memberEdit(context, draft, before, db));

/** What an ending leaves: a member becomes a former one, who follows just goes. */
function ended(membership: MembershipRow, day: string): MembershipRow | undefined {
  if (membership.status === 'former')
    throw new CatalogueError('membership-ended', {
      fr: 'Cette adhésion a déjà pris fin. Si elle n’a jamais existé, ajoutez never=true.',
      en: 'This membership has ended already. If it never was, add never=true.',
    });
  if (membership.status === 'follower') return undefined;
  const { federationId, hostId, since, charter, charterVersion, lastReviewedOn, exceptions, askedOn, toCheck, until } =
    membership;
  const kept = { since, charter, charterVersion, lastReviewedOn, exceptions, askedOn, toCheck };
  return { federationId, hostId, status: 'former', ...kept, until: isFormer(membership, day) ? until : day };
}

/**
 * Ends a membership, or the wait for one: the federation does it, or the host itself. A former member stays in the
 * list. With `never` nothing stays but the past of both documents; a host that asked cannot say so.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, member-not-found, membership-ended, version-required, version-stale
 */
export const removeMember = (
  context: Context,
  ref: BelowRef,
  ifMatch: IfMatch,
  { never = false }: { never?: boolean | undefined } = {},
): Promise<Written<Federation>> =>
  changeBelow(
    context,
    ref,
    ifMatch,
    async ({ federation, host }, db): Promise<BelowEdit> => {
      const federationId = federation.document.id;
      const hostId = host.document.id;
      // Who waits is answered first; what was before stays.
      if (await findRequest(db, federationId, hostId))
        return { apply: (db) => removeRequest(db, federationId, hostId) };
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
      const left = never ? undefined : ended(found, today(context));
      return {
        apply: (db) => (left ? putMembership(db, left) : removeMembership(db, federationId, hostId)),
      };
    },
    { alsoByHost: true },
  );
