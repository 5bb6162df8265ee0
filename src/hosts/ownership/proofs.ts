import { Parser } from 'htmlparser2';
import type { Fetched, FetchLimits, Outgoing, Texts } from '../../outgoing/fetch.ts';
import type { FetchProblem } from '../../vocabulary/terms.ts';
import { META_NAME } from './challenge.ts';
import type { Challenge, ProofPlace } from './schema.ts';

/* The three places where a challenge may stand. Whoever can write to one of them holds the domain. */

export type ProofProblem =
  | FetchProblem
  | 'wrong-status'
  | 'wrong-content'
  | 'not-a-page'
  | 'no-tag'
  | 'other-tag'
  | 'no-record'
  | 'other-record';

/** What was found in one place; null: the challenge stands there. */
export interface Looked {
  place: ProofPlace;
  problem: ProofProblem | null;
}

const FILE: FetchLimits = { milliseconds: 10_000, bytes: 4_096, redirects: 'same-host', httpsOnly: true };
/** The head of a page stands at its beginning. */
const HOME: FetchLimits = { ...FILE, bytes: 262_144, cut: true };
const RECORD_MS = 5_000;

/** Looks where the challenge may be: at the file first, then at the two others together. Ends after 20 seconds at most. */
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

/** White space at the end is ignored, because editors add it. */
function fileProblem(answer: Fetched, content: string): ProofProblem | null {
  if (answer.problem !== null) return answer.problem;
  if (answer.status !== 200) return 'wrong-status';
  return answer.body.toString('utf8').trimEnd() === content ? null : 'wrong-content';
}

/** One of several tags is enough: a site may be proven for several catalogues, or twice. */
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

/** What may stand in a head; anything else begins the body, whether or not it is closed by a tag. */
const IN_HEAD = new Set(['html', 'head', 'meta', 'link', 'base', 'title', 'style', 'script', 'noscript']);
/** What holds text, or tags for browsers without scripts: a tag in it is no word of the page itself. */
const CLOSED_IN = new Set(['title', 'style', 'script', 'noscript']);

/**
 * The contents of the challenge's tags in the head of a page. What visitors write stands in the body, so nothing is read
 * from there on, nor from a tag inside another of its name: the parser's stack stays short, and the time linear.
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
