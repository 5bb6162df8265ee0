import { type Static, Type } from 'typebox';
import { Lang } from '../http/get.ts';
import { privateListOf } from '../http/pagination.ts';
import { Day, namedObject, Slug, strictObject, orNull } from '../vocabulary/shapes.ts';
import { LANGUAGES } from '../vocabulary/terms.ts';

export const LETTER_STATES = ['to-write', 'waiting', 'confirmed', 'withdrawn'] as const;

/** Whether a host was asked to confirm its entry. */
export const HostLetter = namedObject('HostLetter', {
  host: Slug,
  name: Type.String(),
  language: Type.Enum(LANGUAGES, { type: 'string', description: 'In which its letter is written' }),
  state: Type.Enum(LETTER_STATES, {
    type: 'string',
    description: 'confirmed, withdrawn: what the host did, after it was asked or by itself',
  }),
  sentOn: orNull(Day),
});
export type HostLetter = Static<typeof HostLetter>;

export const LetterList = privateListOf(HostLetter, 'LetterList');

export const WrittenLetter = namedObject('WrittenLetter', {
  ...HostLetter.properties,
  subject: Type.String(),
  text: Type.String({ description: 'The letter, to be sent once and by hand' }),
  post: Type.String({ description: 'A short message for a forum' }),
});
export type WrittenLetter = Static<typeof WrittenLetter>;

/** When a host was asked. Neither the sender nor the recipient is stored: no names, no addresses. */
export const SentLetter = namedObject(
  'SentLetter',
  { sentOn: orNull(Day, { description: 'null: it was not, after all' }) },
  { examples: [{ sentOn: '2026-11-20' }] },
);
export type SentLetter = Static<typeof SentLetter>;

export const LetterQuery = strictObject({
  state: Type.Optional(Type.Enum(LETTER_STATES, { type: 'string' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 4000 })),
  lang: Lang,
});
