/**
 * Domain errors as stable codes, independent of HTTP and SQL: `http/problems.ts` gives each code a status and a title,
 * `database/errors.ts` maps constraint names to codes.
 */

import type { FAULT_CODES } from './fault-codes.ts';
export const ERROR_CODES = [
  // reading a request
  'malformed-request',
  'invalid-request',
  'invalid-cursor',
  'address-too-long',
  'headers-too-large',
  'body-too-large',
  'unsupported-media-type',
  // the caller
  'no-token',
  'bad-token',
  'not-yours',
  'from-another-site',
  // the resource
  'route-not-found',
  'method-not-allowed',
  'host-not-found',
  'host-gone',
  'service-not-found',
  'federation-not-found',
  'request-not-found',
  'alias-not-found',
  'claim-not-found',
  'commitment-not-found',
  'member-not-found',
  'review-not-found',
  'reply-not-found',
  'vouch-not-found',
  'choice-not-found',
  'helper-not-found',
  'criterion-not-found',
  'policy-not-found',
  'token-not-found',
  'invitation-not-found',
  'suspension-not-found',
  'closing-not-found',
  'succession-not-found',
  'report-not-found',
  'private-address-not-found',
  'revision-not-found',
  'epoch-changed',
  'webhook-not-found',
  'recommendation-not-found',
  'referral-not-found',
  'case-not-found',
  'case-ended',
  'no-claim',
  'source-not-found',
  'import-not-found',
  // meaning
  'meaningless-request',
  'terms-not-accepted',
  // conflicts with the present state
  'slug-taken',
  'entry-exists',
  'already-published',
  'not-published',
  'host-withdrawn',
  'not-publishable',
  'not-claimable',
  'closing-settled',
  'not-named-successor',
  'already-answered',
  'already-member',
  'membership-ended',
  'too-many-tokens',
  'too-many-webhooks',
  'too-many-addresses',
  'too-many-needs',
  'nobody-reads',
  'webhook-not-active',
  'not-embedded',
  'import-under-way',
  // versions
  'version-required',
  'version-stale',
  'nothing-there',
  'exists',
  // the same request sent again
  'idempotency-key-reused',
  'still-under-way',
  'already-done',
  // the service itself
  'request-too-slow',
  'overloaded',
  'starting',
  'too-many-requests',
  'revision-not-reached',
  'database-unavailable',
  'others-writing',
  'internal-error',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A sentence for people, in both languages. Where only one string is given, it is English. */
export type Sentence = string | { fr: string; en: string };

export type FaultCode = ErrorCode | (typeof FAULT_CODES)[number];

/** One fault of a document: where (JSON Pointer, RFC 6901), a stable code, and a sentence. */
export interface Fault {
  pointer: string;
  code: FaultCode;
  message: Sentence;
  /** What was most likely meant, as it is written: a name, a key, a value. The message says it too. */
  suggestion?: string;
  /** The part of the request that the pointer refers to; absent: the body. */
  in?: 'query' | 'path' | 'header';
}

export const inLanguage = (sentence: Sentence, language: 'fr' | 'en'): string =>
  typeof sentence === 'string' ? sentence : sentence[language];

/** An error of the domain. `detail` says what happened and what to do, `faults` says where. */
export class CatalogueError extends Error {
  readonly code: ErrorCode;
  readonly detail: Sentence;
  readonly faults: readonly Fault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail: Sentence,
    options: { faults?: readonly Fault[]; cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(inLanguage(detail, 'en'), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CatalogueError';
    this.code = code;
    this.detail = detail;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export const fault = (pointer: string, code: FaultCode, message: Sentence): Fault => ({ pointer, code, message });

/** The same as the only one of a list. */
export const oneFault = (...parts: Parameters<typeof fault>): Fault[] => [fault(...parts)];

/** A fault in the path, not in the body. */
export const pathFault = (pointer: string, code: FaultCode, message: Sentence): Fault => ({
  ...fault(pointer, code, message),
  in: 'path',
});

/** The faults of a part of a document, with pointers from the root of the document. */
export const faultsUnder = (pointer: string, faults: readonly Fault[]): Fault[] =>
  faults.map((found) => ({ ...found, pointer: pointer + found.pointer }));
