/* When a delivery that failed is tried again. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How deliveries are made. A trial gives shorter times. */
export interface DeliveryLimits {
  /** How long to wait after each attempt that failed; after the last one it is given up. About three days in all. */
  backOffMs: readonly number[];
  /** One attempt, in all. */
  attemptMs: number;
  /** A process that took a delivery and died gives it back after this; longer than an attempt. */
  leaseMs: number;
  /** Deliveries of this process at once. */
  atOnce: number;
  /** Deliveries of all processes to one receiver at once. */
  perReceiver: number;
  /** How often to look for what is due. */
  pollMs: number;
}

export const DELIVERY_LIMITS: DeliveryLimits = {
  backOffMs: [
    ...[5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR],
    ...Array.from({ length: 8 }, () => 8 * HOUR),
  ],
  attemptMs: 8 * SECOND,
  leaseMs: 30 * SECOND,
  atOnce: 16,
  perReceiver: 4,
  pollMs: SECOND,
};

/** Of an answer only its status counts; what is larger is left. */
const ANSWER_BYTES = 64_000;

/** How long a receiver may take, and how much it may answer. */
export const postLimits = ({ attemptMs }: Pick<DeliveryLimits, 'attemptMs'>) => ({
  milliseconds: attemptMs,
  bytes: ANSWER_BYTES,
  httpsOnly: true,
});

/** A receiver that never takes anything is asked by one delivery at a time. */
export const FAILURES_UNTIL_SLOW = 10;
/** The longest that a receiver may ask to be left alone. */
const MOST_PATIENCE_MS = 24 * HOUR;

/** Milliseconds until when a receiver asked to be left alone, from seconds or a date; 0 when it did not. */
export function patienceOf(retryAfter: string | null, now: Date): number {
  if (retryAfter === null) return 0;
  const until = /^\d{1,9}$/.test(retryAfter.trim())
    ? Number(retryAfter) * SECOND
    : Date.parse(retryAfter) - now.getTime();
  return Number.isFinite(until) ? Math.min(Math.max(until, 0), MOST_PATIENCE_MS) : 0;
}

/**
 * Milliseconds until the next attempt; undefined: there is none any more.
 * @param attempts how many there were
 * @param random between 0 and 1: not all that failed together come back together
 */
export function waitAfter(attempts: number, { backOffMs }: DeliveryLimits, random: number): number | undefined {
  const wait = backOffMs[attempts - 1];
  return wait === undefined ? undefined : Math.round(wait * (0.8 + 0.4 * random));
}
