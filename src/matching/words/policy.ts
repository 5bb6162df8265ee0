import type { Speaker } from '../../vocabulary/speaker.ts';
import { inFrench } from './french.ts';
import type { Params, Topic } from './topic.ts';

const SUBJECTS: Record<Speaker['language'], Record<string, string>> = {
  fr: { price: 'le prix', 'storage-margin': 'la place en réserve', proximity: 'la proximité' },
  en: { price: 'the price', 'storage-margin': 'spare space', proximity: 'being near' },
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
      return french ? `, ${inFrench.when(String(atLeast), say)} ou après` : `, ${said} or later`;
    default:
      return `, ${said}`;
  }
};

const proof = ({ evidence }: Params, say: Speaker): string => {
  const known = EVIDENCE[say.language][evidence];
  return known === undefined ? '' : `${say.language === 'fr' ? ', avec' : ', with'} ${known}`;
};

/** A rule in few words, after « Règle en cause : ». */
export const ruleInFrench = (rule: Params, say: Speaker): string => {
  const named = `« ${subject(rule, say)} »`;
  switch (rule.kind) {
    case 'require-criterion':
      return `exigence ${named}${proof(rule, say)}`;
    case 'require-commitment':
      return `exigence ${named}${measure(rule, say)}`;
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

/** « 1re », « 2e » place */
const placeInFrench = (rank: number): string => (rank === 1 ? '1re' : `${rank}e`);
const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const placeInEnglish = (rank: number): string => `${rank}${ENDINGS[ordinals.select(rank)]}`;

export const moveInFrench = ({ without, with: now }: Params): string => {
  if (now === null) return 'n’est plus proposé';
  const place = placeInFrench(now.rank);
  if (without === null) return `est proposé à la ${place} place`;
  const among = now.list === 'fits' ? 'ceux qui conviennent' : 'ceux à vérifier';
  if (now.list !== without.list) return `passe parmi ${among}, à la ${place} place`;
  const move = `passe de la ${placeInFrench(without.rank)} à la ${place} place`;
  return now.list === 'fits' ? move : `${move} parmi ${among}`;
};
export const moveInEnglish = ({ without, with: now }: Params): string => {
  if (now === null) return 'is no longer proposed';
  const place = placeInEnglish(now.rank);
  if (without === null) return `is proposed in ${place} place`;
  const among = now.list === 'fits' ? 'those that fit' : 'those to check';
  if (now.list !== without.list) return `moves among ${among}, in ${place} place`;
  const move = `moves from ${placeInEnglish(without.rank)} to ${place} place`;
  return now.list === 'fits' ? move : `${move} among ${among}`;
};

/** Rules told in one text; the others are counted. */
const MOST_TOLD = 3;

/** What the policy of a federation adds to a need, and whom it moves. */
export const POLICY = {
  'policy-rule': {
    fr: ({ federationName, ...rule }, say) => `Règle de ${federationName} : ${ruleInFrench(rule, say)}.`,
    en: ({ federationName, ...rule }, say) => `Rule of ${federationName}: ${ruleInEnglish(rule, say)}.`,
  },
  'policy-moves': {
    fr: ({ federationName, host, rules, ...places }, say) =>
      [
        `Avec ${rules.length > 1 ? 'les règles' : 'la règle'} de ${federationName}, ${host} ${moveInFrench(places)}.`,
        ...rules.slice(0, MOST_TOLD).map((rule: Params) => `Règle en cause : ${ruleInFrench(rule, say)}.`),
        ...(rules.length > MOST_TOLD ? [`Autres règles en cause : ${rules.length - MOST_TOLD}.`] : []),
      ].join(' '),
    en: ({ federationName, host, rules, ...places }, say) =>
      [
        `With the ${rules.length > 1 ? 'rules' : 'rule'} of ${federationName}, ${host} ${moveInEnglish(places)}.`,
        ...rules.slice(0, MOST_TOLD).map((rule: Params) => `Rule behind it: ${ruleInEnglish(rule, say)}.`),
        ...(rules.length > MOST_TOLD ? [`Other rules behind it: ${rules.length - MOST_TOLD}.`] : []),
      ].join(' '),
  },
} satisfies Topic;
