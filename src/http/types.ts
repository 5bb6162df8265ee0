import 'fastify';
import type { ErrorCode } from '../ground/errors.ts';
import type { Caller } from '../requests/caller.ts';
import type { PublicAnswers } from './answering/public-answers.ts';
import type { OtherType } from './asking/negotiation.ts';

/** What makes two public answers at one address differ, besides the catalogue itself. */
export interface Reading {
  /** true: generated sentences or labels follow the reader's language. */
  byLanguage?: true;
  /** What there is besides JSON, as `Accept` asks: a page for people, or a sheet. */
  byFormat?: OtherType;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Sends public answers: made once for each state of the catalogue, then sent again as they are. */
    publicAnswers: PublicAnswers;
  }
  interface FastifyRequest {
    /** Who asks; anonymous until the authentication hook has run. */
    caller: Caller;
  }
  interface FastifyContextConfig {
    /** A public reading: answered from memory with an `ETag`, the same for everybody. */
    reading?: Reading;
    /** Takes an `Idempotency-Key`: the answer is given again, or refused because it holds a secret. */
    retrying?: 'replayed' | 'refused';
    /** false: not counted (probes). */
    quota?: false;
    /** Whether other sites may call it from a browser: reading is open to them unless false, the rest only when true. */
    crossOrigin?: boolean;
    /** Which security headers: a program's answer (the default), our pages, those inside other sites, or the documentation. */
    headers?: 'data' | 'page' | 'embedded' | 'builder' | 'documentation';
    /**
     * Styles that the page at an address holds inline besides, as sources. Told by the address, because an answer
     * that is not made anew, or not sent again, has the same policy.
     */
    inlineStyles?: (address: string) => string[];
  }
}

/** Who may ask, in the name of the one who does: asked before anything of the request but its path is read. */
export interface Allow<Params> {
  /** What it refuses with, beside `no-token` and `not-yours`. */
  readonly refuses: readonly ErrorCode[];
  check(request: { caller: Caller; params: Params }): void | Promise<void>;
}
