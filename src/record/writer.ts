import type { FastifyInstance } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import type { Allow } from '../http/asking/types.ts';
import type { Write, WriteAnswer } from '../http/write.ts';
import type { Caller } from '../requests/caller.ts';
import type { IfMatch } from '../requests/version.ts';
import type { Context, Guard, WriteResult } from './context.ts';

/* What routes receive: each room declares the few things it uses, never the whole composition. */

/**
 * An operation that changes one document and answers with its new state; `If-Match` carries the version that the caller
 * read.
 */
export interface DocumentWrite<P extends TObject, B extends TSchema>
  extends Omit<Write<P, B>, 'params' | 'body' | 'answers' | 'allow' | 'version' | 'handler'> {
  params: P;
  /** Schema of the document. */
  answers: TSchema;
  allow: Guard<Static<P>>;
}

/** Runs commands for routes, with the rights of the caller. */
export interface Writer {
  contextFor(caller: Caller): Context;
  /** A guard of a room in the form that a route needs. */
  only<Params>(guard: Guard<Params>): Allow<Params>;
  /** Brings the read model to the latest revision; does not fail when the database is unavailable. */
  catchUp(): Promise<void>;
  /** Runs a command and answers with the document that it changed. */
  answer(caller: Caller, command: (context: Context) => Promise<WriteResult<object>>): Promise<WriteAnswer>;
  /** Adds an operation that changes a document by the request body; a PUT may also create it. */
  change<P extends TObject, B extends TSchema>(
    app: FastifyInstance,
    method: 'PUT' | 'PATCH',
    path: string,
    change: DocumentWrite<P, B> & {
      body: B;
      command: (context: Context, params: Static<P>, body: Static<B>, ifMatch: IfMatch) => Promise<WriteResult<object>>;
    },
  ): void;
  /** Adds an operation that removes something from a document. */
  remove<P extends TObject>(
    app: FastifyInstance,
    path: string,
    change: DocumentWrite<P, TSchema> & {
      command: (context: Context, params: Static<P>, ifMatch: IfMatch) => Promise<WriteResult<object>>;
    },
  ): void;
}

/**
 * Adds the routes of a room.
 * `Does`: which functions of `Writer` it uses; `Given`: what else it needs for its answers.
 */
export type Routes<Does extends keyof Writer, Given extends object = object> = (
  app: FastifyInstance,
  given: Pick<Writer, Does> & Given,
) => void | Promise<void>;
