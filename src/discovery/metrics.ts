import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Registry } from 'prom-client';
import type { Catalogue } from '../catalogue/follow.ts';
import { Durations, registerDurations } from './durations.ts';

/** Prometheus metrics of one application; nothing in them is about a person. */
export interface Metrics {
  text(): Promise<string>;
  contentType: string;
  /** Documents found to differ from their rows by the background check. */
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
