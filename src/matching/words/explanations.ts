import type { Speaker } from '../../vocabulary/speaker.ts';
import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Params, Topic } from './topic.ts';

/** Few names are read; the rest is counted, and stands in the answer. */
const NAMED = 2;

/** Names of criteria, heaviest first. Labels hold commas of their own, so semicolons stand between. */
function names(criteria: string[], say: Speaker): string {
  const { criterion, others, separator } =
    say.language === 'fr'
      ? {
          criterion: inFrench.criterion,
          others: (count: number) => `${count} autre${count > 1 ? 's' : ''} point${count > 1 ? 's' : ''}`,
          separator: '\u00a0; ',
        }
      : {
          criterion: inEnglish.criterion,
          others: (count: number) => `${count} other point${count > 1 ? 's' : ''}`,
          separator: '; ',
        };
  const kept = criteria.length === NAMED + 1 ? criteria : criteria.slice(0, NAMED);
  const rest = criteria.length - kept.length;
  return [...kept.map((name) => criterion(name, say)), ...(rest > 0 ? [others(rest)] : [])].join(separator);
}

/** Why a host stands before another, and how firmly the first one holds its place. */
export const EXPLANATIONS = {
  before: {
    fr: ({ better, than, because, despite }: Params, say: Speaker) =>
      `${better} passe avant ${than}. Surtout pour ceci : ${names(because, say)}.${despite.length > 0 ? ` ${than} fait mieux sur ceci : ${names(despite, say)}.` : ''}`,
    en: ({ better, than, because, despite }: Params, say: Speaker) =>
      `${better} comes before ${than}. Mainly for this: ${names(because, say)}.${despite.length > 0 ? ` ${than} does better on this: ${names(despite, say)}.` : ''}`,
  },
  'fewer-unknown': {
    fr: ({ better, than, fewer }: Params) =>
      `${better} passe avant ${than} : il reste ${fewer} point${fewer > 1 ? 's' : ''} de moins à vérifier.`,
    en: ({ better, than, fewer }: Params) =>
      `${better} comes before ${than}: ${fewer} fewer point${fewer > 1 ? 's' : ''} to check.`,
  },
  'only-one': {
    fr: ({ host }: Params) => `${host} est seul à convenir aujourd’hui.`,
    en: ({ host }: Params) => `${host} is the only one that fits today.`,
  },
  'fewest-to-check': {
    fr: ({ host }: Params) => `${host} est celui sur lequel il reste le moins à vérifier.`,
    en: ({ host }: Params) => `${host} is the one with the fewest points left to check.`,
  },
  'whatever-unknown': {
    fr: ({ host }: Params) => `${host} reste premier, quoi qu’on apprenne encore.`,
    en: ({ host }: Params) => `${host} stays first, whatever is still to be learnt.`,
  },
  'for-any-points': {
    fr: ({ host }: Params) =>
      `${host} reste premier tant que vous gardez le même ordre entre ce qui compte plus et moins.`,
    en: ({ host }: Params) => `${host} stays first as long as you keep the same order of what matters more and less.`,
  },
  'stable-first': {
    fr: ({ host }: Params) => `${host} reste premier si l’un de vos souhaits compte un peu plus ou un peu moins.`,
    en: ({ host }: Params) => `${host} stays first if one of your wishes matters a little more or a little less.`,
  },
  'equal-first': {
    fr: ({ host }: Params) => `${host} n’est pas seul en tête : d’autres sont à égalité.`,
    en: ({ host }: Params) => `${host} is not alone in front: others are equal.`,
  },
  'word-changes-first': {
    fr: ({ criterion, change, first }: Params, say: Speaker) =>
      change === 'dropped'
        ? `Sans ce souhait (${inFrench.criterion(criterion, say)}), ${first} serait premier.`
        : `Si ceci comptait un peu ${change === 'more' ? 'plus' : 'moins'} (${inFrench.criterion(criterion, say)}), ${first} serait premier.`,
    en: ({ criterion, change, first }: Params, say: Speaker) =>
      change === 'dropped'
        ? `Without this wish (${inEnglish.criterion(criterion, say)}), ${first} would be first.`
        : `If this mattered a little ${change} (${inEnglish.criterion(criterion, say)}), ${first} would be first.`,
  },
  conflict: {
    fr: ({ needs }: Params, say: Speaker) =>
      needs.length > 1
        ? `Aujourd’hui, personne n’offre tout ceci à la fois : ${needs.map((entry: Params) => inFrench.need(entry, say)).join('\u00a0; ')}.`
        : `Aujourd’hui, personne n’offre ceci : ${inFrench.need(needs[0], say)}.`,
    en: ({ needs }: Params, say: Speaker) =>
      needs.length > 1
        ? `Today nobody offers all of this together: ${needs.map((entry: Params) => inEnglish.need(entry, say)).join('; ')}.`
        : `Today nobody offers this: ${inEnglish.need(needs[0], say)}.`,
  },
} satisfies Topic;
