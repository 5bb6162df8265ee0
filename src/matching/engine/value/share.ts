import { divideHalfUp } from '../../../ground/lines.ts';

/** The share of several things of equal weight, in thousandths, from the sum of what each is worth. */
export const shareOf = (sum: number, count: number): number => divideHalfUp(sum, count);
