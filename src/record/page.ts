import { createHash } from 'node:crypto';
import type { EvidencePage } from '../documents/statement.ts';
import { daysBetween, instantAfter, parisDay } from '../ground/clock.ts';
import type { Fetched } from '../outgoing/fetch.ts';
import { known } from '../vocabulary/facts.ts';
import type { EvidencePageRow } from './rows.ts';

/* What is known of the pages that hosts give as evidence. Pure: what a look showed, and what it means. */

const DAYS_BETWEEN_CHECKS = 7;
/** A page is lost once this many looks in a row failed, over at least so many days (api.md §4). */
export const LOST_AFTER = { failures: 3, days: 14 };

/** Commitments to an address that has to answer: the catalogue looks for itself. */
export const MEASURED_ADDRESSES = ['status-page'];
export const isMeasured = (kind: string): boolean => MEASURED_ADDRESSES.includes(kind);

/** The words of a page, so that what a reader does not see (scripts, tags, styles, spaces) is no change. */
export const wordsOf = (body: Buffer): string =>
  body
    .toString('utf8')
    .replace(/<(script|style|noscript|svg|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const digestOf = (answer: Extract<Fetched, { problem: null }>): string =>
  createHash('sha256')
    .update(/^text\/html/i.test(answer.contentType ?? 'text/html') ? wordsOf(answer.body) : answer.body)
    .digest('hex');

/** Whether an answer shows the page at all. */
export const isFound = (answer: Fetched): answer is Extract<Fetched, { problem: null }> =>
  answer.problem === null && answer.status >= 200 && answer.status < 300;

/** A row after a look at its page. */
export function seen(
  before: EvidencePageRow | undefined,
  { hostId, url }: Pick<EvidencePageRow, 'hostId' | 'url'>,
  answer: Fetched,
  now: Date,
  day: string,
): EvidencePageRow {
  const next = { hostId, url, checkedAt: now, nextAt: instantAfter(now, DAYS_BETWEEN_CHECKS) };
  const answered = {
    status: answer.problem === null ? answer.status : null,
    problem: answer.problem,
  };
  if (!isFound(answer))
    return {
      ...next,
      ...answered,
      failingSince: before?.failingSince ?? day,
      failures: (before?.failures ?? 0) + 1,
      digest: before?.digest ?? null,
      digestSince: before?.digestSince ?? null,
      changedOn: before?.changedOn ?? null,
    };
  const digest = digestOf(answer);
  const isSame = before?.digest === digest;
  return {
    ...next,
    ...answered,
    failingSince: null,
    failures: 0,
    digest,
    digestSince: isSame ? before.digestSince : day,
    changedOn: isSame || !before?.digest ? (before?.changedOn ?? null) : day,
  };
}

/** What readers are told of a page; undefined while it was never looked at. */
export function pageFacts(row: EvidencePageRow | undefined): EvidencePage | undefined {
  if (!row) return undefined;
  const { failures, failingSince, changedOn } = row;
  const lastFailure = parisDay(row.checkedAt);
  const isLost =
    failingSince !== null &&
    failures >= LOST_AFTER.failures &&
    daysBetween(failingSince, lastFailure) >= LOST_AFTER.days;
  return {
    state: failingSince === null ? 'found' : isLost ? 'lost' : 'failing',
    ...known({ failingSince, changedOn }),
  };
}
