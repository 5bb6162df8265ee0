import { and, asc, eq, isNotNull, lte, max } from 'drizzle-orm';
import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Federation } from '../../documents/federation.ts';
import type { FederationPolicy, PolicyRules, PolicyVersion } from '../../documents/federation-policy.ts';
import { CatalogueError, type Fault } from '../../ground/errors.ts';
import { tidyRules, versionOf } from '../../record/assemble.ts';
import type { Context, WriteResult } from '../../record/context.ts';
import { goneCriteriaFaults } from '../../record/federations.ts';
import { sameFacts } from '../../record/host-facts.ts';
import type { FederationPolicyRow } from '../../record/rows.ts';
import { federationPolicies } from '../../record/tables.ts';
import { today } from '../../requests/meaning.ts';
import type { IfMatch } from '../../requests/version.ts';
import { changeFederation } from '../commands.ts';
import { criteriaNamed, policyFaults } from './meaning.ts';

const ofFederation = (federationId: string) => eq(federationPolicies.federationId, federationId);

/** Stores a policy, or the removal of the policy, as the next version; returns its number. */
async function insertPolicy(
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

/** Stores the revision that published a version. */
async function notePolicyRevision(
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

/** All versions that were public at a revision, oldest first. */
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

/** Runs a command on the policy of a federation. `rules` null removes the policy; undefined changes nothing. */
async function changePolicy(
  context: Context,
  ref: string,
  ifMatch: IfMatch,
  prepare: (inForce: FederationPolicy | undefined) => { faults: Fault[]; rules: PolicyRules | null | undefined },
): Promise<WriteResult<Federation>> {
  return await inTransaction(context.db, async (db) => {
    let version: number | undefined;
    const written = await changeFederation({ ...context, db }, ref, ifMatch, async ({ document: { id, policy } }) => {
      const { faults, rules } = prepare(policy);
      const gone = await goneCriteriaFaults(db, context.reference, criteriaNamed(rules ?? {}));
      const apply = async (): Promise<void> => {
        if (rules !== undefined)
          version = await insertPolicy(db, { federationId: id, adoptedOn: today(context), rules });
      };
      return { creates: policy === undefined, faults: [...faults, ...gone], apply };
    });
    if (version !== undefined) await notePolicyRevision(db, written.document.id, version, written.revision!);
    return written;
  });
}

/**
 * Adopts a policy as the next version, which is kept for ever. An unchanged policy adds no version.
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, version-required,
 * version-stale
 */
export const putFederationPolicy = (
  context: Context,
  ref: string,
  draft: PolicyRules,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> =>
  changePolicy(context, ref, ifMatch, (inForce) => {
    const rules = tidyRules(draft);
    return {
      faults: policyFaults(draft, context.reference, today(context)),
      rules: inForce && sameFacts(rules, tidyRules(inForce)) ? undefined : rules,
    };
  });

const policyNotFound = () =>
  new CatalogueError('policy-not-found', {
    fr: 'Cette fédération n’a pas de politique en vigueur.',
    en: 'This federation has no policy in force.',
  });

/**
 * Removes the policy; the removal is a version too.
 * @throws CatalogueError no-token, federation-not-found, not-yours, policy-not-found, version-required, version-stale
 */
export const removeFederationPolicy = (
  context: Context,
  ref: string,
  ifMatch: IfMatch,
): Promise<WriteResult<Federation>> =>
  changePolicy(context, ref, ifMatch, (inForce) => {
    if (!inForce) throw policyNotFound();
    return { faults: [], rules: null };
  });

/**
 * The policy in force, from the document of the federation.
 * @throws CatalogueError policy-not-found
 */
export function policyInForce({ policy }: Federation): FederationPolicy {
  if (!policy) throw policyNotFound();
  return policy;
}

/** All versions adopted up to a revision, including removals; oldest first. */
export async function policyVersions(db: Database, { id }: Federation, revision: number): Promise<PolicyVersion[]> {
  return (await listPolicies(db, id, revision)).map(versionOf);
}
