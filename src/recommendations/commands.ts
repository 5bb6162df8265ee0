import { eq } from 'drizzle-orm';
import { writeConflictError } from '../database/errors.ts';
import type { Database } from '../database/open.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Federation } from '../documents/federation.ts';
import { isOfficer, requireOwnFederation } from '../federations/rights.ts';
import { type Fault, oneFault } from '../ground/errors.ts';
import { withoutPlace } from '../matching/engine/need/discreet.ts';
import type { Need } from '../matching/engine/need/schema.ts';
import { noteAction } from '../record/audit-trail.ts';
import type { Context, Guard } from '../record/context.ts';
import { findFederation, goneCriteriaFaults, lockFederation, type NamedCriterion } from '../record/federations.ts';
import { lockHosts } from '../record/hosts.ts';
import { redactedSince } from '../record/past.ts';
import type { RecommendationRow } from '../record/rows.ts';
import { recommendations } from '../record/tables.ts';
import { requireToken } from '../requests/caller.ts';
import { today } from '../requests/meaning.ts';
import { personalFaults } from '../requests/personal-data.ts';
import { refuseFaults } from '../requests/version.ts';
import { type Matching, requireRecommendation } from './answer.ts';
import { answerWith, chooseHosts, hostIdsIn, missingUsages, proposedIn } from './choose.ts';
import { noteUnmet, unmetNeed, unmetWithin } from './gaps/gaps.ts';
import type { RecommendationDraft, WithdrawalDraft } from './schema.ts';
import { countRecommendations, listRecommendations, type StoredRecommendation } from './store.ts';

/**
 * A need under the policy of a federation, with its faults.
 * @param pointer where the need is in the request body
 */
export function needOfFederation(
  need: Need,
  { slug, name }: Pick<Federation, 'slug' | 'name'>,
  pointer: string,
  faultsOf: (need: Need) => readonly Fault[],
): { need: Need; faults: Fault[] } {
  if (need.federation !== undefined && need.federation !== slug)
    return {
      need,
      faults: oneFault(`${pointer}/federation`, 'another-federation', {
        fr: `Ce besoin nomme une autre fédération que ${name}. Retirez « federation ».`,
        en: `This need names another federation than ${name}. Leave “federation” out.`,
      }),
    };
  const underPolicy = { ...need, federation: slug };
  return {
    need: underPolicy,
    faults: faultsOf(underPolicy).map((one) => ({ ...one, pointer: `${pointer}${one.pointer}` })),
  };
}

/** The criteria that a need names, each with its pointer. */
const criteriaNamed = ({ require, wish }: Need): NamedCriterion[] => [
  ...(require?.criteria ?? []).map(
    ({ criterion }, index) => [`/need/require/criteria/${index}/criterion`, criterion] as const,
  ),
  ...Object.keys(wish?.criteria ?? {}).map((key) => [`/need/wish/criteria/${key}`, key] as const),
];

/** The case in which a recommendation or a referral is made. `touch` runs in the same transaction, and may throw. */
export interface CaseLink {
  caseId: string;
  touch(db: Database): Promise<void>;
}

/** Thrown inside the transaction: after a redaction, the answer may still contain the removed words. */
class Overtaken extends Error {}

/** Each concurrent redaction can cause one retry. */
const ATTEMPTS = 10;

/**
 * Matches a need under the policy of a federation and freezes the answer, byte for byte, with all its inputs. If a
 * redaction happens meanwhile, the answer is made again.
 * @param matchingNow returns a state that includes everything committed before the call
 * @param partOf the case that it is made within
 * @throws CatalogueError no-token, federation-not-found, not-yours, meaningless-request, database-unavailable,
 * others-writing
 */
export async function recommend(
  context: Context,
  federation: Federation,
  draft: RecommendationDraft,
  matchingNow: () => Promise<Matching>,
  partOf?: CaseLink,
): Promise<StoredRecommendation> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await recommendWith(context, federation, draft, await matchingNow(), partOf);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (attempt === ATTEMPTS) throw writeConflictError(error);
    }
  }
}

