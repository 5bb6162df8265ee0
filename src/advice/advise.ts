import type { Host } from '../documents/host.ts';
import type { CompiledNeed } from '../matching/engine/need/need.ts';
import { type Action, effortOf } from './actions/action.ts';
import { actionsOf } from './actions/actions.ts';
import {
  type AdviceContext,
  candidateOf,
  isAmongFirst,
  type ListedNeed,
  type Position,
  positionIn,
} from './position.ts';
import type { AdviceAnswer } from './schema.ts';
import { type Target, targetInSteps } from './targets.ts';

/** What an action changes for one need of the panel. */
export interface NeedChange {
  readonly need: ListedNeed;
  readonly before: Position;
  readonly after: Position;
}

type RanksGained = AdviceAnswer['actions'][number]['ranksGained'];

/** An action with its effects over the panel. Ranks are compared only when the host stays in the same list. */
export interface Advised {
  readonly action: Action;
  /** Number of needs for which the host moves from “to check” to “fits”, and for which it would no longer be listed. */
  readonly movesToFits: number;
  readonly movesOut: number;
  /** Ranks gained, negative when lost, over the needs for which the host is listed before and after. */
  readonly ranksGained: RanksGained;
  readonly changes: readonly NeedChange[];
}

export interface Advice {
  /** The position of the host for each need of the panel, in its order. */
  readonly today: readonly Pick<NeedChange, 'need' | 'before'>[];
  readonly actions: readonly Advised[];
  readonly targets: readonly Target[];
}

/**
 * What would help a host most over a panel of typical needs: the effects of each possible action, and for each need for
 * which it is not among the first `places`, the fewest actions that bring it there. Pure; yields between its steps.
 */
export function* adviseInSteps(
  host: Host,
  places: number,
  context: AdviceContext,
): Generator<'pause', Advice, unknown> {
  const { needs } = context;
  const candidate = candidateOf(host, context);
  const today: Pick<NeedChange, 'need' | 'before'>[] = [];
  for (const need of needs) {
    today.push({ need, before: positionIn(need, candidate, context) });
    yield 'pause';
  }
  if (candidate === null) return { today, actions: [], targets: [] };
  const effects: { action: Action; changes: NeedChange[] }[] = [];
  for (const action of actionsOf(host, context)) {
    const changed = candidateOf(action.apply(host), context);
    const changes: NeedChange[] = [];
    for (const { need, before } of today) {
      changes.push({ need, before, after: concerns(action, need) ? positionIn(need, changed, context) : before });
      yield 'pause';
    }
    effects.push({ action, changes });
  }
  const targets: Target[] = [];
  for (const [index, { need, before }] of today.entries()) {
    // A host that was not seen lately has targets too: confirming its entry may be enough.
    if (before.placed === null || isAmongFirst(before, places)) continue;
    const singles = effects.map(({ action, changes }) => ({ action, after: changes[index]!.after }));
    targets.push(yield* targetInSteps(host, need, before, singles, places, context));
  }
  return {
    today,
    actions: effects
      .map(({ action, changes }) => weigh(action, changes))
      .filter(({ changes }) => changes.some(isBetter))
      .sort(compareAdvised),
    targets,
  };
}

/**
 * Whether an action is tried for a need, by its subject; a subject that is not listed here concerns every need. Side
 * effects of an action (a first kind of support turns all other kinds into a no) are ignored for needs that do not ask
 * about its subject.
 */
const CONCERNS: Record<string, (need: CompiledNeed, key: string) => boolean> = {
  criterion: (need, key) => asks(need, `criterion:${key}`),
  commitment: (need, key) => asks(need, `commitment:${key}`),
  support: (need, key) => asks(need, `support:${key}`) || need.support.some(({ kind }) => kind === key),
  usage: (need, key) => need.wanted.some(({ usage }) => usage === key),
  territory: ({ bits }) => bits.territory !== 0,
  audience: ({ bits }) => bits.audience !== 0,
  language: ({ bits }) => bits.language !== 0,
  'data-country': ({ bits }) => bits['data-country'] !== 0,
};

const asks = ({ wishes, hard }: CompiledNeed, name: string): boolean =>
  wishes.some((entry) => entry.name === name) || hard.some((entry) => entry.name === name);

function concerns({ subject }: Action, { compiled }: ListedNeed): boolean {
  const [about, key = ''] = subject.split(':');
  return CONCERNS[about!]?.(compiled, key) ?? true;
}

/** Higher is better for the host. */
const WORTH: Record<Position['list'], number> = {
  fits: 4,
  'to-check': 3,
  'not-seen': 2,
  'left-out': 1,
  'not-known': 1,
};

const differs = ({ before, after }: NeedChange): boolean =>
  before.list !== after.list || before.rank !== after.rank || before.low !== after.low;

/** A better list, else a better place, else more points. */
function isBetter({ before, after }: NeedChange): boolean {
  if (before.list !== after.list) return WORTH[after.list] > WORTH[before.list];
  if (before.rank !== after.rank) return (after.rank ?? 0) < (before.rank ?? 0);
  return (after.low ?? 0) > (before.low ?? 0);
}

function weigh(action: Action, changes: readonly NeedChange[]): Advised {
  const moves = (from: Position['list'], to: Position['list']) =>
    changes.filter(({ before, after }) => before.list === from && after.list === to).length;
  return {
    action,
    movesToFits: moves('to-check', 'fits'),
    movesOut: moves('to-check', 'left-out') + moves('fits', 'left-out'),
    ranksGained: ranksGained(changes),
    changes: changes.filter(differs),
  };
}

function ranksGained(changes: readonly NeedChange[]): RanksGained {
  const gains = changes
    .filter(({ before, after }) => before.rank !== null && after.rank !== null && before.list === after.list)
    .map(({ before, after }) => before.rank! - after.rank!)
    .sort((a, b) => a - b);
  const half = gains.length / 2;
  const median = gains.length === 0 ? 0 : (gains[Math.ceil(half) - 1]! + gains[Math.floor(half)]!) / 2;
  return {
    needs: gains.length,
    median,
    least: gains[0] ?? 0,
    most: gains.at(-1) ?? 0,
    total: gains.reduce((sum, gain) => sum + gain, 0),
  };
}

const LAST = Number.MAX_SAFE_INTEGER;

/** Order: most needs moved to “fits”, ranks gained, the question asked first, the lowest effort, then the id. */
function compareAdvised(a: Advised, b: Advised): number {
  return (
    b.movesToFits - a.movesToFits ||
    b.ranksGained.median - a.ranksGained.median ||
    b.ranksGained.total - a.ranksGained.total ||
    (a.action.firstAsked ?? LAST) - (b.action.firstAsked ?? LAST) ||
    effortOf(a.action) - effortOf(b.action) ||
    (a.action.id < b.action.id ? -1 : 1)
  );
}
