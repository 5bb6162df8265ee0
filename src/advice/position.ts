import type { Host } from '../documents/host.ts';
import { type Candidate, meetsSome, toCandidate } from '../matching/engine/host/candidate.ts';
import { consider, type EngineContext, type RatedWay } from '../matching/engine/host/choose.ts';
import { classOf } from '../matching/engine/host/lists.ts';
import { fewest } from '../matching/engine/match.ts';
import { namesIn } from '../matching/engine/need/hard-needs.ts';
import type { CompiledNeed } from '../matching/engine/need/need.ts';
import { COMPLETE_LISTS } from '../vocabulary/terms.ts';
import type { ActionContext } from './actions/action.ts';
import type { TypicalNeed } from './panel.ts';

/** What a host of a list is for the place of the others: it depends on none of them. */
export interface ListedHost {
  readonly candidate: Candidate;
  readonly list: 'fits' | 'to-check';
  /** Place of its class in the list: the lower comes first. */
  readonly class: number;
  /** 0..100 */
  readonly low: number;
}

/** A need of the panel, with the hosts of its two lists in no order. */
export interface ListedNeed {
  readonly typical: TypicalNeed;
  readonly compiled: CompiledNeed;
  readonly listed: readonly ListedHost[];
}

/**
 * Where a host is for a need. `not-seen`: it would be listed, were it not silent; `not-known`: nothing says
 * that it offers any of it. `low` is 0..100, ranks count from 1 within the list.
 */
export interface Position {
  readonly list: 'fits' | 'to-check' | 'not-seen' | 'left-out' | 'not-known';
  readonly rank: number | null;
  readonly low: number | null;
  /** Names of the hard needs that are answered no, or unknown, as the list is. */
  readonly reasons: readonly string[];
  readonly placed: RatedWay | null;
}

/** What advice on a host depends on besides its document. */
export interface AdviceContext extends ActionContext, EngineContext {
  readonly needs: readonly ListedNeed[];
}

/** A draft is read as if its host had just published it, which confirms what it says with all its lists whole. */
export const asPublished = (host: Host, day: string): Host =>
  host.state === 'draft'
    ? { ...host, state: 'published', confirmedByHost: true, confirmedAt: day, complete: [...COMPLETE_LISTS] }
    : host;

/** A document as the engine reads it on the day; null when the host takes part in nothing. */
export const candidateOf = (
  host: Host,
  { day, policy, reference }: EngineContext & { day: string },
): Candidate | null => toCandidate(host, day, policy, reference.territories.lineage);

/** Whether a host is among the first of those that fit. */
export const isAmongFirst = ({ list, rank }: Position, places: number): boolean =>
  list === 'fits' && rank !== null && rank <= places;

const listOf = (placed: RatedWay): ListedHost['list'] => (placed.unknown === 0 ? 'fits' : 'to-check');

/** What one host is in the lists of a need; null when it is in none. */
export function listedFor(need: CompiledNeed, candidate: Candidate, context: EngineContext): ListedHost | null {
  const placed = meetsSome(candidate, need) ? consider(candidate, need, context).placed : null;
  return placed && { candidate, list: listOf(placed), class: classOf(placed), low: placed.low };
}

const unlisted = (list: Position['list'], reasons: readonly string[]): Position => ({
  list,
  rank: null,
  low: null,
  reasons,
  placed: null,
});

/**
 * Where a host is among the others listed for a need, in the place of what the lists have of it. Only this host is put
 * to the need again, because no host's points depend on another's. @param candidate null: it takes part in nothing
 */
export function positionIn(
  { compiled: need, listed }: ListedNeed,
  candidate: Candidate | null,
  context: EngineContext,
): Position {
  if (candidate === null) return unlisted('left-out', ['closing']);
  if (!meetsSome(candidate, need))
    return candidate.whole.services ? unlisted('left-out', ['usage-not-offered']) : unlisted('not-known', []);
  const outcome = consider(candidate, need, context);
  const { placed } = outcome;
  if (placed === null) return unlisted('left-out', namesIn(fewest(outcome, need), need));
  const { low } = placed;
  const list = listOf(placed);
  const reasons = namesIn(placed.unknown, need);
  const others = listed.filter((other) => other.list === list && other.candidate.host.id !== candidate.host.id);
  const seenOthers = others.filter((other) => !other.candidate.isApart);
  // A silent host comes after first places that are all taken, or not at all.
  if (candidate.isApart && seenOthers.length < context.policy.firstPlaces)
    return { list: 'not-seen', rank: null, low, reasons, placed };
  const ownClass = classOf(placed);
  const ahead = others.filter((other) => other.class < ownClass || (other.class === ownClass && other.low > low));
  return { list, rank: ahead.length + 1, low, reasons, placed };
}
