import type { Static } from 'typebox';
import Value from 'typebox/value';
import type { Routes } from '../bercail.ts';
import { errors } from '../http/openapi.ts';
import { readPage, writeCursor } from '../http/pagination.ts';
import { mustBeKnown } from '../requests/caller.ts';
import { isTrailKey, listAudit, type TrailKey } from './audit.ts';
import { AuditQuery, AuditQuestion, AuditTrail } from './schema.ts';

const PATH = '/v1/audit';
const isQuestion = (value: unknown): value is AuditQuestion => Value.Check(AuditQuestion, value);

/** Who changed what, for those whom it concerns. */
export const auditRoutes: Routes = (app, { contextFor }) => {
  app.get<{ Querystring: Static<typeof AuditQuery> }>(
    PATH,
    {
      config: { crossOrigin: false },
      onRequest: async ({ caller }) => mustBeKnown(caller),
      schema: {
        operationId: 'listAudit',
        summary: 'Who changed what, latest first: all of it for an administrator, for others what concerns them',
        tags: ['Accounts'],
        security: [{ token: [] }],
        querystring: AuditQuery,
        response: {
          200: { description: 'A page of the trail', content: { 'application/json': { schema: AuditTrail } } },
          ...errors(
            'no-token',
            'not-yours',
            'host-not-found',
            'federation-not-found',
            'invalid-cursor',
            'database-unavailable',
          ),
        },
      },
    },
    async ({ caller, query }, reply) => {
      const { lang: _, ...asked } = query;
      const { question, after } = readPage(asked, isQuestion, isTrailKey);
      const { items, total, next: from } = await listAudit(contextFor(caller), question, after as TrailKey | undefined);
      const next = from ? `${PATH}?cursor=${writeCursor({ query: question, after: from })}` : null;
      if (next) reply.header('link', `<${next}>; rel="next"`);
      return reply.header('cache-control', 'private, no-store').send({ items, total, next });
    },
  );
};
