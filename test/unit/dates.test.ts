import { describe, expect, it } from 'vitest';
import { inFrench } from '../../src/matching/words/parts-fr.ts';
import { speakers } from '../support/answers.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a date inside a sentence', () => {
  it.each([
    ['2026-03-01', ['le 1er mars 2026', 'depuis le 1er mars 2026', 'jusqu’au 1er mars 2026']],
    ['2026-03', ['en mars 2026', 'depuis mars 2026', 'jusqu’en mars 2026']],
    ['2026', ['en 2026', 'depuis 2026', 'jusqu’en 2026']],
  ])('has its article, its preposition and its year in French: %s', (date, said) => {
    const { on, since, until } = speakers.fr;
    expect([on(date), since(date), until(date)].map(plain)).toEqual(said);
  });

  it.each([
    ['2026-03-01', ['on 1 March 2026', 'since 1 March 2026', 'until 1 March 2026']],
    ['2026-03', ['in March 2026', 'since March 2026', 'until March 2026']],
    ['2026', ['in 2026', 'since 2026', 'until 2026']],
  ])('has its preposition and its year in English: %s', (date, said) => {
    const { on, since, until } = speakers.en;
    expect([on(date), since(date), until(date)]).toEqual(said);
  });
});

it.each([
  ['CHATONS', 'de CHATONS'],
  ['Emancip’Asso', 'd’Emancip’Asso'],
  ['Le Réseau', 'du Réseau'],
  ['Les Communs', 'des Communs'],
  ['Lesbos', 'de Lesbos'],
])('a name after « de » is contracted as people say it: %s', (name, said) => {
  expect(inFrench.of(name)).toBe(said);
});
