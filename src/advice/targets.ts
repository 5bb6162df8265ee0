import type { Host } from '../documents/host.ts';
import { type Action, effortOf } from './actions/action.ts';
import { actionsOf } from './actions/actions.ts';
import { priceWithin } from './actions/services.ts';
import {
  type AdviceContext,
  candidateOf,
  isAmongFirst,
  type ListedNeed,
  type Position,
  positionIn,
} from './position.ts';

/** A need for which a host is not among the first, and the fewest actions that bring it there. */
export interface Target {
  readonly need: ListedNeed;
  readonly before: Position;
  /** In the order in which to apply them; null when no known action is enough. */
  readonly actions: readonly Action[] | null;
  /** The position of the host after all actions. */
  readonly after: Position | null;
}

/** An action with the position that it alone brings. */
interface SingleAction {
  readonly action: Action;
  readonly after: Position;
}

/** A computation that yields so that other work can run. */
type Steps<T> = Generator<'pause', T, unknown>;

type Suffice = (actions: readonly Action[]) => Steps<boolean>;

/** More questions than this are no useful advice; also bounds the loop. */
const MOST_ACTIONS = 30;

/**
 * First answers all unknown hard needs. Then adds the best action of each subject, by decreasing gain of the low sum,
 * until the host is among the first. Gains of independent criteria add up, so no smaller set is enough. Each step is
 * verified by applying it, and actions that turn out to be useless are removed.
 * @param singles every action of the host
 * @param places how many ranks count as first
 */
export function* targetInSteps(
  host: Host,
  need: ListedNeed,
  before: Position,
  singles: readonly SingleAction[],
  places: number,
  context: AdviceContext,
): Steps<Target> {
  function* positionAfter(actions: readonly Action[]): Steps<Position> {
    yield 'pause';
    const changed = actions.reduce((current, action) => action.apply(current), host);
    return positionIn(need, candidateOf(changed, context), context);
  }
  function* suffice(actions: readonly Action[]): Steps<boolean> {
    return isAmongFirst(yield* positionAfter(actions), places);
  }
  const outOfReach = { need, before, actions: null, after: null };
  const answers = yield* answersToUnknown(host, need, before, context);
  if (answers === null) return outOfReach;
  let chosen = answers;
  let reached = yield* positionAfter(chosen);
  for (const action of byGain(before, singles, answers)) {
    if (isAmongFirst(reached, places)) break;
    const position = yield* positionAfter([...chosen, action]);
    if (position.list !== 'fits') continue;
    chosen = [...chosen, action];
    reached = position;
  }
  if (!isAmongFirst(reached, places)) return outOfReach;
  const actions = yield* withEasierActions(yield* withoutUseless(chosen, suffice), singles, suffice);
  return { need, before, actions, after: yield* positionAfter(actions) };
}

/**
 * Names of what keeps a listed host from “fits”: usages that it does not list, then other unknown hard needs, then not
 * being seen lately. Usages must come first, because a confirmation turns every usage that is not listed into a no.
 */
function unsettledNames({ placed }: Position, { compiled }: ListedNeed): string[] {
  if (placed === null) return ['left-out'];
  const unknown = compiled.hard
    .filter(({ bit }) => (placed.unknown & bit) !== 0)
    .map(({ name, key }) => (key === undefined || name.includes(':') ? name : `${name}:${key}`));
  const isUsage = (name: string) => name.startsWith('usage-not-offered');
  return [
    ...unknown.filter(isUsage),
    ...unknown.filter((name) => !isUsage(name)),
    ...(placed.candidate.seenLately ? [] : ['seen-lately']),
  ];
}

/** Answers to all unknown hard needs, one after the other; null when the host cannot answer one of them. */
function* answersToUnknown(
  host: Host,
  need: ListedNeed,
  before: Position,
  context: AdviceContext,
): Steps<Action[] | null> {
  const chosen: Action[] = [];
  let current = { changed: host, after: before };
  while (chosen.length < MOST_ACTIONS) {
    const names = unsettledNames(current.after, need);
    if (names.length === 0) return chosen;
    const answer = yield* answerToFirst(names, current.changed, current.after, chosen, need, context);
    if (answer === undefined) return null;
    chosen.push(answer.action);
    current = answer;
  }
  return null;
}

