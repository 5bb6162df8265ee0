import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Config } from '../config.ts';
import { CatalogueError } from '../ground/errors.ts';
import { preferredLanguage } from '../http/asking/negotiation.ts';
import { problemOf } from '../http/problems.ts';
import type { Language } from '../vocabulary/terms.ts';

const RETRY_SECONDS = 2;
const LEFT_TO_FINISH_MS = 3000;
const STARTING = new CatalogueError(
  'starting',
  {
    fr: `Le catalogue est en train d’être chargé. Réessayez dans ${RETRY_SECONDS} secondes.`,
    en: `The catalogue is being loaded. Try again in ${RETRY_SECONDS} seconds.`,
  },
  { retryAfterSeconds: RETRY_SECONDS },
);

/** What is answered before there is a catalogue. */
function answerTo(path: string, language: Language, publicUrl: string): { status: number; body: object } {
  if (path === '/healthz') return { status: 200, body: { state: 'alive' } };
  if (path === '/readyz') return { status: 503, body: { state: 'starting' } };
  return problemOf(STARTING, { publicUrl, requestId: randomUUID(), language });
}

/**
 * Takes the port while the catalogue is loaded, which may last: a probe then tells a process that starts from one that
 * is dead, and a port that is taken is noticed before anything else is done.
 * @returns gives the port free
 */
export async function answerWhileStarting({
  host,
  port,
  publicUrl,
}: Pick<Config, 'host' | 'port' | 'publicUrl'>): Promise<() => void> {
  const server = createServer(({ url = '', headers }, response) => {
    const { status, body } = answerTo(url.split('?', 1)[0]!, preferredLanguage(headers['accept-language']), publicUrl);
    const type = 'code' in body ? 'application/problem+json' : 'application/json';
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store',
      // The next request is for the service itself.
      connection: 'close',
      ...(status === 503 && { 'retry-after': String(RETRY_SECONDS) }),
    });
    response.end(JSON.stringify(body));
  });
  server.listen({ host, port });
  await once(server, 'listening');
  // Nobody waits for it any more, and without it the process would end; what comes is answered or not.
  server.on('error', () => {});
  return () => {
    server.close();
    // Whoever sends half a request would keep this server as long as the service runs.
    setTimeout(() => server.closeAllConnections(), LEFT_TO_FINISH_MS).unref();
  };
}
