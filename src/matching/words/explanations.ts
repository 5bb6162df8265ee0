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
    fr: ({ better, than, open, openThan }: Params) =>
      `${better} passe avant ${than}. Il reste ${open} condition${open > 1 ? 's' : ''} à vérifier avec ${better}, et ${openThan} avec ${than}.`,
    en: ({ better, than, open, openThan }: Params) =>
      `${better} comes before ${than}. ${open} condition${open > 1 ? 's remain' : ' remains'} to be checked with ${better}, and ${openThan} with ${than}.`,
  },
  'only-one': {
    fr: ({ host }: Params) => `${host} est seul à convenir aujourd’hui.`,
    en: ({ host }: Params) => `${host} is the only one that fits today.`,
  },
  'fewest-to-check': {
    fr: ({ host }: Params) => `C’est avec ${host} qu’il reste le moins de conditions à vérifier.`,
    en: ({ host }: Params) => `${host} is the one with which the fewest conditions remain to be checked.`,
  },
  'whatever-unknown': {
    fr: ({ host }: Params) => `${host} reste premier, quoi qu’on apprenne encore.`,
    en: ({ host }: Params) => `${host} stays first, whatever is still to be learnt.`,
  },
  'for-any-points': {
    fr: ({ host, settled }: Params) =>
      `${settled ? '' : 'D’après ce qu’on sait, '}${host} reste premier tant que ce qui compte le plus pour vous reste ce qui compte le plus.`,
    en: ({ host, settled }: Params) =>
      `${settled ? '' : 'From what is known, '}${host} stays first as long as what matters most to you still matters most.`,
  },
  'stable-first': {
    fr: ({ host }: Params) =>
      `D’après ce qu’on sait, ${host} reste premier même si l’un de vos souhaits compte un peu plus ou un peu moins.`,
    en: ({ host }: Params) =>
      `From what is known, ${host} stays first even if one of your wishes matters a little more or a little less.`,
  },
  'equal-first': {
    fr: ({ host }: Params) => `${host} n’est pas seul en tête : d’autres sont à égalité.`,
    en: ({ host }: Params) => `${host} is not alone in front: others are equal.`,
  },
  'word-changes-first': {
    fr: ({ criterion, change, first }: Params, say: Speaker) =>
      change === 'dropped'
        ? `Sans ce souhait (${inFrench.criterion(criterion, say)}), ${first} serait premier.`
        : `Si ceci comptait un peu ${change === 'more' ? 'plus' : 'moins'} pour vous (${inFrench.criterion(criterion, say)}), ${first} serait premier.`,
    en: ({ criterion, change, first }: Params, say: Speaker) =>
      change === 'dropped'
        ? `Without this wish (${inEnglish.criterion(criterion, say)}), ${first} would be first.`
        : `If this mattered a little ${change} to you (${inEnglish.criterion(criterion, say)}), ${first} would be first.`,
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
