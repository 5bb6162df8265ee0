import { type Static, Type } from 'typebox';
import { Host } from '../../documents/host.ts';
import { Lang } from '../../http/get.ts';
import { privateListOf } from '../../http/pagination.ts';
import { Day, Id, namedObject, orNull, pathName, Slug, strictObject, Text, termOf } from '../../vocabulary/shapes.ts';

const Entry = strictObject({
  id: Id,
  slug: Slug,
  name: Type.String(),
  website: orNull(Type.String()),
  state: Host.properties.state,
  confirmedByHost: Type.Boolean(),
});

const DuplicateAnswer = namedObject(
  'Duplicate',
  {
    likeness: termOf(['same-domain', 'same-name', 'near-name']),
    kept: Entry,
    other: Entry,
    text: Type.String(),
    merge: strictObject(
      { method: Type.Literal('POST'), path: Type.String(), body: strictObject({ from: Slug }) },
      { description: 'The request that would make them one; its body needs a `reason` too' },
    ),
    dismissed: orNull(namedObject('Dismissal', { on: Day, reason: Type.Optional(Text) }), {
      description: 'When somebody said that they are of two organisations; absent: nobody did',
    }),
    dismissal: strictObject(
      { method: Type.Enum(['PUT', 'DELETE'], { type: 'string' }), path: Type.String() },
      { description: 'The request that says that they are of two organisations, or takes that back' },
    ),
  },
  { description: 'Two entries that may be of one organisation' },
);

export const DuplicateList = privateListOf(DuplicateAnswer, 'DuplicateList');
export type DuplicateList = Static<typeof DuplicateList>;

const DUPLICATE_STATES = ['open', 'dismissed'] as const;

export const DuplicateQuery = strictObject({
  state: Type.Optional(
    Type.Enum(DUPLICATE_STATES, {
      type: 'string',
      description: 'open when absent; dismissed: said to be of two organisations',
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 4000 })),
  lang: Lang,
});

export const DuplicatePair = Type.Object({
  host: pathName('Slug or identifier of an entry', 'les-aulnes'),
  other: pathName('Slug or identifier of the entry that it is not', 'les-aulnes-2'),
});
export type DuplicatePair = Static<typeof DuplicatePair>;

/** Why two similar entries are of different organisations. */
export const DismissalDraft = namedObject(
  'DismissalDraft',
  { reason: Type.Optional(Text) },
  { examples: [{ reason: { fr: 'Deux associations, l’une à Brest, l’autre à Metz.' } }] },
);
export type DismissalDraft = Static<typeof DismissalDraft>;
