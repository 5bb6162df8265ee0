import type { Sentence } from '../ground/errors.ts';
import {
  CountryCode,
  HttpUrl,
  LanguageCode,
  PartialDate,
  READABLE,
  READABLE_LINE,
  Slug,
  Territory,
} from '../vocabulary/shapes.ts';

/* What a value should look like, for people: an expression that a program matches with means nothing to them. */

const both = (fr: string, en: string): Sentence => ({ fr, en });
const day = both('Il faut une date comme 2026-11-24.', 'Expected a date such as 2026-11-24.');

const PATTERNS: ReadonlyMap<string, Sentence> = new Map(
  (
    [
      [
        { pattern: READABLE },
        both('Ce texte est vide, ou il contient des signes cachés.', 'This text is empty, or holds hidden signs.'),
      ],
      [
        { pattern: READABLE_LINE },
        both(
          'Il faut un texte sur une seule ligne, sans signes cachés.',
          'Expected a text on one line, without hidden signs.',
        ),
      ],
      [
        Slug,
        both(
          'Il faut des lettres minuscules, des chiffres et des tirets.',
          'Expected lower-case letters, digits and hyphens.',
        ),
      ],
      [HttpUrl, both('Il faut une adresse qui commence par https://', 'Expected an address that begins with https://')],
      [
        PartialDate,
        both(
          'Il faut une date comme 2026-11-24, 2026-11 ou 2026.',
          'Expected a date such as 2026-11-24, 2026-11 or 2026.',
        ),
      ],
      [CountryCode, both('Il faut un code de pays comme FR.', 'Expected a country code such as FR.')],
      [LanguageCode, both('Il faut un code de langue comme fr.', 'Expected a language code such as fr.')],
      [
        Territory.properties.code,
        both(
          'Il faut un code, pas un nom : 23 pour la Creuse, FR pour la France. Voir /v1/territories?q=',
          'Expected a code, not a name: 23 for Creuse, FR for France. See /v1/territories?q=',
        ),
      ],
    ] as const
  ).map(([shape, words]) => [String((shape as { pattern?: unknown }).pattern), words]),
);

const FORMATS: Readonly<Record<string, Sentence>> = {
  date: day,
  'date-time': both(
    'Il faut un instant comme 2026-11-24T12:00:00Z.',
    'Expected an instant such as 2026-11-24T12:00:00Z.',
  ),
  email: both('Il faut une adresse comme nom@exemple.org.', 'Expected an address such as name@example.org.'),
};

/** @param pattern the expression of a shape, as its schema has it */
export const expectedPattern = (pattern: string): Sentence =>
  PATTERNS.get(pattern) ??
  both(`Ne correspond pas à la forme attendue : ${pattern}`, `Does not have the expected form: ${pattern}`);

export const expectedFormat = (format: string): Sentence =>
  FORMATS[format] ?? both(`Format attendu : ${format}.`, `Expected format: ${format}.`);

/** @param step what a number must be a multiple of */
export const expectedStep = (step: number): Sentence =>
  step === 0.01
    ? both('Deux décimales au plus.', 'Two decimals at most.')
    : both(`Doit être un multiple de ${step}.`, `Must be a multiple of ${step}.`);
