import { and, eq, isNull, type SQL } from 'drizzle-orm';
import { CatalogueError } from '../../ground/errors.ts';
import type { Guard } from '../../record/context.ts';
import type { WebhookRow } from '../../record/rows.ts';
import { webhooks } from '../../record/tables.ts';
import { type Caller, requireToken } from '../../requests/caller.ts';
import { isId } from '../../requests/meaning.ts';

/** The owner of webhooks: one host, one federation, or the administration. */
export type Owner = Pick<WebhookRow, 'role' | 'hostId' | 'federationId'>;

/**
 * The owner of the caller's webhooks. The token of an unproven claim to an entry gives none.
 * @throws CatalogueError no-token, not-yours
 */
export function ownerFor(caller: Caller): Owner {
  requireToken(caller);
  const nobody = { hostId: null, federationId: null };
  if (caller.role === 'host') return { role: 'host', ...nobody, hostId: caller.hostId };
  if (caller.role === 'federation') return { role: 'federation', ...nobody, federationId: caller.federationId };
  if (caller.role === 'admin') return { role: 'admin', ...nobody };
  throw new CatalogueError('not-yours', {
    fr: 'Prouvez d’abord que ce domaine est le vôtre : ce jeton ne permet rien d’autre.',
    en: 'Prove first that this domain is yours: this token allows nothing else.',
  });
}

/** Lets in hosts, federations and administrators. */
export const webhookOwner: Guard<object> = {
  refuses: [],
  check: ({ caller }) => {
    ownerFor(caller);
  },
};

export const webhookNotFound = () =>
  new CatalogueError('webhook-not-found', {
    fr: 'Aucun webhook ne porte cet identifiant : voir GET /v1/webhooks.',
    en: 'There is no webhook with this id: see GET /v1/webhooks.',
  });

/** SQL condition: webhooks of an owner. */
export const isWebhookOf = ({ role, hostId, federationId }: Owner): SQL | undefined =>
  hostId !== null
    ? eq(webhooks.hostId, hostId)
    : federationId !== null
      ? eq(webhooks.federationId, federationId)
      : eq(webhooks.role, role);

/** SQL condition: webhooks that an owner sees; administrators see all. */
export const isSeenBy = (owner: Owner): SQL | undefined =>
  and(isNull(webhooks.removedAt), owner.role === 'admin' ? undefined : isWebhookOf(owner));

/** Lets in the owner of the webhook and administrators; for all others the webhook does not exist. */
export const ownerOfWebhook: Guard<{ webhook: string }> = {
  refuses: ['webhook-not-found'],
  check: async ({ db, caller }, { webhook: id }) => {
    const owner = ownerFor(caller);
    if (!isId(id) || (await db.$count(webhooks, and(eq(webhooks.id, id), isSeenBy(owner)))) === 0)
      throw webhookNotFound();
  },
};
