import { at, columns, median } from '../support/numbers.ts';

/** The budget of errors: answers by class and phase, how long each kind took, and the longest time without an answer. */

export const PHASES = ['quiet', 'kill', 'failover', 'cut', 'upgrade'] as const;
export type Phase = (typeof PHASES)[number];

/** What is refused on purpose comes in two classes: the writer must read again, or wait. */
export type Outcome = 'done' | 'stale' | 'busy' | 'unavailable' | 'refused' | 'failed' | 'cut off';
const OUTCOMES: readonly Outcome[] = ['done', 'stale', 'busy', 'unavailable', 'refused', 'failed', 'cut off'];

export function outcomeOf(status: number | undefined): Outcome {
  if (status === undefined) return 'cut off';
  if (status < 400) return 'done';
  if (status === 412) return 'stale';
  if (status === 429) return 'busy';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return status < 500 ? 'refused' : 'failed';
}

export function createBudget(kinds: { reads: readonly string[]; writes: readonly string[] }) {
  let phase: Phase = 'quiet';
  const outcomes = new Map<string, number>();
  const took = new Map<string, number[]>();
  const lastDone = { reads: performance.now(), writes: performance.now() };
  const gaps = Object.fromEntries(PHASES.map((one) => [one, { reads: 0, writes: 0 }])) as Record<
    Phase,
    typeof lastDone
  >;
  const groupOf = (kind: string) => (kinds.reads.includes(kind) ? 'reads' : 'writes');
  /** A time without an answer counts for the phase in which it ends, and for that in which it began. */
  const endGap = (group: 'reads' | 'writes') => {
    const now = performance.now();
    gaps[phase][group] = Math.max(gaps[phase][group], now - lastDone[group]);
    lastDone[group] = now;
  };
  const count = (of: Phase, outcome: Outcome): number => outcomes.get(`${of} ${outcome}`) ?? 0;
  const total = (outcome: Outcome) => PHASES.reduce((sum, one) => sum + count(one, outcome), 0);
  return {
    enter(next: Phase): void {
      for (const group of ['reads', 'writes'] as const)
        gaps[phase][group] = Math.max(gaps[phase][group], performance.now() - lastDone[group]);
      phase = next;
    },
    add(kind: string, status: number | undefined, ms: number): void {
      const outcome = outcomeOf(status);
      const key = `${phase} ${outcome}`;
      outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
      if (outcome !== 'done') return;
      const list = took.get(kind) ?? [];
      took.set(kind, list);
      list.push(ms);
      endGap(groupOf(kind));
    },
    total,
    lines(): string[] {
      const row = (cells: readonly (string | number)[]) => columns([12, 12], cells);
      const lines = [row(['answers', ...OUTCOMES, 'no read ms', 'no write ms'])];
      for (const one of PHASES) {
        const { reads, writes } = gaps[one];
        const counts = OUTCOMES.map((outcome) => count(one, outcome));
        lines.push(row([one, ...counts, Math.round(reads), Math.round(writes)]));
      }
      lines.push('', row(['kind', 'done', 'p50 ms', 'p99 ms']));
      for (const kind of [...kinds.reads, ...kinds.writes]) {
        const times = took.get(kind) ?? [];
        lines.push(row([kind, times.length, median(times).toFixed(1), at(0.99, times).toFixed(1)]));
      }
      return lines;
    },
  };
}
export type Budget = ReturnType<typeof createBudget>;
