import { addMonths } from '../../ground/clock.ts';
import type { Deprecated } from '../asking/types.ts';

/** What of `/v1` ends is answered for so long after the announcement. */
const PROMISED_MONTHS = 24;

const startOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/**
 * The headers of an operation that ends (RFC 9745 and RFC 8594).
 * @throws Error when it would end before the time that is promised
 */
export function deprecationHeaders({ since, until }: Deprecated): Record<string, string> {
  if (until < addMonths(since, PROMISED_MONTHS))
    throw new Error(`What is announced on ${since} cannot end on ${until}: ${PROMISED_MONTHS} months are promised.`);
  return { deprecation: `@${startOf(since).getTime() / 1000}`, sunset: startOf(until).toUTCString() };
}
