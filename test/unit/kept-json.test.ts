import { expect, it } from 'vitest';
import { KeptJson } from '../../src/catalogue/kept-json.ts';
import { jsonOf } from '../../src/catalogue/list-json.ts';

const LIMIT = 1_000;
const documents = Array.from({ length: 40 }, (_, place) => ({ place }));
const json = () => 'x'.repeat(100);
const isKept = (kept: KeptJson) => documents.filter((document) => kept.peek(document) !== undefined);

it('serialised documents are the same bytes while there is room, part by part', () => {
  const kept = new KeptJson(LIMIT);
  const [document] = documents;
  const whole = kept.of(document!, '', json);
  const part = kept.of(document!, 'one', () => 'of another shape');
  expect(kept.of(document!, '', json)).toBe(whole);
  expect(kept.of(document!, 'one', json)).toBe(part);
  expect(part.toString()).toBe('of another shape');
});

it('a reader of everything leaves no more than the limit', () => {
  const kept = new KeptJson(LIMIT);
  for (const document of documents) kept.of(document, '', json);
  expect(isKept(kept).length * 100).toBeLessThanOrEqual(LIMIT);
  expect(isKept(kept)).toContain(documents.at(-1));
  // Parts count like whole documents.
  for (let part = 0; part < 40; part++) kept.of(documents[0]!, String(part), json);
  const parts = Array.from({ length: 40 }, (_, part) => kept.peek(documents[0]!, String(part))).filter(Boolean);
  expect(parts.length * 100).toBeLessThanOrEqual(LIMIT);
  expect(isKept(kept)).toEqual([]);
});

it('what is read again and again stays beside a reader of everything', () => {
  const kept = new KeptJson(LIMIT);
  const [often, ...others] = documents;
  const first = kept.of(often!, '', json);
  for (const document of others) {
    kept.of(document, '', json);
    expect(kept.of(often!, '', json)).toBe(first);
  }
});

it('one that is larger than there is room for is made, and moves nothing out', () => {
  const kept = new KeptJson(LIMIT);
  const small = kept.of(documents[0]!, '', json);
  expect(kept.of(documents[1]!, '', () => 'x'.repeat(LIMIT))).toHaveLength(LIMIT);
  expect(isKept(kept)).toEqual([documents[0]]);
  expect(kept.of(documents[0]!, '', json)).toBe(small);
});

it('lists keep 64 MB of it', () => {
  const text = 'x'.repeat(1_000_000);
  const [first, ...others] = Array.from({ length: 70 }, () => ({ text }));
  const bytes = jsonOf(first!);
  expect(jsonOf(first!)).toBe(bytes);
  for (const other of others) jsonOf(other);
  expect(jsonOf(first!)).not.toBe(bytes);
});
