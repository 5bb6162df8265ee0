import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { domainOf } from '../../ground/addresses.ts';
import { daysBetween, parisDay } from '../../ground/clock.ts';
import { CatalogueError, type Fault, fault, inLanguage, type Sentence } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import { loadHost } from '../../record/finish-write.ts';
import type { HostFacts } from '../../record/host-facts.ts';
import { findHost } from '../../record/hosts.ts';
import { documentAt, lastWithdrawal } from '../../record/past.ts';
import type { HostRow } from '../../record/rows.ts';
import { TERMS_VERSION } from '../../vocabulary/reference.ts';
import { fold } from '../../vocabulary/territories.ts';
import { requireClaimable } from '../ownership/claims.ts';
import { listOthers } from '../ownership/store.ts';
import { vouchesFor } from '../ownership/vouches.ts';
import { requireOwnHost } from '../rights.ts';
import { identityFaults } from './meaning.ts';

/* Whether an entry exists already for a host that is being registered: it should be claimed, not duplicated. */

type Identity = Pick<HostRow, 'id' | 'name' | 'website'>;

async function findOther(db: Database, { id, name, website }: Identity) {
  const others = await listOthers(db, id);
  const domain = domainOf(website);
  const sameSite = others.find((other) => domain !== undefined && domainOf(other.website) === domain);
  const sameName = others.find((other) => fold(other.name) === fold(name));
  return { sameSite, sameName };
}

/** The existing entry, what to do, and the request to claim it when it can be claimed without help. */
export interface Existing {
  host: string;
  how: Sentence;
  call?: { method: 'POST'; path: string; body: { terms: string } };
}

/** The public entry with the domain of a draft, otherwise with its name; undefined when there is none. */
export async function findExisting(db: Database, context: Context, draft: Identity): Promise<Existing | undefined> {
  const { sameSite, sameName } = await findOther(db, draft);
  const other = sameSite ?? sameName;
  if (!other) return undefined;
  const has = sameSite
    ? { fr: `La fiche « ${other.slug} » a déjà ce site.`, en: `The entry "${other.slug}" has this site already.` }
    : { fr: `La fiche « ${other.slug} » porte déjà ce nom.`, en: `The entry "${other.slug}" has this name already.` };
  const path = `/v1/hosts/${other.slug}/ownership`;
  const otherwise = sameSite
    ? {
        fr: 'Ce brouillon-ci ne pourra être publié que par une fédération ou l’administration.',
        en: 'This draft can then be published by a federation or an administrator alone.',
      }
    : {
        fr: 'Si c’est quelqu’un d’autre, précisez votre nom.',
        en: 'If it is somebody else, make your name more precise.',
      };
  const how = (then: { fr: string; en: string }): Sentence => ({
    fr: `${has.fr} ${then.fr} ${otherwise.fr}`,
    en: `${has.en} ${then.en} ${otherwise.en}`,
  });
  try {
    await requireClaimable(db, await loadHost(db, context, other.id));
  } catch (error) {
    // Not claimable: closed, suspended, without a website, or several entries share the domain. The refusal says whom
    // to ask.
    if (error instanceof CatalogueError && typeof error.detail !== 'string')
      return { host: other.slug, how: how(error.detail) };
    throw error;
  }
  return {
    host: other.slug,
    how: how({
      fr: `Si c’est la vôtre, reprenez-la au lieu d’en faire une autre : POST ${path}.`,
      en: `If it is yours, take it over instead of making another one: POST ${path}.`,
    }),
    call: { method: 'POST', path, body: { terms: TERMS_VERSION } },
  };
}

/**
 * Requires that no public entry has the domain of a host. For administrators, who may override it.
 * @throws CatalogueError entry-exists
 */
export async function requireNoDouble(db: Database, host: Identity): Promise<void> {
  const { sameSite } = await findOther(db, host);
  if (!sameSite) return;
  const message = {
    fr: `La fiche « ${sameSite.slug} » a déjà ce site. Corrigez-la, ou ajoutez ?force=true à l’adresse si ce sont vraiment deux hébergeurs.`,
    en: `The entry "${sameSite.slug}" has this site already. Correct that one, or add ?force=true to the address if they really are two hosts.`,
  };
  throw new CatalogueError('entry-exists', message, { faults: [fault('/website', 'shared-domain', message)] });
}

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

function proofFaults({ domainVerifiedOn, website }: HostRow): Fault[] {
  if (website === null)
    return [
      fault('/website', 'website-missing', {
        fr: 'Il faut un site web pour publier soi-même.',
        en: 'A website is needed to publish by oneself.',
      }),
    ];
  return domainVerifiedOn === null
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
