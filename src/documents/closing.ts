import { type Static, Type } from 'typebox';
import { HttpUrl, PartialDate, Slug, Text } from '../vocabulary/shapes.ts';
import { CLOSING_STAGES, PROMISE_STATES } from '../vocabulary/terms.ts';

/** Planned days of a closing; a year or a month is what an import may know of an old one. */
export const ClosingStages = Type.Object(
  {
    restricted: Type.Optional(PartialDate),
    readOnly: Type.Optional(PartialDate),
    closed: Type.Optional(PartialDate),
    dataErased: Type.Optional(PartialDate),
  },
  { additionalProperties: false, minProperties: 1, description: 'Stages in order; none before the former' },
);
export type ClosingStages = Static<typeof ClosingStages>;

/** The end of a host or of a service, as it is read back. */
export const Closing = Type.Object(
  {
    announcedOn: Type.Union([PartialDate, Type.Null()]),
    stages: ClosingStages,
    stage: Type.Union([Type.Enum(CLOSING_STAGES, { type: 'string' }), Type.Null()], {
      description: 'Stage reached today',
    }),
    approximate: Type.Boolean({ description: 'Dates known to the month or the year only' }),
    reason: Type.Optional(Text),
    successor: Type.Union([
      Type.Object({ host: Slug, agreed: Type.Boolean() }, { additionalProperties: false }),
      Type.Null(),
    ]),
    exportGuide: Type.Optional(HttpUrl),
    promises: Type.Array(
      Type.Object(
        {
          commitment: Type.Enum(['closing-notice', 'data-retrieval-after-end'], { type: 'string' }),
          promised: Type.Union([Type.Integer(), Type.Null()], { description: 'days' }),
          actual: Type.Union([Type.Integer(), Type.Null()], { description: 'days' }),
          state: Type.Enum(PROMISE_STATES, { type: 'string' }),
        },
        { additionalProperties: false },
      ),
      { description: 'As they were on the day of the announcement, whatever was promised since' },
    ),
    text: Type.Optional(
      Type.String({ description: 'The same in plain words, in the language of the request; always there in answers' }),
    ),
  },
  { additionalProperties: false, $id: 'Closing' },
);
export type Closing = Static<typeof Closing>;
