import { createHash } from 'node:crypto';

/**
 * Whether two sites are unrelated: neither domain equals, or is below, the other. Without a list of public suffixes,
 * two names below one domain count as unrelated.
 */
export function areApart(one: string, other: string): boolean {
  const [a, b] = [one, other].map((site) => site.replace(/:\d+$/, '')) as [string, string];
  return a !== b && !a.endsWith(`.${b}`) && !b.endsWith(`.${a}`);
}

/**
 * Stored instead of an address where it only matters whether it was requested: addresses may contain text that must be
 * removable.
 */
export const fingerprintOf = (address: string): string =>
  createHash('sha256').update(address).digest('base64url').slice(0, 22);
