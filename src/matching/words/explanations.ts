import type { Speaker } from '../../vocabulary/speaker.ts';
import { inEnglish } from './english.ts';
import { inFrench } from './french.ts';
import type { Params, Topic } from './topic.ts';

/** Few names are read; the rest is counted, and stands in the answer. Three are no more to read than two and a number. */
const named = (names: string[]): number => (names.length === 3 ? 3 : 2);

/** The parts that have something to tell; each knows whether it comes first. */
const told = (parts: readonly (readonly [names: string[], text: (first: boolean) => string])[]): string[] =>
  parts.filter(([names]) => names.length > 0).map(([, text], index) => text(index === 0));

/** Why a host stands before another, and how firmly the first one holds its place. */
export const EXPLANATIONS = {
  before: {
    fr: ({ better, than, because, refused, unknown, despite }: Params, say: Speaker) => {
      const list = (names: string[]) => inFrench.criteria(names, say, named(names));
      const merits = because.filter((name: string) => !refused.includes(name) && !unknown.includes(name));
      return [
        `${better} passe avant ${than}.`,
        ...told([
          [merits, () => `Surtout pour ceci : ${list(merits)}.`],
          [
            refused,
            (first) =>
              `${first ? 'Surtout' : 'Et'} parce que ${than} dit non à ceci : ${list(refused)}. À demander à ${better}.`,
          ],
          [
            unknown,
            (first) => `${first ? 'Surtout' : 'Et'} parce que ceci reste à demander chez ${than} : ${list(unknown)}.`,
          ],
          [despite, () => `${than} fait mieux sur ceci : ${list(despite)}.`],
        ]),
      ].join(' ');
    },
    en: ({ better, than, because, refused, unknown, despite }: Params, say: Speaker) => {
      const list = (names: string[]) => inEnglish.criteria(names, say, named(names));
      const merits = because.filter((name: string) => !refused.includes(name) && !unknown.includes(name));
      return [
        `${better} comes before ${than}.`,
        ...told([
          [merits, () => `Mainly for this: ${list(merits)}.`],
          [
            refused,
            (first) => `${first ? 'Mainly' : 'And'} because ${than} says no to this: ${list(refused)}. Ask ${better}.`,
          ],
          [
            unknown,
            (first) => `${first ? 'Mainly' : 'And'} because this remains to be asked of ${than}: ${list(unknown)}.`,
          ],
          [despite, () => `${than} does better on this: ${list(despite)}.`],
        ]),
      ].join(' ');
    },
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
    fr: ({ host, settled }: Params) =>
      `${settled ? '' : 'D’après ce qu’on sait, '}${host} reste premier tant que vous gardez le même ordre entre ce qui compte plus et moins.`,
    en: ({ host, settled }: Params) =>
      `${settled ? '' : 'From what is known, '}${host} stays first as long as you keep the same order of what matters more and less.`,
  },
  'stable-first': {
    fr: ({ host }: Params) =>
      `D’après ce qu’on sait, ${host} reste premier si l’un de vos souhaits compte un peu plus ou un peu moins.`,
    en: ({ host }: Params) =>
      `From what is known, ${host} stays first if one of your wishes matters a little more or a little less.`,
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
        ? `Aujourd’hui, aucun hébergeur n’offre à lui seul tout ceci : ${inFrench.needs(needs, say)}.`
        : `Aujourd’hui, aucun hébergeur n’offre ceci : ${inFrench.need(needs[0], say)}.`,
    en: ({ needs }: Params, say: Speaker) =>
      needs.length > 1
        ? `Today no single host offers all of this: ${inEnglish.needs(needs, say)}.`
        : `Today no host offers this: ${inEnglish.need(needs[0], say)}.`,
  },
} satisfies Topic;
