import { readFileSync } from 'node:fs';

/** One answer that the service gave to the example of a request; of each list its first item. */
export interface ExampleAnswer {
  status: number;
  body: unknown;
}

/**
 * An answer for each operation that answers JSON, by `operationId`. `npm run openapi:answers` asks the service for them and
 * writes the file; the same test says when an answer has another shape today.
 */
export const exampleAnswers = (): Readonly<Record<string, ExampleAnswer>> =>
  JSON.parse(readFileSync(new URL('../../openapi/answers.json', import.meta.url), 'utf8'));
