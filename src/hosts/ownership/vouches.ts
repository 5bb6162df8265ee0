import { and, asc, eq, ne, not, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { HostRow } from '../../record/rows.ts';
import { federations, hosts, vouches } from '../../record/tables.ts';

/*
 * A vouch is given for a host as it was: when its slug, name or website changes, the vouch no longer counts, and is
 * shown as lapsed.
 */

type Identity = Pick<HostRow, 'slug' | 'name' | 'website'>;

/** Condition: the host still is what the vouch was given for. */
export const isAsVouchedFor = ({ slug, name, website }: Identity | typeof hosts): SQL =>
  sql`(${vouches.slug} = ${slug} and ${vouches.name} = ${name} and ${vouches.website} is not distinct from ${website})`;

/**
 * The vouches for a host, by name of the federation.
 * @param host locked, so that it cannot change meanwhile
 */
export async function vouchesFor(
  db: Database,
  host: Identity & { id: string },
): Promise<{ federation: string; name: string; of: Identity; inForce: boolean }[]> {
  const rows = await db
    .select({ federation: federations.slug, federationName: federations.name, vouch: vouches })
    .from(vouches)
    .innerJoin(federations, eq(vouches.federationId, federations.id))
    .where(eq(vouches.hostId, host.id))
    .orderBy(asc(federations.slug));
  return rows.map(({ federation, federationName, vouch: { slug, name, website } }) => ({
    federation,
    name: federationName,
    of: { slug, name, website },
    inForce: slug === host.slug && name === host.name && website === host.website,
  }));
}

/** Lets the vouches for a draft count on under another slug, which nobody chose. */
export async function keepVouches(
  db: Database,
  { id, slug }: Pick<HostRow, 'id' | 'slug'>,
  next: string,
): Promise<void> {
  await db
    .update(vouches)
    .set({ slug: next })
    .where(and(eq(vouches.hostId, id), eq(vouches.slug, slug)));
}

/** A vouch as shown to the federation that gave it. */
interface OwnVouch {
  /** slug, or id of a draft */
  host: string;
  name: string;
  vouchedOn: string;
  /** The host as it was vouched for. */
  of: Pick<Identity, 'name' | 'website'>;
  inForce: boolean;
}

/** The vouches of a federation, lapsed ones first; without hosts that have left. */
export async function listVouches(db: Database, federationId: string): Promise<OwnVouch[]> {
  const rows = await db
    .select({ host: hosts, vouch: vouches, inForce: sql<boolean>`${isAsVouchedFor(hosts)}` })
    .from(vouches)
    .innerJoin(hosts, eq(vouches.hostId, hosts.id))
    .where(and(eq(vouches.federationId, federationId), ne(hosts.state, 'withdrawn')))
    .orderBy(isAsVouchedFor(hosts), asc(hosts.slug), asc(hosts.id));
  return rows.map(({ host: { id, slug, name, publishedAt }, vouch, inForce }) => ({
    host: publishedAt ? slug : id,
    name,
    vouchedOn: vouch.vouchedOn,
    of: { name: vouch.name, website: vouch.website },
    inForce,
  }));
}

/** Hosts that changed since a federation vouched for them; drafts by their id. */
export async function listLapsedVouches(
  db: Database,
  federationId: string,
): Promise<{ host: string; name: string; vouched: { name: string; website: string | null } }[]> {
  const rows = await db
    .select({ host: hosts, vouch: vouches })
    .from(vouches)
    .innerJoin(hosts, eq(vouches.hostId, hosts.id))
    .where(and(eq(vouches.federationId, federationId), ne(hosts.state, 'withdrawn'), not(isAsVouchedFor(hosts))))
    .orderBy(asc(hosts.slug), asc(hosts.id));
  return rows.map(({ host: { id, slug, name, publishedAt }, vouch }) => ({
    host: publishedAt ? slug : id,
    name,
    vouched: { name: vouch.name, website: vouch.website },
  }));
}
