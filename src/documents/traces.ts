import { addMonths, lastDayOf } from '../ground/clock.ts';
import { USUAL_SHELF_LIFE_MONTHS } from './evidence.ts';
import type { Host } from './host.ts';
import type { Plan } from './service.ts';

/*
 * The dates at which facts of a host were last known to be true. A confirmation dates facts without a later date of
 * their own.
 */

type Seen = Pick<Host, 'confirmedAt' | 'observed' | 'factsAsOf'>;

interface Compiled {
  factsAsOf?: string | null;
  observed?: Host['observed'] | null;
}

/** The date of facts without their own date: when the entry was compiled, otherwise when the host was last observed. */
export const undatedSince = ({ factsAsOf, observed }: Compiled): string | undefined => factsAsOf ?? observed?.asOf;

/** The last trace of a host: its own last confirmation, or the last observation; undefined when there is neither. */
export function lastTraceOf({
  confirmedAt,
  observed,
}: Omit<Seen, 'factsAsOf'>): { on: string; byHost: boolean } | undefined {
  const [own, others] = [confirmedAt ?? '', observed?.asOf ?? ''];
  if (own !== '' && own >= others) return { on: own, byHost: true };
  return others === '' ? undefined : { on: others, byHost: false };
}

/** Whether the last trace of a host is so old that it may no longer exist; unknown, so false, without any trace. */
export function isLongUnseen(host: Pick<Host, 'confirmedAt' | 'observed'>, day: string): boolean {
  const trace = lastTraceOf(host);
  return trace !== undefined && lastDayOf(trace.on) < addMonths(day, -USUAL_SHELF_LIFE_MONTHS);
}

/** The last day on which a price was observed, or confirmed by its host; undefined when unknown. */
export function priceSeenOn({ observedOn }: Pick<Plan, 'observedOn'>, host: Seen): string | undefined {
  const { confirmedAt } = host;
  const seen = observedOn ?? undatedSince(host);
  return confirmedAt !== null && confirmedAt > (seen ?? '') ? confirmedAt : seen;
}
