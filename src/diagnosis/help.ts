import type { Federation } from '../documents/federation.ts';
import { helpersOf } from '../federations/helpers/commands.ts';
import { addMonths, lastDayOf } from '../ground/clock.ts';
import { isFirstStep, nearness, openness, waysTo } from '../matching/answer/help.ts';
import { type Helper, type Reference, textIn } from '../vocabulary/reference.ts';
import type { Territory } from '../vocabulary/shapes.ts';
import type { Language, SupportKind } from '../vocabulary/terms.ts';
import type { Diagnosis } from './answer.ts';

type Help = Diagnosis['findings'][number]['help'];

const SHOWN = 2;
/** Months after which information about a helper should be checked. */
const KNOWN_FOR_MONTHS = 12;

/** Finds who gives some kinds of help near a place: the nearest first, then those with a telephone. */
export function helperFinder(
  reference: Reference,
  federations: ReadonlyMap<string, Federation>,
  asked: { territory: Territory | undefined; employs: boolean | undefined; day: string; language: Language },
): (kinds: readonly SupportKind[]) => Help {
  const { territory, employs, day, language } = asked;
  const line = reference.territories.lineage(territory ?? { level: 'country', code: 'FR' });
  const all = [...reference.helpers, ...helpersOf(federations.values())]
    .map((helper: Helper) => ({ helper, near: nearness(helper, line) }))
    .filter(({ near }) => near >= 0)
    .sort(
      (a, b) =>
        b.near - a.near ||
        openness(a.helper) - openness(b.helper) ||
        Number(b.helper.phone !== undefined) - Number(a.helper.phone !== undefined) ||
        (a.helper.id < b.helper.id ? -1 : 1),
    );
  return (kinds) =>
    all
      .filter(({ helper }) => isFirstStep(helper, employs) && kinds.some((kind) => helper.offers.includes(kind)))
      .slice(0, SHOWN)
      .map(({ helper: { summary, observedOn, ...helper } }) => ({
        ...waysTo(helper),
        text: textIn(summary, language),
        asOf: observedOn,
        toCheck: observedOn === null || lastDayOf(observedOn) < addMonths(day, -KNOWN_FOR_MONTHS),
      }));
}
