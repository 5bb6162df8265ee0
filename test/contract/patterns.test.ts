import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { REQUEST_FORMATS } from '../../src/http/asking/validation.ts';
import { MAILBOX, WEB_ADDRESS } from '../../src/vocabulary/shapes.ts';

const written = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));

/** What a keyword says anywhere in a part of the description, references followed once. */
function saidBy(keyword: string, part: unknown, seen = new Set<string>()): Set<string> {
  if (typeof part !== 'object' || part === null) return new Set();
  return new Set(
    Object.entries(part).flatMap(([key, value]) => {
      if (key === '$ref' && typeof value === 'string') {
        if (seen.has(value)) return [];
        seen.add(value);
        const named = value.split('/').slice(1);
        return [
          ...saidBy(
            keyword,
            named.reduce((at, name) => at[name], written),
            seen,
          ),
        ];
      }
      return key === keyword && typeof value === 'string' ? [value] : [...saidBy(keyword, value, seen)];
    }),
  );
}
const patterns = [...saidBy('pattern', written)];

const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\n',
  'a\nb',
  'é',
  '\u00a0',
  '\u200b',
  '\u202e',
  '\u2028',
  '\ufeff',
  '2026-11-24',
  '42',
];
const PIECES = ['a', 'Z', '-', '.', '@', ':', '/', '1', '😀', '\u3164', 'http://', ...TEXTS];
const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(''));

describe('the patterns of the description', () => {
  it.each(patterns)('mean the same in RE2 as here: %j', (pattern) => {
    const here = new RegExp(pattern, 'u');
    // RE2 knows neither look-around, nor references back, nor `\u`; what it reads, PCRE reads too.
    const there = RE2JS.compile(pattern);
    for (const text of TEXTS) expect(there.matcher(text).find(), JSON.stringify(text)).toBe(here.test(text));
    fc.assert(fc.property(anyText, (text) => there.matcher(text).find() === here.test(text)));
  });

  it('stand beside formats that are checked for the time they take', () => {
    const asked = Object.values<Record<string, { parameters?: unknown; requestBody?: unknown }>>(written.paths)
      .flatMap((path) => Object.values(path))
      .map(({ parameters, requestBody }) => ({ parameters, requestBody }));
    expect([...saidBy('format', asked)].sort()).toEqual([...REQUEST_FORMATS, WEB_ADDRESS, MAILBOX].sort());
  });
});
