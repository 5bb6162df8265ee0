import type { FastifyInstance } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';

/** The error of a process that follows standbys alone: it says where to write. */
export class WriteElsewhereError extends CatalogueError {
  constructor(publicUrl: string, cause?: unknown) {
    super(
      'database-unavailable',
      {
        fr: `Ce serveur ne fait que lire le catalogue. Pour écrire ou se connecter : ${publicUrl}`,
        en: `This server only reads the catalogue. To write, or to sign in: ${publicUrl}`,
      },
      { cause, retryAfterSeconds: 5 },
    );
  }
}

/**
 * Leaves desks, private reads and requests with a credential to the servers that write: a standby may be behind, and
 * would accept what was revoked. Decided by the route: the router decodes addresses.
 */
export function leaveCredentials(app: FastifyInstance, publicUrl: string): void {
  app.addHook('onRequest', ({ headers, routeOptions }, _reply, done) => {
    const { crossOrigin, headers: kind } = routeOptions.config;
    const isPrivate = crossOrigin === false && kind !== 'page';
    done(isPrivate || headers.authorization !== undefined ? new WriteElsewhereError(publicUrl) : undefined);
  });
}
