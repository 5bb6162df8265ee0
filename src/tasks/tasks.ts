import { forgetRequests } from '../accounts/retries.ts';
import { forgetDeliveries } from '../feed/webhooks/forget.ts';
import { expireDrafts } from '../hosts/leaving.ts';
import { forgetClaims, handOverOwnerships } from '../hosts/ownership/claims.ts';
import { forgetReports } from '../hosts/reports/commands.ts';
import type { Outgoing } from '../outgoing/fetch.ts';
import type { Context } from '../record/context.ts';
import { lookAtPages } from '../statements/evidence-pages.ts';
import type { Task } from './scheduler.ts';

/** All scheduled tasks. */
export const tasksOf = (context: Omit<Context, 'caller'>, outgoing: Outgoing): Task[] => [
  {
    name: 'evidence-pages',
    everyMinutes: 10,
    run: async () => {
      await lookAtPages(context, outgoing);
    },
  },
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
    name: 'reports',
    everyMinutes: 60,
    run: async () => {
      await forgetReports(context);
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
];
