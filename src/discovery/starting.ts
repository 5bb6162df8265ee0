import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Config } from '../config.ts';
import { CatalogueError } from '../ground/errors.ts';
import { preferredForProblems, preferredLanguage, prefers } from '../http/asking/negotiation.ts';
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

/** The response to a program while there is no catalogue yet. */
function answerTo(path: string, language: Language, publicUrl: string): { status: number; body: object } {
  if (path === '/healthz') return { status: 200, body: { state: 'alive' } };
  if (path === '/readyz') return { status: 503, body: { state: 'starting' } };
  return problemOf(STARTING, { publicUrl, requestId: randomUUID(), language });
}

const PAGE = {
  fr: { lead: 'Le site démarre', next: 'Cette page se recharge d’elle-même dans quelques secondes.' },
  en: { lead: 'The site is starting', next: 'This page loads again by itself in a few seconds.' },
};

/** The same for people: a small page that reloads itself and depends on nothing that is still loading. */
function pageIn(language: Language): string {
  const { lead, next } = PAGE[language];
  return [
    `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8"/>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
    `<meta http-equiv="refresh" content="${RETRY_SECONDS}"/><title>${lead} · Bercail</title></head>`,
    `<body><main><h1>${lead}</h1><p>${next}</p></main></body></html>`,
  ].join('');
}

/** Paths of probes, which always get JSON. */
const PROBES: readonly string[] = ['/healthz', '/readyz'];

/**
 * Listens on the port while the catalogue is loading, which may take long: probes can then distinguish a starting
 * process from a dead one, and a port in use is noticed at once.
 * @returns a function that frees the port
 */
export async function answerWhileStarting({
  host,
  port,
  publicUrl,
}: Pick<Config, 'host' | 'port' | 'publicUrl'>): Promise<() => void> {
  const server = createServer(({ url = '', headers }, response) => {
    const [path] = url.split('?', 1) as [string];
    const isPage = !PROBES.includes(path) && prefers('text/html', headers.accept);
    const language = (isPage ? preferredLanguage : preferredForProblems)(headers['accept-language']);
    const { status, body } = answerTo(path, language, publicUrl);
    const type = isPage ? 'text/html' : 'code' in body ? 'application/problem+json' : 'application/json';
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-language': language,
      vary: 'Accept, Accept-Language',
      'cache-control': 'no-store',
      // So that the next request reaches the service itself.
      connection: 'close',
      ...(status === 503 && { 'retry-after': String(RETRY_SECONDS) }),
    });
    response.end(isPage ? pageIn(language) : JSON.stringify(body));
  });
  server.listen({ host, port });
  await once(server, 'listening');
  // Nobody waits for this server any more, and an unhandled error would end the process; late requests may fail.
  server.on('error', () => {});
  return () => {
    server.close();
    // A client that sends only half a request would otherwise keep this server open as long as the service runs.
    setTimeout(() => server.closeAllConnections(), LEFT_TO_FINISH_MS).unref();
  };
}
