/** Limit for all serialised documents that are kept, in bytes of JSON: they are outside the heap, where no other limit is. */
const MEMORY_BYTES = 64_000_000;

interface Half {
  documents: WeakMap<object, Map<string, Buffer>>;
  bytes: number;
}

const emptyHalf = (): Half => ({ documents: new WeakMap(), bytes: 0 });

/**
 * Serialised documents, for as long as the documents live and there is room. Two halves: what was used since the newer
 * one began is in it, and when it is full, what was not used any more goes with the older one. Documents themselves are
 * not held.
 */
export class KeptJson {
  readonly #halfBytes: number;
  #newer = emptyHalf();
  #older = emptyHalf();

  constructor(maxBytes: number = MEMORY_BYTES) {
    this.#halfBytes = maxBytes / 2;
  }

  /** What is kept of a document, without counting as use. */
  peek(document: object, part = ''): Buffer | undefined {
    return this.#newer.documents.get(document)?.get(part) ?? this.#older.documents.get(document)?.get(part);
  }

  /** A document, or a part of it by its name, as JSON. */
  of(document: object, part: string, make: () => string): Buffer {
    const present = this.#newer.documents.get(document)?.get(part);
    if (present) return present;
    const json = this.#older.documents.get(document)?.get(part) ?? Buffer.from(make());
    this.#keep(document, part, json);
    return json;
  }

  #keep(document: object, part: string, json: Buffer): void {
    if (json.length > this.#halfBytes) return;
    if (this.#newer.bytes + json.length > this.#halfBytes) {
      this.#older = this.#newer;
      this.#newer = emptyHalf();
    }
    const parts = this.#newer.documents.get(document) ?? new Map<string, Buffer>();
    this.#newer.documents.set(document, parts.set(part, json));
    this.#newer.bytes += json.length;
  }
}
