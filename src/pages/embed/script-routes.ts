import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';
import { publicRoute } from '../../http/get.ts';
import { ELEMENT } from './element.ts';

const SCRIPT_TYPE = 'text/javascript; charset=utf-8';
const FOREVER = 'public, max-age=31536000, immutable';

/** The script under a name that no other text will ever bear, with what a browser checks it by. */
export const PINNED = {
  path: `/embed/${hash('sha256', ELEMENT, 'base64url').slice(0, 16)}.js`,
  integrity: `sha384-${hash('sha384', ELEMENT, 'base64')}`,
};

/** The script of the element: the current one, and the one that never changes. */
export const scriptRoutes = (app: FastifyInstance): void => {
  publicRoute(app, '/embed.js', { dependsOn: 'build', schema: { hide: true } }, () => ({
    body: ELEMENT,
    type: SCRIPT_TYPE,
  }));

  app.get<{ Params: { script: string } }>('/embed/:script', { schema: { hide: true } }, (request, reply) => {
    if (`/embed/${request.params.script}` === PINNED.path)
      return reply.headers({ 'content-type': SCRIPT_TYPE, 'cache-control': FOREVER }).send(ELEMENT);
    throw new CatalogueError('route-not-found', {
      fr: 'Ce script n’est plus celui de ce service. Recopiez la ligne depuis /embed.',
      en: 'This is no longer the script of this service. Copy the line again from /embed.',
    });
  });
};
