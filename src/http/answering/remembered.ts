/** A complete answer, ready to be sent again. */
export interface Remembered {
  body: Buffer;
  headers: Record<string, string>;
}

const SEEN_MAX = 20_000;
/** Longer ones are nobody's second question, and would fill the memory of those seen once. */
const ADDRESS_MAX = 1000;

interface Kept {
  answer: Remembered;
  /** Sent again since it was last spared. */
  used: boolean;
}

/**
 * Answers of one state of the catalogue by address, bounded in bytes: the oldest is forgotten first, but spared once
 * each time that it was asked for since. An answer is kept from the second time its address is asked: addresses that
 * never come back then push nothing out.
 */
export class RememberedAnswers {
  /** In the order in which they may go. */
  readonly #answers = new Map<string, Kept>();
  readonly #seen = new Set<string>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  find(address: string): Remembered | undefined {
    const kept = this.#answers.get(address);
    if (!kept) return undefined;
    kept.used = true;
    return kept.answer;
  }

  keep(address: string, answer: Remembered): void {
    if (address.length > ADDRESS_MAX) return;
    if (!this.#seen.delete(address)) {
      if (this.#seen.size >= SEEN_MAX) this.#seen.clear();
      this.#seen.add(address);
      return;
    }
    if (this.#answers.has(address) || answer.body.length > this.#maxBytes / 8) return;
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
  }

  clear(): void {
    this.#answers.clear();
    this.#seen.clear();
    this.#bytes = 0;
  }
}
