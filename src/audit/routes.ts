import Value from 'typebox/value';
import type { Routes } from '../bercail.ts';
import { privateGet } from '../http/get.ts';
import { readPage, writeCursor } from '../http/pagination.ts';
import { anyToken } from '../record/context.ts';
import { isTrailKey, listAudit, type TrailKey } from './audit.ts';
import { AuditQuery, AuditQuestion, AuditTrail } from './schema.ts';

const PATH = '/v1/audit';
const isQuestion = (value: unknown): value is AuditQuestion => Value.Check(AuditQuestion, value);

/** Who changed what, for those whom it concerns. */
export const auditRoutes: Routes = (app, { only, contextFor }) => {
  privateGet(
    app,
    PATH,
    {
      operationId: 'listAudit',
      summary: 'Who changed what, latest first: all of it for an administrator, for others what concerns them',
      tag: 'Accounts',
      query: AuditQuery,
      answer: AuditTrail,
      responseDescription: 'A page of the trail',
      allow: only(anyToken),
      errors: ['host-not-found', 'federation-not-found', 'invalid-cursor'],
    },
    async ({ caller, query: { lang: _, ...query } }) => {
      const { question, after } = readPage(query, isQuestion, isTrailKey);
      const { items, total, next: from } = await listAudit(contextFor(caller), question, after as TrailKey | undefined);
      const next = from ? `${PATH}?cursor=${writeCursor({ query: question, after: from })}` : null;
      return { body: { items, total, next }, next };
    },
  );
};
