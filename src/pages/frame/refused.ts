import type { FastifyReply, FastifyRequest } from 'fastify';
import { asCatalogueError } from '../../database/errors.ts';
import { CatalogueError, type Fault } from '../../ground/errors.ts';
import { logFailure, problemOf } from '../../http/problems.ts';
import type { Page } from './page.ts';

/** Why a form was not taken. */
export interface Refused {
  error: CatalogueError;
  faults: readonly Fault[];
  /** In the words of a page. */
  sentence: string;
}

/**
 * A refusal to be said in the form itself, so that nothing typed is lost: sets the status, and writes to the log what
 * failed. What is no domain error is thrown on.
 */
export function refusedIn(thrown: unknown, page: Page, request: FastifyRequest, reply: FastifyReply): Refused {
  const error = asCatalogueError(thrown) ?? thrown;
  if (!(error instanceof CatalogueError)) throw thrown;
  const { site: publicUrl, language } = page;
  const { status, body, retryAfterSeconds } = problemOf(error, { publicUrl, requestId: request.id, language });
  logFailure(request, error, body);
  reply.code(status);
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return { error, faults: error.faults, sentence: body.detail ?? body.title };
}
