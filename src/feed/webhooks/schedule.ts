/* When a failed delivery is tried again. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The limits of deliveries. Trials use shorter times. */
export interface DeliveryLimits {
  /** Waiting times after each failed attempt; after the last one the delivery is given up. About three days in all. */
  backOffMs: readonly number[];
  /** Maximum duration of one attempt. */
  attemptMs: number;
  /** Lease time: when a process dies, its deliveries are free again after this time. Must be longer than an attempt. */
  leaseMs: number;
  /** Maximum number of concurrent deliveries of this process. */
  atOnce: number;
  /** Maximum number of concurrent deliveries to one receiver, by all processes. */
  perReceiver: number;
  /** Interval between polls for due deliveries. */
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

/** Only the status of a response matters, so larger bodies are not read. */
const ANSWER_BYTES = 64_000;

/** Maximum duration and size of a receiver's response. */
export const postLimits = ({ attemptMs }: Pick<DeliveryLimits, 'attemptMs'>) => ({
  milliseconds: attemptMs,
  bytes: ANSWER_BYTES,
  httpsOnly: true,
});

/** After so many consecutive failures, a receiver gets only one delivery at a time. */
export const FAILURES_UNTIL_SLOW = 10;
/** The longest pause that a receiver may request. */
const MOST_PATIENCE_MS = 24 * HOUR;

/** The pause in milliseconds that a receiver requests with Retry-After, as seconds or a date; 0 without a request. */
export function patienceOf(retryAfter: string | null, now: Date): number {
  if (retryAfter === null) return 0;
  const until = /^\d{1,9}$/.test(retryAfter.trim())
    ? Number(retryAfter) * SECOND
    : Date.parse(retryAfter) - now.getTime();
  return Number.isFinite(until) ? Math.min(Math.max(until, 0), MOST_PATIENCE_MS) : 0;
}

/**
 * Milliseconds until the next attempt; undefined: there is no further attempt.
 * @param attempts number of attempts so far
 * @param random between 0 and 1: jitter, so that deliveries that failed together do not return together
 */
export function waitAfter(attempts: number, { backOffMs }: DeliveryLimits, random: number): number | undefined {
  const wait = backOffMs[attempts - 1];
  return wait === undefined ? undefined : Math.round(wait * (0.8 + 0.4 * random));
}
