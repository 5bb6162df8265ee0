import type { Clock } from '../../ground/clock.ts';
import { CatalogueError, type Sentence } from '../../ground/errors.ts';
import type { Caller } from '../../requests/caller.ts';
import { addressKey } from './guards.ts';
import { Quota } from './quota.ts';

const AN_HOUR_MS = 3_600_000;

/**
 * Counts what people must look after, by token, else by address: one sender must not keep all of them busy.
 * @param refusal what is said to whoever sent too many, and may again in so many minutes
 */
export function countedByHour(max: number, clock: Clock, refusal: (minutes: number) => Sentence) {
  const quota = new Quota(max, AN_HOUR_MS, () => clock().getTime());
  return (caller: Caller, address: string): void => {
    const key = caller.role === 'anonymous' ? addressKey(address) : (caller.tokenId ?? 'admin');
    const { exceeded, seconds } = quota.take(key);
    if (!exceeded) return;
    throw new CatalogueError('too-many-requests', refusal(Math.ceil(seconds / 60)), { retryAfterSeconds: seconds });
  };
}
