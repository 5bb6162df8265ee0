import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleWords } from '../../src/record/visible-words.ts';

/** What the words of a page are, in expressions that a long page would keep busy for minutes. */
const byDefinition = (html: string): string =>
  html
    .replace(/<(script|style|noscript|svg|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const PIECES = [
  '<',
  '>',
  '/',
  '!',
  '--',
  '<!--',
  '-->',
  '<svg',
  '</svg >',
  '<Head',
  '</head>',
  '<script>',
  '</SCRIPT\n>',
];

describe('the visible words of a page', () => {
  it('are what is left without hidden elements, comments and tags', () => {
    const html = '<head><title>x</title></head><p>Tout est <!-- presque -->libre</p><svg><path></svg> 3 < 4';
    expect(visibleWords(html)).toBe('Tout est libre 3 < 4');
    const pages = fc.array(fc.constantFrom(...PIECES, ' ', 'a', 'é'), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pages, (page) => visibleWords(page) === byDefinition(page)),
      { numRuns: 5000 },
    );
  });

  it('are found in linear time, whatever a page repeats', () => {
    for (const piece of PIECES) {
      const page = piece.repeat(1_000_000 / piece.length);
      const before = process.cpuUsage();
      visibleWords(page);
      const { user, system } = process.cpuUsage(before);
      // Measured: less than 100 ms. In quadratic time it would be minutes.
      expect((user + system) / 1000, piece).toBeLessThan(5000);
    }
  });
});
