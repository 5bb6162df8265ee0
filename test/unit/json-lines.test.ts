import { describe, expect, it } from 'vitest';
import { jsonLines, lineAt } from '../../src/ground/json-lines.ts';

describe('the line of a place in a JSON text', () => {
  const text = '{\n  "host": {\n    "name": "A/B",\n    "a/b": [\n      1,\n      { "c": 2 }\n    ]\n  }\n}';

  it('is that on which the value begins, or that of what it is in', () => {
    const lines = jsonLines(text);
    expect(Object.fromEntries(lines)).toEqual({
      ...{ '': 1, '/host': 2, '/host/name': 3, '/host/a~1b': 4 },
      ...{ '/host/a~1b/0': 5, '/host/a~1b/1': 6, '/host/a~1b/1/c': 6 },
    });
    expect(lineAt(lines, '/host/website')).toBe(2);
    expect(lineAt(lines, `/host/${'x'.repeat(5000)}/y`)).toBe(2);
  });

  it('begins where the value does, behind empty lines', () => {
    expect(lineAt(jsonLines('\n\n[1]'), '/0')).toBe(3);
    expect(lineAt(jsonLines('\n\n[1]'), '')).toBe(3);
  });

  it.each([
    ['one long name around many values', `{"${'k'.repeat(30_000)}":[${'0,'.repeat(30_000)}0]}`],
    ['many long names', `[${`{"${'k'.repeat(999)}":0},`.repeat(60)}0]`],
    ['great depth', `${'['.repeat(40_000)}${']'.repeat(40_000)}`],
    ['names in names', `${'{"kkkkkkkk":'.repeat(8000)}0${'}'.repeat(8000)}`],
    ['many values', `[${'0,'.repeat(45_000)}0]`],
  ])('is found of few places where a file has %s', (_what, long) => {
    const lines = jsonLines(long);
    const letters = [...lines.keys()].reduce((sum, { length }) => sum + length, 0);
    // What is kept is bounded, whatever the file holds.
    expect(lines.size).toBeLessThanOrEqual(5001);
    expect(letters).toBeLessThan(1_000_000);
    expect(lineAt(lines, '/0'.repeat(40_000))).toBe(1);
  });
});
