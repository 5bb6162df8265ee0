/** A statement of an answer: `words.ts` makes the sentence. Amounts are euros, room is gigabytes. */
export interface Reason {
  readonly code: string;
  readonly params: Record<string, unknown>;
}
