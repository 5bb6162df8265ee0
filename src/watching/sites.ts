import { createHash } from 'node:crypto';

/**
 * Whether two sites have nothing in common: neither is, nor lies below, the domain of the other. Without a list of
 * suffixes, two names below one domain count as apart.
 */
export function areApart(one: string, other: string): boolean {
  const [a, b] = [one, other].map((site) => site.replace(/:\d+$/, '')) as [string, string];
  return a !== b && !a.endsWith(`.${b}`) && !b.endsWith(`.${a}`);
}

/** Stands for an address where only “was it asked?” matters: addresses may hold words that must be removable. */
export const fingerprintOf = (address: string): string =>
  createHash('sha256').update(address).digest('base64url').slice(0, 22);
