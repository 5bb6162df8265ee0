import type { Measure } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';

/** The value after a label; empty for an address or a mere yes, which add nothing to a sentence. */
export const measured = (key: string, value: Measure, say: Speaker): string =>
  value === true || (typeof value === 'string' && value.startsWith('http')) ? '' : ` (${say.measure(key, value)})`;
