import type { Host } from '../documents/host.ts';
import { type Candidate, toCandidate } from '../matching/engine/host/candidate.ts';
import { meetsSome } from '../matching/engine/host/candidate-index.ts';
import { consider, type EngineContext, type RatedWay } from '../matching/engine/host/choose.ts';
import { classOf } from '../matching/engine/host/lists.ts';
import { smallestRefusal } from '../matching/engine/match.ts';
import { namesIn } from '../matching/engine/need/hard-needs.ts';
import type { CompiledNeed } from '../matching/engine/need/need.ts';
import { COMPLETE_LISTS } from '../vocabulary/terms.ts';
import type { ActionContext } from './actions/action.ts';
import type { TypicalNeed } from './panel.ts';

/** The data of a listed host that decide its rank; independent of other hosts. */
export interface ListedHost {
  readonly candidate: Candidate;
  readonly list: 'fits' | 'to-check';
  /** Its class in the list: the lowest class ranks first. */
  readonly class: number;
  /** The low score, 0 to 100. */
  readonly low: number;
}

/** A need of the panel, with the hosts of its two lists, unordered. */
export interface ListedNeed {
  readonly typical: TypicalNeed;
  readonly compiled: CompiledNeed;
  readonly listed: readonly ListedHost[];
}

/**
 * The position of a host for a need. `not-seen`: it would be listed if it were not silent; `not-known`: nothing says
 * that it offers anything relevant. `low` is 0..100; ranks count from 1 within the list.
 */
export interface Position {
  readonly list: 'fits' | 'to-check' | 'not-seen' | 'left-out' | 'not-known';
  readonly rank: number | null;
  readonly low: number | null;
  /** Names of the hard needs that are answered no, or that are unknown, depending on the list. */
  readonly reasons: readonly string[];
  readonly placed: RatedWay | null;
}

/** What advice for a host depends on, apart from its document. */
export interface AdviceContext extends ActionContext, EngineContext {
  readonly needs: readonly ListedNeed[];
}

/** A draft as if its host had just published it: confirmed, and with all its lists complete. */
export const asPublished = (host: Host, day: string): Host =>
  host.state === 'draft'
    ? { ...host, state: 'published', confirmedByHost: true, confirmedOn: day, complete: [...COMPLETE_LISTS] }
    : host;

/** A document as a candidate on the day; null when the host takes part in no match. */
export const candidateOf = (
  host: Host,
  { day, policy, reference }: EngineContext & { day: string },
): Candidate | null => toCandidate(host, day, policy, reference.territories.lineage);

/** Whether a host is among the first hosts that fit. */
export const isAmongFirst = ({ list, rank }: Position, places: number): boolean =>
  list === 'fits' && rank !== null && rank <= places;

const listOf = (placed: RatedWay): ListedHost['list'] => (placed.unknown === 0 ? 'fits' : 'to-check');

/** The data of one host in the lists of a need; null when it is in none. */
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
 * The position of a host among the others listed for a need; it replaces its own entry in the lists. Only this host is
 * matched again, because points of hosts are independent.
 * @param candidate null: it takes part in no match
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
  if (placed === null) return unlisted('left-out', namesIn(smallestRefusal(outcome, need), need));
  const { low } = placed;
  const list = listOf(placed);
  const reasons = namesIn(placed.unknown, need);
  const others = listed.filter((other) => other.list === list && other.candidate.host.id !== candidate.host.id);
  const seenOthers = others.filter((other) => !other.candidate.isApart);
  // A silent host ranks after the first places, and only if these are all taken.
  if (candidate.isApart && seenOthers.length < context.policy.firstPlaces)
    return { list: 'not-seen', rank: null, low, reasons, placed };
  const ownClass = classOf(placed);
  const ahead = others.filter((other) => other.class < ownClass || (other.class === ownClass && other.low > low));
  return { list, rank: ahead.length + 1, low, reasons, placed };
}
