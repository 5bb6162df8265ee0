import type { CoverProblem } from '../../src/matching/engine/together/cover.ts';

/** A host by what it asks for each set of usages, for the search of covers. */
export interface CoverHost {
  readonly low: number;
  readonly costs: ReadonlyMap<number, number>;
}

export function coverProblem(hosts: readonly CoverHost[], usages: number): CoverProblem {
  const sorted = hosts.map(({ costs }) => [...costs].sort(([a], [b]) => a - b));
  const starts = new Uint32Array(hosts.length + 1);
  sorted.forEach((costs, host) => {
    starts[host + 1] = starts[host]! + costs.length;
  });
  const shares = sorted.flat();
  return {
    kind: 'three',
    full: 2 ** usages - 1,
    starts,
    masks: Uint16Array.from(shares, ([mask]) => mask),
    keys: Float64Array.from(shares, ([, key]) => key),
    lows: Uint8Array.from(hosts, ({ low }) => low),
  };
}
