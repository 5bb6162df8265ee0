import { type Static, Type } from 'typebox';
import { Lang } from '../http/get.ts';
import { listOf } from '../http/pagination.ts';
import {
  Day,
  Key,
  Measure,
  namedObject,
  orNull,
  Slug,
  saidOf,
  strictObject,
  Text,
  termOf,
} from '../vocabulary/shapes.ts';
import { ACTORS, CHANGE_KINDS } from '../vocabulary/terms.ts';
import { ENGLISH } from './words/en.ts';

/** An event as code, parameters and sentence. */
const Happened = saidOf(ENGLISH, 'Happened');

export const HistoryEntry = namedObject('HistoryEntry', {
  revision: Type.Integer(),
  at: Type.String({ format: 'date-time' }),
  kind: termOf(CHANGE_KINDS),
  by: termOf(ACTORS),
  byLabel: orNull(Type.String(), { description: 'Label of the token, or name of the import' }),
  reason: Type.Optional(Text),
  sentences: Type.Array(Happened, {
    description: 'What people care about in it, told plainly; none when nothing is',
  }),
  changes: Type.Array(
    strictObject(
      {
        pointer: Type.String({ description: 'JSON Pointer into the document of the host' }),
        before: Type.Unknown({ description: 'Absent: there was nothing' }),
        after: Type.Unknown({ description: 'Absent: there is nothing any more' }),
      },
      { required: ['pointer'] },
    ),
  ),
});
export type HistoryEntry = Static<typeof HistoryEntry>;

/** The history of one promise of a host, since it was published. */
export const CommitmentPast = namedObject('CommitmentPast', {
  kind: Key,
  service: Type.Optional(Slug),
  values: Type.Array(
    strictObject({
      value: Measure,
      from: Day,
      until: orNull(Day, { description: 'absent: in force' }),
    }),
    { description: 'The last 100 values that the host gave, oldest first, with the days on which they were public' },
  ),
  earlier: Type.Optional(Type.Integer({ minimum: 1, description: 'How many values came before those' })),
  weakened: Type.Integer({ minimum: 0, description: 'How often it was weakened or taken back' }),
  text: Type.String(),
});
export type CommitmentPast = Static<typeof CommitmentPast>;

export const HistoryQuery = strictObject({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  merged: Type.Optional(
    Type.String({
      maxLength: 80,
      pattern: '^[a-z0-9-]+$',
      description: 'Instead, the past of an entry that was merged into this one, by its slug or id in `merged`',
    }),
  ),
  cursor: Type.Optional(Type.String({ maxLength: 4000, description: 'From `next`; belongs to this list' })),
  lang: Lang,
});

export const History = namedObject('History', {
  ...listOf(HistoryEntry, 'History').properties,
  commitmentsPast: Type.Array(CommitmentPast),
});
