import type { Match } from '../matching/answer/schema.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { Rewriter } from './rewrite.ts';

/* An answer that was frozen holds what a host said in other places than a document: sentences, names, their parameters. */

/** Fields of an answer in which people read words; all other strings are keys of something. */
const READ = new Set(['text', 'name', 'plan']);

/** An answer without the words; the same object when it does not hold them. */
export function frozenLeft(match: Match, language: Language, rewriter: Rewriter): Match {
  const before = rewriter.copies;
  const visit = (value: unknown, key: string, isParameter: boolean): unknown => {
    if (typeof value === 'string') {
      if (key === 'website') return rewriter.visit(value, key) ?? null;
      return isParameter || READ.has(key) ? rewriter.mark(value, language) : value;
    }
    if (Array.isArray(value)) return value.map((item) => visit(item, key, isParameter));
    if (typeof value !== 'object' || value === null) return value;
    if (key === 'contact') return rewriter.visit(value, key) ?? null;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, visit(part, name, isParameter || name === 'params')]),
    );
  };
  const left = visit(match, '', false) as Match;
  return rewriter.copies === before ? match : left;
}
