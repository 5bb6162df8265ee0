import { lastDayOf } from '../ground/clock.ts';
import type { CommitmentKind } from '../vocabulary/reference.ts';
import type { Measure } from '../vocabulary/shapes.ts';

/** Whether a measure is at least as good as another, in the direction of its kind. */
export function measureAnswer(value: Measure, kind: CommitmentKind, atLeast: Measure): 'yes' | 'no' | 'unknown' {
  const special = kind.specialValues?.find((answer) => answer.value === value);
  if (special) return special.utility === 1000 || value === atLeast ? 'yes' : 'no';
  if (typeof value === 'number' && typeof atLeast === 'number')
    return (kind.better === 'lower' ? value <= atLeast : value >= atLeast) ? 'yes' : 'no';
  if (kind.valueType === 'date' && typeof value === 'string' && typeof atLeast === 'string')
    return lastDayOf(value) >= lastDayOf(atLeast) ? 'yes' : 'no';
  if (kind.valueType === 'number' || kind.valueType === 'date') return 'unknown';
  const present = typeof value === 'boolean' ? value : Array.isArray(value) ? value.length > 0 : value !== '';
  return present ? 'yes' : 'no';
}
