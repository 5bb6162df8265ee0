/** What is left to whoever asks, after this request. */
export interface Allowance {
  exceeded: boolean;
  remaining: number;
  /** Seconds until the count begins anew. */
  seconds: number;
}

const KEYS_MAX = 50_000;

/**
 * Counts requests by key over a minute that begins with the first one. Ours and not a library's because it stands
 * in the way of every request: without a promise, answering 304 costs a quarter less.
 */
export class Quota {
  readonly #max: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  /** Oldest windows first: a key whose window is over is put again at the end. */
  readonly #windows = new Map<string, { count: number; endsAt: number }>();

  constructor(max: number, windowMs: number, now: () => number = () => performance.now()) {
    this.#max = max;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  take(key: string): Allowance {
    const now = this.#now();
    let window = this.#windows.get(key);
    if (!window || window.endsAt <= now) {
      this.#windows.delete(key);
      window = { count: 0, endsAt: now + this.#windowMs };
      this.#windows.set(key, window);
      if (this.#windows.size > KEYS_MAX) this.#windows.delete(this.#windows.keys().next().value as string);
    }
    window.count++;
    return {
      exceeded: window.count > this.#max,
      remaining: Math.max(0, this.#max - window.count),
      seconds: Math.ceil((window.endsAt - now) / 1000),
    };
  }
}
