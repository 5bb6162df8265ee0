import { hash } from 'node:crypto';
import { and, desc, eq, isNull, lt, or } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import { CatalogueError } from '../ground/errors.ts';
import { frenchDate } from '../ground/written-dates.ts';
import type { RecommendationRow } from '../record/rows.ts';
import { endedIds, federations, recommendations } from '../record/tables.ts';
import { isId } from '../requests/meaning.ts';

/* What remains of a deleted case: only that some random ids have ended. */

const hashOf = (id: string): string => hash('sha256', id.toLowerCase(), 'hex');

/**
 * Records that recommendations and referrals were deleted with their case.
 * @param day in Paris
 */
export async function noteEnded(db: Database, ids: readonly string[], day: string): Promise<void> {
  if (ids.length === 0) return;
  await db
    .insert(endedIds)
    .values(ids.map((id) => ({ hash: hashOf(id), endedOn: day })))
    .onConflictDoNothing();
}

/**
 * Refuses an id that was deleted with its case.
 * @throws CatalogueError case-ended
 */
export async function refuseEnded(db: Database, id: string): Promise<void> {
  if (!isId(id)) return;
  const [ended] = await db
    .select()
    .from(endedIds)
    .where(eq(endedIds.hash, hashOf(id)));
  if (!ended) return;
  throw new CatalogueError('case-ended', {
    fr: `Le dossier d’où venait cette adresse a été supprimé le ${frenchDate(ended.endedOn)}, et rien n’en est gardé.`,
    en: `The case that this address came from was deleted on ${ended.endedOn}, and nothing of it is kept.`,
  });
}

/** A recommendation with the slug of its federation. */
export interface StoredRecommendation extends RecommendationRow {
  federation: string;
}

/** Slugs of the hosts that a federation recommends: without near misses and those that complete a combination. */
export const chosenIn = ({ hosts }: Pick<RecommendationRow, 'hosts'>): string[] =>
  hosts.flatMap(({ slug, beside, almost }) => (beside || almost ? [] : [slug]));

/** All hosts in a recommendation. */
export const countedIn = ({ hosts }: Pick<RecommendationRow, 'hosts'>): RecommendationRow['hosts'] =>
  hosts.filter(({ almost }) => !almost);

const joined = (db: Database) =>
  db
    .select({ row: recommendations, federation: federations.slug })
    .from(recommendations)
    .innerJoin(federations, eq(recommendations.federationId, federations.id));

export async function findRecommendation(db: Database, id: string): Promise<StoredRecommendation | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await joined(db).where(eq(recommendations.id, id));
  return found && { ...found.row, federation: found.federation };
}

/** Which recommendations of a federation: those made within a case are only for those who read the case. */
interface RecommendationScope {
  federationId: string;
  withCases: boolean;
}

const inScope = ({ federationId, withCases }: RecommendationScope) =>
  and(eq(recommendations.federationId, federationId), withCases ? undefined : isNull(recommendations.caseId));

/**
 * Newest first.
 * @param after the last recommendation of the previous page
 */
export async function listRecommendations(
  db: Database,
  scope: RecommendationScope,
  limit: number,
  after?: { createdAt: Date; id: string },
): Promise<StoredRecommendation[]> {
  const { createdAt, id } = recommendations;
  const older = after && or(lt(createdAt, after.createdAt), and(eq(createdAt, after.createdAt), lt(id, after.id)));
  const rows = await joined(db)
    .where(and(inScope(scope), older))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
  return rows.map(({ row, federation }) => ({ ...row, federation }));
}

export const countRecommendations = (db: Database, scope: RecommendationScope): Promise<number> =>
  db.$count(recommendations, inScope(scope));
