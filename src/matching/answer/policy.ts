import type { Federation } from '../../documents/federation.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Bound, Rule } from '../engine/need/parameters.ts';
import type { PolicyRule } from '../engine/need/rules.ts';
import type { PolicyEffect, PolicyEffects } from '../engine/policy-effects.ts';
import { sentence } from '../words/sentence.ts';
import { type AnswerContext, inWords } from './context.ts';
import type { MatchedHost } from './matched-host.ts';
import type { Match } from './schema.ts';

/** Which sentence tells the bound of a required measure. Null: any value is enough. */
function boundOf(rule: PolicyRule & { kind: 'require-commitment' }, { commitmentKinds }: Reference): Bound | null {
  const { better, valueType, specialValues } = commitmentKinds.get(rule.key)!;
  if (valueType !== 'number' && valueType !== 'date') return null;
  if (specialValues?.some(({ value }) => value === rule.atLeast)) return 'exactly';
  if (valueType === 'date' || better === 'recent') return 'since';
  return better === 'lower' ? 'at-most' : 'at-least';
}

/** A rule as parameters of its sentence. */
export function paramsOf(rule: PolicyRule, reference: Reference): Rule {
  const colon = rule.subject.indexOf(':');
  const common = {
    rule: rule.id,
    kind: rule.kind,
    about: colon < 0 ? rule.subject : rule.subject.slice(0, colon),
    key: colon < 0 ? null : rule.subject.slice(colon + 1),
  };
  switch (rule.kind) {
    case 'require-criterion':
    case 'minimum-evidence':
      return { ...common, kind: rule.kind, evidence: rule.evidence };
    case 'require-commitment':
      return { ...common, kind: rule.kind, atLeast: rule.atLeast, bound: boundOf(rule, reference) };
    case 'minimum-word':
      return { ...common, kind: rule.kind, word: rule.word };
    default:
      return { ...common, kind: rule.kind, factor: rule.hundredths / 100, more: rule.hundredths > 100 };
  }
}

/** The answer with the effects of a policy: its rules as notes, and the rank of each host without the policy. */
export function underPolicy(
  answer: Match,
  federation: Pick<Federation, 'slug' | 'name'>,
  { applied, leftAside, takenOut, without, effects }: PolicyEffects,
  context: AnswerContext,
): Match {
  const { reference, say } = context;
  const beside = (host: MatchedHost): MatchedHost => {
    const place = without(host.host);
    return { ...host, withoutPolicy: { list: place?.list ?? null, rank: place?.rank ?? null } };
  };
  const effectOf = (effect: PolicyEffect): NonNullable<Match['policyEffects']>[number] => {
    const { slug, name } = effect.candidate.host;
    const places = { with: effect.with, without: effect.without };
    const rules = effect.rules.map((rule) => paramsOf(rule, reference));
    const params = { federationName: federation.name, host: name, rules, ...places, movedBy: effect.movedBy };
    const text = sentence({ code: 'policy-moves', params }, say);
    return { host: slug, name, ...places, rules: effect.rules.map(({ id }) => id), movedBy: effect.movedBy, text };
  };
  const noteOf = (code: 'policy-rule' | 'policy-rule-aside') => (rule: PolicyRule) =>
    inWords({ code, params: { federation: federation.slug, ...paramsOf(rule, reference) } }, context);
  // The name of a host that is in no list shown would not help the reader: the note gives the number of such hosts
  // instead.
  const { everything } = context;
  return {
    ...answer,
    notes: [
      ...answer.notes,
      ...applied.map(noteOf('policy-rule')),
      ...leftAside.map(noteOf('policy-rule-aside')),
      ...(takenOut > 0
        ? [inWords({ code: 'policy-takes-out', params: { federation: federation.slug, count: takenOut } }, context)]
        : []),
    ],
    fits: answer.fits.map(beside),
    toCheck: answer.toCheck.map(beside),
    policyEffects: effects.filter(({ shown }) => everything || shown).map(effectOf),
  };
}
