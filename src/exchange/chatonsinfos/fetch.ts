import type { Outgoing } from '../../outgoing/fetch.ts';
import { type Problem, problemOf } from './words/problems.ts';

/* Fetches one file from an address in a request, for a check. */

/** Larger than any file of an organisation or a service. */
export const MOST_CHECKED_BYTES = 256_000;

const LIMITS = { milliseconds: 10_000, bytes: MOST_CHECKED_BYTES, redirects: 'any', httpsOnly: false } as const;

/** The bytes at an address, or why there are none. */
export async function fetchFile(url: string, outgoing: Outgoing): Promise<{ bytes: Buffer } | { problem: Problem }> {
  const answer = await outgoing.get(url, LIMITS);
  if (answer.problem !== null) return { problem: problemOf('not-fetched', { why: answer.problem }) };
  if (answer.status !== 200) return { problem: problemOf('wrong-status', { status: answer.status }) };
  return { bytes: answer.body };
}
