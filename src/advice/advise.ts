import type { Host } from '../documents/host.ts';
import { type Action, effortOf } from './actions/actions.ts';
import { type AdviceContext, type Field, reaches, type Standing, standingIn } from './standing.ts';
import { smallestSet, type Target } from './targets.ts';

/** What an action changes for one need of the panel. */
export interface Change {
  readonly field: Field;
  readonly before: Standing;
  readonly after: Standing;
}

/** An action with what it would bring over the panel. Ranks are compared where the host stays in its list. */
export interface Advised {
  readonly action: Action;
  /** Needs where the host goes from “to check” to “fits”, and where it would no longer be listed. */
  readonly movesToFits: number;
  readonly movesOut: number;
  readonly ranksGained: RanksGained;
  readonly changes: readonly Change[];
}

/** Places gained, negative when lost, over the needs where the host is listed before and after. */
export interface RanksGained {
  readonly needs: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly total: number;
}

export interface Advice {
  readonly before: readonly Change[];
  readonly actions: readonly Advised[];
  readonly targets: readonly Target[];
}

/**
 * What would help a host most over a panel of typical needs: each true action by itself, and for each need where it
 * is not among the first `target`, the fewest actions that bring it there. Pure.
 */
export function advise(host: Host, target: number, context: AdviceContext): Advice {
  const { fields, candidateOf } = context;
  const candidate = candidateOf(host);
  const before = fields.map((field) => standingIn(field, candidate, context));
  const unchanged = fields.map((field, index) => ({ field, before: before[index]!, after: before[index]! }));
  if (candidate === null) return { before: unchanged, actions: [], targets: [] };
  const tried = context.actionsOf(host).map((action) => {
    const changed = candidateOf(context.apply(action, host));
    const after = fields.map((field, index) =>
      concerns(action, field) ? standingIn(field, changed, context) : before[index]!,
    );
    return { action, after };
  });
  const actions = tried
    .map(({ action, after }) =>
      weigh(
        action,
        fields.map((field, index) => ({ field, before: before[index]!, after: after[index]! })),
      ),
    )
    .filter(({ changes }) => changes.some(isBetter))
    .sort(compareAdvised);
  const targets = fields.flatMap((field, index): Target[] => {
    const now = before[index]!;
    if (!isListed(now) || reaches(now, target)) return [];
    const gains = tried.map(({ action, after }) => ({ action, after: after[index]! }));
    return [{ field, before: now, ...smallestSet(host, field, now, gains, target, context) }];
  });
  return { before: unchanged, actions, targets };
}

/** What a need has to do with the subject of an action; most needs ask nothing about it. */
const CONCERNS: Record<string, (need: Field['need'], key: string) => boolean> = {
  criterion: (need, key) => asks(need, `criterion:${key}`),
  commitment: (need, key) => asks(need, `commitment:${key}`),
  support: (need, key) => asks(need, `support:${key}`) || need.support.some(({ kind }) => kind === key),
  usage: (need, key) => need.wanted.some(({ usage }) => usage === key),
  territory: ({ bits }) => bits.territory !== 0,
  audience: ({ bits }) => bits.audience !== 0,
  language: ({ bits }) => bits.language !== 0,
  'data-country': ({ bits }) => bits['data-country'] !== 0,
};

const asks = ({ wishes, hard }: Field['need'], name: string): boolean =>
  wishes.some((entry) => entry.name === name) || hard.some((entry) => entry.name === name);

function concerns({ subject }: Action, { need }: Field): boolean {
  const [about, key = ''] = subject.split(':');
  return CONCERNS[about!]?.(need, key) ?? true;
}

/** A host that is not seen lately takes part too: saying that it is there may be all it needs. */
const isListed = ({ placed }: Standing): boolean => placed !== null;

const WORTH: Record<Standing['list'], number> = {
  fits: 4,
  'to-check': 3,
  'not-seen': 2,
  'left-out': 1,
  'not-known': 1,
};

const differs = ({ before, after }: Change): boolean =>
  before.list !== after.list || before.rank !== after.rank || before.low !== after.low;

/** A better list, else a better place, else more points. */
function isBetter({ before, after }: Change): boolean {
  if (before.list !== after.list) return WORTH[after.list] > WORTH[before.list];
  if (before.rank !== after.rank) return (after.rank ?? 0) < (before.rank ?? 0);
  return (after.low ?? 0) > (before.low ?? 0);
}

function weigh(action: Action, changes: readonly Change[]): Advised {
  const went = (from: Standing['list'], to: Standing['list']) =>
    changes.filter(({ before, after }) => before.list === from && after.list === to).length;
  return {
    action,
    movesToFits: went('to-check', 'fits'),
    movesOut: went('to-check', 'left-out') + went('fits', 'left-out'),
    ranksGained: ranksGained(changes),
    changes: changes.filter(differs),
  };
}

function ranksGained(changes: readonly Change[]): RanksGained {
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

/** Most needs moved to “fits”, then places gained, then the question asked first, then what takes least, then its name. */
function compareAdvised(a: Advised, b: Advised): number {
  return (
    b.movesToFits - a.movesToFits ||
    b.ranksGained.median - a.ranksGained.median ||
    b.ranksGained.total - a.ranksGained.total ||
    askedBefore(a.action, b.action) ||
    effortOf(a.action) - effortOf(b.action) ||
    (a.action.id < b.action.id ? -1 : 1)
  );
}

/** Infinity minus itself is no number. */
const askedBefore = (a: Action, b: Action): number =>
  a.firstAsked === b.firstAsked ? 0 : a.firstAsked < b.firstAsked ? -1 : 1;
