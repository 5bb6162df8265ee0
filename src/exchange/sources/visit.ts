import { createHash } from 'node:crypto';
import type { FetchLimits, HttpResponse, Outgoing } from '../../outgoing/fetch.ts';
import type { StoredProblem } from '../../record/tables.ts';
import type { FileClass } from '../../vocabulary/import-terms.ts';
import type { KnownPage } from './files.ts';
import type { FileRead } from './reading.ts';
import { MOST_PROBLEMS } from './run-work.ts';
import { problemOfFile } from './words.ts';

/* One file: fetched, compared with what is stored, and read if it is new. */

export interface FileVisit {
  /** Size of the body in bytes; 0 when there was none. */
  bytes: number;
  answered: boolean;
  wasAsked: boolean;
  state: 'read' | 'unchanged' | 'failed';
  notModified: boolean;
  class: FileClass | null;
  problems: StoredProblem[];
  /** What to store for the address; absent: the stored row stays as it is. */
  keep?: {
    etag: string | null;
    lastModified: string | null;
    hash: string;
    /** `content` is null when the file contains redacted words. */
    read?: Omit<FileRead, 'content'> & { content: FileRead['content'] | null };
  };
}

interface Visiting {
  outgoing: Outgoing;
  limits: FetchLimits;
  known: KnownPage | undefined;
  /** The build of the reader: a file that another build read, or that was read before `notBefore`, is read again. */
  build: string;
  notBefore: Date;
  read(body: Buffer): FileRead;
  isWithheld(hash: string): Promise<boolean>;
}

/** Headers of a conditional request. */
const conditions = ({ etag, lastModified }: KnownPage): Record<string, string> => ({
  ...(etag !== null && { 'if-none-match': etag }),
  ...(etag === null && lastModified !== null && { 'if-modified-since': lastModified }),
});

const failed = (
  code: Parameters<typeof problemOfFile>[0],
  known: KnownPage | undefined,
  answered: boolean,
  bytes = 0,
): FileVisit => ({
  ...{ bytes, answered, wasAsked: true, state: 'failed', notModified: false, class: known?.class ?? null },
  problems: [problemOfFile(code)],
});

const unchanged = (known: KnownPage, bytes: number): FileVisit => ({
  ...{ bytes, answered: true, wasAsked: true, state: 'unchanged', notModified: bytes === 0, class: known.class },
  problems: known.hasContent ? known.problems : [problemOfFile('words-removed')],
});

const isPage = ({ contentType, body }: HttpResponse): boolean =>
  /^\s*text\/html\b/i.test(contentType ?? '') || /^\s*<(!doctype|html)/i.test(body.subarray(0, 300).toString('latin1'));

/** Maximum length of a stored header value. */
const KEPT_HEADER = 500;
const kept = (value: string | null): string | null => (value !== null && value.length <= KEPT_HEADER ? value : null);

/** Fetches a file, and reads it unless it is unchanged. Never throws because of a response. */
export async function fetchAndRead(
  url: string,
  { outgoing, limits, known, build, notBefore, read, isWithheld }: Visiting,
): Promise<FileVisit> {
  const comparable = known?.build === build && known.readAt >= notBefore ? known : undefined;
  const answer = await outgoing.get(url, limits, comparable ? conditions(comparable) : {});
  if (answer.problem !== null) return failed(answer.problem, known, answer.problem === 'too-large');
  const { status, body } = answer;
  if (status === 304 && comparable) return unchanged(comparable, 0);
  if (status === 404 || status === 410) return failed('gone', known, true);
  if (status !== 200) return failed('bad-answer', known, status < 500 && status !== 429);
  if (body.length === 0) return failed('empty', known, true);
  if (isPage(answer)) return failed('html', known, true, body.length);
  const headers = { etag: kept(answer.etag), lastModified: kept(answer.lastModified) };
  const hash = createHash('sha256').update(body).digest('base64url');
  if (comparable?.hash === hash) return { ...unchanged(comparable, body.length), keep: { ...headers, hash } };
  // A file with redacted words is not read again just because its reading is old.
  if (known?.hash === hash && !known.hasContent) return unchanged(known, body.length);
  const found = read(body);
  if (await isWithheld(hash))
    return {
      ...{ bytes: body.length, answered: true, wasAsked: true, state: 'unchanged', notModified: false },
      ...{ class: found.class, problems: [problemOfFile('words-removed')] },
      keep: { ...headers, hash, read: { ...found, problems: [], content: null } },
    };
  const problems = found.problems.slice(0, MOST_PROBLEMS);
  const common = {
    bytes: body.length,
    answered: true,
    wasAsked: true,
    notModified: false,
    class: found.class,
    problems,
  };
  if (!found.isReadable) return { ...common, state: 'failed', class: found.class ?? known?.class ?? null };
  return { ...common, state: 'read', keep: { ...headers, hash, read: { ...found, problems } } };
}
