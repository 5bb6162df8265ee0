import type { FastifyReply, FastifyRequest, preParsingHookHandler } from 'fastify';
import { CatalogueError, type Fault } from '../../ground/errors.ts';
import { mayBeEmpty } from './json-body.ts';

/* Which bodies an operation takes, by their media type. */

const essenceOf = (header: string | undefined): string => (header ?? '').split(';', 1)[0]!.trim().toLowerCase();

function unsupported(types: readonly string[]): CatalogueError {
  const message = { fr: `Envoyez ${types.join(' ou ')}.`, en: `Send ${types.join(' or ')}.` };
  const fault: Fault = { in: 'header', pointer: '/content-type', code: 'unsupported-media-type', message };
  return new CatalogueError('unsupported-media-type', message, { faults: [fault] });
}

/**
 * Refuses other media types: a merge patch must not be read as a document to PUT, and a body without a type would be
 * ignored.
 */
export const refuseOtherTypes =
  (types: readonly string[]): preParsingHookHandler =>
  (request, _reply, payload, done) => {
    const { headers } = request;
    const type = essenceOf(headers['content-type']);
    const hasBody = (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined;
    // Many clients always send a content type; Fastify would look for its parser even without a body.
    if (!hasBody && mayBeEmpty(request)) delete headers['content-type'];
    else if (!types.includes(type) && (type !== '' || hasBody)) return done(unsupported(types));
    done(null, payload);
  };

/** Refuses a body where none is read, instead of ignoring it silently. */
export const refuseBody = (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
  const { body } = request;
  const isEmpty = body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
  if (isEmpty) {
    done();
    return;
  }
  const message = { fr: 'Cette opération ne prend pas de corps.', en: 'This operation takes no body.' };
  done(new CatalogueError('invalid-request', message, { faults: [{ pointer: '', code: 'no-body-here', message }] }));
};
