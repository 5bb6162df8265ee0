import type { Host } from '../documents/host.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { AdvisedCatalogue, Adviser } from './adviser.ts';
import type { TypicalNeed } from './panel.ts';
import { asPublished, type Position } from './position.ts';

/* The effect of a host's answers over the panel: how many typical needs it fits before and after. */

export type PositionList = Position['list'];

export interface Gained {
  /** Number of needs in the panel. */
  readonly of: number;
  readonly before: Readonly<Record<PositionList, number>>;
  readonly after: Readonly<Record<PositionList, number>>;
  /** Needs that it fits now but not before, those that it no longer fits, and those for which it is newly to check. */
  readonly nowFits: readonly TypicalNeed[];
  readonly noLongerFits: readonly TypicalNeed[];
  readonly nowToCheck: readonly TypicalNeed[];
  readonly text: string;
}

interface Words {
  fits(count: number, of: number, isConfirmed: boolean): string;
  more(count: number): string;
  less(count: number): string;
  toCheck(count: number): string;
}

const needs = (count: number): string => `${count} besoin${count > 1 ? 's' : ''}`;
const needsInEnglish = (count: number): string => `${count} need${count === 1 ? '' : 's'}`;

const WORDS: Readonly<Record<Language, Words>> = {
  fr: {
    fits: (count, of, isConfirmed) =>
      count === 0
        ? `Vous n’êtes encore sûr de convenir pour aucun des ${of} besoins essayés.`
        : `Vous ${isConfirmed ? 'convenez' : 'semblez convenir, à confirmer,'} pour ${count} des ${of} besoins essayés.`,
    more: (count) => `C’est ${needs(count)} de plus qu’avant.`,
    less: (count) => `Vous ne convenez plus pour ${needs(count)}.`,
    toCheck: (count) => `Pour ${needs(count)} de plus, vous êtes proposé « à vérifier ».`,
  },
  en: {
    fits: (count, of, isConfirmed) =>
      count === 0
        ? `You are not sure yet to fit any of the ${of} needs tried.`
        : `You ${isConfirmed ? 'fit' : 'seem to fit, to be confirmed,'} ${count} of the ${of} needs tried.`,
    more: (count) => `That is ${needsInEnglish(count)} more than before.`,
    less: (count) => `You no longer fit ${needsInEnglish(count)}.`,
    toCheck: (count) => `For ${needsInEnglish(count)} more, you are listed as “to check”.`,
  },
};

const countsOf = (lists: readonly PositionList[]): Record<PositionList, number> => {
  const counts = { fits: 0, 'to-check': 0, 'not-seen': 0, 'left-out': 0, 'not-known': 0 };
  for (const list of lists) counts[list]++;
  return counts;
};

/**
 * The list in which a host would be for each need of the panel, in its order. Its document need not be in the
 * catalogue; a draft is treated as published.
 */
export const positionListsOf = async (
  host: Host,
  { adviser, catalogue }: { adviser: Adviser; catalogue: AdvisedCatalogue },
): Promise<PositionList[]> =>
  (await adviser.positions(asPublished(host, catalogue.day), catalogue)).map(({ list }) => list);

/**
 * What changed for a host.
 * @param before its lists before; null: it had stated nothing yet
 */
export async function whatWasGained(
  before: readonly PositionList[] | null,
  after: Host,
  { adviser, catalogue, language }: { adviser: Adviser; catalogue: AdvisedCatalogue; language: Language },
): Promise<Gained> {
  const typical = adviser.panel.needs;
  const then = before ?? typical.map((): PositionList => 'not-known');
  const now = await positionListsOf(after, { adviser, catalogue });
  const moved = (to: (list: PositionList, was: PositionList) => boolean) =>
    typical.filter((_, index) => to(now[index]!, then[index]!));
  const nowFits = moved((list, was) => list === 'fits' && was !== 'fits');
  const noLongerFits = moved((list, was) => list !== 'fits' && was === 'fits');
  const nowToCheck = moved((list, was) => list === 'to-check' && was !== 'to-check' && was !== 'fits');
  const words = WORDS[language];
  const counts = countsOf(now);
  return {
    of: typical.length,
    before: countsOf(then),
    after: counts,
    nowFits,
    noLongerFits,
    nowToCheck,
    text: [
      words.fits(counts.fits, typical.length, after.confirmedByHost),
      ...(nowFits.length > 0 && noLongerFits.length === 0 ? [words.more(nowFits.length)] : []),
      ...(noLongerFits.length > 0 ? [words.less(noLongerFits.length)] : []),
      ...(nowToCheck.length > 0 ? [words.toCheck(nowToCheck.length)] : []),
    ].join(' '),
  };
}
