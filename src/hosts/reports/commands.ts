import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { addMonths, instantAfter, parisDay } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { definedOnly } from '../../ground/texts.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import type { CountRequest } from '../../record/counts.ts';
import { findHost, lockHost } from '../../record/hosts.ts';
import { isVisible } from '../../record/read-rows.ts';
import type { ReportRow } from '../../record/rows.ts';
import { authorOf, type Caller, requireToken } from '../../requests/caller.ts';
import { isId } from '../../requests/meaning.ts';
import { refuseShape } from '../../requests/shape.ts';
import { refuseFaults } from '../../requests/version.ts';
import { textFact } from '../../vocabulary/shapes.ts';
import type { Role } from '../../vocabulary/terms.ts';
import { hostNotFound, requireSpokesperson } from '../rights.ts';
import { answerFaults, kindFaults, reportFaults } from './meaning.ts';
import type { Report, ReportAnswer, ReportDraft, ReportQuestion } from './schema.ts';
import {
  countReports,
  eraseUnanswered,
  findReport,
  findSame,
  insertReport,
  listReports,
  listServiceSlugs,
  type ReportCursor,
  removeAnsweredBefore,
  updateReport,
} from './store.ts';

const PAGE = 20;
/** How long an answered report is kept. */
const KEPT_DAYS = 365;

export const REMOVAL_MONTHS = 1;
/**
 * Months after the due day for which the text of an unanswered request for removal, and its author's contact, are kept.
 */
const UNANSWERED_MONTHS = 6;

/** The due day of a request for removal. */
export const removalDue = (askedAt: Date): string => addMonths(parisDay(askedAt), REMOVAL_MONTHS);

const readsRemovals = ({ role }: Caller): boolean => role === 'admin';

const toReport = (row: ReportRow): Report => ({
  id: row.id,
  kind: row.kind,
  ...definedOnly({ about: row.about, text: textFact(row.text), url: row.url, asker: row.asker, replyTo: row.replyTo }),
  reportedAt: row.reportedAt.toISOString(),
  answer: row.outcome && {
    outcome: row.outcome,
    ...definedOnly({ text: textFact(row.answer) }),
    at: row.answeredAt!.toISOString(),
    by: row.answeredBy!,
    byLabel: row.answeredByLabel!,
  },
});

interface Reporting {
  /** Counts the report against its sender, and throws above the limit; refused requests do not count. */
  countRequest: CountRequest;
  /** Return an open report with the same content instead of storing another: forms are easily sent twice. */
  once?: boolean;
}

/** A stored report. `answerBy`: the due day of a request for removal. */
interface StoredReport {
  id: string;
  answerBy?: string;
}

/**
 * Stores a report about a public entry; the entry itself does not change.
 * @throws CatalogueError host-not-found, invalid-request, meaningless-request, and what `countRequest` throws
 */
export async function reportHost(
  { db, clock, newId, reference }: Context,
  ref: string,
  draft: ReportDraft,
  { countRequest, once = false }: Reporting,
): Promise<StoredReport> {
  refuseShape(kindFaults(draft));
  const takenAs = (id: string, reportedAt: Date): StoredReport => ({
    id,
    ...(draft.kind === 'removal' && { answerBy: removalDue(reportedAt) }),
  });
  return await inTransaction(db, async (db) => {
    const host = await lockHost(db, ref);
    if (!host || !isVisible(host)) throw hostNotFound();
    refuseFaults(reportFaults(draft, await listServiceSlugs(db, host.id), reference));
    const row = { id: newId(), hostId: host.id, ...draft, reportedAt: clock() };
    const same = once ? await findSame(db, row, instantAfter(row.reportedAt, -1)) : undefined;
    if (same) return takenAs(same.id, same.reportedAt);
    await countRequest(db);
    await insertReport(db, row);
    return takenAs(row.id, row.reportedAt);
  });
}

/** A page of the reports of a host. */
interface ReportPage {
  reports: Report[];
  total: number;
  /** Whether there is a next page. */
  hasMore: boolean;
}

/**
 * The reports of a host, newest first, for those who may answer them.
 * @throws CatalogueError no-token, host-not-found, not-yours
 */
