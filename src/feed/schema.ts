import { type Static, Type } from 'typebox';
import { Federation } from '../documents/federation.ts';
import { Host } from '../documents/host.ts';
import { Lang } from '../http/get.ts';
import { revisionFields } from '../http/pagination.ts';
import { Id, Instant, Licence, namedObject, orNull, Slug, strictObject, termOf } from '../vocabulary/shapes.ts';
import { CHANGE_KINDS, WITHDRAWAL_REASONS } from '../vocabulary/terms.ts';

/** One change of a published document, for clients that keep a copy of the catalogue. */
const FeedChange = namedObject('FeedChange', {
  revision: Type.Integer({ minimum: 1 }),
  at: Instant,
  kind: termOf(CHANGE_KINDS),
  id: { ...Id, description: 'Identifier of the host or federation: it never changes, a slug may' },
  host: Type.Optional(
    orNull(Slug, {
      description: 'Present slug of the host; null: a person on their own, whose entry was withdrawn',
    }),
  ),
  federation: Type.Optional({ ...Slug, description: 'Present slug of the federation' }),
  reason: Type.Optional(termOf(WITHDRAWAL_REASONS, { description: 'Why a host was withdrawn, where that was said' })),
  document: Type.Union([Host, Federation, Type.Null()], {
    description:
      'Facts of that revision as they count on the day `asOf`, without sentences; what was redacted since is not in them. null: withdrawn at this revision, or since',
  }),
});

export const FeedChanges = namedObject('FeedChanges', {
  items: Type.Array(FeedChange, { description: 'In the order of revisions, none left out' }),
  total: Type.Integer({ minimum: 0, description: 'Changes since the catalogue began' }),
  next: orNull(Type.String(), {
    description: 'Where it goes on; null: nothing more for now, go on after the last revision that you have',
  }),
  licence: Licence,
  ...revisionFields,
});

export const FeedQuery = strictObject({
  cursor: Type.Optional(Type.String({ maxLength: 4000, description: 'From a `next` address; in place of `after`' })),
  after: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 2_147_483_647,
      description: 'The last revision that is known, where one begins or goes on without a `next`; 0 when absent',
    }),
  ),
  epoch: Type.Optional({
    ...Id,
    description: 'The history that is followed: when it has ended, 410 `epoch-changed`',
  }),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 100,
      description: 'At most; 20 when absent. Fewer come where documents are large',
    }),
  ),
  lang: Lang,
});
export type FeedQuery = Static<typeof FeedQuery>;
