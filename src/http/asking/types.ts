import 'fastify';
import type { ErrorCode } from '../../ground/errors.ts';
import type { Caller } from '../../requests/caller.ts';
import type { OtherType } from './negotiation.ts';

/** What a public answer depends on besides its address and the catalogue. */
export interface ReadOptions {
  /** true: generated sentences or labels are in the reader's language. */
  byLanguage?: true;
  /** Another media type that `Accept` may choose: a page, a spreadsheet, or linked data. */
  byFormat?: OtherType;
}

/** How a public GET is answered. */
export interface PublicReadOptions extends ReadOptions {
  /** `build`: the answer is the same in every state of the catalogue, and its tag stays valid across them. */
  dependsOn: 'catalogue' | 'build';
  /** true: data that anyone may reuse; the answer links to its licence. */
  isData?: boolean;
}

/** What is said of an operation that ends: two years at least lie between both days (`/docs/promise`). */
export interface Deprecated {
  /** The day on which it was announced. */
  since: string;
  /** The first day on which it may be gone. */
  until: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller; anonymous until the authentication hook has run. */
    caller: Caller;
  }
  interface FastifyContextConfig {
    /** A public GET, answered from the cache with an `ETag`. */
    reading?: PublicReadOptions;
    /**
     * Accepts an `Idempotency-Key`: a repeated request gets the stored answer, or is refused because the answer holds a
     * secret.
     */
    retrying?: 'replayed' | 'refused';
    /** It ends: every answer says so in `Deprecation` and `Sunset`. */
    deprecated?: Deprecated;
    /** true: a missing body is treated as an empty object. */
    bodyMayLack?: true;
    /** false: no rate limit, for health probes. */
    quota?: false;
    /** Whether pages of other sites may call it. GET: unless false; other methods: only if true. */
    crossOrigin?: boolean;
    /**
     * Which security headers: data for programs (the default), our pages, embedded pages, desks of signed-in people, or
     * the documentation.
     */
    headers?: 'data' | 'page' | 'desk' | 'embedded' | 'builder' | 'documentation';
    /**
     * CSP sources of additional inline styles for the page at an address. Given by address, because cached answers and
     * 304 need the same policy without rendering the page.
     */
    inlineStyles?: (address: string) => string[];
  }
}

/** Who may use a route: a guard that runs when only headers and path have been read. */
export interface Allow<Params> {
  /** Its error codes besides `no-token` and `not-yours`. */
  readonly refuses: readonly ErrorCode[];
  check(request: { caller: Caller; params: Params }): void | Promise<void>;
}
