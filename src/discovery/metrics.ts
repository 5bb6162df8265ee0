import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client';
import type { Catalogue } from '../catalogue/follow.ts';
import type { ServerKind } from '../database/servers.ts';
import { SHED_REASONS, type ShedReason } from '../http/asking/load.ts';
import { VERSION } from '../version.ts';
import type { ReadInnerState } from './inner-state.ts';

const SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10];

type Labels = Record<string, string | number>;

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

interface Value {
  metricName?: string;
  labels: Labels;
  value: number;
}

/** Registers a metric whose values are made at each reading. A value that is not known is left out: it is not 0. */
function register(
  registry: Registry,
  type: 'gauge' | 'histogram',
  { name, help, values }: { name: string; help: string; values: () => Value[] },
): void {
  const metric = { name, get: async () => ({ name, help, type, values: values() }) };
  // A registry uses no other properties of a metric.
  registry.registerMetric(metric as unknown as Metric);
}

/**
 * A histogram of seconds that is counted here. The histogram of prom-client formats labels and bucket names for each
 * request, which takes a tenth of the time of a small response.
 */
const bucketsOf = (name: string, { labels, counts, sum }: Durations): Value[] => {
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

let ofProcess: Registry | undefined;
/** Memory, processor, event loop, garbage: of the process, whatever the number of applications in it. */
function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
    // They list every handle of the process at each reading: slow with two thousand connections.
    for (const name of ['handles', 'requests', 'resources'])
      for (const metric of [`nodejs_active_${name}`, `nodejs_active_${name}_total`])
        ofProcess.removeSingleMetric(metric);
  }
  return ofProcess;
}

/** Prometheus metrics of one application, without personal data. */
export interface Metrics {
  text(): Promise<string>;
  contentType: string;
  /** Number of documents that the background check found to differ from their rows. */
  drift: Gauge;
  noteShed(reason: ShedReason): void;
  /** Shows the connections of pools; those that are absent are left out. */
  watchPools(pools: { readonly [servers in ServerKind]?: pg.Pool | undefined }): void;
}

/** What differs from application to application. */
interface MetricsOptions {
  catalogue: Catalogue;
  /** The hash of the running code. */
  build: string;
  /** Absent on a server that only reads: it takes no writes, and the queues are watched where they are emptied. */
  readInnerState: ReadInnerState | undefined;
}

const secondsOf = (at: Date): number => at.getTime() / 1000;

export function addMetrics(app: FastifyInstance, { catalogue, build, readInnerState }: MetricsOptions): Metrics {
  const ofTheProcess = processRegistry();
  const registry = new Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, values: () => Value[]) =>
    register(registry, 'gauge', { name, help, values });
  const single = (name: string, help: string, value: () => number) =>
    gauge(name, help, () => [{ labels: {}, value: value() }]);

  single('bercail_catalogue_revision', 'Revision that reads are answered from', () => catalogue.current().revision);
  single('bercail_catalogue_hosts', 'Hosts in the catalogue', () => catalogue.current().hostsBefore.at(-1)!);
  const drift = new Gauge({
    name: 'bercail_catalogue_drift',
    help: 'Documents in memory that differ from the rows they were made of',
    registers,
  });
  const moves = new Durations({});
  catalogue.onMoved((seconds) => moves.observe(seconds));
  register(registry, 'histogram', {
    name: 'bercail_catalogue_move_seconds',
    help: 'Time to make the read model of a change',
    values: () => bucketsOf('bercail_catalogue_move_seconds', moves),
  });
  gauge('bercail_build_info', 'The running version, and a hash of its code', () => [
    { labels: { version: VERSION, build }, value: 1 },
  ]);

  const requests = new Map<string, Durations>();
  register(registry, 'histogram', {
    name: 'bercail_request_seconds',
    help: 'Time to answer, by route and status',
    values: () => [...requests.values()].flatMap((one) => bucketsOf('bercail_request_seconds', one)),
  });
  const failures = new Counter({
    name: 'bercail_failures_total',
    help: 'Answers above 499 that nobody meant; 503 is meant',
    registers,
  });
  const shed = new Counter({
    name: 'bercail_requests_shed_total',
    help: 'Requests refused because more arrive than can be answered',
    labelNames: ['reason'],
    registers,
  });
  for (const reason of SHED_REASONS) shed.inc({ reason }, 0);

  single('bercail_database_up', '1 while the database answers', () => (catalogue.isFollowing() ? 1 : 0));
  gauge('bercail_standby_lag_seconds', 'How old the data of the standby that is read is known to be at most', () => {
    const value = catalogue.standbyLagSeconds();
    return value === undefined ? [] : [{ labels: {}, value }];
  });
  let state: Awaited<ReturnType<ReadInnerState>>;
  // 0 also while the database that writes does not answer: a standby may be followed meanwhile, and 'up' tells of that one.
  if (readInnerState)
    single('bercail_database_writable', '1 while the database takes writes', () => (state?.isWritable ? 1 : 0));
  gauge(
    'bercail_queue_waiting',
    'What waits to be sent or read',
    () => state?.queues.map(({ queue, waiting }) => ({ labels: { queue }, value: waiting })) ?? [],
  );
  gauge(
    'bercail_queue_oldest_seconds',
    'How long the oldest of a queue waits; 0: nothing waits',
    () => state?.queues.map(({ queue, oldestSeconds }) => ({ labels: { queue }, value: oldestSeconds })) ?? [],
  );
  gauge('bercail_mail_last_sent_timestamp_seconds', 'When the mail server last took a mail', () =>
    state?.mailSentAt ? [{ labels: {}, value: secondsOf(state.mailSentAt) }] : [],
  );
  gauge(
    'bercail_task_last_run_timestamp_seconds',
    'When a task ended last',
    () =>
      state?.tasks.flatMap(({ name: task, lastRunAt }) =>
        lastRunAt ? [{ labels: { task }, value: secondsOf(lastRunAt) }] : [],
      ) ?? [],
  );
  gauge(
    'bercail_task_due_timestamp_seconds',
    'When a task is due next',
    () => state?.tasks.map(({ name: task, dueAt }) => ({ labels: { task }, value: secondsOf(dueAt) })) ?? [],
  );
  gauge(
    'bercail_task_failed',
    '1 when the last run of a task failed',
    () => state?.tasks.map(({ name: task, lastError }) => ({ labels: { task }, value: lastError ? 1 : 0 })) ?? [],
  );

  app.addHook('onResponse', (request, reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    const key = `${method} ${status} ${route}`;
    let observed = requests.get(key);
    if (!observed) {
      observed = new Durations({ method, route, status });
      requests.set(key, observed);
    }
    observed.observe(reply.elapsedTime / 1000);
    // 503 says that a crowd is refused, or that the database is away: other metrics tell of both.
    if (status >= 500 && status !== 503) failures.inc();
    done();
  });

  return {
    text: async () => {
      state = await readInnerState?.();
      return `${await ofTheProcess.metrics()}\n${await registry.metrics()}`;
    },
    contentType: registry.contentType,
    drift,
    noteShed: (reason) => shed.inc({ reason }),
    watchPools: (pools) =>
      gauge('bercail_database_connections', 'Connections to databases, and who waits for one', () =>
        (['writer', 'standby'] as const).flatMap((servers) => {
          const pool = pools[servers];
          if (!pool) return [];
          return [
            { labels: { state: 'open', servers }, value: pool.totalCount },
            { labels: { state: 'idle', servers }, value: pool.idleCount },
            { labels: { state: 'waiting', servers }, value: pool.waitingCount },
          ];
        }),
      ),
  };
}
