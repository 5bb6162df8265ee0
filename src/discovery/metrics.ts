import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, type Histogram, Registry } from 'prom-client';
import type { Catalogue } from '../catalogue/follow.ts';

const SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5];

export interface Labels {
  method: string;
  route: string;
  status: number;
}

/** Observed durations for one set of labels. */
export class Durations {
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
export function registerDurations(
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
