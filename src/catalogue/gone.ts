import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { domainOf, typedDomain } from '../ground/addresses.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { isPerhapsAt } from '../record/hosts.ts';
import { findOncePublic, lastWithdrawal } from '../record/past.ts';
import { hosts } from '../record/tables.ts';

const hostAbsent = () =>
  new CatalogueError('host-not-found', {
    fr: 'Aucun hébergeur publié ne porte ce nom.',
    en: 'No published host has this name.',
  });

const hostGone = (day: string) =>
  new CatalogueError('host-gone', {
    fr: `Cet hébergeur a été retiré du catalogue le ${day}. Son histoire reste lisible : ajoutez /history à son adresse.`,
    en: `This host was withdrawn from the catalogue on ${day}. Its history can still be read: add /history to its address.`,
  });

/**
 * Refuses a name that no published host has: it was withdrawn, and when, or it never was there. While the database is
 * away, nobody can tell, and it is not found.
 * @throws CatalogueError host-gone, host-not-found
 */
export async function refuseAbsent(db: Database, ref: string): Promise<never> {
  const withdrawal = await findOncePublic(db, ref)
    .then((id) => (id === undefined ? undefined : lastWithdrawal(db, id)))
    .catch(() => undefined);
  throw withdrawal ? hostGone(parisDay(withdrawal.at)) : hostAbsent();
}

const domainGone = (slug: string, day: string) =>
  new CatalogueError('host-gone', {
    fr: `L’hébergeur qui avait ce domaine (${slug}) a été retiré du catalogue le ${day}. Son histoire reste lisible : GET /v1/hosts/${slug}/history.`,
    en: `The host that had this domain (${slug}) was withdrawn from the catalogue on ${day}. Its history can still be read: GET /v1/hosts/${slug}/history.`,
  });

/** A host with this very domain that has left; never an individual, whose slug may be a name. */
async function findLeftAt(db: Database, domain: string) {
  const rows = await db
    .select({ id: hosts.id, slug: hosts.slug, website: hosts.website })
    .from(hosts)
    .where(
      and(
        eq(hosts.state, 'withdrawn'),
        isNotNull(hosts.publishedAt),
        isNull(hosts.mergedInto),
        or(isNull(hosts.legalForm), sql`${hosts.legalForm} <> 'individual'`),
        isPerhapsAt(domain),
      ),
    )
    .orderBy(hosts.slug);
  return rows.find(({ website }) => domainOf(website) === domain);
}

/**
 * Refuses a domain of no published host, as `refuseAbsent` does a name.
 * @throws CatalogueError host-gone, host-not-found
 */
export async function refuseAbsentDomain(db: Database, typed: string): Promise<never> {
  const domain = typedDomain(typed);
  const left = domain === undefined ? undefined : await findLeftAt(db, domain).catch(() => undefined);
  const withdrawal = left && (await lastWithdrawal(db, left.id).catch(() => undefined));
  throw left && withdrawal ? domainGone(left.slug, parisDay(withdrawal.at)) : hostAbsent();
}
