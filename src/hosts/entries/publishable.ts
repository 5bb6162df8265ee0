import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { daysBetween, parisDay } from '../../ground/clock.ts';
import { CatalogueError, type Fault, fault, inLanguage } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import type { HostFacts } from '../../record/host-facts.ts';
import { findHost } from '../../record/hosts.ts';
import { documentAt, lastWithdrawal } from '../../record/past.ts';
import type { HostRow } from '../../record/rows.ts';
import { listOthers } from '../ownership/store.ts';
import { vouchesFor } from '../ownership/vouches.ts';
import { requireOwnHost } from '../rights.ts';
import { requireNoDouble } from './existing.ts';
import { identityFaults } from './meaning.ts';

/**
 * Requires that a draft may become public. Either its domain is proven and it resembles no other host; or a federation
 * vouches for it; or an administrator publishes it.
 * @param force lets an administrator publish a second entry for a domain
 * @throws CatalogueError already-published, entry-exists, not-publishable, with everything that is missing
 */
export async function requirePublishable(
  db: Database,
  { caller }: Context,
  host: HostRow,
  { force = false }: { force?: boolean | undefined } = {},
): Promise<void> {
  if (host.publishedAt)
    throw new CatalogueError('already-published', {
      fr: 'Cet hébergeur est déjà publié.',
      en: 'This host is published already.',
    });
  if (caller.role === 'admin') return force ? undefined : await requireNoDouble(db, host);
  // The federation whose file made the draft is responsible for it, so the domain need not be proven.
  if (caller.role === 'federation') return refuseMissing(identityFaults(host, await listOthers(db, host.id)));
  const vouches = await vouchesFor(db, host);
  if (vouches.some(({ inForce }) => inForce)) return;
  const missing = [...proofFaults(host), ...identityFaults(host, await listOthers(db, host.id))];
  refuseMissing(missing.length === 0 ? [] : [...missing, ...vouches.map(lapsedFault)]);
}

function refuseMissing(missing: readonly Fault[]): void {
  if (missing.length === 0) return;
  const messagesIn = (language: 'fr' | 'en') => missing.map(({ message }) => inLanguage(message, language)).join(' ');
  throw new CatalogueError('not-publishable', { fr: messagesIn('fr'), en: messagesIn('en') }, { faults: missing });
}

const lapsedFault = ({ name, of }: { name: string; of: Pick<HostRow, 'name' | 'website'> }): Fault => {
  const was = of.website === null ? of.name : `${of.name}, ${of.website}`;
  return fault('', 'vouch-lapsed', {
    fr: `« ${name} » s’était portée garante de ce que vous étiez alors (${was}). L’identifiant, le nom ou le site a changé depuis : demandez-lui de le redire.`,
    en: `“${name}” vouched for what you were then (${was}). The slug, the name or the website has changed since: ask it to say so again.`,
  });
};

function proofFaults({ domainVerifiedAt, website }: HostRow): Fault[] {
  if (website === null)
    return [
      fault('/website', 'website-missing', {
        fr: 'Il faut un site web pour publier soi-même.',
        en: 'A website is needed to publish by oneself.',
      }),
    ];
  return domainVerifiedAt === null
    ? [
        fault('', 'domain-not-proven', {
          fr: 'Prouvez que le domaine du site est le vôtre : faites-le vérifier. Ou demandez à une fédération ou à l’administration.',
          en: 'Prove that the domain of the website is yours: have it checked. Or ask a federation or an administrator.',
        }),
      ]
    : [];
}

/**
 * Why the caller cannot publish a draft, or a host that left; empty when nothing prevents it.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export const missingToPublish = (context: Context, ref: string): Promise<readonly Fault[]> =>
  inTransaction(context.db, async (db) => {
    const host = await findHost(db, ref);
    requireOwnHost(context.caller, host);
    try {
      await (host.state === 'withdrawn' ? requireReturnable : requirePublishable)(db, context, host);
      return [];
    } catch (error) {
      if (error instanceof CatalogueError && error.faults.length > 0) return error.faults;
      throw error;
    }
  });

/** Days in which a host that withdrew itself may return without an administrator. */
export const RETURN_DAYS = 30;

/**
 * Requires that a withdrawn host may be published again: by the host within 30 days if it withdrew itself, otherwise by
 * administrators only.
 * @throws CatalogueError not-publishable
 */
export async function requireReturnable(db: Database, { caller, clock }: Context, host: HostRow): Promise<void> {
  if (caller.role === 'admin') return;
  const withdrawal = await lastWithdrawal(db, host.id);
  const isOwn = withdrawal?.by === 'host';
  if (isOwn && daysBetween(parisDay(withdrawal.at), parisDay(clock())) <= RETURN_DAYS) {
    // Hosts that shared its name or website before it withdrew do not prevent the return; hosts that took its name or
    // website since do.
    const clashing = (await listOthers(db, host.id)).filter((other) => identityFaults(host, [other]).length > 0);
    const takers = [];
    for (const other of clashing) {
      const then = (await documentAt(db, other.id, withdrawal.revision))?.document as HostFacts | null | undefined;
      if (then?.fields.name !== other.name || (then.fields.website ?? null) !== other.website) takers.push(other);
    }
    refuseMissing(identityFaults(host, takers));
    return;
  }
  const missing = isOwn
    ? fault('', 'withdrawn-too-long-ago', {
        fr: `Un hébergeur revient de lui-même dans les ${RETURN_DAYS} jours. Demandez à l’administration.`,
        en: `A host comes back by itself within ${RETURN_DAYS} days. Ask an administrator.`,
      })
    : fault('', 'withdrawn-by-administrator', {
        fr: 'L’administration a retiré cet hébergeur. Elle seule peut le publier de nouveau.',
        en: 'An administrator withdrew this host. Only an administrator may publish it again.',
      });
  refuseMissing([missing]);
}
