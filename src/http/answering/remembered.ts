/** A complete answer, ready to be sent again. */
export interface Remembered {
  body: Buffer;
  headers: Record<string, string>;
}

const SEEN_MAX = 20_000;

/**
 * Answers of one state of the catalogue by address, the least used forgotten first, bounded in bytes. An answer is
 * kept from the second time its address is asked: addresses that never come back then push nothing out.
 */
export class RememberedAnswers {
  readonly #answers = new Map<string, Remembered>();
  readonly #seen = new Set<string>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  find(address: string): Remembered | undefined {
    const answer = this.#answers.get(address);
    if (!answer) return undefined;
    // Only a crowded memory needs to know which answer was used last.
    if (this.#bytes > this.#maxBytes / 2) {
      this.#answers.delete(address);
      this.#answers.set(address, answer);
    }
    return answer;
  }

  keep(address: string, answer: Remembered): void {
    if (!this.#seen.delete(address)) {
      if (this.#seen.size >= SEEN_MAX) this.#seen.clear();
      this.#seen.add(address);
      return;
    }
    if (this.#answers.has(address) || answer.body.length > this.#maxBytes / 8) return;
    this.#answers.set(address, answer);
    this.#bytes += answer.body.length + address.length;
    for (const [oldest, { body }] of this.#answers) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#answers.delete(oldest);
      this.#bytes -= body.length + oldest.length;
    }
  }

  clear(): void {
    this.#answers.clear();
    this.#seen.clear();
    this.#bytes = 0;
  }
}
