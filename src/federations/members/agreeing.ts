import { isCurrent } from '../../documents/membership.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import { findFederation } from '../../record/federations.ts';
import type { MembershipRow } from '../../record/rows.ts';
import { today } from '../../requests/meaning.ts';
import { changeBelow } from '../below.ts';
import { findMembership, putMembership } from '../store.ts';
import { type Asked, alreadyMember, toRequest } from './request.ts';
import type { MembershipRequest, MembershipRequestDraft } from './schema.ts';

/** Whether a membership holds on a day without the word of the host. */
const isOneSided = (row: MembershipRow | undefined, day: string): row is MembershipRow =>
  row !== undefined && isCurrent(row, day) && row.askedOn === null;

/** Whether a federation counts a host as a member without its word. */
export async function isUnasked(context: Context, ref: string, hostId: string): Promise<boolean> {
  const { db } = context;
  const federation = await findFederation(db, ref);
  return isOneSided(federation && (await findMembership(db, federation.id, hostId)), today(context));
}

/** The federation spoke first: the host says that it is true, in no other words than those of the federation. */
export async function agree(
  context: Context,
  ref: string,
  hostId: string,
  draft: MembershipRequestDraft,
): Promise<Asked> {
  if (Object.keys(draft).length > 0)
    throw new CatalogueError('already-member', {
      fr: 'Cette fédération vous compte déjà comme membre. Si c’est vrai, envoyez {}. Sinon, retirez-vous avec DELETE.',
      en: 'This federation counts you as a member already. If it is true, send {}. If not, leave with DELETE.',
    });
  let request: MembershipRequest | undefined;
  const { revision } = await changeBelow(
    context,
    { federation: ref, host: hostId },
    '*',
    async ({ federation, host }, db) => {
      const row = await findMembership(db, federation.document.id, hostId);
      if (!isOneSided(row, today(context))) throw alreadyMember();
      const agreed = { ...row, askedOn: today(context) };
      request = toRequest({ ...agreed, note: null }, host.document, federation.document, 'member');
      return { apply: (db) => putMembership(db, agreed) };
    },
    { alsoByHost: true },
  );
  return { request: request!, created: false, revision };
}
