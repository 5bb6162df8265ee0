/** A complete answer, ready to be sent again. */
export interface CachedAnswer {
  body: Buffer;
  headers: Record<string, string>;
}

const SEEN_MAX = 20_000;
/** Longer addresses are rarely requested twice, and would fill the memory of addresses seen once. */
const ADDRESS_MAX = 1000;

interface CacheEntry {
  answer: CachedAnswer;
  /** Whether it was sent again since it was last spared from eviction. */
  used: boolean;
}

/**
 * Caches the answers of one state of the catalogue by address, up to a number of bytes. Evicts the oldest answer first,
 * unless it was used since (second-chance eviction). An answer is cached only at the second request for its address, so
 * that addresses requested once evict nothing.
 */
export class AnswerCache {
  /** In eviction order. */
  readonly #answers = new Map<string, CacheEntry>();
  readonly #seen = new Set<string>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  find(address: string): CachedAnswer | undefined {
    const entry = this.#answers.get(address);
    if (!entry) return undefined;
    entry.used = true;
    return entry.answer;
  }

  /** @returns the cached answer; undefined when it was not cached */
  add(address: string, body: string | Buffer, headers: Record<string, string>): CachedAnswer | undefined {
    const cached = this.#answers.get(address);
    if (cached) return cached.answer;
    if (address.length > ADDRESS_MAX) return undefined;
    if (!this.#seen.delete(address)) {
      if (this.#seen.size >= SEEN_MAX) this.#seen.clear();
      this.#seen.add(address);
      return undefined;
    }
    // An answer that is sent once needs no buffer of its own.
    const answer = { body: typeof body === 'string' ? Buffer.from(body) : body, headers };
    if (answer.body.length > this.#maxBytes / 8) return undefined;
    const bytes = answer.body.length + address.length;
    for (const [oldest, kept] of this.#answers) {
      if (this.#bytes + bytes <= this.#maxBytes) break;
      this.#answers.delete(oldest);
      if (kept.used) {
        kept.used = false;
        this.#answers.set(oldest, kept);
      } else this.#bytes -= kept.answer.body.length + oldest.length;
    }
    this.#answers.set(address, { answer, used: false });
    this.#bytes += bytes;
    return answer;
  }

  clear(): void {
    this.#answers.clear();
    this.#seen.clear();
    this.#bytes = 0;
  }
}
