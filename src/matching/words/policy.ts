import type { Speaker } from '../../vocabulary/speaker.ts';
import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import { moveInEnglish, moveInFrench } from './policy-moves.ts';
import type { Params, Topic } from './topic.ts';

const SUBJECTS: Record<Speaker['language'], Record<string, string>> = {
  fr: { price: 'prix', 'storage-margin': 'place en réserve', proximity: 'endroit où l’hébergeur est installé' },
  en: { price: 'price', 'storage-margin': 'spare space', proximity: 'place where the host is based' },
};
const EVIDENCE: Record<Speaker['language'], Record<string, string>> = {
  fr: {
    documented: 'une page publique',
    'peer-reviewed': 'une vérification par des pairs',
    measured: 'une mesure du catalogue',
    certified: 'un certificat en cours',
  },
  en: {
    documented: 'a public page',
    'peer-reviewed': 'a check by peers',
    measured: 'a measure by the catalogue',
    certified: 'a certificate in force',
  },
};
const WORDS: Record<Speaker['language'], Record<string, string>> = {
  fr: { plus: '« un plus »', important: '« important »', 'very-important': '« très important »' },
  en: { plus: '“a plus”', important: '“important”', 'very-important': '“very important”' },
};

/** What a rule is about, as people call it. */
const subject = ({ about, key }: Params, say: Speaker): string => {
  if (about === 'criterion') return say.criterion(key);
  if (about === 'commitment') return say.commitment(key);
  if (about === 'support') return say.support(key);
  return SUBJECTS[say.language][about]!;
};

/** The least that is required of a commitment, after its label; nothing when it is enough that there is one. */
const measure = ({ key, atLeast, bound }: Params, say: Speaker): string => {
  const french = say.language === 'fr';
  const said = bound === null ? '' : say.measure(key, atLeast);
  switch (bound) {
    case null:
      return '';
    case 'at-least':
      return french ? `, ${said} au moins` : `, at least ${said}`;
    case 'at-most':
      return french ? `, ${said} au plus` : `, at most ${said}`;
    case 'since':
      return french ? `, ${say.on(String(atLeast))} ou après` : `, ${said} or later`;
    default:
      return `, ${said}`;
  }
};

const proof = ({ evidence }: Params, say: Speaker): string => {
  const known = EVIDENCE[say.language][evidence];
  return known === undefined ? '' : `${say.language === 'fr' ? ', avec' : ', with'} ${known}`;
};

/** A rule as a sentence, without its end. */
export const ruleInFrench = (rule: Params, say: Speaker): string => {
  const named = `« ${subject(rule, say)} »`;
  switch (rule.kind) {
    case 'require-criterion':
      return `${named} est exigé${proof(rule, say)}`;
    case 'require-commitment':
      return `${named} est exigé${measure(rule, say)}`;
    case 'minimum-evidence':
      return `${named} ne compte qu’avec ${EVIDENCE.fr[rule.evidence]}`;
    case 'minimum-word':
      return `${named} est au moins ${WORDS.fr[rule.word]}`;
    default:
      return `${named} pèse ${rule.more ? 'davantage' : 'moins'}`;
  }
};

export const ruleInEnglish = (rule: Params, say: Speaker): string => {
  const named = `“${subject(rule, say)}”`;
  switch (rule.kind) {
    case 'require-criterion':
      return `${named} is required${proof(rule, say)}`;
    case 'require-commitment':
      return `${named} is required${measure(rule, say)}`;
    case 'minimum-evidence':
      return `${named} counts only with ${EVIDENCE.en[rule.evidence]}`;
    case 'minimum-word':
      return `${named} is at least ${WORDS.en[rule.word]}`;
    default:
      return `${named} weighs ${rule.more ? 'more' : 'less'}`;
  }
};

/** Rules told in one text; the others are counted. */
const MOST_TOLD = 3;

/** “The rules: … . … . And 2 more.” Each rule is a sentence of its own, under one head. */
function several(
  one: string,
  many: string,
  rules: readonly Params[],
  tell: (rule: Params, say: Speaker) => string,
  say: Speaker,
): string[] {
  const french = say.language === 'fr';
  const head = `${rules.length > 1 ? many : one}${french ? ' : ' : ': '}`;
  const rest = rules.length - MOST_TOLD;
  return [
    ...rules.slice(0, MOST_TOLD).map((rule, index) => `${index === 0 ? head : ''}${tell(rule, say)}.`),
    ...(rest > 0 ? [french ? `Et ${rest} autre${rest > 1 ? 's' : ''}.` : `And ${rest} more.`] : []),
  ];
}

/** What the policy of a federation adds to a need. */
export const POLICY = {
  'policy-rule': {
    fr: ({ federationName, ...rule }, say) => `Règle ${inFrench.of(federationName)} : ${ruleInFrench(rule, say)}.`,
    en: ({ federationName, ...rule }, say) => `Rule of ${federationName}: ${ruleInEnglish(rule, say)}.`,
  },
  'policy-rule-aside': {
    fr: ({ federationName, ...rule }, say) =>
      `Règle ${inFrench.of(federationName)} laissée de côté : ${ruleInFrench(rule, say)}. Pour vous, c’est « très important ».`,
    en: ({ federationName, ...rule }, say) =>
      `Rule of ${federationName} left aside: ${ruleInEnglish(rule, say)}. To you it is “very important”.`,
  },
  'policy-takes-out': {
    fr: ({ federationName, count }) =>
      `Les règles ${inFrench.of(federationName)} font sortir ${inFrench.hosts(count)} des premières places montrées ici.`,
    en: ({ federationName, count }) =>
      `The rules of ${federationName} take ${inEnglish.hosts(count)} out of the first places shown here.`,
  },
  'policy-moves': {
    fr: (params, say) => {
      const { rules } = params;
      return [...moveInFrench(params), ...several('La règle', 'Les règles', rules, ruleInFrench, say)].join(' ');
    },
    en: (params, say) => {
      const { rules } = params;
      return [...moveInEnglish(params), ...several('The rule', 'The rules', rules, ruleInEnglish, say)].join(' ');
    },
  },
} satisfies Topic;
