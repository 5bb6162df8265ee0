import { createHash } from 'node:crypto';
import type { ClaimStatement, CommitmentStatement, EvidencePage, Reply } from '../documents/statement.ts';
import type { RawStatement } from '../documents/weighing.ts';
import { daysBetween, instantAfter, parisDay } from '../ground/clock.ts';
import { definedOnly, inKeyOrder } from '../ground/texts.ts';
import type { Fetched } from '../outgoing/fetch.ts';
import { textFact } from '../vocabulary/shapes.ts';
import type { FetchProblem } from '../vocabulary/terms.ts';
import type { ClaimRow, CommitmentRow, EvidencePageRow, ReplyRow, ReviewRow } from './rows.ts';
import { visibleWords } from './visible-words.ts';

const evidenceAndNote = (row: Pick<ClaimRow, 'evidenceUrl' | 'note'>) =>
  definedOnly({ evidenceUrl: row.evidenceUrl, note: textFact(row.note) });

/**
 * The context for reading a host's statements. An undated import counts from the day on which the entry was compiled.
 */
interface StatementContext {
  undatedSince: string | null;
  pages: readonly EvidencePageRow[];
}

/** A statement made by the host, or imported in its name. */
function rawStatement<V>(
  row: Omit<ClaimRow | CommitmentRow, 'value'>,
  value: V,
  { undatedSince, pages }: StatementContext,
) {
  return {
    value,
    by: row.imported ? ('import' as const) : ('host' as const),
    level: row.evidenceUrl ? ('documented' as const) : ('declared' as const),
    asOf: row.asOf ?? undatedSince,
    ...evidenceAndNote(row),
    ...definedOnly({ page: pageFacts(pages.find(({ url }) => url === row.evidenceUrl)) }),
  };
}

export const rawClaim = (row: ClaimRow, context: StatementContext): RawStatement<ClaimStatement> => ({
  subject: row.criterion,
  ...rawStatement(row, row.value, context),
  ...definedOnly({ criterionVersion: row.criterionVersion }),
});

export const rawCommitment = (row: CommitmentRow, context: StatementContext): RawStatement<CommitmentStatement> => ({
  subject: row.kind,
  ...rawStatement(row, row.value, context),
  ...definedOnly({ agreedOn: row.agreedOn }),
});

/** What the catalogue measured itself: whether the promised address answered at the last check. */
export function measuredStatements(
  row: CommitmentRow,
  { pages }: StatementContext,
): RawStatement<CommitmentStatement>[] {
  const page = isMeasured(row.kind) ? pages.find(({ url }) => url === row.value) : undefined;
  if (!page || page.failingSince !== null) return [];
  const asOf = parisDay(page.checkedAt);
  return [{ subject: row.kind, value: row.value, by: 'catalogue', level: 'measured', asOf }];
}

const replyFacts = ({ text, evidenceUrl, repliedOn, toEarlier }: ReplyRow): Reply => ({
  text: textFact(text)!,
  ...definedOnly({ evidenceUrl }),
  repliedOn,
  ...(toEarlier && { toEarlier }),
});

/** The statement with its keys in a fixed order. */
export const statementInKeyOrder = <S extends ClaimStatement | CommitmentStatement>(
  raw: RawStatement<S>,
): RawStatement<S> => {
  const { subject, value, by, federation, level, asOf, ...rest } = raw as RawStatement<CommitmentStatement>;
  const keys = [
    ...(['expiresOn', 'criterionVersion', 'agreedOn', 'evidenceUrl', 'page'] as const),
    ...(['note', 'tie', 'certificate', 'reply'] as const),
  ];
  return {
    subject,
    value,
    by,
    ...definedOnly({ federation }),
    level,
    asOf,
    ...inKeyOrder(rest, keys),
  } as RawStatement<S>;
};

export function rawReview(
  row: ReviewRow,
  { federation, reply }: { federation: string; reply: ReplyRow | null },
): RawStatement<CommitmentStatement> {
  return {
    subject: row.subject.slice(row.subject.indexOf(':') + 1),
    value: row.value,
    by: 'federation',
    federation,
    level: row.certificate ? 'certified' : 'peer-reviewed',
    asOf: row.reviewedOn,
    ...definedOnly({ expiresOn: row.expiresOn }),
    ...evidenceAndNote(row),
    ...definedOnly({
      criterionVersion: row.criterionVersion,
      tie: row.tie === 'none' ? row.tie : textFact(row.tie),
      certificate: inKeyOrder(row.certificate, ['issuer', 'number', 'expiresOn']),
      reply: reply && replyFacts(reply),
    }),
  };
}

/* The state of a page given as evidence, computed from the results of checks. Pure. */

const DAYS_BETWEEN_CHECKS = 7;
/** A page counts as lost after `failures` failed checks in a row, over at least `days` days. */
export const LOST_AFTER = { failures: 3, days: 14 };

/** Kinds of commitments whose value is an address that the catalogue checks itself. */
export const MEASURED_ADDRESSES = ['status-page'];
const isMeasured = (kind: string): boolean => MEASURED_ADDRESSES.includes(kind);

/** The result of checking a page: a status or a problem, and a digest of its visible words when the page was found. */
export interface PageSeen {
  status: number | null;
  problem: FetchProblem | null;
  digest: string | null;
  /** The visible words, when the page is text. */
  words?: string;
}

/** Of a longer page, only this beginning is compared. */
const WORDS_IN_BYTES = 1_000_000;

/** Evaluates an answer. This may take long: do not hold row locks meanwhile. */
export function readPage(answer: Fetched): PageSeen {
  if (answer.problem !== null) return { status: null, problem: answer.problem, digest: null };
  const { status, body, contentType } = answer;
  if (status < 200 || status > 299) return { status, problem: null, digest: null };
  const type = contentType ?? 'text/html';
  const text = /^text\//i.test(type) ? body.toString('utf8', 0, WORDS_IN_BYTES) : undefined;
  const isHtml = /^text\/html/i.test(type);
  const words = isHtml ? visibleWords(text!) : text;
  const digest = createHash('sha256')
    .update(isHtml ? words! : body)
    .digest('hex');
  return { status, problem: null, digest, ...definedOnly({ words }) };
}

/** The row of a page after a check. @param before undefined at the first check */
export function pageAfterCheck(
  before: EvidencePageRow | undefined,
  { hostId, url }: Pick<EvidencePageRow, 'hostId' | 'url'>,
  { status, problem, digest }: PageSeen,
  now: Date,
  day: string,
): EvidencePageRow {
  const next = { hostId, url, checkedAt: now, nextAt: instantAfter(now, DAYS_BETWEEN_CHECKS) };
  const answered = { status, problem };
  if (digest === null)
    return {
      ...next,
      ...answered,
      failingSince: before?.failingSince ?? day,
      failures: (before?.failures ?? 0) + 1,
      digest: before?.digest ?? null,
      digestSince: before?.digestSince ?? null,
      changedOn: before?.changedOn ?? null,
    };
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

/** The state of a page as documents show it; undefined before the first check. */
function pageFacts(row: EvidencePageRow | undefined): EvidencePage | undefined {
  if (!row) return undefined;
  const { failures, failingSince, changedOn } = row;
  const lastFailure = parisDay(row.checkedAt);
  const isLost =
    failingSince !== null &&
    failures >= LOST_AFTER.failures &&
    daysBetween(failingSince, lastFailure) >= LOST_AFTER.days;
  return {
    state: failingSince === null ? 'found' : isLost ? 'lost' : 'failing',
    ...definedOnly({ failingSince, changedOn }),
  };
}
