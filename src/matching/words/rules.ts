import type { Speaker } from '../../vocabulary/speaker.ts';
import type { EvidenceLevel, Importance } from '../../vocabulary/terms.ts';
import type { ListName, Rule } from '../engine/need/parameters.ts';

/** The words of one language for the rules of a policy. */
export interface RuleWords {
  colon: string;
  /** Names of criteria that have no vocabulary key. */
  criteria: Readonly<Record<string, string>>;
  quoted(subject: string): string;
  required: string;
  with: string;
  countsOnlyWith: string;
  isAtLeast: string;
  weighsMore: string;
  weighsLess: string;
  /** The minimum evidence, when it is more than a mere statement. */
  evidence: Partial<Readonly<Record<EvidenceLevel, string>>>;
  importance: Partial<Readonly<Record<Importance, string>>>;
  atLeast(measure: string): string;
  atMost(measure: string): string;
  since(date: string, say: Speaker): string;
  rule: string;
  rules: string;
  more(count: number): string;
  /** The list of a host, as text after its rank. */
  among: Readonly<Record<ListName, string>>;
}

/** Maximum number of rules in one text; the others are counted. */
const MOST_RULES = 3;

/** Puts the rules of a policy into the words of one language. */
export function rulesIn(words: RuleWords) {
  /** The label of the subject of a rule. */
  const subject = ({ about, key }: Rule, say: Speaker): string => {
    if (about === 'criterion') return say.criterion(key!);
    if (about === 'commitment') return say.commitment(key!);
    if (about === 'support') return say.support(key!);
    return words.criteria[about]!;
  };

  /** The required measure of a commitment, as text after its label; empty when any value is enough. */
  const bound = ({ key, atLeast, bound }: Rule & { kind: 'require-commitment' }, say: Speaker): string => {
    if (bound === null) return '';
    if (bound === 'since') return `, ${words.since(String(atLeast), say)}`;
    const measure = say.measure(key!, atLeast);
    if (bound === 'at-least') return `, ${words.atLeast(measure)}`;
    return bound === 'at-most' ? `, ${words.atMost(measure)}` : `, ${measure}`;
  };

  /** The level of proof that is required; empty when any is enough. */
  const withProof = (evidence: EvidenceLevel): string => {
    const known = words.evidence[evidence];
    return known === undefined ? '' : `, ${words.with} ${known}`;
  };

  /** A rule as a sentence, without a full stop. */
  const rule = (one: Rule, say: Speaker): string => {
    const named = words.quoted(subject(one, say));
    switch (one.kind) {
      case 'require-criterion':
        return `${named} ${words.required}${withProof(one.evidence)}`;
      case 'require-commitment':
        return `${named} ${words.required}${bound(one, say)}`;
      case 'minimum-evidence':
        return `${named} ${words.countsOnlyWith} ${words.evidence[one.evidence]}`;
      case 'minimum-word':
        return `${named} ${words.isAtLeast} ${words.importance[one.word]}`;
      default:
        return `${named} ${one.more ? words.weighsMore : words.weighsLess}`;
    }
  };

  return {
    rule,
    withProof,
    among: words.among,
    /** “The rules: … . … . And 2 more.” One common heading, and one sentence for each rule. */
    rules: (all: readonly Rule[], say: Speaker): string[] => {
      const head = `${all.length > 1 ? words.rules : words.rule}${words.colon}`;
      const rest = all.length - MOST_RULES;
      return [
        ...all.slice(0, MOST_RULES).map((one, index) => `${index === 0 ? head : ''}${rule(one, say)}.`),
        ...(rest > 0 ? [words.more(rest)] : []),
      ];
    },
  };
}
