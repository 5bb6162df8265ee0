import { type Static, Type } from 'typebox';
import { ClosingStages } from '../../documents/closing.ts';
import { Host } from '../../documents/host.ts';
import { revisionFields } from '../../http/pagination.ts';
import {
  Id,
  Licence,
  NO_NUL,
  namedObject,
  PartialDate,
  Slug,
  shortText,
  strictObject,
} from '../../vocabulary/shapes.ts';

const MOST = 100;

/** Domains to look up at once, as people type them or as parts of addresses. */
export const LookupDraft = namedObject(
  'LookupDraft',
  {
    domains: Type.Array(
      Type.String({
        minLength: 1,
        maxLength: 2000,
        pattern: NO_NUL,
        description: 'A domain or a web address; capitals, `www.`, a final dot and accents make no difference',
      }),
      { minItems: 1, maxItems: MOST },
    ),
  },
  { examples: [{ domains: ['cloud.aulnes.example', 'https://www.sorbiers.example/tarifs', 'inconnu.example'] }] },
);
export type LookupDraft = Static<typeof LookupDraft>;

/** What the catalogue knows of one domain. */
export const Lookup = namedObject('Lookup', {
  asked: Type.String({ description: 'As it was sent' }),
  known: Type.Boolean({ description: 'false: this catalogue does not know it, and says nothing about it' }),
  domain: Type.Optional(Type.String({ description: 'As it was read; absent: it is none' })),
  by: Type.Optional(
    Type.String({ description: 'The domain of the host by which it was found: this one or one above' }),
  ),
  former: Type.Optional(
    Type.Literal(true, {
      description: 'The host had that domain once: whoever has it now may be somebody else. It proves nothing',
    }),
  ),
  host: Type.Optional(strictObject({ id: Id, slug: Slug, name: shortText(), state: Host.properties.state })),
  memberOf: Type.Optional(
    Type.Array(
      strictObject({
        federation: Slug,
        name: shortText(),
        toCheck: Type.Optional(Type.Literal(true, { description: 'Uncertain' })),
      }),
      { description: 'Federations of which the host is a member today, as far as it is known' },
    ),
  ),
  closing: Type.Optional(
    Type.Union(
      [strictObject({ announcedOn: Type.Union([PartialDate, Type.Null()]), stages: ClosingStages }), Type.Null()],
      { description: 'The end of the whole host; null: none was announced' },
    ),
  ),
  problem: Type.Optional(strictObject({ code: Type.Literal('not-a-domain'), text: Type.String() })),
  text: Type.Optional(Type.String({ description: 'Of what is not known: what that means' })),
});
export type Lookup = Static<typeof Lookup>;

export const LookupAnswer = namedObject('LookupAnswer', {
  items: Type.Array(Lookup, { description: 'One for each that was sent, in the same order' }),
  licence: Licence,
  ...revisionFields,
});
