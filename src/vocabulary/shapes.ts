import { type Static, type TObjectOptions, type TProperties, type TSchema, type TSchemaOptions, Type } from 'typebox';
import { EMAIL_MAX } from '../ground/addresses.ts';
import { definedOnly, inKeyOrder } from '../ground/texts.ts';
import { EVIDENCE_LEVELS, TERRITORY_LEVELS } from './terms.ts';

/* Small schemas that several rooms share. */

/** An object that takes no other fields than these. */
export const strictObject = <P extends TProperties>(properties: P, options: TObjectOptions = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });

/** The same, under a name of its own in the description of the API. */
export const namedObject = <P extends TProperties>($id: string, properties: P, options: TObjectOptions = {}) =>
  strictObject(properties, { $id, ...options });

/** Marks a value of answers that is null in code. */
export const OR_NULL = 'x-or-null';

/**
 * A value that may be unknown or missing: null in code, absent in answers (`ground/absent.ts`). Not for requests, where null
 * is written.
 */
export const orNull = <T extends TSchema>(value: T, options: TSchemaOptions = {}) =>
  Type.Union([value, Type.Null()], { ...options, [OR_NULL]: true });

/*
 * Rules for patterns, because clients in other languages use them too. No look-around and no `\u` escape, which RE2
 * lacks, and no `\s`, which means less there. Characters above U+00FF are written literally. No backtracking: each part
 * of a text can match in only one way.
 */

/** PostgreSQL refuses U+0000 in text. */
export const NO_NUL = '^[^\\x00]*$';

export const MONTH = '^\\d{4}-(0[1-9]|1[0-2])$';
export const YEAR = '^2\\d{3}$';
export const PHONE = '^[+0-9][0-9 ().-]{4,29}$';
/** A territory as in addresses: `departement:23`. */
export const TERRITORY_NAME = `^(${TERRITORY_LEVELS.join('|')}):[0-9A-Z]{2,5}$`;

/** The characters that `\s` matches in JavaScript. */
const SPACES = '\\x09-\\x0d\\x20\\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Characters that are invisible on a line: spaces, zero-width characters, blank letters. */
const BLANK =
  '\\x20\\xa0\\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202f\u205f-\u2065\u206a-\u206f' +
  '\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0';
/** Control characters and line separators, except U+0000. */
const BREAKING = '\\x01-\\x1f\\x7f-\\x9f\u2028\u2029';
/** Characters that change the text direction, and U+0000. */
const REFUSED = '\\x00\u202a-\u202e\u2066-\u2069';

/** A text with at least one visible character. */
export const READABLE = `^[${BLANK}${BREAKING}]*[^${BLANK}${BREAKING}${REFUSED}][^${REFUSED}]*$`;

/** As `READABLE`, on one line: for texts shown in lists, sentences and calendars. */
export const READABLE_LINE = `^[${BLANK}]*[^${BLANK}${BREAKING}${REFUSED}][^${BREAKING}${REFUSED}]*$`;

export const shortText = (maxLength = 200) => Type.String({ minLength: 1, maxLength, pattern: READABLE });

/** A plain text for people, in at least one language. Always shown as text, never as HTML. */
export const Text = namedObject(
  'Text',
  {
    fr: Type.Optional(Type.String({ minLength: 1, maxLength: 4000, pattern: READABLE })),
    en: Type.Optional(Type.String({ minLength: 1, maxLength: 4000, pattern: READABLE })),
  },
  { minProperties: 1, description: 'Plain text, French or English or both' },
);
export type Text = Static<typeof Text>;

export const Slug = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  minLength: 2,
  maxLength: 80,
  description: 'Lower-case letters, digits and single hyphens',
});

/** A name in a path may have any shape: a name that does not exist gives 404, not 400. */
export const pathName = (description: string, example: string) =>
  Type.String({ minLength: 1, maxLength: 253, pattern: NO_NUL, description, examples: [example] });

