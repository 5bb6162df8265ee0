import { paramsOf } from '../../matching/answer/policy.ts';
import type { PolicyRule } from '../../matching/engine/federation-policy.ts';
import type { Candidate } from '../../matching/engine/host/candidate.ts';
import { type Reference, textIn } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { RuleChange } from './changes.ts';
import type { Listed, NeedCompared } from './compare.ts';
import type { PolicyPreview } from './schema.ts';
import { type Fortune, summaryOf } from './summary.ts';
import { PREVIEW } from './words.ts';

const SHOWN = 3;

const named = ({ host: { slug, name } }: Candidate) => ({ host: slug, name });
const nameOf = ({ host }: Candidate) => host.name;
const slugOf = ({ host }: Candidate) => host.slug;
const ids = (rules: readonly PolicyRule[]) => rules.map(({ id }) => id);

const topOf = (list: readonly Listed[]): PolicyPreview['needs'][number]['before'] =>
  (['fits', 'to-check'] as const).flatMap((name) =>
    list
      .filter((one) => one.list === name)
      .slice(0, SHOWN)
      .map(({ candidate, rank }) => ({ ...named(candidate), place: { list: name, rank } })),
  );

/** What was compared over the panel, as people read it. @param refused keys of needs that would ask too much */
export function toPreview(
  compared: readonly NeedCompared[],
  changes: readonly RuleChange[],
  refused: readonly string[],
  { reference, say }: { reference: Reference; say: Speaker },
): Pick<PolicyPreview, 'changes' | 'summary' | 'needs'> {
  const tell = (code: keyof typeof PREVIEW, params: Record<string, unknown>): string =>
    PREVIEW[code][say.language](params, say);
  const changeOf = (rule: PolicyRule) => changes.find((one) => one.rule === rule)!.change;
  const ruleParams = (rule: PolicyRule) => ({ ...paramsOf(rule, reference), change: changeOf(rule) });
  const { firstPlaces, gains, losses, leftOut } = summaryOf(compared);
  const fares = ({ candidate, ...fortune }: Fortune) => ({
    ...named(candidate),
    ...fortune,
    text: tell('fares', { host: nameOf(candidate), ...fortune }),
  });
  const moves = compared.some(({ effects }) => effects.length > 0) || firstPlaces.length > 0 || leftOut.length > 0;
  const whole = { needs: compared.length, first: firstPlaces.length, leftOut: leftOut.length };
  return {
    changes: changes.map(({ rule, change }) => ({ rule: rule.id, change, text: tell('change', ruleParams(rule)) })),
    summary: {
      text: [
        ...(compared.length > 0 ? [tell(moves ? 'whole' : 'nothing-changes', whole)] : []),
        ...(refused.length > 0 ? [tell('refused', { count: refused.length })] : []),
      ].join(' '),
      firstPlaces: firstPlaces.map(({ compared: { entry }, before, after }) => ({
        need: entry.key,
        before: before.map(slugOf),
        after: after.map(slugOf),
        text: tell('first-place', { before: before.map(nameOf), after: after.map(nameOf) }),
      })),
      gains: gains.map(fares),
      losses: losses.map(fares),
      leftOut: leftOut.map(({ candidate, needs, rules }) => ({
        ...named(candidate),
        needs: [...needs],
        rules: ids(rules),
        text: [
          tell('left-out', { host: nameOf(candidate), count: needs.length }),
          ...rules.map((rule) => tell('change', ruleParams(rule))),
        ].join(' '),
      })),
      refused: [...refused],
    },
    needs: compared.map(({ entry, before, after, effects }) => ({
      need: entry.key,
      label: textIn(entry.label, say.language),
      before: topOf(before),
      after: topOf(after),
      moves: effects.map((effect) => ({
        ...named(effect.candidate),
        before: effect.without,
        after: effect.with,
        rules: ids(effect.rules),
        text: tell('moves', {
          host: nameOf(effect.candidate),
          rules: effect.rules.map(ruleParams),
          with: effect.with,
          without: effect.without,
        }),
      })),
    })),
  };
}
