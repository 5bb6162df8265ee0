import type { FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueError } from '../errors.ts';
import type { KnownRoutes } from './known-routes.ts';

/** What answers where no route does: nothing is there, or not by this method. */
export const answerNotFound =
  (routes: KnownRoutes) =>
  (request: FastifyRequest, reply: FastifyReply): never => {
    const allowed = routes.methodsOf(request.url.split('?', 1)[0] as string);
    if (allowed.length === 0)
      throw new CatalogueError('route-not-found', {
        fr: 'Rien ne répond à cette adresse ; voir /docs.',
        en: 'Nothing answers at this address; see /docs.',
      });
    reply.header('allow', allowed.join(', '));
    throw new CatalogueError('method-not-allowed', {
      fr: `Méthodes permises : ${allowed.join(', ')}.`,
      en: `Allowed methods: ${allowed.join(', ')}.`,
    });
  };
