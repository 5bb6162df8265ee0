import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';

/** The state of the catalogue that an answer was made from. */
export interface Snapshot {
  epoch: string;
  revision: number;
  /** What this revision alone has: after a restore another one may come to the same number. */
  mark: string;
  day: string;
}

/**
 * A strong validator of everything that an answer depends on, its address included: a matching tag allows a 304 without
 * making the answer.
 * @returns quoted: revision, then a hash of the rest
 */
export function entityTag(
  snapshot: Snapshot,
  { release, variant, address }: { release: string; variant: string; address: string },
): string {
  const parts = `${snapshot.epoch}\n${snapshot.mark}\n${snapshot.day}\n${release}\n${variant}\n${address}`;
  const rest = hash('sha1', parts, 'base64url').slice(0, 16);
  return `"${snapshot.revision}-${rest}"`;
}

/** The tag of the compressed answer: other bytes need another strong tag (RFC 9110, 8.8.3.3). */
export const compressedTag = (tag: string): string => tag.replace(/"$/, '-gzip"');
export const isCompressed = (ifNoneMatch: string | undefined): boolean => ifNoneMatch?.includes('-gzip"') ?? false;

/** Whether `If-None-Match` names this tag, compressed or not. `*` matches anything that exists. */
export const namesTag = (header: string, tag: string): boolean =>
  header === tag ||
  header.trim() === '*' ||
  (header.length < 4000 &&
    header.split(',').some(
      (one) =>
        one
          .trim()
          .replace(/^W\//, '')
          .replace(/-gzip"$/, '"') === tag,
    ));

export const versionTag = (version: number): string => `"v${version}"`;

const PATIENCE_MS = 1000;

/**
 * Waits for the revision in `Min-Revision`.
 * @throws CatalogueError invalid-request, revision-not-reached after a second
 */
export async function awaitRevision(
  request: FastifyRequest,
  catalogue: { current(): Snapshot; catchUp(): Promise<void> },
): Promise<void> {
  const header = request.headers['min-revision'];
  if (header === undefined) return;
  if (typeof header !== 'string' || !/^\d{1,10}$/.test(header))
    throw new CatalogueError(
      'invalid-request',
      { fr: 'Min-Revision n’est pas un nombre.', en: 'Min-Revision is not a number.' },
      {
        faults: [
          {
            in: 'header',
            pointer: '/min-revision',
            code: 'wrong-type',
            message: { fr: 'Il faut un nombre entier.', en: 'Expected a whole number.' },
          },
        ],
      },
    );
  const wanted = Number(header);
  const started = performance.now();
  while (catalogue.current().revision < wanted) {
    const remainingMs = PATIENCE_MS - (performance.now() - started);
    if (remainingMs <= 0)
      throw new CatalogueError(
        'revision-not-reached',
        {
          fr: `La révision ${wanted} n’est pas encore arrivée ici (${catalogue.current().revision}).`,
          en: `Revision ${wanted} has not reached this place yet (${catalogue.current().revision}).`,
        },
        { retryAfterSeconds: 1 },
      );
    await new Promise((resolve) => setTimeout(resolve, Math.min(25, remainingMs)));
    // `catchUp` may fail while the database is away; another call may still bring the revision.
    await Promise.race([
      catalogue.catchUp().catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, remainingMs).unref()),
    ]);
  }
}
