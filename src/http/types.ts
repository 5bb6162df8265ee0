import 'fastify';
import type { ErrorCode } from '../ground/errors.ts';
import type { Caller } from '../requests/caller.ts';
import type { PublicAnswers } from './answering/public-answers.ts';
import type { OtherType } from './asking/negotiation.ts';

/** What a public answer depends on besides its address and the catalogue. */
export interface Reading {
  /** true: generated sentences or labels follow the reader's language. */
  byLanguage?: true;
  /** Another type that `Accept` may choose: a page, a spreadsheet, or linked data. */
  byFormat?: OtherType;
}

/** How a public GET is read. */
export interface PublicReading extends Reading {
  /** `build`: the answer is the same in every state of the catalogue, and its tag outlives them. */
  dependsOn: 'catalogue' | 'build';
  /** true: facts that anybody may use, and the answer links to their licence. */
  isData?: boolean;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Sends public answers; for `publicRoute`, which knows what each is made from. */
    publicAnswers: PublicAnswers;
  }
  interface FastifyRequest {
    /** The caller; anonymous until the authentication hook has run. */
    caller: Caller;
  }
  interface FastifyContextConfig {
    /** A public GET, answered from the cache with an `ETag`. */
    reading?: PublicReading;
    /** Accepts an `Idempotency-Key`: the answer is replayed, or refused because it holds a secret. */
    retrying?: 'replayed' | 'refused';
    /** true: no body at all is an empty object. */
    bodyMayLack?: true;
    /** false: not counted, for probes. */
    quota?: false;
    /** Whether pages of other sites may call it: GET unless false, other methods only if true. */
    crossOrigin?: boolean;
    /**
     * Which security headers: a program's answer (the default), our pages, those inside other sites, those
     * of somebody who is signed in, or the documentation.
     */
    headers?: 'data' | 'page' | 'desk' | 'embedded' | 'builder' | 'documentation';
    /**
     * CSP sources of further inline styles of the page at an address. By address, because cached answers and 304 need
     * the same policy without making the page.
     */
    inlineStyles?: (address: string) => string[];
  }
}

/** Who may use a route: a guard that is checked when only headers and path are read. */
export interface Allow<Params> {
  /** Its error codes besides `no-token` and `not-yours`. */
  readonly refuses: readonly ErrorCode[];
  check(request: { caller: Caller; params: Params }): void | Promise<void>;
}
