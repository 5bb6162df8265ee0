import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import type { WriteWatch } from '../database/writing.ts';
import { errors } from '../http/openapi.ts';
import { strictObject } from '../vocabulary/shapes.ts';
import type { Metrics } from './metrics.ts';

const PATIENCE_MS = 500;
const tag = 'Service';

const State = (states: readonly string[]) => strictObject({ state: Type.Enum([...states], { type: 'string' }) });

/** Adds the probes for operators: liveness, readiness and metrics. */
export function addProbes(
  app: FastifyInstance,
  {
    catalogue,
    writes,
    isStopping,
    metrics,
  }: { catalogue: Catalogue; writes: WriteWatch; isStopping: () => boolean; metrics: Metrics },
): void {
  const probe = { config: { quota: false } as const };
  const uncached = (reply: FastifyReply) => reply.header('cache-control', 'no-store');
  app.get(
    '/healthz',
    {
      ...probe,
      schema: {
        operationId: 'getHealth',
        summary: 'The process lives',
        tags: [tag],
        response: { 200: { description: 'It lives', ...State(['alive']) }, ...errors() },
      },
    },
    async (_request, reply) => uncached(reply).send({ state: 'alive' }),
  );

  app.get(
    '/readyz',
    {
      ...probe,
      schema: {
        operationId: 'getReadiness',
        summary: 'Whether reads are answered, and writes too',
        tags: [tag],
        response: {
          200: {
            description: 'ready, or degraded: the database is away or takes no writes, reading goes on',
            ...State(['ready', 'degraded']),
          },
          503: { description: 'Not yet loaded, or stopping', ...State(['starting', 'stopping']) },
          ...Object.fromEntries(Object.entries(errors()).filter(([status]) => status !== '503')),
        },
      },
    },
    async (_request, reply) => {
      if (isStopping()) return uncached(reply).code(503).header('retry-after', 5).send({ state: 'stopping' });
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<false>((resolve) => {
        timer = setTimeout(resolve, PATIENCE_MS, false);
      });
      const worksInTime = await Promise.race([
        catalogue
          .catchUp()
          .then(writes.works)
          .catch(() => false),
        patience,
      ]);
      clearTimeout(timer);
      return uncached(reply).send({ state: worksInTime ? 'ready' : 'degraded' });
    },
  );

  app.get(
    '/metrics',
    {
      ...probe,
      schema: {
        operationId: 'getMetrics',
        summary: 'Prometheus metrics',
        tags: [tag],
        response: {
          200: { description: 'Prometheus text', content: { 'text/plain': { schema: Type.String() } } },
          ...errors(),
        },
      },
    },
    async (_request, reply) =>
      uncached(reply)
        .type(metrics.contentType)
        .send(await metrics.text()),
  );
}