/** An action that settles a hard need, with the host and its position after the action. */
interface Answer {
  action: Action;
  changed: Host;
  after: Position;
}

/** The best answer to the first of the given hard needs that has one; undefined when none has. */
function* answerToFirst(
  names: readonly string[],
  host: Host,
  { placed }: Position,
  chosen: readonly Action[],
  need: ListedNeed,
  context: AdviceContext,
): Steps<Answer | undefined> {
  const possible = actionsOf(host, context).filter(({ id }) => chosen.every((other) => other.id !== id));
  for (const name of names) {
    const answer =
      (yield* bestAnswer(name, possible, host, need, context)) ??
      (placed &&
        (yield* bestAnswer(name, priceWithin(placed, need.compiled.budgetCents, context), host, need, context)));
    if (answer) return answer;
  }
  return undefined;
}

/** The action with the largest gain among those that really settle a hard need; undefined when none does. */
function* bestAnswer(
  name: string,
  possible: readonly Action[],
  host: Host,
  need: ListedNeed,
  context: AdviceContext,
): Steps<Answer | undefined> {
  const found: Answer[] = [];
  for (const action of possible.filter(({ settles }) => settles.includes(name))) {
    const changed = action.apply(host);
    found.push({ action, changed, after: positionIn(need, candidateOf(changed, context), context) });
    yield 'pause';
  }
  return found
    .filter(({ after }) => after.placed !== null && !unsettledNames(after, need).includes(name))
    .sort((a, b) => b.after.placed!.lowSum - a.after.placed!.lowSum || effortOf(a.action) - effortOf(b.action))[0];
}

/** The best action of each subject not chosen yet, by decreasing gain of the low sum. */
function byGain(before: Position, singles: readonly SingleAction[], chosen: readonly Action[]): Action[] {
  const bestOf = new Map<string, { action: Action; gain: number }>();
  for (const { action, after } of singles) {
    if (after.placed === null || chosen.some(({ subject }) => subject === action.subject)) continue;
    const gain = after.placed.lowSum - before.placed!.lowSum;
    const best = bestOf.get(action.subject);
    const isBetter = !best || gain > best.gain || (gain === best.gain && effortOf(action) < effortOf(best.action));
    if (gain > 0 && isBetter) bestOf.set(action.subject, { action, gain });
  }
  return [...bestOf.values()]
    .sort((a, b) => b.gain - a.gain || effortOf(a.action) - effortOf(b.action) || (a.action.id < b.action.id ? -1 : 1))
    .map(({ action }) => action);
}

/** Removes actions that are not needed, the last chosen first. */
function* withoutUseless(chosen: readonly Action[], suffice: Suffice): Steps<Action[]> {
  let kept = [...chosen];
  for (const action of [...chosen].reverse()) {
    const fewer = kept.filter((other) => other !== action);
    if (yield* suffice(fewer)) kept = fewer;
  }
  return kept;
}

/** Replaces actions by easier ones when these are enough: an answer instead of a page, a page instead of a check. */
function* withEasierActions(
  chosen: readonly Action[],
  singles: readonly SingleAction[],
  suffice: Suffice,
): Steps<Action[]> {
  let kept = [...chosen];
  for (const action of chosen) {
    const easier = singles
      .map((single) => single.action)
      .filter(({ subject }) => subject === action.subject)
      .filter((other) => effortOf(other) < effortOf(action))
      .sort((a, b) => effortOf(a) - effortOf(b))
      .map((other) => kept.map((one) => (one === action ? other : one)));
    for (const actions of easier)
      if (yield* suffice(actions)) {
        kept = actions;
        break;
      }
  }
  return kept;
}