export async function readReports(
  context: Context,
  ref: string,
  { state, limit = PAGE }: ReportQuestion,
  after?: ReportCursor,
): Promise<ReportPage> {
  requireToken(context.caller);
  return await inTransaction(context.db, async (db) => {
    const host = await requireSpokesperson({ ...context, db }, await findHost(db, ref));
    const filter = { hostId: host.id, state, removals: readsRemovals(context.caller) };
    const rows = await listReports(db, filter, { limit: limit + 1, after });
    return {
      reports: rows.slice(0, limit).map(toReport),
      total: await countReports(db, filter),
      hasMore: rows.length > limit,
    };
  });
}

/**
 * A report of a host that the caller may read.
 * @throws CatalogueError report-not-found
 */
async function requireReport(db: Database, caller: Caller, hostId: string, reportId: string): Promise<ReportRow> {
  const report = isId(reportId) ? await findReport(db, hostId, reportId) : undefined;
  if (report && (report.kind !== 'removal' || readsRemovals(caller))) return report;
  throw new CatalogueError('report-not-found', {
    fr: 'Cet hébergeur n’a pas de signalement de cet identifiant. Répondu depuis un an, il a été effacé.',
    en: 'This host has no report with this id. Answered a year ago, it was removed.',
  });
}

/** One report, for those who may answer it. @throws CatalogueError no-token, host-not-found, not-yours, report-not-found */
export async function readReport(context: Context, ref: string, reportId: string): Promise<Report> {
  requireToken(context.caller);
  return await inTransaction(context.db, async (db) => {
    const host = await requireSpokesperson({ ...context, db }, await findHost(db, ref));
    return toReport(await requireReport(db, context.caller, host.id, reportId));
  });
}

/**
 * Answers a report; a later answer replaces an earlier one. The entry itself does not change. Once answered, all that
 * remains of a request for removal is that it was made, and the answer.
 * @throws CatalogueError no-token, host-not-found, not-yours, report-not-found, meaningless-request
 */
export async function answerReport(
  context: Context,
  ref: string,
  reportId: string,
  answered: ReportAnswer,
): Promise<Report> {
  const { caller, clock } = context;
  requireToken(caller);
  return await inTransaction(context.db, async (db) => {
    const host = await requireSpokesperson({ ...context, db }, await lockHost(db, ref));
    const report = await requireReport(db, caller, host.id, reportId);
    const isRemoval = report.kind === 'removal';
    refuseFaults(answerFaults(report.kind, answered));
    const { by, byLabel } = authorOf(caller);
    const answer = {
      ...(isRemoval && { text: null, replyTo: null }),
      outcome: answered.outcome,
      answer: answered.text ?? null,
      answeredAt: clock(),
      // requireSpokesperson accepts only these roles.
      answeredBy: by as Role,
      answeredByLabel: byLabel,
    };
    await updateReport(db, report.id, answer);
    // A host can read the audit trail about itself, and must not see requests for removal there.
    await noteAction(db, context, 'answerReport', isRemoval ? {} : { hostId: host.id });
    return toReport({ ...report, ...answer });
  });
}

/**
 * Removes reports that were answered a year ago. An unanswered request for removal stays, but loses its text and its
 * author's contact, which no longer serve a purpose. Returns how many were changed.
 */
export const forgetReports = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> =>
  inTransaction(db, async (db) => {
    const now = clock();
    const unanswered = { dueMonths: REMOVAL_MONTHS, keptMonths: UNANSWERED_MONTHS, day: parisDay(now) };
    return (await removeAnsweredBefore(db, instantAfter(now, -KEPT_DAYS))) + (await eraseUnanswered(db, unanswered));
  });

/* The place in a list of reports at which a page ends, as a cursor encodes it. */

export const isReportCursor = ([reportedAt = '', id = '']: readonly string[]): boolean =>
  !Number.isNaN(Date.parse(reportedAt)) && isId(id);

/** @param place accepted by `isReportCursor` */
export const reportPlaceOf = ([reportedAt, id]: readonly string[]): ReportCursor => ({
  reportedAt: new Date(reportedAt!),
  id: id!,
});
