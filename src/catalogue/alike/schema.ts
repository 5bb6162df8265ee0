import { type Static, Type } from 'typebox';
import { Host } from '../../documents/host.ts';
import { Lang } from '../../http/get.ts';
import { Id, Slug } from '../../vocabulary/shapes.ts';

const strict = { additionalProperties: false };

const Entry = Type.Object(
  {
    id: Id,
    slug: Slug,
    name: Type.String(),
    website: Type.Union([Type.String(), Type.Null()]),
    state: Host.properties.state,
    confirmedByHost: Type.Boolean(),
  },
  strict,
);

const DuplicateAnswer = Type.Object(
  {
    how: Type.Enum(['same-domain', 'same-name', 'near-name'], { type: 'string' }),
    kept: Entry,
    other: Entry,
    text: Type.String(),
    merge: Type.Object(
      { method: Type.Literal('POST'), path: Type.String(), body: Type.Object({ from: Slug }, strict) },
      { ...strict, description: 'The request that would make them one; its body needs a `reason` too' },
    ),
  },
  { ...strict, $id: 'Duplicate', description: 'Two entries that may be of one organisation' },
);

export const DuplicateList = Type.Object(
  {
    items: Type.Array(DuplicateAnswer),
    total: Type.Integer({ minimum: 0 }),
    next: Type.Union([Type.String(), Type.Null()]),
  },
  { ...strict, $id: 'DuplicateList' },
);
export type DuplicateList = Static<typeof DuplicateList>;

export const DuplicateQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
    cursor: Type.Optional(Type.String({ maxLength: 4000 })),
    lang: Lang,
  },
  strict,
);
