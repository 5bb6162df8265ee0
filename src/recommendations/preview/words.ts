import type { PlaceParams, Rule } from '../../matching/engine/need/parameters.ts';
import { inEnglish } from '../../matching/words/parts-en.ts';
import { inFrench } from '../../matching/words/parts-fr.ts';
import { type SentencesOf, sayer } from '../../vocabulary/sentences.ts';

type ChangedRule = Rule & { change: 'added' | 'changed' | 'removed' };
type Moved = { without: PlaceParams; with: PlaceParams };
/** The number of needs in which a host moves up and down; zero is never mentioned. */
type Movement = { better: number; worse: number };

/** The parameters of each sentence about a tried policy. */
export interface PreviewSentences {
  change: ChangedRule;
  moves: Moved & { host: string; rules: readonly ChangedRule[] };
  /** Names of the hosts with the first rank. */
  'first-place': { before: readonly string[]; after: readonly string[] };
  fares: Movement & { host: string };
  'left-out': { host: string; count: number };
  refused: { count: number };
  'nothing-changes': { needs: number };
  /** The number of needs, for how many of them the first rank changes, and how many hosts are excluded from some. */
  whole: { needs: number; first: number; leftOut: number };
}

/** Maximum number of rules or names in one text; the others are counted. */
const MOST_LISTED = 3;

const few = (names: readonly string[], others: (count: number) => string): string[] =>
  names.length > MOST_LISTED ? [...names.slice(0, MOST_LISTED), others(names.length - MOST_LISTED)] : [...names];

const CHANGES_FR = { added: 'Nouvelle règle', changed: 'Règle changée', removed: 'Règle retirée' };

const movesFr = ({ without, with: now }: Moved): string => {
  const at = ({ rank, list }: NonNullable<PlaceParams>) => `à la ${inFrench.place(rank)} place ${inFrench.among[list]}`;
  if (now === null) return 'ne serait plus proposé';
  return without === null ? `serait proposé ${at(now)}` : `serait ${at(now)}, et non ${at(without)}`;
};
const needsFr = (count: number): string => `${count} besoin${count > 1 ? 's' : ''} type${count > 1 ? 's' : ''}`;
const namesFr = (names: readonly string[]): string => (names.length === 0 ? 'personne' : names.join(', '));
const fewFr = (names: readonly string[]) => namesFr(few(names, (count) => `et ${count} autre${count > 1 ? 's' : ''}`));
const waysFr = ({ better, worse }: Movement): string => {
  if (better === 0) return `descend pour ${needsFr(worse)}`;
  return `monte pour ${needsFr(better)}${worse > 0 ? ` et descend pour ${worse}` : ''}`;
};

const FRENCH: SentencesOf<PreviewSentences> = {
  change: (rule, say) => `${CHANGES_FR[rule.change]}\u00a0: ${inFrench.rule(rule, say)}.`,
  moves: ({ host, rules, ...places }, say) =>
    [
      `${host} ${movesFr(places)}.`,
      ...rules.slice(0, MOST_LISTED).map((rule) => FRENCH.change(rule, say)),
      ...(rules.length > MOST_LISTED ? [`Autres règles en cause\u00a0: ${rules.length - MOST_LISTED}.`] : []),
    ].join(' '),
  'first-place': ({ before, after }) => `Première place avant\u00a0: ${fewFr(before)}. Après\u00a0: ${fewFr(after)}.`,
  fares: ({ host, ...ways }) => `${host} ${waysFr(ways)}.`,
  'left-out': ({ host, count }) => `${host} ne serait plus proposé pour ${needsFr(count)}.`,
  refused: ({ count }) =>
    `${needsFr(count)} ne pourrai${count > 1 ? 'ent' : 't'} plus être posé${count > 1 ? 's' : ''}\u00a0: trop d’exigences ensemble.`,
  'nothing-changes': ({ needs }) =>
    `Rien ne bouge pour ${needs > 1 ? `les ${needsFr(needs)} essayés` : 'le besoin type essayé'}.`,
  whole: ({ needs, first, leftOut }) =>
    [
      `Sur ${needsFr(needs)}, la première place ${first === 0 ? 'ne change jamais' : `change pour ${first}`}.`,
      leftOut === 0 ? 'Aucun hébergeur n’est écarté.' : `Hébergeurs écartés de l’un d’eux au moins\u00a0: ${leftOut}.`,
    ].join(' '),
};

const CHANGES_EN = { added: 'New rule', changed: 'Changed rule', removed: 'Removed rule' };

const movesEn = ({ without, with: now }: Moved): string => {
  const at = ({ rank, list }: NonNullable<PlaceParams>) => `in ${inEnglish.place(rank)} place ${inEnglish.among[list]}`;
  if (now === null) return 'would no longer be proposed';
  return without === null ? `would be proposed ${at(now)}` : `would be ${at(now)}, and not ${at(without)}`;
};
const needsEn = (count: number): string => `${count} typical need${count > 1 ? 's' : ''}`;
const namesEn = (names: readonly string[]): string => (names.length === 0 ? 'nobody' : names.join(', '));
const fewEn = (names: readonly string[]) => namesEn(few(names, (count) => `and ${count} more`));
const waysEn = ({ better, worse }: Movement): string => {
  if (better === 0) return `moves down for ${needsEn(worse)}`;
  return `moves up for ${needsEn(better)}${worse > 0 ? ` and down for ${worse}` : ''}`;
};

const ENGLISH: SentencesOf<PreviewSentences> = {
  change: (rule, say) => `${CHANGES_EN[rule.change]}: ${inEnglish.rule(rule, say)}.`,
  moves: ({ host, rules, ...places }, say) =>
    [
      `${host} ${movesEn(places)}.`,
      ...rules.slice(0, MOST_LISTED).map((rule) => ENGLISH.change(rule, say)),
      ...(rules.length > MOST_LISTED ? [`Other rules behind it: ${rules.length - MOST_LISTED}.`] : []),
    ].join(' '),
  'first-place': ({ before, after }) => `First place before: ${fewEn(before)}. After: ${fewEn(after)}.`,
  fares: ({ host, ...ways }) => `${host} ${waysEn(ways)}.`,
  'left-out': ({ host, count }) => `${host} would no longer be proposed for ${needsEn(count)}.`,
  refused: ({ count }) => `${needsEn(count)} could no longer be asked: too many requirements together.`,
  'nothing-changes': ({ needs }) =>
    `Nothing moves for ${needs > 1 ? `the ${needsEn(needs)} that were tried` : 'the typical need that was tried'}.`,
  whole: ({ needs, first, leftOut }) =>
    [
      `Of ${needsEn(needs)}, the first place ${first === 0 ? 'never changes' : `changes for ${first}`}.`,
      leftOut === 0 ? 'No host is left out.' : `Hosts left out of at least one of them: ${leftOut}.`,
    ].join(' '),
};

/** Puts a reason about a tried policy into a sentence, in the speaker's language. */
export const sayPreview = sayer<PreviewSentences>({ fr: FRENCH, en: ENGLISH });
