import { domainToUnicode } from 'node:url';
import type { Caller } from '../accounts/caller.ts';
import { daysBetween, parisDay } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Database } from '../database/open.ts';
import type { HostRow } from '../database/rows.ts';
import { CatalogueError, type Fault, inLanguage } from '../errors.ts';
import { lastWithdrawal } from '../feed/changes.ts';
import { fault } from '../vocabulary/meaning.ts';
import { fold } from '../vocabulary/territories.ts';
import { isVouchedFor, listOthers } from './ownership/store.ts';

/**
 * Whether a draft may become public: its domain is proven, and it takes nobody's place; or a federation answers for it,
 * or an administrator acts.
 * @throws CatalogueError already-published, not-publishable, with everything that is missing
 */
export async function mayPublish(db: Database, caller: Caller, host: HostRow): Promise<void> {
  if (host.publishedAt)
    throw new CatalogueError('already-published', {
      fr: 'Cet hébergeur est déjà publié.',
      en: 'This host is published already.',
    });
  if (caller.role === 'admin' || (await isVouchedFor(db, host.id))) return;
  const missing = [...proofFaults(host), ...placeFaults(host, await listOthers(db, host.id))];
  if (missing.length === 0) return;
  const said = (language: 'fr' | 'en') => missing.map(({ message }) => inLanguage(message, language)).join(' ');
  throw new CatalogueError('not-publishable', { fr: said('fr'), en: said('en') }, { faults: missing });
}

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

const hostnameOf = (address: string): string => new URL(address).hostname.replace(/^www\./, '');
/** Letters that readers here know; other alphabets hold twins of them. */
const isReadable = (hostname: string): boolean => /^[\p{Script=Latin}\d.-]+$/u.test(domainToUnicode(hostname));

/** What would make readers take one host for another. */
function placeFaults(
  host: HostRow,
  others: readonly { slug: string; name: string; website: string | null }[],
): Fault[] {
  const faults: Fault[] = [];
  const hostname = host.website === null ? null : hostnameOf(host.website);
  if (hostname !== null && !isReadable(hostname))
    faults.push(
      fault('/website', 'unusual-letters', {
        fr: 'Ce nom de domaine a des lettres d’un autre alphabet : une fédération ou l’administration doit le confirmer.',
        en: 'This domain has letters of another alphabet: a federation or an administrator must confirm it.',
      }),
    );
  const sameSite = others.find(
    ({ website }) => website !== null && hostname !== null && hostnameOf(website) === hostname,
  );
  if (sameSite)
    faults.push(
      fault('/website', 'shared-domain', {
        fr: `La fiche « ${sameSite.slug} » a déjà ce domaine. Si c’est la vôtre, demandez à la reprendre.`,
        en: `The entry "${sameSite.slug}" has this domain. If it is yours, ask to take it over.`,
      }),
    );
  else if (others.some(({ name }) => fold(name) === fold(host.name)))
    faults.push(
      fault('/name', 'same-name', {
        fr: 'Un autre hébergeur porte ce nom : précisez le vôtre, ou demandez à une fédération ou à l’administration.',
        en: 'Another host has this name: make yours more precise, or ask a federation or an administrator.',
      }),
    );
  return faults;
}

/** Days in which a host that left by itself may come back by itself. */
const RETURN_DAYS = 30;

/** What a host did it may undo for a while; what an administrator did, only an administrator. */
export async function mayReturn(db: Database, { caller, clock }: Context, host: HostRow): Promise<void> {
  if (caller.role === 'admin') return;
  const left = await lastWithdrawal(db, host.id);
  const isOwn = left?.by === 'host';
  if (isOwn && daysBetween(parisDay(left.at), parisDay(clock())) <= RETURN_DAYS) return;
  const missing = isOwn
    ? fault('', 'withdrawn-too-long-ago', {
        fr: `Un hébergeur revient de lui-même dans les ${RETURN_DAYS} jours. Demandez à l’administration.`,
        en: `A host comes back by itself within ${RETURN_DAYS} days. Ask an administrator.`,
      })
    : fault('', 'withdrawn-by-administrator', {
        fr: 'L’administration a retiré cet hébergeur. Elle seule peut le publier de nouveau.',
        en: 'An administrator withdrew this host. Only an administrator may publish it again.',
      });
  throw new CatalogueError('not-publishable', missing.message, { faults: [missing] });
}
