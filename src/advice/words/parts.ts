import type { Measure } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';

/** After a label; an address says nothing inside a sentence, nor does a mere yes. */
export const measured = (key: string, value: Measure, say: Speaker): string =>
  value === true || (typeof value === 'string' && value.startsWith('http')) ? '' : ` (${say.measure(key, value)})`;
