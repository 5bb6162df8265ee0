import type { FastifyInstance } from 'fastify';

/**
 * One line for each request: the pattern of the route, or the path without its query. Never an address, a query, a
 * header or a body: a need or a name may be in any of them.
 */
export function addAccessLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? request.url.split('?', 1)[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 100) / 100,
      },
      'request',
    );
    done();
  });
}
