import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';
import { acceptsCoding, CODINGS, type Coding } from '../asking/negotiation.ts';

/** The state of the catalogue that an answer was made from. */
export interface Snapshot {
  epoch: string;
  revision: number;
  /** What this revision alone has: after a restore another one may come to the same number. */
  mark: string;
  day: string;
  /** What it holds beside its documents, read once a day, a moment after the day has begun. */
  seen?: { readonly day: string };
}

/** What an answer depends on besides the catalogue. */
export interface TaggedAnswer {
  /** Hash of the build and of its settings. */
  release: string;
  /** Language and format. */
  variant: string;
  address: string;
}

/**
 * A strong validator of everything that an answer depends on, its address included: a matching tag allows a 304 without
 * making the answer.
 * @returns quoted: revision, then a hash of the rest
 */
export function entityTag(snapshot: Snapshot, { release, variant, address }: TaggedAnswer): string {
  const parts = `${snapshot.epoch}\n${snapshot.mark}\n${snapshot.day} ${snapshot.seen?.day ?? ''}\n${release}\n${variant}\n${address}`;
  const rest = hash('sha1', parts, 'base64url').slice(0, 16);
  return `"${snapshot.revision}-${rest}"`;
}

/** As `entityTag`, for an answer that is the same in every state of the catalogue. */
export function buildTag({ release, variant, address }: TaggedAnswer): string {
  return `"b-${hash('sha1', `${release}\n${variant}\n${address}`, 'base64url').slice(0, 16)}"`;
}

/** The tag of a compressed body: other bytes need another strong tag (RFC 9110, 8.8.3.3). */
export const codedTag = (tag: string, coding: Coding): string => tag.replace(/"$/, `-${coding}"`);

/**
 * The tag among those of `If-None-Match` that names an answer, as a 304 has to repeat it: bare, or that of the answer
 * compressed in a way that the request accepts. `*` is any answer that exists.
 * @returns undefined when none does
 */
export function namedTag(headers: IncomingHttpHeaders, tag: string): string | undefined {
  const header = headers['if-none-match'];
  if (header === undefined) return undefined;
  if (header === tag || header.trim() === '*') return tag;
  if (header.length >= 4000) return undefined;
  const known = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(tag)) return tag;
  const coding = CODINGS.find(
    (one) => known.includes(codedTag(tag, one)) && acceptsCoding(headers['accept-encoding'], one),
  );
  return coding && codedTag(tag, coding);
}

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
