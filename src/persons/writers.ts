import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { changes, holdings, mailAddresses, persons, tokens } from '../record/tables.ts';

/** Who wrote a change of a host, as those of the same entry know them. */
export interface Writer {
  /** How the person is called here, or the address by which they came in; null: nobody in particular, or no longer. */
  name: string | null;
  /** The access that wrote has ended: nothing more is kept of whose it was. */
  isEnded: boolean;
}

/**
 * Who of a host wrote its changes, by revision. Persons of others, such as a federation's, are not looked up: only those
 * of the same entry read how they are called.
 */
export async function writersOf(
  db: Database,
  hostId: string,
  revisions: readonly number[],
): Promise<ReadonlyMap<number, Writer>> {
  if (revisions.length === 0) return new Map();
  const rows = await db
    .select({
      revision: changes.revision,
      person: persons.label,
      email: mailAddresses.email,
      revokedAt: tokens.revokedAt,
    })
    .from(changes)
    .innerJoin(tokens, and(eq(tokens.id, changes.byTokenId), eq(tokens.hostId, hostId)))
    // One who only brought a token along did not write all that was written with it.
    .leftJoin(holdings, and(eq(holdings.tokenId, tokens.id), eq(holdings.isOwn, true)))
    .leftJoin(persons, eq(persons.id, holdings.personId))
    .leftJoin(mailAddresses, and(eq(mailAddresses.tokenId, tokens.id), isNotNull(mailAddresses.email)))
    .where(and(eq(changes.hostId, hostId), inArray(changes.revision, [...revisions])));
  return new Map(
    rows.map(({ revision, person, email, revokedAt }) => [
      revision,
      // A person who still holds other things keeps a label: it went from this entry with the access.
      { name: revokedAt === null ? (person ?? email) : null, isEnded: revokedAt !== null },
    ]),
  );
}
