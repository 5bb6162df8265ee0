import { randomBytes } from 'node:crypto';
import { Parser } from 'htmlparser2';
import type { Database } from '../../database/open.ts';
import { bareDomain } from '../../ground/addresses.ts';
import { instantAfter, parisDay } from '../../ground/clock.ts';
import type { Fetched, FetchLimits, Outgoing, Texts } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import type { DomainChallengeRow } from '../../record/rows.ts';
import type { FetchProblem } from '../../vocabulary/terms.ts';
import type { Challenge, ProofPlace } from './schema.ts';
import { findChallenge, putChallenge } from './store.ts';

const PATH = '/.well-known/bercail-challenge';
/** Days for which a challenge is valid. */
export const CHALLENGE_DAYS = 7;
/** Days in which the holder of an entry may object to a claim. */
export const DAYS_TO_OBJECT = 7;

/** Name of the meta tag on the home page, and of the DNS record below the domain. */
export const META_NAME = 'bercail-challenge';
const RECORD_LABEL = '_bercail';

/** A challenge as the API answers it, with three places to publish it; one is enough. */
export const toChallenge = ({
  origin,
  content,
  expiresAt,
}: Pick<DomainChallengeRow, 'origin' | 'content' | 'expiresAt'>): Challenge => ({
  url: origin + PATH,
  content,
  expiresOn: parisDay(expiresAt),
  meta: { url: `${origin}/`, tag: `<meta name="${META_NAME}" content="${content}">` },
  record: { name: `${RECORD_LABEL}.${bareDomain(new URL(origin).hostname)}`, type: 'TXT', text: content },
});

export const newContent = (): string => `bercail-challenge=${randomBytes(32).toString('base64url')}`;

/**
 * The challenge of a token for the origin of a website: the present one, otherwise a new one of 256 random bits. It
 * belongs to the token: a published text proves nothing for the holder of another token.
 */
export async function challengeFor(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  host: { id: string; origin: string },
  tokenId: string,
): Promise<{ challenge: DomainChallengeRow; isNew: boolean }> {
  const now = clock();
  const { origin } = host;
  const kept = await findChallenge(db, tokenId);
  if (kept && kept.origin === origin && kept.expiresAt > now) return { challenge: kept, isNew: false };
  const challenge: DomainChallengeRow = {
    tokenId,
    hostId: host.id,
    origin,
    content: newContent(),
    expiresAt: instantAfter(now, CHALLENGE_DAYS),
    checkedAt: null,
  };
  await putChallenge(db, challenge);
  return { challenge, isNew: true };
}

/* The three places where a challenge may be published. Write access to one of them proves control of the domain. */

export type ProofProblem =
  | FetchProblem
  | 'wrong-status'
  | 'wrong-content'
  | 'not-a-page'
  | 'no-tag'
  | 'other-tag'
  | 'no-record'
  | 'other-record';

/** What was found in one place; null: the challenge was found. */
export interface Looked {
  place: ProofPlace;
  problem: ProofProblem | null;
}

const FILE: FetchLimits = { milliseconds: 10_000, bytes: 4_096, redirects: 'same-host', httpsOnly: true };
/** Only the beginning of a page: it contains the head. */
const HOME: FetchLimits = { ...FILE, bytes: 262_144, cut: true };
const RECORD_MS = 5_000;

/** Looks for the challenge: in the file first, then in the two other places in parallel. Takes at most 20 seconds. */
export async function lookForProof(outgoing: Outgoing, { url, content, meta, record }: Challenge): Promise<Looked[]> {
  const file: Looked = { place: 'file', problem: fileProblem(await outgoing.get(url, FILE), content) };
  if (file.problem === null) return [file];
  const [home, texts] = await Promise.all([
    outgoing.get(meta.url, HOME),
    outgoing.texts(record.name, meta.url, RECORD_MS),
  ]);
  return [
    file,
    { place: 'meta', problem: homeProblem(home, content) },
    { place: 'record', problem: recordProblem(texts, content) },
  ];
}

/** White space at the end is ignored: editors add it. */
function fileProblem(answer: Fetched, content: string): ProofProblem | null {
  if (answer.problem !== null) return answer.problem;
  if (answer.status !== 200) return 'wrong-status';
  return answer.body.toString('utf8').trimEnd() === content ? null : 'wrong-content';
}

/** One matching tag is enough: a website may contain challenges of several catalogues, or two of one. */
function homeProblem(answer: Fetched, content: string): ProofProblem | null {
  if (answer.problem !== null) return answer.problem;
  if (answer.status !== 200) return 'wrong-status';
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(answer.contentType ?? '')) return 'not-a-page';
  const contents = metasOfHead(answer.body.toString('utf8'));
  if (contents.includes(content)) return null;
  return contents.length > 0 ? 'other-tag' : 'no-tag';
}

function recordProblem(answer: Texts, content: string): ProofProblem | null {
  if (answer.problem !== null) return answer.problem === 'name-not-found' ? 'no-record' : answer.problem;
  if (answer.texts.some((text) => text.trim() === content)) return null;
  return answer.texts.length > 0 ? 'other-record' : 'no-record';
}

/** Elements allowed in a head; any other element begins the body, even when the head is not closed. */
const IN_HEAD = new Set(['html', 'head', 'meta', 'link', 'base', 'title', 'style', 'script', 'noscript']);
/** Elements that contain text, or tags for browsers without scripts: tags inside them are not part of the head. */
const CLOSED_IN = new Set(['title', 'style', 'script', 'noscript']);

/**
 * The contents of the challenge tags in the head of a page. Visitors may write into the body, so reading stops there;
 * it also stops at an element nested in another of the same name: this keeps the parser's stack short, and the time
 * linear.
 */
function metasOfHead(page: string): string[] {
  const contents: string[] = [];
  const open = new Set<string>();
  let inside: string | null = null;
  const parser = new Parser({
    onopentag: (name, { name: named, content }) => {
      if (!IN_HEAD.has(name) || open.has(name)) return parser.pause();
      open.add(name);
      if (inside !== null) return;
      if (CLOSED_IN.has(name)) inside = name;
      if (name === 'meta' && named === META_NAME && content !== undefined) contents.push(content.trim());
    },
    ontext: (text) => {
      if (inside === null && /[^\s\uFEFF]/.test(text)) parser.pause();
    },
    onclosetag: (name) => {
      open.delete(name);
      if (name === inside) inside = null;
      else if (name === 'head') parser.pause();
    },
  });
  parser.write(page);
  return contents;
}
