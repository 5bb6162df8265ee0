import { createHmac, randomBytes } from 'node:crypto';

/** Others are told of a key each time it has counted one more such part of its limit. */
const PARTS = 20;
/** With 24 bytes at most for each, a message stays below the 8,000 bytes of a notification. */
const KEYS_AT_ONCE = 300;
const WAITING_MAX = 3_000;
const HEARD_MAX = 10_000;
const PROCESSES_MAX = 64;
/** The longest window. What was heard earlier concerns windows that are over. */
const HEARD_MS = 60_000;
const ID_BYTES = 9;
/** Who tells, then hashes with their counts; without any, the sender asks to be told everything. */
const MESSAGE = /^[\w-]{12}(?: [\w-]{12}:\d{1,10})*$/;

/** The requests of one key in one window. */
export interface Window {
  readonly quota: SharedQuota;
  readonly key: string;
  readonly endsAt: number;
  /** Those that this process counted. */
  count: number;
  /** The count at which the others are told next. */
  tellAt: number;
  /** What others counted, as far as it is known. */
  others: { readonly total: number };
  /** `SharedCounts.news` when `others` was looked up. */
  lookedUpAt: number;
  hash: string | undefined;
}

export interface SharedQuota {
  /** The same in every process, and another for each quota. */
  readonly name: string;
  readonly max: number;
  readonly part: number;
}

interface Heard {
  total: number;
  by: Map<string, number>;
}

const NOTHING_HEARD = { total: 0 };

/**
 * Processes on one database tell each other what they count, so that a limit holds over all of them. A process tells a
 * key once it has counted a part of its limit. It sends a hash of the key, which changes with each window: without the
 * secret nobody can tell which address it is. It sends the count of the whole window: the next message repairs one that
 * was lost, and a message that comes twice counts once.
 */
export class SharedCounts {
  readonly channel = 'bercail_counts';
  /** Grows with each hash that was not known: a window must be looked up again. */
  news = 0;
  readonly now: () => number;
  readonly #secret: Buffer;
  readonly #self = randomBytes(ID_BYTES).toString('base64url');
  readonly #windows: ReadonlyMap<string, Window>[] = [];
  readonly #waiting = new Set<Window>();
  #wake: (() => void) | undefined;
  #asks = false;
  #tellsAll = false;
  /** By hash. */
  #heard = new Map<string, Heard>();
  #heardBefore = new Map<string, Heard>();
  #heardSince = 0;

  /**
   * @param secret the same in every process
   * @param now the time of day in milliseconds; it is asked for every request, so it makes no date
   */
  constructor(secret: string, now: () => number) {
    this.#secret = createHmac('sha256', secret).update('counts of requests').digest();
    this.now = now;
  }

  add(name: string, max: number, windows: ReadonlyMap<string, Window>): SharedQuota {
    this.#windows.push(windows);
    return { name, max, part: Math.ceil(max / PARTS) };
  }

  windowOf(quota: SharedQuota, key: string, endsAt: number): Window {
    const unknown = { others: NOTHING_HEARD, lookedUpAt: 0, hash: undefined };
    return { quota, key, endsAt, count: 0, tellAt: quota.part, ...unknown };
  }

  /** Tells the others of this window, soon. While nobody listens, nothing waits. */
  tell(window: Window): void {
    if (!this.#wake) return;
    if (this.#waiting.size < WAITING_MAX) this.#waiting.add(window);
    window.tellAt = window.count + window.quota.part;
    this.#wake();
  }

  /** Finds what others have told of this window. */
  lookUp(window: Window): void {
    window.lookedUpAt = this.news;
    this.#forget();
    // Hashes take longer than all else that a request is counted with.
    if (this.#heard.size + this.#heardBefore.size > 0) {
      const hash = this.#hashOf(window);
      window.others = this.#heard.get(hash) ?? this.#heardBefore.get(hash) ?? window.others;
    }
  }

  /* The conversation, as the connection that listens holds it. */

  begin(wake: () => void): void {
    this.#wake = wake;
    this.#asks = true;
    this.#tellsAll = true;
  }

  end(): void {
    this.#wake = undefined;
    this.#waiting.clear();
  }

  next(): string | undefined {
    if (this.#asks) {
      this.#asks = false;
      return this.#self;
    }
    const now = this.now();
    if (this.#tellsAll) this.#awaitAll(now);
    for (const window of this.#waiting) if (window.endsAt <= now) this.#waiting.delete(window);
    const told = [...this.#waiting].sort((one, other) => other.count - one.count).slice(0, KEYS_AT_ONCE);
    if (told.length === 0) return undefined;
    const counts = told.map((window) => {
      const { count, quota } = window;
      this.#waiting.delete(window);
      // Beyond the limit, more changes nothing.
      window.tellAt = count < quota.max ? count + quota.part : Number.POSITIVE_INFINITY;
      return `${this.#hashOf(window)}:${Math.min(count, quota.max)}`;
    });
    return [this.#self, ...counts].join(' ');
  }

  hear(message: string): void {
    if (!MESSAGE.test(message)) return;
    const [from, ...counts] = message.split(' ') as [string, ...string[]];
    if (from === this.#self) return;
    if (counts.length === 0) {
      this.#tellsAll = true;
      this.#wake?.();
    }
    for (const told of counts) {
      const [hash, count] = told.split(':') as [string, string];
      this.#note(from, hash, Number(count));
    }
  }

  #note(from: string, hash: string, count: number): void {
    this.#forget();
    let heard = this.#heard.get(hash);
    if (!heard) {
      heard = this.#heardBefore.get(hash);
      if (!heard) {
        heard = { total: 0, by: new Map() };
        this.news++;
      }
      this.#heard.set(hash, heard);
    }
    const before = heard.by.get(from);
    if (before === undefined && heard.by.size >= PROCESSES_MAX) return;
    heard.by.set(from, count);
    heard.total += count - (before ?? 0);
  }

  #awaitAll(now: number): void {
    this.#tellsAll = false;
    for (const windows of this.#windows)
      for (const window of windows.values()) {
        // Windows that are over stay until their key comes again: they must not take the places.
        const isBusy = window.endsAt > now && window.count >= window.quota.part;
        if (isBusy && this.#waiting.size < WAITING_MAX) this.#waiting.add(window);
      }
  }

  /** Two generations: what was heard is found for one to two windows. */
  #forget(): void {
    const age = this.now() - this.#heardSince;
    // The age is negative when the clock was ahead.
    if (age >= 0 && age < HEARD_MS && this.#heard.size < HEARD_MAX) return;
    this.#heardBefore = age >= 0 && age < 2 * HEARD_MS ? this.#heard : new Map();
    this.#heard = new Map();
    this.#heardSince = this.now();
  }

  #hashOf(window: Window): string {
    window.hash ??= createHmac('sha256', this.#secret)
      .update(`${window.quota.name} ${window.endsAt} ${window.key}`)
      .digest()
      .toString('base64url', 0, ID_BYTES);
    return window.hash;
  }
}
