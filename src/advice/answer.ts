import type { Host } from '../documents/host.ts';
import type { Coded } from '../vocabulary/sentences.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Action } from './actions/actions.ts';
import type { Advice, Advised, Change } from './advise.ts';
import type { AdviceAnswer } from './schema.ts';
import type { Standing } from './standing.ts';
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

/** What was computed for a host, as people read it; without what the catalogue says of itself. */
export function toAdvice(
  advice: Advice,
  host: Pick<Host, 'state'>,
  words: Words,
): Pick<AdviceAnswer, 'notes' | 'today' | 'needs' | 'actions' | 'targets'> {
  const { say } = words;
  const needs = advice.before.length;
  return {
    notes: [
      ...(host.state === 'draft' ? [noted('draft-as-published', say)] : []),
      ...(['draft', 'published', 'silent'].includes(host.state) ? [] : [noted('takes-no-part', say)]),
    ],
    today: todayOf(advice.before, say),
    needs: advice.before.map(({ field, before }) => ({
      need: field.entry.key,
      standing: shown(before),
      reasons: [...before.reasons],
    })),
    actions: advice.actions.map((advised) => toAction(advised, needs, words)),
    targets: advice.targets.map((target) => toTarget(target, words)),
  };
}

const noted = (code: 'draft-as-published' | 'takes-no-part', say: Speaker) => ({
  code,
  params: {},
  text: sayAdvice({ code, params: {} }, say),
});

const shown = ({ list, rank, low }: Standing) => ({ list, rank, low });

function todayOf(before: readonly Change[], say: Speaker): AdviceAnswer['today'] {
  const count = (list: Standing['list']) => before.filter((one) => one.before.list === list).length;
  const byReason: Record<string, number> = {};
  for (const { before: standing } of before)
    if (standing.list === 'left-out')
      for (const reason of standing.reasons) byReason[reason] = (byReason[reason] ?? 0) + 1;
  const counts = {
    needs: before.length,
    fits: count('fits'),
    toCheck: count('to-check'),
    notSeen: count('not-seen'),
    leftOut: count('left-out'),
    notKnown: count('not-known'),
  };
  const unknown = counts.notSeen + counts.notKnown;
  return { ...counts, byReason, text: sayAdvice({ code: 'today', params: { ...counts, unknown } }, say) };
}

/** An action as it is said: a federation is named as people know it. */
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
    ...(movesOut > 0
      ? [
          sayAdvice(
            { code: action.code === 'confirm-entry' ? 'confirms-the-rest' : 'moves-out', params: { count: movesOut } },
            say,
          ),
        ]
      : []),
  ];
  return {
    ...statement,
    text: texts.join(' '),
    movesToFits,
    movesOut,
    ranksGained,
    changes: changes.map(({ field, before, after }) => ({
      need: field.entry.key,
      before: shown(before),
      after: shown(after),
    })),
  };
}

const isListed = ({ list }: Standing): boolean => list === 'fits' || list === 'to-check';

/** The best of what an action brings: it is said alone, the rest stands in the numbers. */
function effectOf({ movesToFits, ranksGained, changes }: Advised): { code: keyof EffectSentences; count: number } {
  if (movesToFits > 0) return { code: 'moves-to-fits', count: movesToFits };
  const listed = changes.filter(({ before, after }) => !isListed(before) && isListed(after)).length;
  if (listed > 0) return { code: 'is-listed', count: listed };
  const gaining = changes.filter(({ before, after }) => before.list === after.list && gained(before, after) > 0).length;
  if (ranksGained.most > 0) return { code: 'gains-places', count: gaining };
  const richer = changes.filter(({ before, after }) => (after.low ?? 0) > (before.low ?? 0)).length;
  return { code: 'gains-points', count: richer };
}

const gained = (before: Standing, after: Standing): number =>
  before.rank === null || after.rank === null ? 0 : before.rank - after.rank;

function toTarget({ field, before, actions, after }: Target, words: Words): AdviceAnswer['targets'][number] {
  const { say } = words;
  const text = actions
    ? sayAdvice({ code: 'target-reached', params: { actions: actions.length, rank: after!.rank! } }, say)
    : sayAdvice({ code: 'target-out-of-reach', params: {} }, say);
  return {
    need: field.entry.key,
    before: shown(before),
    actions:
      actions?.map((action) => {
        const statement = named(action, words);
        return { ...statement, text: sayAction(statement, say) };
      }) ?? null,
    after: after && shown(after),
    text,
  };
}
