import { Type } from 'typebox';
import { namedObject, orNull, Slug, strictObject } from '../../vocabulary/shapes.ts';
import { IMPORTANCES } from '../../vocabulary/terms.ts';
import { CriterionName, NeedName } from './matched-host.ts';

/* Why a host ranks before another, and how firmly the first host holds its rank. */

export const Comparison = namedObject('Comparison', {
  better: Slug,
  than: Slug,
  because: Type.Array(Type.Union([CriterionName, NeedName]), {
    description: 'Criteria that outweigh all that speaks for the other; or needs that are still unknown of the other',
  }),
  despite: Type.Array(CriterionName, { description: 'Every criterion on which the other does better' }),
  text: Type.String(),
});

export const Robustness = namedObject('Robustness', {
  host: Slug,
  firstPlaceIsStable: Type.Boolean({ description: 'No word moved by one step puts another host above' }),
  changes: Type.Array(
    strictObject({ criterion: CriterionName, word: Type.Enum(IMPORTANCES, { type: 'string' }), first: Slug }),
    { description: 'Words that would, each with the host that would then be first' },
  ),
  forAnyPoints: Type.Boolean({
    description: 'First or equal first for all points that keep the order of importance',
  }),
  whateverUnknown: Type.Boolean({ description: 'First whatever is still unknown, of hosts to check too' }),
  weakestSpot: orNull(
    strictObject({
      criterion: CriterionName,
      rival: Slug,
      points: Type.Number({ description: 'Points of that criterion at which the two would be equal' }),
    }),
  ),
  text: Type.String(),
});
