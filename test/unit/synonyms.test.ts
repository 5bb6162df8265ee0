import { describe, expect, it } from 'vitest';
import { textsOfHost } from '../../src/catalogue/texts/texts.ts';
import { fold } from '../../src/vocabulary/territories.ts';
import { aDocument, anOffer } from '../support/documents.ts';
import { DAY, reference } from '../support/matching.ts';
import { searchIn } from '../support/text-search.ts';

/** One host for each usage, which it says in the words of the list alone. */
const usages = [...reference.usages.keys()];
const find = searchIn(
  usages.map((usage) =>
    textsOfHost(
      aDocument({ name: 'Aulne', slug: 'aulne', services: [anOffer({ slug: 'a', name: 'A', usages: [usage] })] }),
      reference,
      DAY,
    ),
  ),
  reference.synonyms,
);
const found = (typed: string) => (find(typed) ?? []).map((entry) => usages[entry]!).sort();

describe('words of the field', () => {
  it.each([
    ['courriel', 'email-hosting'],
    ['e-mail', 'email-hosting'],
    ['mél', 'email-hosting'],
    ['boîte aux lettres', 'email-hosting'],
    ['visioconférence', 'video-conferencing'],
    ['visio', 'video-conferencing'],
    ['nuage', 'file-storage-sharing'],
    ['drive', 'file-storage-sharing'],
    ['calendrier', 'shared-calendar'],
    ['compta', 'accounting'],
    ['infolettre', 'newsletter'],
    ['sauvegardes', 'backup'],
  ])('%s finds who offers %s', (typed, usage) => {
    expect(found(typed)).toContain(usage);
  });

  it.each(reference.synonyms.map((group) => [group[0]!, group] as const))(
    'every word for “%s” finds the same hosts, and some',
    (first, group) => {
      const expected = found(first);
      expect(expected.length).toBeGreaterThan(0);
      for (const word of group) expect(found(word), word).toEqual(expect.arrayContaining(expected));
    },
  );

  it('stand in one group each', () => {
    const words = reference.synonyms.flat().map(fold);
    expect(words).toEqual([...new Set(words)]);
  });
});
