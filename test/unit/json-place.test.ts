import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonBreak, notJson } from '../../src/http/asking/json-body.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('A text that is not JSON', () => {
  it.each([
    ['{"usages": [}', 12, 'value'],
    ['{"usages": [', 12, 'value'],
    ['{"a": 1,}', 8, 'name'],
    ["{'a': 1}", 1, 'name'],
    ['{"a" 1}', 5, 'colon'],
    ['{"a": 1 "b": 2}', 8, 'comma-or-brace'],
    ['[1 2]', 3, 'comma-or-bracket'],
    ['["a\nb"]', 3, 'quote'],
    ['["\\x"]', 2, 'escape'],
    ['{} {}', 3, 'end'],
    ['[1}', 2, 'comma-or-bracket'],
    ['[01]', 1, 'value'],
    ['[True]', 1, 'value'],
    ['name=x', 0, 'value'],
  ])('such as %j breaks at %d, where %s was expected', (text, offset, expected) => {
    expect(jsonBreak(text)).toEqual({ offset, expected });
  });

  it('is told by line and character, in both languages, without a word of it', () => {
    expect(notJson('{\n  "é": 1,\n}')).toEqual({
      fr: 'Le corps n’est pas du JSON. À la ligne 3, caractère 1, il faut un nom de champ entre guillemets doubles.',
      en: 'The body is not JSON. At line 3, character 1, this was expected: a field name in double quotes.',
    });
    expect(notJson('{"a": "b')).toEqual({
      fr: 'Le corps n’est pas du JSON. Il s’arrête à la ligne 1, caractère 9, où il faut un guillemet double pour finir le texte, sur la même ligne.',
      en: 'The body is not JSON. It stops at line 1, character 9, where this was expected: a double quote to end the text, on the same line.',
    });
  });

  it('is found to be one exactly when a parser refuses it', () => {
    const almost = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', ':', '\\', '1', '-', '.', '\n', ' ', 'e'))
      .map(([text, at, mark]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + mark + text.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), almost, fc.string()), (text) => {
        expect(jsonBreak(text) === null).toBe(isJson(text));
        expect(notJson(text) === null).toBe(isJson(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('is gone through once, however long it is', () => {
    const started = performance.now();
    expect(jsonBreak(`{"a": "${'\\\\'.repeat(500_000)}`)).toMatchObject({ expected: 'quote' });
    expect(jsonBreak('['.repeat(1_000_000))).toMatchObject({ offset: 1_000_000 });
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
