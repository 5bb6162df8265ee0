import type { Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5];

export interface Labels {
  method: string;
  route: string;
  status: number;
}

/** What was observed for one set of labels. */
export class Durations {
  readonly labels: Labels;
  /** Observations up to each bound and above the one before; those above the last bound at the end. */
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
 * A Prometheus histogram of seconds, written by prom-client and counted here: its own works out the labels and the
 * name of the bucket anew for each request, which is a tenth of what a small answer costs.
 */
export function registerDurations(
  registry: Registry,
  { name, help, all }: { name: string; help: string; all: () => Iterable<Durations> },
): void {
  const valuesOf = ({ labels, counts, sum }: Durations) => {
    let below = 0;
    const buckets = [...SECONDS, '+Inf'].map((le, at) => {
      below += counts[at] as number;
      return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: below };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: sum },
      { metricName: `${name}_count`, labels, value: below },
    ];
  };
  const metric = { name, get: async () => ({ name, help, type: 'histogram', values: [...all()].flatMap(valuesOf) }) };
  // A registry asks its metrics for no more than this.
  registry.registerMetric(metric as unknown as Histogram);
}
