import type { Sentence } from '../ground/errors.ts';
import {
  CountryCode,
  DAY_OR_INSTANT,
  Email,
  HttpUrl,
  KEY_WITH_EVIDENCE,
  KEY_WITH_VALUE,
  LanguageCode,
  MAILBOX,
  MONTH,
  NO_NUL,
  PartialDate,
  PHONE,
  READABLE,
  READABLE_LINE,
  Slug,
  TERRITORY_NAME,
  Territory,
  WEB_ADDRESS,
  YEAR,
} from '../vocabulary/shapes.ts';

/* What a value should look like, in words: most people cannot read a regular expression. */

export const bilingual = (fr: string, en: string): Sentence => ({ fr, en });

export const OTHERWISE = bilingual(
  'N’a pas la forme attendue : voir /docs.',
  'Does not have the expected shape: see /docs.',
);

const MAILBOX_EXPECTED = bilingual(
  'Il faut une adresse comme nom@exemple.org.',
  'Expected an address such as name@example.org.',
);

const day = bilingual('Il faut une date comme 2026-11-24.', 'Expected a date such as 2026-11-24.');

const PATTERNS: ReadonlyMap<string, Sentence> = new Map(
  (
    [
      [
        { pattern: READABLE },
        bilingual('Ce texte est vide, ou il contient des signes cachés.', 'This text is empty, or holds hidden signs.'),
      ],
      [
        { pattern: READABLE_LINE },
        bilingual(
          'Il faut un texte sur une seule ligne, sans signes cachés.',
          'Expected a text on one line, without hidden signs.',
        ),
      ],
      [
        Slug,
        bilingual(
          'Il faut des lettres minuscules, des chiffres et des tirets.',
          'Expected lower-case letters, digits and hyphens.',
        ),
      ],
      [
        HttpUrl,
        bilingual('Il faut une adresse qui commence par https://', 'Expected an address that begins with https://'),
      ],
      [
        PartialDate,
        bilingual(
          'Il faut une date comme 2026-11-24, 2026-11 ou 2026.',
          'Expected a date such as 2026-11-24, 2026-11 or 2026.',
        ),
      ],
      [Email, MAILBOX_EXPECTED],
      [{ pattern: NO_NUL }, bilingual('Ce texte contient un signe invisible.', 'This text holds an invisible sign.')],
      [
        { pattern: PHONE },
        bilingual('Il faut un numéro comme +33 5 55 00 00 00.', 'Expected a number such as +33 5 55 00 00 00.'),
      ],
      [{ pattern: MONTH }, bilingual('Il faut un mois comme 2026-11.', 'Expected a month such as 2026-11.')],
      [{ pattern: YEAR }, bilingual('Il faut une année comme 2026.', 'Expected a year such as 2026.')],
      [
        { pattern: TERRITORY_NAME },
        bilingual(
          'Il faut un niveau et un code, comme departement:23. Voir /v1/territories?q=',
          'Expected a level and a code, such as departement:23. See /v1/territories?q=',
        ),
      ],
      ...[KEY_WITH_EVIDENCE, KEY_WITH_VALUE].map(
        (pattern) =>
          [
            { pattern },
            bilingual(
              'Il faut une clé, seule ou avec un minimum après deux points, comme free-software-only:documented.',
              'Expected a key, alone or with a minimum after a colon, such as free-software-only:documented.',
            ),
          ] as const,
      ),
      [
        { pattern: DAY_OR_INSTANT },
        bilingual(
          'Il faut un jour comme 2026-11-24, ou un instant comme 2026-11-24T12:00:00Z.',
          'Expected a day such as 2026-11-24, or an instant such as 2026-11-24T12:00:00Z.',
        ),
      ],
      [CountryCode, bilingual('Il faut un code de pays comme FR.', 'Expected a country code such as FR.')],
      [LanguageCode, bilingual('Il faut un code de langue comme fr.', 'Expected a language code such as fr.')],
      [
        Territory.properties.code,
        bilingual(
          'Il faut un code, pas un nom : 23 pour la Creuse, FR pour la France. Voir /v1/territories?q=',
          'Expected a code, not a name: 23 for Creuse, FR for France. See /v1/territories?q=',
        ),
      ],
    ] as const
  ).map(([shape, words]) => [String((shape as { pattern?: unknown }).pattern), words]),
);

const BOUNDS: Readonly<Record<string, [fr: string, en: string]>> = {
  '>=': ['Il faut au moins', 'Expected at least'],
  '<=': ['Il faut au plus', 'Expected at most'],
  '>': ['Il faut plus de', 'Expected more than'],
  '<': ['Il faut moins de', 'Expected less than'],
};

/** @param comparison how a number must compare with its bound, as Ajv writes it */
export function expectedBound(comparison: string, bound: number): Sentence {
  const [fr, en] = BOUNDS[comparison]!;
  return bilingual(`${fr} ${bound}.`, `${en} ${bound}.`);
}

const FORMATS: Readonly<Record<string, Sentence>> = {
  date: day,
  'date-time': bilingual(
    'Il faut un instant comme 2026-11-24T12:00:00Z.',
    'Expected an instant such as 2026-11-24T12:00:00Z.',
  ),
  uuid: bilingual(
    'Il faut un identifiant, tel que le catalogue l’a donné.',
    'Expected an identifier, as the catalogue gave it.',
  ),
  [WEB_ADDRESS]: bilingual(
    'Cette adresse ne s’ouvre pas : recopiez-la depuis votre navigateur, avec https://',
    'This address cannot be opened: copy it from your browser, with https://',
  ),
  [MAILBOX]: MAILBOX_EXPECTED,
};

/** @param pattern the expression of a shape, as its schema has it */
export const expectedPattern = (pattern: string): Sentence => PATTERNS.get(pattern) ?? OTHERWISE;

export const expectedFormat = (format: string): Sentence => FORMATS[format] ?? OTHERWISE;

/** @param step what a number must be a multiple of */
export const expectedStep = (step: number): Sentence =>
  step === 0.01
    ? bilingual('Deux décimales au plus.', 'Two decimals at most.')
    : bilingual(`Doit être un multiple de ${step}.`, `Must be a multiple of ${step}.`);
