import { and, asc, eq, isNotNull, lte, max } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import type { PolicyRules } from '../../documents/federation-policy.ts';
import type { FederationPolicyRow } from '../../record/rows.ts';
import { federationPolicies } from '../../record/tables.ts';

const ofFederation = (federationId: string) => eq(federationPolicies.federationId, federationId);

/** Keeps a policy, or the word that there is none any more, under the next number; returns that number. */
export async function insertPolicy(
  db: Database,
  row: { federationId: string; adoptedOn: string; rules: PolicyRules | null },
): Promise<number> {
  const [last] = await db
    .select({ version: max(federationPolicies.version) })
    .from(federationPolicies)
    .where(ofFederation(row.federationId));
  const version = (last?.version ?? 0) + 1;
  await db.insert(federationPolicies).values({ ...row, version });
  return version;
}

/** Notes by which change a version became public. */
export async function notePolicyRevision(
  db: Database,
  federationId: string,
  version: number,
  revision: number,
): Promise<void> {
  await db
    .update(federationPolicies)
    .set({ revision })
    .where(and(ofFederation(federationId), eq(federationPolicies.version, version)));
}

/** Every version that was public at a revision, oldest first. */
export const listPolicies = (db: Database, federationId: string, revision: number): Promise<FederationPolicyRow[]> =>
  db
    .select()
    .from(federationPolicies)
    .where(
      and(
        ofFederation(federationId),
        isNotNull(federationPolicies.revision),
        lte(federationPolicies.revision, revision),
      ),
    )
    .orderBy(asc(federationPolicies.version));
