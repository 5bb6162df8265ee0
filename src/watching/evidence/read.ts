import type { Fetched } from '../../outgoing/fetch.ts';
import type { Context } from '../../record/context.ts';
import type { HostRows } from '../../record/host-facts.ts';
import { readHostRows } from '../../record/read-rows.ts';
import { type PageSeen, readPage } from '../../record/statement-facts.ts';
import { COUNTED_UNIT_LABELS } from '../../vocabulary/labels.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import type { CountedUnit } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';
import type { Read } from './store.ts';

/*
 * Finds the passage of a page that concerns a statement. Pages are untrusted input, so the time taken is linear in
 * their length.
 */

/** Length of a passage in characters. */
export const PASSAGE_LENGTH = 300;

/** Shorter words occur on every page, and are ignored. */
const SHORTEST_WORD = 4;
/** Only the first letters of words are compared, so that a plural matches its singular. */
const BEGINNING = 6;

/** The words by which a statement is found. */
export interface Needle {
  /** Labels and questions in each language. */
  labels: readonly string[];
  /** The value in writing: `90`, `90 jours`. */
  values: readonly string[];
}

const beginningOf = (word: string): string => fold(word).slice(0, BEGINNING);
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const isNumber = (word: string): boolean => /^\d/.test(word);

/** A matching word of the page, and its weight. */
interface Hit {
  at: number;
  end: number;
  word: string;
  weight: number;
}

/** A number, and a number with its unit, weigh more than a word of a label. */
const [OF_LABEL, OF_NUMBER, OF_UNIT] = [1, 3, 3];

function hitsIn(text: string, { labels, values }: Needle): Hit[] {
  const weights = new Map<string, number>();
  for (const label of labels)
    for (const word of wordsOf(label)) if (word.length >= SHORTEST_WORD) weights.set(beginningOf(word), OF_LABEL);
  const numbers = new Set(values.flatMap((value) => wordsOf(value)[0] ?? []).filter(isNumber));
  const units = new Set(values.flatMap((value) => wordsOf(value).slice(1).map(beginningOf)));
  const hits: Hit[] = [];
  let wasNumber = false;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const beginning = beginningOf(word);
    const isTheNumber = numbers.has(word);
    const weight = isTheNumber
      ? OF_NUMBER
      : (weights.get(beginning) ?? 0) + (wasNumber && units.has(beginning) ? OF_UNIT : 0);
    if (weight > 0) hits.push({ at: index, end: index + word.length, word: beginning, weight });
    wasNumber = isTheNumber;
  }
  return hits;
}

/** The stretch of the page with the highest total weight, each word counted once; the first of several. */
function bestStretch(hits: readonly Hit[]): { at: number; end: number } | undefined {
  const inside = new Map<string, number>();
  let score = 0;
  let best: { at: number; end: number; score: number } | undefined;
  let from = 0;
  const count = ({ word, weight }: Hit, by: 1 | -1) => {
    const name = `${word} ${weight}`;
    const before = inside.get(name) ?? 0;
    inside.set(name, before + by);
    if (before === 0 || before + by === 0) score += by * weight;
  };
  for (const hit of hits) {
    count(hit, 1);
    while (hit.end - hits[from]!.at > PASSAGE_LENGTH) count(hits[from++]!, -1);
    if (!best || score > best.score) best = { at: hits[from]!.at, end: hit.end, score };
  }
  return best;
}

/** Without half words at either end. */
function cut(text: string, from: number): string {
  const piece = [...text.slice(from, from + PASSAGE_LENGTH + 2)].slice(0, PASSAGE_LENGTH).join('');
  const begins = from === 0 || /\s/.test(text[from - 1]!) ? 0 : piece.indexOf(' ') + 1;
  const isWhole = from + piece.length >= text.length || /\s/.test(text[from + piece.length]!);
  const ends = isWhole ? piece.length : piece.lastIndexOf(' ');
  return (ends > begins ? piece.slice(begins, ends) : piece).trim();
}

/**
 * About 300 characters around the words that concern a statement; without any such words, the beginning of the page.
 */
export function passageOf(text: string, needle: Needle): string {
  const stretch = bestStretch(hitsIn(text, needle));
  if (!stretch) return cut(text, 0);
  const around = Math.floor((PASSAGE_LENGTH - (stretch.end - stretch.at)) / 2);
  return cut(text, Math.max(0, Math.min(stretch.at - around, text.length - PASSAGE_LENGTH)));
}

/** A statement that cites a page, and the words by which to find it there. */
interface Citing extends Needle {
  /** `criterion:<key>`, `commitment:<kind>` or `service:<slug>/commitment:<kind>`. */
  subject: string;
}

const asWords = (key: string): string => key.replaceAll('-', ' ');

function valuesOf(value: Measure, unit: string | undefined): string[] {
  if (typeof value !== 'number') return typeof value === 'string' ? [value] : [];
  const units = COUNTED_UNIT_LABELS[unit as CountedUnit];
  const names = units ? [...units.fr, ...units.en] : [''];
  return names.map((name) => `${value} ${name}`.trim());
}

/** The statements of a host that cite a page as evidence, or whose value is the page. */
export function citing(rows: HostRows, url: string, { criteria, commitmentKinds }: Reference): Citing[] {
  const ofClaims = rows.claims
    .filter(({ evidenceUrl }) => evidenceUrl === url)
    .map(({ criterion }): Citing => {
      // A federation's own criterion is found by its key only.
      const { label, definition } = criteria.get(criterion) ?? {};
      const labels = label ? [label.fr, label.en, definition?.fr ?? '', definition?.en ?? ''] : [asWords(criterion)];
      return { subject: `criterion:${criterion}`, labels, values: [] };
    });
  const slugs = new Map(rows.services.map(({ id, slug }) => [id, slug]));
  const ofCommitments = rows.commitments
    .filter(({ evidenceUrl, value }) => evidenceUrl === url || value === url)
    .map(({ kind, serviceId, value }): Citing => {
      const { label, unit } = commitmentKinds.get(kind) ?? {};
      const service = serviceId === null ? undefined : slugs.get(serviceId);
      return {
        subject: `${service === undefined ? '' : `service:${service}/`}commitment:${kind}`,
        labels: label ? [label.fr, label.en] : [asWords(kind)],
        values: value === url ? [] : valuesOf(value, unit),
      };
    });
  return [...ofClaims, ...ofCommitments];
}

/** A page given as evidence, and the passages that concern the statements citing it. */
export interface EvidenceSeen {
  url: string;
  page: PageSeen;
  passages: readonly Read[];
}

/** Evaluates a page that a host gives as evidence. This may take long: do not hold row locks meanwhile. */
export async function readEvidence(
  { db, reference }: Pick<Context, 'db' | 'reference'>,
  { hostId, url }: { hostId: string; url: string },
  answer: Fetched,
): Promise<EvidenceSeen> {
  const { words, ...page } = readPage(answer);
  const { digest } = page;
  const [rows] = digest === null ? [] : await readHostRows(db, [hostId]);
  if (digest === null || !rows) return { url, page, passages: [] };
  const passages = citing(rows, url, reference).map(({ subject, ...needle }) => {
    const passage = words === undefined ? null : passageOf(words, needle);
    return { hostId, subject, url, digest, passage };
  });
  return { url, page, passages };
}
