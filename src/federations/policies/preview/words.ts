import { inEnglish } from '../../../matching/words/english.ts';
import { inFrench } from '../../../matching/words/french.ts';
import { ruleInEnglish, ruleInFrench } from '../../../matching/words/policy.ts';
import type { Params, Topic } from '../../../matching/words/topic.ts';

/** Rules or names told in one text; the others are counted. */
const MOST_TOLD = 3;

const CHANGES = {
  fr: { added: 'Nouvelle règle', changed: 'Règle changée', removed: 'Règle retirée' },
  en: { added: 'New rule', changed: 'Changed rule', removed: 'Removed rule' },
};

const AMONG = {
  fr: { fits: 'parmi ceux qui conviennent', 'to-check': 'parmi ceux à vérifier' },
  en: { fits: 'among those that fit', 'to-check': 'among those to check' },
};

const moveInFrench = ({ without, with: now }: Params): string => {
  const at = ({ rank, list }: Params) => `à la ${inFrench.place(rank)} place ${AMONG.fr[list as 'fits']}`;
  if (now === null) return 'ne serait plus proposé';
  return without === null ? `serait proposé ${at(now)}` : `serait ${at(now)}, et non ${at(without)}`;
};
const moveInEnglish = ({ without, with: now }: Params): string => {
  const at = ({ rank, list }: Params) => `in ${inEnglish.place(rank)} place ${AMONG.en[list as 'fits']}`;
  if (now === null) return 'would no longer be proposed';
  return without === null ? `would be proposed ${at(now)}` : `would be ${at(now)}, and not ${at(without)}`;
};

const needsFr = (count: number): string => `${count} besoin${count > 1 ? 's' : ''} type${count > 1 ? 's' : ''}`;
const needsEn = (count: number): string => `${count} typical need${count > 1 ? 's' : ''}`;
const namesFr = (names: readonly string[]): string => (names.length === 0 ? 'personne' : names.join(', '));
const namesEn = (names: readonly string[]): string => (names.length === 0 ? 'nobody' : names.join(', '));
const few = (names: readonly string[]): string[] =>
  names.length > MOST_TOLD ? [...names.slice(0, MOST_TOLD), `+ ${names.length - MOST_TOLD}`] : [...names];

/** What a policy that is tried would do, told before it is adopted. */
export const PREVIEW = {
  change: {
    fr: ({ change, ...rule }, say) => `${CHANGES.fr[change as 'added']}\u00a0: ${ruleInFrench(rule, say)}.`,
    en: ({ change, ...rule }, say) => `${CHANGES.en[change as 'added']}: ${ruleInEnglish(rule, say)}.`,
  },
  moves: {
    fr: ({ host, rules, ...places }, say) =>
      [
        `${host} ${moveInFrench(places)}.`,
        ...rules.slice(0, MOST_TOLD).map((rule: Params) => PREVIEW.change.fr(rule, say)),
        ...(rules.length > MOST_TOLD ? [`Autres règles en cause\u00a0: ${rules.length - MOST_TOLD}.`] : []),
      ].join(' '),
    en: ({ host, rules, ...places }, say) =>
      [
        `${host} ${moveInEnglish(places)}.`,
        ...rules.slice(0, MOST_TOLD).map((rule: Params) => PREVIEW.change.en(rule, say)),
        ...(rules.length > MOST_TOLD ? [`Other rules behind it: ${rules.length - MOST_TOLD}.`] : []),
      ].join(' '),
  },
  'first-place': {
    fr: ({ before, after }) =>
      `Première place avant\u00a0: ${namesFr(few(before))}. Après\u00a0: ${namesFr(few(after))}.`,
    en: ({ before, after }) => `First place before: ${namesEn(few(before))}. After: ${namesEn(few(after))}.`,
  },
  fares: {
    fr: ({ host, better, worse }) => `${host} monte pour ${needsFr(better)} et descend pour ${worse}.`,
    en: ({ host, better, worse }) => `${host} moves up for ${needsEn(better)} and down for ${worse}.`,
  },
  'left-out': {
    fr: ({ host, count }) => `${host} ne serait plus proposé pour ${needsFr(count)}.`,
    en: ({ host, count }) => `${host} would no longer be proposed for ${needsEn(count)}.`,
  },
  refused: {
    fr: ({ count }) =>
      `${needsFr(count)} ne pourrai${count > 1 ? 'ent' : 't'} plus être posé${count > 1 ? 's' : ''}\u00a0: trop d’exigences ensemble.`,
    en: ({ count }) => `${needsEn(count)} could no longer be asked: too many requirements together.`,
  },
  'nothing-changes': {
    fr: ({ needs }) => `Rien ne bouge pour les ${needsFr(needs)} essayés.`,
    en: ({ needs }) => `Nothing moves for the ${needsEn(needs)} that were tried.`,
  },
  whole: {
    fr: ({ needs, first, leftOut }) =>
      `Sur ${needsFr(needs)}, la première place change pour ${first}. Hébergeurs écartés de l’un d’eux au moins\u00a0: ${leftOut}.`,
    en: ({ needs, first, leftOut }) =>
      `Of ${needsEn(needs)}, the first place changes for ${first}. Hosts left out of at least one of them: ${leftOut}.`,
  },
} satisfies Topic;
