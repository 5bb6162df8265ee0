import { CatalogueError } from '../../ground/errors.ts';
import type { Guard } from '../../record/context.ts';
import type { WebhookRow } from '../../record/rows.ts';
import { type Caller, requireToken } from '../../requests/caller.ts';

/** Whose webhooks: of one host, of one federation, or of the administration. */
export type Owner = Pick<WebhookRow, 'role' | 'hostId' | 'federationId'>;

/**
 * Whose webhooks somebody makes and sees. Whoever claims an entry has proven nothing yet.
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

/** Hosts, federations and administrators. */
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
