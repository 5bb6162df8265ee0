import { privateGet } from '../http/get.ts';
import { nextAddress, readCursor } from '../http/pagination.ts';
import { anyToken } from '../record/context.ts';
import type { Routes } from '../record/writer.ts';
import { type AuditCursor, AuditQuery, AuditTrail, isAuditCursor, listAudit } from './audit.ts';

const PATH = '/v1/audit';

export const auditRoutes: Routes<'only' | 'contextFor'> = (app, { only, contextFor }) => {
  privateGet(app, PATH, {
    operationId: 'listAudit',
    summary: 'Who changed what, latest first: all of it for an administrator, for others what concerns them',
    tag: 'Accounts',
    query: AuditQuery,
    answer: AuditTrail,
    responseDescription: 'A page of the trail',
    allow: only(anyToken),
    errors: ['host-not-found', 'federation-not-found', 'invalid-cursor'],
    handler: async ({ caller, query }) => {
      const list = { path: PATH, query };
      const after = readCursor(list, isAuditCursor) as AuditCursor | undefined;
      const { items, total, next: from } = await listAudit(contextFor(caller), query, after);
      const next = from ? nextAddress(list, from) : null;
      return { body: { items, total, next }, next };
    },
  });
};
