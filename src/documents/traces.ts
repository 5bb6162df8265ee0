import { addMonths, lastDayOf } from '../ground/clock.ts';
import { USUAL_SHELF_LIFE_MONTHS } from './evidence.ts';
import type { Host } from './host.ts';
import type { Plan } from './service.ts';

/* As of when something is known of a host: what it confirms is dated by that, where nothing later is known. */

type Seen = Pick<Host, 'confirmedAt' | 'observed' | 'factsAsOf'>;

interface Compiled {
  factsAsOf?: string | null;
  observed?: Host['observed'] | null;
}

/** The date of what has none of its own: when the entry was compiled, else when the host was last seen. */
export const undatedSince = ({ factsAsOf, observed }: Compiled): string | undefined => factsAsOf ?? observed?.asOf;

/** The last trace of a host: what it confirmed itself, or what somebody saw of it; undefined when there is none. */
export function lastTraceOf({
  confirmedAt,
  observed,
}: Omit<Seen, 'factsAsOf'>): { on: string; byHost: boolean } | undefined {
  const [own, others] = [confirmedAt ?? '', observed?.asOf ?? ''];
  if (own !== '' && own >= others) return { on: own, byHost: true };
  return others === '' ? undefined : { on: others, byHost: false };
}

/** Whether the last trace of a host is so old that it may well be gone; without any trace nobody knows. */
export function isLongUnseen(host: Pick<Host, 'confirmedAt' | 'observed'>, day: string): boolean {
  const trace = lastTraceOf(host);
  return trace !== undefined && lastDayOf(trace.on) < addMonths(day, -USUAL_SHELF_LIFE_MONTHS);
}

/** The last day on which a price was seen, or confirmed by its host; undefined when that is not known. */
export function priceSeenOn({ observedOn }: Pick<Plan, 'observedOn'>, host: Seen): string | undefined {
  const { confirmedAt } = host;
  const seen = observedOn ?? undatedSince(host);
  return confirmedAt !== null && confirmedAt > (seen ?? '') ? confirmedAt : seen;
}
