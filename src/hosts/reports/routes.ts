import type { Database } from '../../database/open.ts';
import { HostPath } from '../../documents/host.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { privateGet } from '../../http/get.ts';
import { nextAddress, readCursor } from '../../http/pagination.ts';
import { write } from '../../http/write.ts';
import type { Routes } from '../../record/writer.ts';
import type { CountReport } from '../rate-limits.ts';
import { hostSpokesperson } from '../rights.ts';
import { answerReport, isReportCursor, readReport, readReports, reportHost, reportPlaceOf } from './commands.ts';
import { REMOVAL_NEXT, WHAT_NEXT } from './meaning.ts';
import { Report, ReportAnswer, ReportDraft, Reported, ReportList, ReportListQuery, ReportPath } from './schema.ts';

export const reportRoutes: Routes<'only' | 'contextFor', { countReport: CountReport }> = (
  app,
  { only, contextFor, countReport },
) => {
  const tag = 'Reports';
  const path = '/v1/hosts/:host/reports';

  write(app, 'POST', path, {
    operationId: 'reportHost',
    summary:
      'Say that an entry is wrong, closed or misleading, without personal data, or ask for its removal; five an hour',
    tag,
    params: HostPath,
    body: ReportDraft,
    answers: { 201: Reported },
    errors: ['host-not-found'],
    handler: async (request) => {
      const { caller, params, body, ip } = request;
      const countRequest = (db: Database) => countReport(db, senderOf(caller, ip));
      const taken = await reportHost(contextFor(caller), params.host, body, { countRequest });
      const next = body.kind === 'removal' ? REMOVAL_NEXT : WHAT_NEXT;
      const location = `/v1/hosts/${params.host}/reports/${taken.id}`;
      return { status: 201, body: { ...taken, text: next[languageOf(request)] }, location };
    },
  });

  privateGet(app, `${path}/:report`, {
    operationId: 'getReport',
    summary: 'A report of a host: for itself, its federations and administrators',
    tag,
    params: ReportPath,
    answer: Report,
    responseDescription: 'The report',
    allow: only(hostSpokesperson),
    errors: ['report-not-found'],
    handler: async ({ caller, params }) => ({
      body: await readReport(contextFor(caller), params.host, params.report),
    }),
  });

  privateGet(app, path, {
    operationId: 'listReports',
    summary:
      'Reports of a host, newest first: for itself, its federations and administrators, who alone read requests for removal',
    tag,
    params: HostPath,
    query: ReportListQuery,
    answer: ReportList,
    responseDescription: 'The reports',
    allow: only(hostSpokesperson),
    errors: ['invalid-cursor'],
    handler: async ({ caller, params, query }) => {
      const list = { path: `/v1/hosts/${params.host}/reports`, query };
      const after = readCursor(list, isReportCursor);
      const page = await readReports(contextFor(caller), params.host, query, after && reportPlaceOf(after));
      const last = page.reports.at(-1);
      const next = page.hasMore && last ? nextAddress(list, [last.reportedAt, last.id]) : null;
      return { body: { items: page.reports, total: page.total, next }, next };
    },
  });

  write(app, 'PUT', `${path}/:report/answer`, {
    operationId: 'answerReport',
    summary:
      'Say what became of a report; the entry itself is corrected by writing it, and a later answer replaces an earlier one',
    tag,
    params: ReportPath,
    body: ReportAnswer,
    answers: { 200: Report },
    allow: only(hostSpokesperson),
    errors: ['host-not-found', 'report-not-found'],
    handler: async ({ caller, params, body }) => ({
      status: 200,
      body: await answerReport(contextFor(caller), params.host, params.report, body),
    }),
  });
};