/**
 * Lower-case key of a vocabulary (usage, tool, criterion, commitment kind). An unknown key is a fault of meaning: 422.
 */
export const Key = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 });

/** Checked by `webAddress` on every input: no pattern can tell what a browser can open. */
export const WEB_ADDRESS = 'iri';

export const HttpUrl = Type.String({
  format: WEB_ADDRESS,
  pattern: `^https?://[^\\x00${SPACES}]+$`,
  maxLength: 2000,
  description: 'http or https address',
});

/**
 * Excludes characters that a `mailto:` link would not read as part of an address: `?` and `&` add headers or
 * recipients.
 */
const NOT_IN_MAILBOX = `@?&%\\x00-\\x1f\\x7f-\\x9f${SPACES}`;
const NAME = `[^${NOT_IN_MAILBOX}]`;
/** Checked by `mailDomainOf` on every input: no pattern can tell where mail can arrive. */
export const MAILBOX = 'idn-email';
export const Email = Type.String({
  format: MAILBOX,
  pattern: `^${NAME}+@${NAME}[^.${NOT_IN_MAILBOX}]*\\.${NAME}+$`,
  maxLength: EMAIL_MAX,
});

/** A calendar day in Europe/Paris. */
export const Day = Type.String({ format: 'date', description: 'Calendar day in Europe/Paris, such as 2026-11-24' });

/** A day, a month or a year; it counts as its last day. */
export const PartialDate = Type.String({
  pattern: '^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$',
  description: 'A year, a month or a day (2026, 2026-11, 2026-11-24); counts as its last day',
});

const KEY = '[a-z0-9]+(-[a-z0-9]+)*';
/** A key of a criterion, and the least evidence of it. */
export const KEY_WITH_EVIDENCE = `^${KEY}(:(${EVIDENCE_LEVELS.filter((level) => level !== 'unknown').join('|')}))?$`;
/** A key of a kind of commitments, and the least value of it. */
export const KEY_WITH_VALUE = `^${KEY}(:[0-9a-z][0-9a-z.-]*)?$`;

/** A calendar day, or an instant, as in a parameter that says since when. */
export const DAY_OR_INSTANT =
  '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d))?$';

export const Instant = Type.String({ format: 'date-time', description: 'ISO 8601, UTC' });

export const Id = Type.String({ format: 'uuid' });

/** The epoch: the history to which revisions belong. */
export const Epoch = Type.String({
  format: 'uuid',
  description: 'The history that revisions count in; another one begins when the catalogue is restored from a backup',
});

export const CountryCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' });

export const LanguageCode = Type.String({ pattern: '^[a-z]{2,3}$', description: 'ISO 639' });

/** Euros with at most two decimals; the unit of every amount in the API. Computations use integer cents. */
export const Euros = Type.Number({ minimum: 0, maximum: 1_000_000, multipleOf: 0.01, description: 'Euros' });

export const Gigabytes = Type.Number({ minimum: 0, maximum: 1_000_000, description: 'Gigabytes (10⁹ bytes)' });

/** An amount of a unit of capacity. That only gigabytes may have decimals is checked as a matter of meaning. */
export const amountFrom = (minimum: number) => Type.Number({ minimum, maximum: 1_000_000_000 });

/**
 * A term of a list that may grow, known exactly in code. A request takes these terms and no others; in answers the list
 * is published as that of `oneOfMore`.
 */
export const termOf = <Terms extends string[]>(terms: readonly [...Terms], options: TSchemaOptions = {}) =>
  Type.Enum(terms, { type: 'string', ...options, 'x-grows': true });

/** A French territory or a country. Codes of régions and départements overlap, so the level is part of the name. */
export const Territory = namedObject('Territory', {
  level: termOf(TERRITORY_LEVELS),
  code: Type.String({ pattern: '^[0-9A-Z]{2,5}$', description: 'INSEE code, or ISO 3166-1 alpha-2 for a country' }),
});
export type Territory = Static<typeof Territory>;

