import type { FastifyInstance, FastifyReply } from 'fastify';
import { Counter, Gauge, type Histogram, Registry } from 'prom-client';
import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import type { WriteWatch } from '../database/writing.ts';
import { errors } from '../http/openapi.ts';
import { strictObject } from '../vocabulary/shapes.ts';

const SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5];

interface Labels {
  method: string;
  route: string;
  status: number;
}

/** Observed durations for one set of labels. */
class Durations {
  readonly labels: Labels;
  /** Number of observations in each bucket, not cumulative; the last bucket is for values above the last bound. */
  readonly counts: number[] = Array(SECONDS.length + 1).fill(0);
  sum = 0;

  constructor(labels: Labels) {
    this.labels = labels;
  }

  observe(seconds: number): void {
    let at = 0;
    while (at < SECONDS.length && seconds > (SECONDS[at] as number)) at++;
    this.counts[at] = (this.counts[at] as number) + 1;
    this.sum += seconds;
  }
}

/**
 * Registers a Prometheus histogram of seconds that is counted here. The histogram of prom-client formats labels and
 * bucket names for each request, which takes a tenth of the time of a small response.
 */
function registerDurations(
  registry: Registry,
  { name, help, all }: { name: string; help: string; all: () => Iterable<Durations> },
): void {
  const valuesOf = ({ labels, counts, sum }: Durations) => {
    let cumulative = 0;
    const buckets = [...SECONDS, '+Inf'].map((le, at) => {
      cumulative += counts[at] as number;
      return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: cumulative };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: cumulative },
    ];
  };
  const metric = { name, get: async () => ({ name, help, type: 'histogram', values: [...all()].flatMap(valuesOf) }) };
  // A registry uses no other properties of a metric.
  registry.registerMetric(metric as unknown as Histogram);
}

/** Prometheus metrics of one application, without personal data. */
export interface Metrics {
  text(): Promise<string>;
  contentType: string;
  /** Number of documents that the background check found to differ from their rows. */
  drift: Gauge;
}

export function addMetrics(app: FastifyInstance, catalogue: Catalogue): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const durations = new Map<string, Durations>();
  registerDurations(registry, {
    name: 'bercail_request_seconds',
    help: 'Time to answer, by route and status',
    all: () => durations.values(),
  });
  const failures = new Counter({ name: 'bercail_failures_total', help: 'Answers above 499', registers });
  new Gauge({
    name: 'bercail_catalogue_revision',
    help: 'Revision that reads are answered from',
    registers,
    collect() {
      this.set(catalogue.current().revision);
    },
  });
  new Gauge({
    name: 'bercail_catalogue_hosts',
    help: 'Hosts in the catalogue',
    registers,
    collect() {
      this.set(catalogue.current().documents.length);
    },
  });
  new Gauge({
    name: 'bercail_database_up',
    help: '1 while the database answers',
    registers,
    collect() {
      this.set(catalogue.isFollowing() ? 1 : 0);
    },
  });
  const drift = new Gauge({
    name: 'bercail_catalogue_drift',
    help: 'Documents in memory that differ from the rows they were made of',
    registers,
  });

  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    const key = `${method} ${status} ${route}`;
    let observed = durations.get(key);
    if (!observed) {
      observed = new Durations({ method, route, status });
      durations.set(key, observed);
    }
    observed.observe(reply.elapsedTime / 1000);
    if (status >= 500) failures.inc();
    done();
  });

  return { text: () => registry.metrics(), contentType: registry.contentType, drift };
}

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
