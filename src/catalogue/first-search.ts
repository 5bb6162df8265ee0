import type { FastifyInstance } from 'fastify';
import type { Catalogue } from './follow.ts';
import type { SearchContext } from './search.ts';

/**
 * The first searches after a start wait until the texts of the catalogue have been read. They would read them
 * themselves, in one piece, and hold up all other requests: thousands of hosts take seconds.
 */
export function addFirstSearches(app: FastifyInstance, { readTexts }: Pick<Catalogue, 'readTexts'>): void {
  const areRead = new Set<SearchContext['of']>();
  app.addHook('preHandler', (request, _reply, done) => {
    if ((request.query as { q?: unknown }).q === undefined) return done();
    const of = request.routeOptions.schema?.operationId === 'listServices' ? 'offers' : 'hosts';
    if (areRead.has(of)) return done();
    readTexts(of).then(() => {
      areRead.add(of);
      done();
    }, done);
  });
}
