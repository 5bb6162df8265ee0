import type { Host } from '../documents/host.ts';
import type { Coded } from '../vocabulary/sentences.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Action } from './actions/action.ts';
import type { Advice, Advised, NeedChange } from './advise.ts';
import type { Position } from './position.ts';
import type { AdviceAnswer } from './schema.ts';
import type { Target } from './targets.ts';
import {
  type ActionSentences,
  type EffectSentences,
  sayAction,
  sayAdvice,
  sayCondition,
  sayEffect,
} from './words/sentences.ts';

interface Words {
  readonly say: Speaker;
  /** Name of a federation by slug. */
  readonly federationName: (slug: string) => string | undefined;
}

/** The result for a host in the form of the answer, without the metadata of the catalogue. */
export function toAdvice(
  advice: Advice,
  host: Pick<Host, 'state' | 'confirmedByHost'>,
  words: Words,
): Pick<AdviceAnswer, 'notes' | 'today' | 'needs' | 'actions' | 'targets'> {
  const { say } = words;
  const positions = advice.today.map(({ before }) => before);
  return {
    notes: [
      ...(host.state === 'draft' ? [noteOf('draft-as-published', say)] : []),
      ...(['draft', 'published', 'silent'].includes(host.state) ? [] : [noteOf('takes-no-part', say)]),
    ],
    today: summaryOf(host, positions, say),
    needs: advice.today.map(({ need, before }) => ({
      need: need.typical.key,
      standing: positionShown(before),
      reasons: [...before.reasons],
    })),
    actions: advice.actions.map((advised) => toAction(advised, positions.length, words)),
    targets: advice.targets.map((target) => toTarget(target, words)),
  };
}

const noteOf = (code: 'draft-as-published' | 'takes-no-part', say: Speaker) => ({
  code,
  params: {},
  text: sayAdvice({ code, params: {} }, say),
});

const positionShown = ({ list, rank, low }: Position) => ({ list, rank, low });

function summaryOf(
  { confirmedByHost: confirmed }: Pick<Host, 'confirmedByHost'>,
  positions: readonly Position[],
  say: Speaker,
): AdviceAnswer['today'] {
  const count = (list: Position['list']) => positions.filter((position) => position.list === list).length;
  const byReason: Record<string, number> = {};
  for (const { list, reasons } of positions)
    if (list === 'left-out') for (const reason of reasons) byReason[reason] = (byReason[reason] ?? 0) + 1;
  const counts = {
    needs: positions.length,
    fits: count('fits'),
    toCheck: count('to-check'),
    notSeen: count('not-seen'),
    leftOut: count('left-out'),
    notKnown: count('not-known'),
  };
  const unknown = counts.notSeen + counts.notKnown;
  return { ...counts, byReason, text: sayAdvice({ code: 'today', params: { ...counts, confirmed, unknown } }, say) };
}

/** An action with its parameters; a federation is given by its name instead of its slug. */
const named = ({ code, params }: Action, { federationName }: Words) =>
  ({
    code,
    params:
      typeof params.federation === 'string' ? { ...params, federationName: federationName(params.federation) } : params,
  }) as Coded<ActionSentences> & Pick<Action, 'params'>;

function toAction(advised: Advised, needs: number, words: Words): AdviceAnswer['actions'][number] {
  const { action, movesToFits, movesOut, ranksGained, changes } = advised;
  const { say } = words;
  const statement = named(action, words);
  const { code, count } = effectOf(advised);
  const effect = sayEffect({ code, params: { count, of: needs, most: ranksGained.most } }, say);
  const texts = [
    sayAction(statement, say),
    `${sayCondition(statement, say)}, ${effect}.`,
    ...(movesOut > 0 ? [sayAdvice({ code: 'moves-out', params: { count: movesOut } }, say)] : []),
  ];
  return {
    ...statement,
    text: texts.join(' '),
    movesToFits,
    movesOut,
    ranksGained,
    changes: changes.map(({ need, before, after }) => ({
      need: need.typical.key,
      before: positionShown(before),
      after: positionShown(after),
    })),
  };
}

const isListed = ({ list }: Position): boolean => list === 'fits' || list === 'to-check';

/** The best effect of an action, the only one that is put into words, and the number of needs that it concerns. */
function effectOf({ movesToFits, ranksGained, changes }: Advised): { code: keyof EffectSentences; count: number } {
  if (movesToFits > 0) return { code: 'moves-to-fits', count: movesToFits };
  const listed = changes.filter(({ before, after }) => !isListed(before) && isListed(after)).length;
  if (listed > 0) return { code: 'is-listed', count: listed };
  const isAhead = ({ before, after }: NeedChange): boolean =>
    before.list === after.list && before.rank !== null && after.rank !== null && after.rank < before.rank;
  if (ranksGained.most > 0) return { code: 'gains-places', count: changes.filter(isAhead).length };
  const richer = changes.filter(({ before, after }) => (after.low ?? 0) > (before.low ?? 0)).length;
  return { code: 'gains-points', count: richer };
}

function toTarget({ need, before, actions, after }: Target, words: Words): AdviceAnswer['targets'][number] {
  const { say } = words;
  const text = actions
    ? sayAdvice({ code: 'target-reached', params: { actions: actions.length, rank: after!.rank! } }, say)
    : sayAdvice({ code: 'target-out-of-reach', params: {} }, say);
  return {
    need: need.typical.key,
    before: positionShown(before),
    actions:
      actions?.map((action) => {
        const statement = named(action, words);
        return { ...statement, text: sayAction(statement, say) };
      }) ?? null,
    after: after && positionShown(after),
    text,
  };
}
