import { and, asc, eq, exists, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { isListedToken } from '../../accounts/tokens.ts';
import type { Database } from '../../database/open.ts';
import type { Context } from '../../record/context.ts';
import { holdings, persons, tokens } from '../../record/tables.ts';

/* The officers of a federation, by their access: its id, and the label of the person who holds it or else its own. */

/** An officer, as others see them. */
interface Officer {
  token: string;
  label: string;
}

const isAccepted = and(isNull(tokens.revokedAt), eq(tokens.awaitsOfficer, false));

/** SQL condition: the access still opens cases. */
export const isPresentOfficer = (db: Database, id: PgColumn, now: Date): SQL =>
  exists(
    db
      .select({ id: tokens.id })
      .from(tokens)
      .where(and(eq(tokens.id, id), isAccepted, isListedToken(now))),
  );

const select = async ({ db, clock }: Pick<Context, 'db' | 'clock'>, condition: SQL | undefined): Promise<Officer[]> =>
  await db
    .select({ token: tokens.id, label: sql<string>`coalesce(${persons.label}, ${tokens.label})` })
    .from(tokens)
    .leftJoin(holdings, eq(holdings.tokenId, tokens.id))
    .leftJoin(persons, eq(persons.id, holdings.personId))
    .where(and(condition, isAccepted, isListedToken(clock())))
    .orderBy(asc(sql`coalesce(${persons.label}, ${tokens.label})`), asc(tokens.id));

/** All who read the cases of a federation. */
export const listOfficers = (context: Pick<Context, 'db' | 'clock'>, federationId: string): Promise<Officer[]> =>
  select(context, eq(tokens.federationId, federationId));

/** Those of some accesses that have not ended, by their ids. */
export async function officersById(
  context: Pick<Context, 'db' | 'clock'>,
  ids: readonly (string | null)[],
): Promise<Map<string, Officer>> {
  const named = [...new Set(ids.flatMap((id) => id ?? []))];
  if (named.length === 0) return new Map();
  const found = await select(context, inArray(tokens.id, named));
  return new Map(found.map((one) => [one.token, one]));
}