async function recommendWith(
  context: Context,
  federation: Federation,
  draft: RecommendationDraft,
  matching: Matching,
  partOf: CaseLink | undefined,
): Promise<StoredRecommendation> {
  const { matcher, model, say } = matching;
  const { need, faults } = needOfFederation(draft.need, federation, '/need', (oneNeed) =>
    matcher.faults(oneNeed, model),
  );
  refuseFaults([...faults, ...personalFaults('/note', draft.note)]);
  const own = model.federationById.get(federation.id)?.selection ?? [];
  const listed = own.map(({ host }) => host);
  // If the place could identify people, the match uses the wider place too: no distance in the answer may reveal the
  // real one.
  const asked = withoutPlace(need, context.reference);
  const match = await answerWith(draft.hosts ?? [], asked, matching, listed);
  const chosen = chooseHosts(draft.hosts, need, match, model.bySlug);
  refuseFaults(chosen.faults);
  const missing = proposedIn(match).length === 0 ? await missingUsages(asked, matching) : [];
  const row: RecommendationRow = {
    id: context.newId(),
    federationId: federation.id,
    caseId: partOf?.caseId ?? null,
    need: JSON.stringify(matcher.discreet(need)),
    match: JSON.stringify(match),
    language: say.language,
    hosts: chosen.hosts,
    policyVersion: match.policyVersion,
    catalogueRevision: match.catalogueRevision,
    asOf: match.asOf,
    note: draft.note ?? null,
    createdAt: context.clock(),
    withdrawnAt: null,
    withdrawnReason: null,
    redactedAt: null,
  };
  await inTransaction(context.db, async (db) => {
    requireOwnFederation(context.caller, await lockFederation(db, federation.id));
    // A redaction locks the row of its host too. So either it came first and `redactedSince` sees it, or it waits and
    // then finds our row.
    await lockHosts(db, hostIdsIn(match, model.bySlug));
    if (await redactedSince(db, match.catalogueRevision)) throw new Overtaken();
    refuseFaults(await goneCriteriaFaults(db, context.reference, criteriaNamed(need)));
    await partOf?.touch(db);
    await db.insert(recommendations).values(row);
    await noteAction(db, context, 'createRecommendation', { federationId: federation.id });
    const unmet = unmetNeed(need, missing, context.reference);
    await noteUnmet(db, federation.id, today(context), partOf ? unmetWithin(unmet, partOf.caseId) : unmet);
  });
  return { ...row, federation: federation.slug };
}

/** @throws CatalogueError no-token, recommendation-not-found, not-yours */
async function requireOwnRecommendation({ db, caller }: Context, id: string): Promise<void> {
  requireToken(caller);
  requireOwnFederation(caller, { id: (await requireRecommendation(db, id)).federationId });
}

/** Lets in the federation that made the recommendation. */
export const recommendationOwner: Guard<{ recommendation: string }> = {
  refuses: ['recommendation-not-found', 'case-ended'],
  check: (context, { recommendation }) => requireOwnRecommendation(context, recommendation),
};

/**
 * Withdraws a recommendation. Its address stays, with the day and the reason; a second call replaces the reason.
 * @throws CatalogueError no-token, recommendation-not-found, not-yours, meaningless-request
 */
export const withdrawRecommendation = (
  context: Context,
  id: string,
  { reason }: WithdrawalDraft,
): Promise<StoredRecommendation> =>
  inTransaction(context.db, async (db) => {
    await requireOwnRecommendation({ ...context, db }, id);
    refuseFaults(personalFaults('/reason', reason));
    const found = await requireRecommendation(db, id);
    const columns = { withdrawnAt: found.withdrawnAt ?? context.clock(), withdrawnReason: reason };
    await db.update(recommendations).set(columns).where(eq(recommendations.id, id));
    await noteAction(db, context, 'withdrawRecommendation', { federationId: found.federationId });
    return { ...found, ...columns };
  });

/**
 * Recommendations of a federation, newest first; returns `limit + 1` of them when there are more. Those made within a
 * case are only included for callers who read the case.
 * @throws CatalogueError no-token, federation-not-found, not-yours
 */
export async function recommendationsOf(
  { db, caller }: Context,
  ref: string,
  limit: number,
  after?: { createdAt: Date; id: string },
): Promise<{ rows: StoredRecommendation[]; total: number }> {
  const federation = await findFederation(db, ref);
  requireOwnFederation(caller, federation);
  const scope = { federationId: federation.id, withCases: isOfficer(caller, federation) };
  const rows = await listRecommendations(db, scope, limit + 1, after);
  return { rows, total: await countRecommendations(db, scope) };
}

export type { StoredRecommendation };
