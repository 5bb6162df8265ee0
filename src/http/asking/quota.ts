import type { Caller } from '../../requests/caller.ts';
import type { SharedCounts, SharedQuota, Window } from './shared-counts.ts';

/** What is left of a quota after this request. */
interface Allowance {
  exceeded: boolean;
  remaining: number;
  /** Seconds until the window ends. */
  seconds: number;
}

const KEYS_MAX = 50_000;

/**
 * Where in the minute the windows of a key end: the same in every process, so that all count in the same window, and
 * not the same for all keys, so that not all who were refused come back in one instant.
 */
function placeOf(key: string, windowMs: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % windowMs;
}

interface QuotaOptions {
  /** The same in every process, and another for each quota. */
  name: string;
  max: number;
  windowMs: number;
  shared: SharedCounts;
}

/**
 * Counts requests by key, in windows that follow each other. Not a library, because it runs for every request: without a
 * promise, a 304 takes a quarter less time.
 */
export class Quota {
  readonly #windowMs: number;
  readonly #shared: SharedCounts;
  readonly #of: SharedQuota;
  /** Oldest windows first: a key's new window is appended. */
  readonly #windows = new Map<string, Window>();

  constructor({ name, max, windowMs, shared }: QuotaOptions) {
    this.#windowMs = windowMs;
    this.#shared = shared;
    this.#of = shared.add(name, max, this.#windows);
  }

  /** Takes back one request that should not have counted; the others are told when they were told too much. */
  giveBack(key: string): void {
    const window = this.#windows.get(key);
    if (!window || window.count === 0) return;
    window.count--;
    if (window.count + 2 * this.#of.part <= window.tellAt) this.#shared.tell(window);
  }

  take(key: string): Allowance {
    const now = this.#shared.now();
    let window = this.#windows.get(key);
    // A window that ends too far in the future was begun while the clock was ahead.
    if (!window || window.endsAt <= now || window.endsAt > now + this.#windowMs) window = this.#begin(key, now);
    window.count++;
    if (window.count === window.tellAt) this.#shared.tell(window);
    if (window.lookedUpAt !== this.#shared.news) this.#shared.lookUp(window);
    const left = this.#of.max - window.count - window.others.total;
    return { exceeded: left < 0, remaining: Math.max(0, left), seconds: Math.ceil((window.endsAt - now) / 1000) };
  }

  #begin(key: string, now: number): Window {
    const place = placeOf(key, this.#windowMs);
    const endsAt = now + this.#windowMs - ((now - place) % this.#windowMs);
    const window = this.#shared.windowOf(this.#of, key, endsAt);
    this.#windows.delete(key);
    this.#windows.set(key, window);
    if (this.#windows.size > KEYS_MAX) this.#windows.delete(this.#windows.keys().next().value as string);
    return window;
  }
}

/** A quota that reports itself in headers of the answer (IETF draft "RateLimit header fields for HTTP"). */
export class ReportedQuota extends Quota {
  readonly #reportedAs: string;
  readonly #policy: string;

  constructor(options: QuotaOptions, reportedAs = options.name) {
    super(options);
    this.#reportedAs = reportedAs;
    this.#policy = `"${reportedAs}";q=${options.max};w=${options.windowMs / 1000}`;
  }

  /** Alternating names and values. */
  headersOf({ remaining, seconds }: Allowance): [string, string, string, string] {
    return ['ratelimit-policy', this.#policy, 'ratelimit', `"${this.#reportedAs}";r=${remaining};t=${seconds}`];
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
