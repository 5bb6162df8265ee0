import type { Context, Written } from '../../context.ts';
import { CatalogueError } from '../../errors.ts';
import type { IfMatch } from '../../preconditions.ts';
import { today } from '../../vocabulary/meaning.ts';
import { type BelowRef, changeBelow } from '../below.ts';
import { memberFaults } from '../meaning.ts';
import type { Federation, MemberDraft } from '../schema.ts';
import { memberColumns, putMembership, removeMembership } from '../store.ts';

/**
 * Says that a host is, was, or follows; a current member counts as having declared what the charter requires.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, meaningless-request, version-required, version-stale
 */
export const putMember = (
  context: Context,
  ref: BelowRef,
  draft: MemberDraft,
  ifMatch: IfMatch,
): Promise<Written<Federation>> =>
  changeBelow(context, ref, ifMatch, ({ federation, host }) => {
    const federationId = federation.document.id;
    const row = { federationId, hostId: host.document.id, ...memberColumns(draft) };
    return {
      creates: !host.rows.memberships.some((membership) => membership.federationId === federationId),
      faults: memberFaults(draft, federation.document.charter, context.reference, today(context)),
      apply: (db) => putMembership(db, row),
    };
  });

/**
 * Ends a membership without a trace in the present; the federation does it, or the host itself.
 * @throws CatalogueError no-token, federation-not-found, not-yours, host-not-found, member-not-found, version-required, version-stale
 */
export const removeMember = (context: Context, ref: BelowRef, ifMatch: IfMatch): Promise<Written<Federation>> =>
  changeBelow(
    context,
    ref,
    ifMatch,
    ({ federation, host }) => {
      const federationId = federation.document.id;
      if (!host.rows.memberships.some((membership) => membership.federationId === federationId))
        throw new CatalogueError('member-not-found', {
          fr: 'Cet hébergeur n’est pas dans cette fédération.',
          en: 'This host does not belong to this federation.',
        });
      return { apply: (db) => removeMembership(db, federationId, host.document.id) };
    },
    { alsoByHost: true },
  );
