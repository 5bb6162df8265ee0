import { inEnglish } from '../../matching/words/english.ts';
import { inFrench } from '../../matching/words/french.ts';
import { ruleInEnglish, ruleInFrench } from '../../matching/words/policy.ts';
import type { Params, Topic } from '../../matching/words/topic.ts';

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
const few = (names: readonly string[], others: (count: number) => string): string[] =>
  names.length > MOST_TOLD ? [...names.slice(0, MOST_TOLD), others(names.length - MOST_TOLD)] : [...names];
const fewFr = (names: readonly string[]) => namesFr(few(names, (count) => `et ${count} autre${count > 1 ? 's' : ''}`));
const fewEn = (names: readonly string[]) => namesEn(few(names, (count) => `and ${count} more`));

/** Both ways when a host moves both ways; never that it moves for none. */
const waysFr = ({ better, worse }: Params): string => {
  if (better === 0) return `descend pour ${needsFr(worse)}`;
  return `monte pour ${needsFr(better)}${worse > 0 ? ` et descend pour ${worse}` : ''}`;
};
const waysEn = ({ better, worse }: Params): string => {
  if (better === 0) return `moves down for ${needsEn(worse)}`;
  return `moves up for ${needsEn(better)}${worse > 0 ? ` and down for ${worse}` : ''}`;
};

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
    fr: ({ before, after }) => `Première place avant\u00a0: ${fewFr(before)}. Après\u00a0: ${fewFr(after)}.`,
    en: ({ before, after }) => `First place before: ${fewEn(before)}. After: ${fewEn(after)}.`,
  },
  fares: {
    fr: ({ host, ...ways }) => `${host} ${waysFr(ways)}.`,
    en: ({ host, ...ways }) => `${host} ${waysEn(ways)}.`,
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
    fr: ({ needs }) => `Rien ne bouge pour ${needs > 1 ? `les ${needsFr(needs)} essayés` : 'le besoin type essayé'}.`,
    en: ({ needs }) =>
      `Nothing moves for ${needs > 1 ? `the ${needsEn(needs)} that were tried` : 'the typical need that was tried'}.`,
  },
  whole: {
    fr: ({ needs, first, leftOut }) =>
      [
        `Sur ${needsFr(needs)}, la première place ${first === 0 ? 'ne change jamais' : `change pour ${first}`}.`,
        leftOut === 0
          ? 'Aucun hébergeur n’est écarté.'
          : `Hébergeurs écartés de l’un d’eux au moins\u00a0: ${leftOut}.`,
      ].join(' '),
    en: ({ needs, first, leftOut }) =>
      [
        `Of ${needsEn(needs)}, the first place ${first === 0 ? 'never changes' : `changes for ${first}`}.`,
        leftOut === 0 ? 'No host is left out.' : `Hosts left out of at least one of them: ${leftOut}.`,
      ].join(' '),
  },
} satisfies Topic;