/**
 * A value of a list that may grow. Our answers are checked against the list, but it is published as
 * `x-extensible-enum`, so that a client generated today accepts later values. For answers only.
 */
export const oneOfMore = (values: readonly string[], description: string) =>
  Type.Unsafe<string>({ type: 'string', enum: [...values].sort(), description, 'x-grows': true });

/** A name: one of `kinds` alone, or one of `keyed` with a key after a colon. Both lists may grow. */
export const nameOf = (kinds: readonly string[], keyed: readonly string[], description: string) =>
  Type.Unsafe<string>({
    type: 'string',
    pattern: `^(${[...kinds, `(${keyed.join('|')}):[a-z0-9-]+`].join('|')})$`,
    description: `${description}: ${[...kinds, ...keyed.map((kind) => `${kind}:<key>`)].join(', ')}; others may come`,
    'x-grows': true,
  });

/** What a sentence is made with, by code. */
export const Params = Type.Record(Type.String(), Type.Unknown(), {
  description:
    'What the sentence is made with. Names and values are not promised, and those of a match go with its `policyVersion`',
});

/** A sentence in an answer: a code of a catalogue of sentences, its parameters, and the sentence itself. */
export const saidOf = <Id extends string>(sentences: object, $id: Id) =>
  strictObject(
    {
      code: oneOfMore(Object.keys(sentences), 'What it says, for programs'),
      params: Params,
      text: Type.String({ description: 'The sentence, in the language of the answer' }),
    },
    { $id },
  );

/** The licence of the facts in an answer, as an SPDX identifier. Texts are under CC BY 4.0. */
export const LICENCE = 'CC0-1.0' as const;
export const Licence = termOf([LICENCE], {
  $id: 'Licence',
  description: 'Of the facts (SPDX): anybody may use them. Texts that people wrote are CC BY 4.0, see the page /terms',
});

/** Where a host offers services or comes in person: a territory, or the whole world. */
export const Zone = Type.Union([Territory, strictObject({ level: Type.Literal('world') })], { $id: 'Zone' });
export type Zone = Static<typeof Zone>;

/**
 * The measure of a commitment: a number in the unit of its kind, yes or no, an address, a date, a list, or a term such
 * as `none`.
 */
export const Measure = Type.Union(
  [
    Type.Number({ minimum: 0, maximum: 1_000_000 }),
    Type.Boolean(),
    Type.String({ minLength: 1, maxLength: 2000, pattern: NO_NUL }),
    Type.Array(shortText(), { maxItems: 100 }),
  ],
  { $id: 'Measure' },
);

export type Measure = Static<typeof Measure>;

/** A text with French first; undefined when there is none. */
export const textFact = (text: Text | null | undefined): Text | undefined => inKeyOrder(text, ['fr', 'en']);

/** The schemas of an object's properties; for a union, those of all its shapes. */
const partsOf = (schema: TSchema): Record<string, TSchema> => {
  if (Type.IsUnion(schema)) return Object.assign({}, ...schema.anyOf.map(partsOf));
  if (Type.IsObject(schema)) return schema.properties;
  throw new Error('only objects of named parts have an order of keys');
};

/**
 * The value with the object keys that the schema names, in its order: JSON columns do not keep it. Other keys are left
 * out.
 * @throws Error for an object whose properties the schema does not name
 */
export function inSchemaOrder<T>(schema: TSchema, value: T): T {
  if (Array.isArray(value))
    return (Type.IsArray(schema) ? value.map((one) => inSchemaOrder(schema.items, one)) : value) as T;
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Record<string, unknown>;
  const ordered = Object.entries(partsOf(schema)).map(([name, part]) => [name, inSchemaOrder(part, given[name])]);
  return definedOnly(Object.fromEntries(ordered)) as T;
}

/** A zone with its keys in document order. */
export const zoneFact = (zone: Zone): Zone => inSchemaOrder(Zone, zone);
