import type { Speaker } from '../../vocabulary/speaker.ts';
import type { EvidenceLevel, Importance } from '../../vocabulary/terms.ts';
import type { ListName, Rule } from './parameters.ts';

/** The words of one language that the rules of a policy are told with. */
export interface RuleWords {
  colon: string;
  /** Names of criteria that are no key of a vocabulary. */
  criteria: Readonly<Record<string, string>>;
  quoted(subject: string): string;
  required: string;
  with: string;
  countsOnlyWith: string;
  isAtLeast: string;
  weighsMore: string;
  weighsLess: string;
  /** The least evidence that counts, where it says more than that somebody said it. */
  evidence: Partial<Readonly<Record<EvidenceLevel, string>>>;
  importance: Partial<Readonly<Record<Importance, string>>>;
  atLeast(measure: string): string;
  atMost(measure: string): string;
  since(date: string, say: Speaker): string;
  rule: string;
  rules: string;
  more(count: number): string;
  /** Where a host stands, after its place. */
  among: Readonly<Record<ListName, string>>;
}

/** Rules told in one text; the others are counted. */
const MOST_RULES = 3;

/** How a language tells the rules of a policy. */
export function rulesIn(words: RuleWords) {
  /** What a rule is about, as people call it. */
  const subject = ({ about, key }: Rule, say: Speaker): string => {
    if (about === 'criterion') return say.criterion(key!);
    if (about === 'commitment') return say.commitment(key!);
    if (about === 'support') return say.support(key!);
    return words.criteria[about]!;
  };

  /** The least that is required of a commitment, after its label; nothing when it is enough that there is one. */
  const bound = ({ key, atLeast, bound }: Rule & { kind: 'require-commitment' }, say: Speaker): string => {
    if (bound === null) return '';
    if (bound === 'since') return `, ${words.since(String(atLeast), say)}`;
    const measure = say.measure(key!, atLeast);
    if (bound === 'at-least') return `, ${words.atLeast(measure)}`;
    return bound === 'at-most' ? `, ${words.atMost(measure)}` : `, ${measure}`;
  };

  const proof = (evidence: EvidenceLevel): string => {
    const known = words.evidence[evidence];
    return known === undefined ? '' : `, ${words.with} ${known}`;
  };

  /** A rule as a sentence, without its end. */
  const rule = (one: Rule, say: Speaker): string => {
    const named = words.quoted(subject(one, say));
    switch (one.kind) {
      case 'require-criterion':
        return `${named} ${words.required}${proof(one.evidence)}`;
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
    among: words.among,
    /** “The rules: … . … . And 2 more.” Each rule is a sentence of its own, under one head. */
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
