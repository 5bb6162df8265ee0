import type { Model } from '../catalogue/model.ts';
import { federationNamesIn, namesIn } from '../catalogue/writer.ts';
import type { Database } from '../database/open.ts';
import { isUnavailable } from '../federations/recommendable.ts';
import { answerJson } from '../ground/absent.ts';
import { CatalogueError } from '../ground/errors.ts';
import { type Teller, tellHistoryInSteps } from '../history/entries.ts';
import type { Match } from '../matching/answer/schema.ts';
import type { Need } from '../matching/engine/need/schema.ts';
import type { Matcher } from '../matching/run.ts';
import type { Change } from '../record/changes.ts';
import { changesFrom } from '../record/past.ts';
import { SCHEMA_VERSION } from '../vocabulary/schema-version.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { countedOn, namedFirst, shownToday } from './choose.ts';
import type { ChangedSince, RecommendationItem } from './schema.ts';
import { chosenIn, countedIn, findRecommendation, refuseEnded, type StoredRecommendation } from './store.ts';

/**
 * The changes of a host since it was recommended, as sentences of its history; changes without a sentence are left out.
 * @param changes oldest first; the first one is the state at the time of the recommendation
 */
async function tellSince(slug: string, changes: AsyncIterable<Change>, teller: Teller): Promise<ChangedSince[]> {
  const tell = tellHistoryInSteps(teller);
  const happened: ChangedSince[] = [];
  let isSince = false;
  for await (const change of changes) {
    const { revision, at, sentences } = tell(change);
    const text = sentences.map((sentence) => sentence.text).join(' ');
    if (isSince && text !== '') happened.push({ host: slug, revision, at, text });
    isSince = true;
  }
  return happened;
}

/**
 * Finds a recommendation; everybody who has its id may read it.
 * @throws CatalogueError recommendation-not-found, case-ended
 */
export async function requireRecommendation(db: Database, id: string): Promise<StoredRecommendation> {
  const found = await findRecommendation(db, id);
  if (found) return found;
  await refuseEnded(db, id);
  throw new CatalogueError('recommendation-not-found', {
    fr: 'Aucune recommandation n’a cette adresse. Vérifiez qu’elle est entière.',
    en: 'There is no recommendation at this address. Check that it is whole.',
  });
}

/** What has changed since a recommendation was made. */
export interface SinceThen extends Alternatives {
  changedSince: ChangedSince[];
}

/** What has happened to its hosts, oldest first, and which other hosts meet the need if one of them no longer can. */
export async function readSince(
  stored: StoredRecommendation,
  matching: Matching & { db: Database },
): Promise<SinceThen> {
  const { db, model, say } = matching;
  const { reference } = model;
  const teller = { reference, say, nameOf: namesIn(model), federationName: federationNamesIn(model) };
  const changedSince: ChangedSince[] = [];
  for (const { id, slug } of countedIn(stored)) {
    const changes = changesFrom(db, id, stored.catalogueRevision, model.revision);
    changedSince.push(...(await tellSince(slug, changes, teller)));
  }
  changedSince.sort((a, b) => a.revision - b.revision);
  return { changedSince, ...(await alternativesOf(stored, matching)) };
}

const MOST = 3;

/** What is needed to match a need. */
export interface Matching {
  matcher: Matcher;
  model: Model;
  say: Speaker;
}

/** Whether people can no longer be sent to one of the recommended hosts, or to another host of its combination. */
const hasLost = (stored: StoredRecommendation, { byId }: Model): boolean => {
  const counted = countedOn(chosenIn(stored), JSON.parse(stored.match) as Match);
  return countedIn(stored).some(({ id, slug }) => isUnavailable(byId.get(id), { services: counted.get(slug) ?? [] }));
};

/** Hosts that meet the same need today; `together`: only in a combination. */
interface Alternatives {
  alternatives: { host: string; name: string }[];
  together?: true;
}

/** Hosts that meet the same need today; empty while people can be sent to all recommended hosts. */
async function alternativesOf(stored: StoredRecommendation, { matcher, model, say }: Matching): Promise<Alternatives> {
  if (!hasLost(stored, model)) return { alternatives: [] };
  const need = JSON.parse(stored.need) as Need;
  // A later vocabulary or policy may have made the need invalid.
  if (matcher.faults(need, model).length > 0) return { alternatives: [] };
  const match = await matcher.answerInTurn(need, model, say, { everything: false });
  const named = (host: string) => ({ host, name: model.bySlug.get(host)!.name });
  const [first] = shownToday(match, model.bySlug).filter(({ kind }) => kind !== 'near-miss');
  return first?.kind === 'together'
    ? { alternatives: first.hosts.map(named), together: true }
    : { alternatives: namedFirst(match, model.bySlug, { isAlone: true }).slice(0, MOST).map(named) };
}

export const toItem = (stored: StoredRecommendation): RecommendationItem => ({
  id: stored.id,
  federation: stored.federation,
  hosts: chosenIn(stored),
  policyVersion: stored.policyVersion,
  catalogueRevision: stored.catalogueRevision,
  asOf: stored.asOf,
  note: stored.note,
  createdAt: stored.createdAt.toISOString(),
  ...(stored.withdrawnAt && {
    withdrawn: { at: stored.withdrawnAt.toISOString(), reason: stored.withdrawnReason! },
  }),
  ...(stored.redactedAt && { redacted: true as const }),
});

/** A recommendation as JSON. Need and match are inserted as the stored bytes; they are not serialised again. */
export async function recommendationJson(
  stored: StoredRecommendation,
  matching: Matching & { db: Database },
): Promise<string> {
  const rest = await readSince(stored, matching);
  const head = answerJson({ schemaVersion: SCHEMA_VERSION, ...toItem(stored) }).slice(0, -1);
  return `${head},"need":${stored.need},"match":${answerJson(JSON.parse(stored.match))},${answerJson(rest).slice(1)}`;
}
