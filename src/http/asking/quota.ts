import type { Caller } from '../../requests/caller.ts';

/** What is left of a quota after this request. */
interface Allowance {
  exceeded: boolean;
  remaining: number;
  /** Seconds until the window ends. */
  seconds: number;
}

const KEYS_MAX = 50_000;

/**
 * Counts requests by key in a window that begins with the first request. Not a library, because it runs for every
 * request: without a promise, a 304 takes a quarter less time.
 */
export class Quota {
  readonly #max: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  /** Oldest windows first: a key's new window is appended. */
  readonly #windows = new Map<string, { count: number; endsAt: number }>();

  constructor(max: number, windowMs: number, now: () => number = () => performance.now()) {
    this.#max = max;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Takes back one request that should not have counted. */
  giveBack(key: string): void {
    const window = this.#windows.get(key);
    if (window && window.count > 0) window.count--;
  }

  take(key: string): Allowance {
    const now = this.#now();
    let window = this.#windows.get(key);
    // A window that ends too far in the future was begun while the clock was ahead.
    if (!window || window.endsAt <= now || window.endsAt > now + this.#windowMs) {
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

/** A quota that reports itself in headers of the answer (IETF draft "RateLimit header fields for HTTP"). */
export class ReportedQuota extends Quota {
  readonly #name: string;
  readonly #policy: string;

  constructor(name: string, max: number, windowMs: number) {
    super(max, windowMs);
    this.#name = name;
    this.#policy = `"${name}";q=${max};w=${windowMs / 1000}`;
  }

  /** Alternating names and values. */
  headersOf({ remaining, seconds }: Allowance): [string, string, string, string] {
    return ['ratelimit-policy', this.#policy, 'ratelimit', `"${this.#name}";r=${remaining};t=${seconds}`];
  }
}

/**
 * Who a request counts against. All tokens of one host, of one federation, or of the administration share one count, so
 * that making more tokens does not raise the limit. A claimant has proven nothing yet, so its requests count against
 * the address.
 */
export function senderOf(caller: Caller, address: string): { by: 'token' | 'address'; key: string } {
  if (caller.role === 'host') return { by: 'token', key: `host ${caller.hostId}` };
  if (caller.role === 'federation') return { by: 'token', key: `federation ${caller.federationId}` };
  if (caller.role === 'anonymous' || caller.role === 'claimant') return { by: 'address', key: addressKey(address) };
  return { by: 'token', key: 'administration' };
}

/**
 * The rate-limit key of an address. IPv6 addresses count by their /64 prefix, because one subscriber has all addresses
 * in it.
 */
export function addressKey(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const groups = tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
