import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import type { SelectionRow } from '../../record/rows.ts';
import { hosts, selections } from '../../record/tables.ts';

const theChoice = (federationId: string, hostId: string) =>
  and(eq(selections.federationId, federationId), eq(selections.hostId, hostId));

export async function findChoice(
  db: Database,
  federationId: string,
  hostId: string,
): Promise<SelectionRow | undefined> {
  return (await db.select().from(selections).where(theChoice(federationId, hostId)))[0];
}

export async function putChoiceRow(db: Database, row: SelectionRow): Promise<void> {
  const { federationId: _federation, hostId: _host, ...said } = row;
  await db
    .insert(selections)
    .values(row)
    .onConflictDoUpdate({ target: [selections.federationId, selections.hostId], set: said });
}

export async function removeChoiceRow(db: Database, federationId: string, hostId: string): Promise<void> {
  await db.delete(selections).where(theChoice(federationId, hostId));
}

/** Chosen hosts that have left the catalogue since. */
export const listWithdrawnChoices = (db: Database, federationId: string): Promise<{ host: string; name: string }[]> =>
  db
    .select({ host: hosts.slug, name: hosts.name })
    .from(selections)
    .innerJoin(hosts, eq(selections.hostId, hosts.id))
    .where(and(eq(selections.federationId, federationId), eq(hosts.state, 'withdrawn')));

/** Names, by slug, of those who are to take over from a host or from its services. */
export async function successorNames(
  db: Database,
  { closing, services }: Pick<Host, 'closing' | 'services'>,
): Promise<ReadonlyMap<string, string>> {
  const closings = [closing, ...services.map((service) => service.closing)];
  const slugs = closings.flatMap((one) => one?.successor?.host ?? []);
  if (slugs.length === 0) return new Map();
  const rows = await db.select({ slug: hosts.slug, name: hosts.name }).from(hosts).where(inArray(hosts.slug, slugs));
  return new Map(rows.map(({ slug, name }) => [slug, name]));
}
