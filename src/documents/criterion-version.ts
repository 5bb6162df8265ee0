import type { Reference } from '../vocabulary/reference.ts';
import type { Statement } from './statement.ts';

/** Which version of a federation's own criterion is answered now; null for the common ones, which have none. */
export const criterionVersionNow = (criterion: string, { criteria }: Reference): number | null =>
  criteria.get(criterion)?.own?.version ?? null;

/** Whether a statement answers a criterion that meant something else. */
export const isOfEarlierMeaning = ({ criterionVersion, evidence }: Statement): boolean =>
  criterionVersion !== undefined && evidence === 'unknown';
