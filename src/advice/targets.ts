import type { Host } from '../documents/host.ts';
import { type Action, effortOf, priceWithin } from './actions/actions.ts';
import { type AdviceContext, type Field, reaches, type Standing, standingIn } from './standing.ts';

/** The fewest actions that bring a host among the first of those that fit, and where it then stands. */
export interface Reached {
  /** In the order in which they are to be applied; null when nothing that we know of suffices. */
  readonly actions: readonly Action[] | null;
  readonly after: Standing | null;
}

export interface Target extends Reached {
  readonly field: Field;
  readonly before: Standing;
}

/** An action with where it alone brings the host. */
export interface Tried {
  readonly action: Action;
  readonly after: Standing;
}

const NOTHING: Reached = { actions: null, after: null };
/** More questions than this are no advice; the loop ends in any case. */
const MOST_ACTIONS = 30;

/**
 * First whatever the hard needs leave unknown is answered; then, subject by subject, the best action is added in
 * decreasing gain of the low sum until the place is reached. Gains of independent criteria add up, so no smaller set
 * does it; each step is verified by really applying it, and what turns out to be useless is taken out again.
 */
export function smallestSet(
  host: Host,
  field: Field,
  before: Standing,
  tried: readonly Tried[],
  target: number,
  context: AdviceContext,
): Reached {
  const standingAfter = (actions: readonly Action[]): Standing => {
    const changed = actions.reduce((current, action) => context.apply(action, current), host);
    return standingIn(field, context.candidateOf(changed), context);
  };
  const does = (actions: readonly Action[]): boolean => reaches(standingAfter(actions), target);
  const answers = settleAll(host, field, before, context);
  if (answers === null) return NOTHING;
  let chosen = answers;
  let after = standingAfter(chosen);
  for (const action of byGain(before, tried, chosen)) {
    if (reaches(after, target)) break;
    const more = standingAfter([...chosen, action]);
    if (more.list !== 'fits') continue;
    chosen = [...chosen, action];
    after = more;
  }
  if (!reaches(after, target)) return NOTHING;
  const actions = easier(withoutUseless(chosen, does), tried, does);
  return { actions, after: standingAfter(actions) };
}

/**
 * Names of what keeps a placed host from “fits”: usages that it does not list, other unknown hard needs, and not being
 * seen, in the order in which to settle them: a confirmation makes a no of every usage that is still not listed.
 */
function openIn({ placed }: Standing, { need }: Field): string[] {
  if (placed === null) return ['left-out'];
  const unknown = need.hard
    .filter(({ bit }) => (placed.unknown & bit) !== 0)
    .map(({ name, key }) => (key === undefined || name.includes(':') ? name : `${name}:${key}`));
  const isUsage = (name: string) => name.startsWith('usage-not-offered');
  return [
    ...unknown.filter(isUsage),
    ...unknown.filter((name) => !isUsage(name)),
    ...(placed.candidate.seenLately ? [] : ['seen']),
  ];
}

/** Answers to every unknown hard need, one after the other; null when one of them can only be answered by others. */
function settleAll(host: Host, field: Field, before: Standing, context: AdviceContext): readonly Action[] | null {
  const chosen: Action[] = [];
  let current = host;
  let standing = before;
  while (chosen.length < MOST_ACTIONS) {
    const open = openIn(standing, field);
    if (open.length === 0) return chosen;
    const possible = context.actionsOf(current).filter(({ id }) => chosen.every((other) => other.id !== id));
    const next = firstOf(
      open,
      (name) =>
        bestAnswer(name, possible, current, field, context) ??
        bestAnswer(name, priceWithin(standing, field.need.budgetCents, context), current, field, context),
    );
    if (next === undefined) return null;
    chosen.push(next.action);
    current = next.changed;
    standing = next.after;
  }
  return null;
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of the actions that really settle a hard need, the one that brings most; undefined when none does. */
function bestAnswer(name: string, possible: readonly Action[], host: Host, field: Field, context: AdviceContext) {
  return possible
    .filter(({ settles }) => settles.includes(name))
    .map((action) => {
      const changed = context.apply(action, host);
      return { action, changed, after: standingIn(field, context.candidateOf(changed), context) };
    })
    .filter(({ after }) => after.placed !== null && !openIn(after, field).includes(name))
    .sort((a, b) => b.after.placed!.lowSum - a.after.placed!.lowSum || effortOf(a.action) - effortOf(b.action))[0];
}

/** Actions on subjects not chosen yet, the best of each, by decreasing gain of the low sum. */
function byGain(before: Standing, tried: readonly Tried[], chosen: readonly Action[]): Action[] {
  const best = new Map<string, { action: Action; gain: number }>();
  for (const { action, after } of tried) {
    if (after.placed === null || chosen.some(({ subject }) => subject === action.subject)) continue;
    const gain = after.placed.lowSum - before.placed!.lowSum;
    const known = best.get(action.subject);
    const isBetter = !known || gain > known.gain || (gain === known.gain && effortOf(action) < effortOf(known.action));
    if (gain > 0 && isBetter) best.set(action.subject, { action, gain });
  }
  return [...best.values()]
    .sort((a, b) => b.gain - a.gain || effortOf(a.action) - effortOf(b.action) || (a.action.id < b.action.id ? -1 : 1))
    .map(({ action }) => action);
}

/** Drops whatever the place is reached without, the last chosen first. */
function withoutUseless(chosen: readonly Action[], does: (actions: readonly Action[]) => boolean): readonly Action[] {
  let kept = chosen;
  for (const action of [...chosen].reverse()) {
    const less = kept.filter((other) => other !== action);
    if (does(less)) kept = less;
  }
  return kept;
}

/** Asks for no more than it takes: an answer instead of a page, a page instead of a check, where that is enough. */
function easier(
  chosen: readonly Action[],
  tried: readonly Tried[],
  does: (actions: readonly Action[]) => boolean,
): readonly Action[] {
  let kept = chosen;
  for (const action of chosen) {
    const less = tried
      .map((other) => other.action)
      .filter((other) => other.subject === action.subject && effortOf(other) < effortOf(action))
      .sort((a, b) => effortOf(a) - effortOf(b))
      .map((other) => kept.map((one) => (one === action ? other : one)))
      .find(does);
    kept = less ?? kept;
  }
  return kept;
}
