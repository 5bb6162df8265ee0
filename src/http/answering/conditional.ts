import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';
import { acceptsCoding, CODINGS, type Coding } from '../asking/negotiation.ts';

/** The state of the catalogue that an answer was made from. */
export interface Snapshot {
  epoch: string;
  revision: number;
  /** Unique to this revision: after a restore, another state may get the same revision number. */
  mark: string;
  day: string;
  /** What the catalogue has observed besides its documents. Read once a day, shortly after midnight. */
  seen?: { readonly day: string };
}

/** What the tag of an answer depends on besides the catalogue. */
interface TaggedAnswer {
  /** Hash of the build and its settings. */
  release: string;
  /** Language and format. */
  variant: string;
  address: string;
}

/**
 * A strong validator of everything that an answer depends on, its address included: when the tag matches, a 304 is sent
 * without computing the answer.
 * @returns quoted: the revision, then a hash of the rest
 */
export function entityTag(snapshot: Snapshot, { release, variant, address }: TaggedAnswer): string {
  const parts = `${snapshot.epoch}\n${snapshot.mark}\n${snapshot.day} ${snapshot.seen?.day ?? ''}\n${release}\n${variant}\n${address}`;
  const rest = hash('sha1', parts, 'base64url').slice(0, 16);
  return `"${snapshot.revision}-${rest}"`;
}

/** Like `entityTag`, for an answer that is the same in every state of the catalogue. */
export function buildTag({ release, variant, address }: TaggedAnswer): string {
  return `"b-${hash('sha1', `${release}\n${variant}\n${address}`, 'base64url').slice(0, 16)}"`;
}

/** The tag of a compressed body: different bytes need a different strong tag (RFC 9110, 8.8.3.3). */
export const codedTag = (tag: string, coding: Coding): string => tag.replace(/"$/, `-${coding}"`);

/**
 * The tag in `If-None-Match` that matches an answer, as a 304 has to repeat it: either the plain tag, or the tag of a
 * compressed form that the request accepts. `*` matches any existing answer.
 * @returns undefined when none matches
 */
export function namedTag(headers: IncomingHttpHeaders, tag: string): string | undefined {
  const header = headers['if-none-match'];
  if (header === undefined) return undefined;
  if (header === tag || header.trim() === '*') return tag;
  if (header.length >= 4000) return undefined;
  const tags = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (tags.includes(tag)) return tag;
  const coding = CODINGS.find(
    (one) => tags.includes(codedTag(tag, one)) && acceptsCoding(headers['accept-encoding'], one),
  );
  return coding && codedTag(tag, coding);
}

export const versionTag = (version: number): string => `"v${version}"`;

const PATIENCE_MS = 1000;

/**
 * Waits up to a second for the revision in `Min-Revision`.
 * @throws CatalogueError invalid-request, revision-not-reached
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
    // `catchUp` may fail while the database is away; a concurrent call may still load the revision.
    await Promise.race([
      catalogue.catchUp().catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, remainingMs).unref()),
    ]);
  }
}
