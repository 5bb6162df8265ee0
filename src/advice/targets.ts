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
  /** In the order in which they are to be applied; null when nothing that we know of suffices. */
  readonly actions: readonly Action[] | null;
  /** Where the host is after all of them. */
  readonly after: Position | null;
}

/** An action with where it alone brings the host. */
export interface SingleAction {
  readonly action: Action;
  readonly after: Position;
}

/** Others may come in between. */
type Steps<T> = Generator<'pause', T, unknown>;

type Suffice = (actions: readonly Action[]) => Steps<boolean>;

/** More questions than this are no advice; the loop ends in any case. */
const MOST_ACTIONS = 30;

/**
 * First whatever the hard needs leave unknown is answered; then, subject by subject, the best action is added in
 * decreasing gain of the low sum until the host is among the first. Gains of independent criteria add up, so no smaller
 * set does it; each step is verified by really applying it, and what turns out to be useless is taken out again.
 * @param singles every action of the host @param places how many are the first
 */
export function* targeting(
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
 * Names of what keeps a placed host from “fits”: usages that it does not list, other unknown hard needs, and not being
 * seen, in the order in which to settle them: a confirmation makes a no of every usage that is still not listed.
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

/** Answers to every unknown hard need, one after the other; null when one of them can only be answered by others. */
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

/** An action that settles a hard need, the host as it is after the action, and its rank then. */
interface Answer {
  action: Action;
  changed: Host;
  after: Position;
}

/** The best answer to the first of some hard needs that has one; undefined when none has. */
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

/** Of the actions that really settle a hard need, the one that brings most; undefined when none does. */
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

/** Actions on subjects not chosen yet, the best of each, by decreasing gain of the low sum. */
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

/** Drops the actions that are not needed, the last chosen first. */
function* withoutUseless(chosen: readonly Action[], suffice: Suffice): Steps<Action[]> {
  let kept = [...chosen];
  for (const action of [...chosen].reverse()) {
    const fewer = kept.filter((other) => other !== action);
    if (yield* suffice(fewer)) kept = fewer;
  }
  return kept;
}

/** Asks for no more than it takes: an answer instead of a page, a page instead of a check, where that is enough. */
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
