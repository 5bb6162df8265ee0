import type { Placed } from '../host/choose.ts';

/** What a question is about: a host, or its share of a combination. */
export type Asking = Pick<Placed, 'candidate' | 'way' | 'unknown' | 'intervals'>;
