import { forgetRequests } from '../accounts/retries.ts';
import { forgetRuns, type ImportLog, readSources } from '../exchange/sources/importer.ts';
import { forgetFederationRequests } from '../federations/requests/commands.ts';
import { forgetDeliveries } from '../feed/webhooks/forget.ts';
import { expireDrafts } from '../hosts/entries/leaving.ts';
import { forgetClaims, handOverOwnerships } from '../hosts/ownership/claims.ts';
import { forgetReports } from '../hosts/reports/commands.ts';
import { forgetMails } from '../mail/queue.ts';
import type { Outgoing } from '../outgoing/fetch.ts';
import { forgetInvitations } from '../persons/invitations.ts';
import { forgetSessions } from '../persons/sessions.ts';
import { countCases } from '../recommendations/cases/counting.ts';
import { endCases } from '../recommendations/cases/end.ts';
import { widenStoredAnswers } from '../recommendations/communes.ts';
import type { Context } from '../record/context.ts';
import { forgetCounts } from '../record/counts.ts';
import { type Reminding, remindByMail } from '../waiting/quarterly/remind.ts';
import { type VisitOptions, visitSites } from '../watching/visits.ts';
import type { Task } from './scheduler.ts';

export interface TaskOptions {
  importLog?: ImportLog;
  /** Which sites may be visited, and with what delays. */
  visits?: Omit<VisitOptions, 'signal'>;
  /** What reminders need; absent: no mail is sent. */
  reminding?: Reminding | undefined;
}

/** All scheduled tasks. */
export const tasksOf = (
  context: Omit<Context, 'caller'>,
  outgoing: Outgoing,
  { importLog: log, visits = {}, reminding }: TaskOptions = {},
): Task[] => [
  {
    name: 'drafts',
    everyMinutes: 60,
    run: async () => {
      await expireDrafts(context);
      await forgetClaims(context);
    },
  },
  {
    name: 'idempotency-keys',
    everyMinutes: 60,
    run: async () => {
      await forgetRequests(context.db, context.clock());
    },
  },
  {
    name: 'counts',
    everyMinutes: 60,
    run: async () => {
      await forgetCounts(context);
    },
  },
  {
    name: 'reports',
    everyMinutes: 60,
    run: async () => {
      await forgetReports(context);
    },
  },
  {
    name: 'sessions',
    everyMinutes: 60,
    run: async () => {
      await forgetSessions(context);
      await forgetInvitations(context);
      await forgetFederationRequests(context);
    },
  },
  {
    name: 'imports',
    everyMinutes: 1,
    run: async (stopping) => {
      await readSources({ context, outgoing, log }, stopping);
    },
  },
  {
    name: 'import-reports',
    everyMinutes: 60 * 12,
    run: async () => {
      await forgetRuns(context);
    },
  },
  {
    name: 'ownership',
    everyMinutes: 60,
    run: async () => {
      await handOverOwnerships(context);
    },
  },
  {
    name: 'webhooks',
    everyMinutes: 60,
    run: async () => {
      await forgetDeliveries(context);
    },
  },
  {
    name: 'mails',
    everyMinutes: 60,
    run: async () => {
      await forgetMails(context);
    },
  },
  {
    name: 'cases',
    everyMinutes: 60,
    run: async (stopping) => {
      // Counted before old cases are removed.
      await countCases(context, stopping);
      await endCases(context, stopping);
      await widenStoredAnswers(context);
    },
  },
  {
    name: 'reminders',
    everyMinutes: 60 * 12,
    run: async (stopping) => {
      if (reminding) await remindByMail(context, reminding, stopping);
    },
  },
  // Last, because it takes minutes and the other tasks wait meanwhile. It also visits home pages; its name is older
  // than that, and must not change.
  {
    name: 'evidence-pages',
    everyMinutes: 10,
    run: async (signal) => {
      await visitSites(context, outgoing, { ...visits, ...(signal && { signal }) });
    },
  },
];
