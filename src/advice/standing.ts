import type { Host } from '../documents/host.ts';
import { namesIn } from '../matching/engine/hard-needs.ts';
import type { Candidate } from '../matching/engine/host/candidate.ts';
import { consider, type EngineContext, type RatedWay } from '../matching/engine/host/choose.ts';
import { classOf } from '../matching/engine/lists.ts';
import { fewest } from '../matching/engine/match.ts';
import type { CompiledNeed } from '../matching/engine/need.ts';
import type { Action, ActionContext } from './actions/actions.ts';
import type { TypicalNeed } from './panel.ts';

/** What a host of a list is for the place of the others: nothing of it depends on them. */
export interface Listed {
  readonly candidate: Candidate;
  readonly list: 'fits' | 'to-check';
  /** Place of its class in the list: the lower comes first. */
  readonly class: number;
  /** 0..100 */
  readonly low: number;
}

/** A need of the panel, with whoever stands in its two lists. */
export interface Field {
  readonly entry: TypicalNeed;
  readonly need: CompiledNeed;
  readonly listed: readonly Listed[];
}

/**
 * Where a host stands for a need. `not-seen`: it would be listed, had anybody seen it lately; `not-known`: nothing
 * says that it offers any of it. `low` is 0..100, ranks count from 1 within the list.
 */
export interface Standing {
  readonly list: 'fits' | 'to-check' | 'not-seen' | 'left-out' | 'not-known';
  readonly rank: number | null;
  readonly low: number | null;
  /** Names of the hard needs that are answered no, or unknown, as the list is. */
  readonly reasons: readonly string[];
  readonly placed: RatedWay | null;
}

/** What advice is computed with. `candidateOf` arranges a document of the day; null: it takes part in nothing. */
export interface AdviceContext extends ActionContext, EngineContext {
  readonly fields: readonly Field[];
  readonly candidateOf: (host: Host) => Candidate | null;
  readonly actionsOf: (host: Host) => readonly Action[];
  readonly apply: (action: Action, host: Host) => Host;
}

/** Whether a host is among the first of those that fit. */
export const reaches = ({ list, rank }: Standing, target: number): boolean =>
  list === 'fits' && rank !== null && rank <= target;

export const listOf = (placed: RatedWay): Listed['list'] => (placed.unknown === 0 ? 'fits' : 'to-check');

/** Whether a host offers any usage that the need cannot do without: the others are not considered. */
export const offersSome = (candidate: Candidate, need: CompiledNeed): boolean =>
  need.wanted.some(({ usage, priority }) => priority === 'must' && candidate.usages.has(usage));

/** Puts a need of the panel to one host: what it is in the lists, null when it is in none. */
export function listedFor(need: CompiledNeed, candidate: Candidate, context: EngineContext): Listed | null {
  const placed = offersSome(candidate, need) ? consider(candidate, need, context).placed : null;
  return placed && { candidate, list: listOf(placed), class: classOf(placed), low: placed.low };
}

export const out = (list: Standing['list'], reasons: readonly string[]): Standing => ({
  list,
  rank: null,
  low: null,
  reasons,
  placed: null,
});

/**
 * Where a host stands among the others of the field, whatever the field knew of it: only this host is put to the
 * need again, because nobody's standing depends on another's. @param candidate null: it takes part in nothing
 */
export function standingIn(field: Field, candidate: Candidate | null, context: EngineContext): Standing {
  const { need, listed } = field;
  if (candidate === null) return out('left-out', ['closing']);
  if (!offersSome(candidate, need))
    return candidate.confirmed ? out('left-out', ['usage-not-offered']) : out('not-known', []);
  const outcome = consider(candidate, need, context);
  const { placed } = outcome;
  if (placed === null) return out('left-out', namesIn(fewest(outcome, need), need));
  const list = listOf(placed);
  const others = listed.filter((other) => other.list === list && other.candidate.host.id !== candidate.host.id);
  const reasons = namesIn(placed.unknown, need);
  // Who was not seen lately comes after first places that are all taken, or not at all.
  if (!candidate.seenLately && others.filter((other) => other.candidate.seenLately).length < context.policy.firstPlaces)
    return { list: 'not-seen', rank: null, low: placed.low, reasons, placed };
  const own = classOf(placed);
  const before = others.filter((other) => other.class < own || (other.class === own && other.low > placed.low));
  return { list, rank: before.length + 1, low: placed.low, reasons, placed };
}
