import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Catalogue } from '../catalogue/follow.ts';

const SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5];

/** Prometheus metrics of one application; nothing in them is about a person. */
export interface Metrics {
  text(): Promise<string>;
  contentType: string;
  /** Documents found to differ from their rows by the background check. */
  drift: Gauge;
}

export function addMetrics(app: FastifyInstance, catalogue: Catalogue): Metrics {
  const registers = [new Registry()];
  const duration = new Histogram({
    name: 'bercail_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
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

  // Finding a labelled child costs more than observing: each is looked up once.
  const children = new Map<string, { observe(seconds: number): void }>();
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    const key = `${request.method} ${status} ${route}`;
    let child = children.get(key);
    if (!child) {
      child = duration.labels(request.method, route, String(status));
      children.set(key, child);
    }
    child.observe(reply.elapsedTime / 1000);
    if (status >= 500) failures.inc();
    done();
  });

  const registry = registers[0] as Registry;
  return { text: () => registry.metrics(), contentType: registry.contentType, drift };
}
