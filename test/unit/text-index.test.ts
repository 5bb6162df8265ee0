import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchedTexts } from '../../src/catalogue/texts/indexed-texts.ts';
import { isOneTypoAway } from '../../src/catalogue/texts/words.ts';
import { searchIn } from '../support/text-search.ts';

const texts = (over: Partial<Record<keyof SearchedTexts, string>>): SearchedTexts => ({
  ...{ name: [], offer: [], about: [], text: [], former: [] },
  ...Object.fromEntries(Object.entries(over).map(([field, text]) => [field, [text]])),
});
const entries = [
  texts({
    name: 'Les Aulnes',
    offer: 'Réunion à distance visio',
    about: 'Guéret Creuse association',
    text: 'hébergement',
  }),
  texts({ name: 'Kaz', offer: 'Boîtes mail messagerie', about: 'Vannes Bretagne association', text: 'hébergement' }),
  texts({ name: 'Mail et Cie', offer: 'Boîtes mail', about: 'entreprise', text: 'hébergement, réunions' }),
];
const find = searchIn(entries, [
  ['mail', 'courriel', 'e-mail', 'boîte aux lettres'],
  ['visio', 'visioconférence'],
]);

describe('search by words', () => {
  it.each([
    ['VISIO', [0]],
    ['gueret', [0]],
    ['boîte mail associative', [1]],
    ['hébergements', [0, 1, 2]],
    ['hebergment', [0, 1, 2]],
    ['vanens', [1]],
    ['bretgne', [1]],
    ['les boîtes mail de la Bretagne', [1]],
    ["l'association, à Guéret !", [0]],
  ])('%s finds what is meant', (typed, expected) => {
    expect(find(typed)?.sort()).toEqual(expected);
  });

  it.each([
    ['courriel', [1, 2]],
    ['Courriels', [1, 2]],
    ['couriel', [1, 2]],
    ['e-mail', [1, 2]],
    ['boîte aux lettres Vannes', [1]],
    ['visioconférence', [0]],
    ['lettres', []],
  ])('%s finds who says it in another word', (typed, expected) => {
    expect(find(typed)?.sort()).toEqual(expected);
  });

  it('asks for every word first, and for some of them only when nothing has all', () => {
    expect(find('mail bretagne')).toEqual([1]);
    expect(find('mail entreprise guéret')?.[0]).toBe(2);
    expect(find('mail introuvable')?.sort()).toEqual([1, 2]);
  });

  it('forgives a slip in words of four letters, and in none of three', () => {
    expect([find('vsio'), find('amil')]).toEqual([[0], expect.arrayContaining([1, 2])]);
    expect([find('kez'), find('kaz')]).toEqual([[], [1]]);
  });

  it('reads the first twelve words', () => {
    const others = (count: number) => Array.from({ length: count }, (_, i) => `mot${'abcdefghijkl'[i]!.repeat(6)}`);
    expect(find([...others(11), 'bretagne'].join(' '))).toEqual([1]);
    expect(find([...others(12), 'bretagne'].join(' '))).toEqual([]);
  });

  it('puts a name before a mention', () => {
    expect(find('mail')?.[0]).toBe(2);
  });

  it('finds nothing for words nobody uses, and does not filter on blanks', () => {
    expect(find('zzzzzz')).toEqual([]);
    expect(find(' … ! ')).toBeUndefined();
  });
});

describe('one typo', () => {
  const word = fc.string({ minLength: 4, maxLength: 12, unit: fc.constantFrom(...'abcdefgh') });

  it('is a letter dropped, added, replaced, or two neighbours swapped', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom(...'xyz'), (text, at, letter) => {
        const i = at % text.length;
        const dropped = text.slice(0, i) + text.slice(i + 1);
        const added = text.slice(0, i) + letter + text.slice(i);
        const replaced = text.slice(0, i) + letter + text.slice(i + 1);
        const [a = '', b = ''] = [text[i], text[i + 1]];
        const swapped = text.slice(0, i) + b + a + text.slice(i + 2);
        for (const typed of [dropped, added, replaced, swapped]) expect(isOneTypoAway(text, typed)).toBe(true);
      }),
    );
  });

  it('is not two', () => {
    expect(isOneTypoAway('framasoft', 'framsaofft')).toBe(false);
    expect(isOneTypoAway('abcd', 'dbca')).toBe(false);
    expect(isOneTypoAway('mail', 'email+')).toBe(false);
  });
});
