import { type Static, Type } from 'typebox';
import { trialOf } from '../http/trials.ts';
import { NO_NUL, namedObject, orNull, Text } from '../vocabulary/shapes.ts';

/** A text to remove from everything stored about a host. */
export const RedactionDraft = namedObject(
  'RedactionDraft',
  {
    text: Type.String({
      minLength: 3,
      maxLength: 4000,
      pattern: NO_NUL,
      description: 'The exact words, capitals and accents included; removed wherever they stand, and never shown again',
    }),
    reason: Type.Optional(Text),
  },
  { examples: [{ text: 'Ancienne adresse du bureau', reason: { fr: 'Demande de la personne concernée.' } }] },
);

export type RedactionDraft = Static<typeof RedactionDraft>;

/** What a redaction did, or would do, without the text. */
export const Redaction = namedObject('Redaction', {
  copies: Type.Integer({
    minimum: 0,
    description:
      'Fields rewritten: in rows, in past documents, in labels. Those in cases are rewritten and not counted',
  }),
  elsewhere: Type.Integer({
    minimum: 0,
    description: 'Public documents, past and present, that still hold the words: those of others, or in a slug',
  }),
  version: Type.Integer({ minimum: 1 }),
  revision: orNull(Type.Integer(), {
    description: 'The change that says so; absent when nothing public was rewritten',
  }),
});

export type Redaction = Static<typeof Redaction>;
export const RedactionTrial = trialOf('RedactionTrial', Redaction);
