import { type Static, Type } from 'typebox';
import { Closing } from '../../documents/closing.ts';
import { Lang } from '../../http/get.ts';
import { listOf } from '../../http/pagination.ts';
import {
  Day,
  HttpUrl,
  Key,
  namedObject,
  orNull,
  Slug,
  shortText,
  strictObject,
  termOf,
} from '../../vocabulary/shapes.ts';
import type { OpenItem } from '../open-items.ts';

export const DUE_KINDS = [
  'closing',
  'promise-broken',
  'membership-request',
  'membership-review',
  'review',
  'selection-review',
  'selection-gone',
  'vouch-lapsed',
  'site-unanswered',
  'site-parked',
  'site-moved',
  'site-certificate',
  'site-robots',
  'cases',
] as const;
export type DueKind = (typeof DUE_KINDS)[number];

const { announcedOn, stages, stage, promises } = Closing.properties;
const OneService = strictObject({ slug: Slug, name: shortText() });

/** A member, or a host of the federation's own list, has announced a closing of itself or of a service. */
const Leaving = strictObject(
  {
    service: orNull(OneService, {
      description: 'What closes; absent: the host itself',
    }),
    announcedOn,
    stages,
    stage,
    promises: Type.Optional(
      Type.Unsafe<Static<typeof promises>>({
        ...promises,
        description: 'Those that it breaks; absent: none is known to be',
      }),
    ),
    successor: orNull(strictObject({ host: Slug, name: shortText(), agreed: Type.Boolean() })),
    alternatives: Type.String({ description: 'Address of who could take over' }),
  },
  { description: 'Of a closing' },
);

/** One open or future item of a federation. */
export const Due = strictObject({
  kind: termOf(DUE_KINDS),
  dueOn: orNull(Day, {
    description: 'The last day to do it in time, the next day of a closing; absent: no date is known',
  }),
  overdue: Type.Boolean(),
  host: Type.Optional(
    Type.Unsafe<string>({ ...Slug, description: 'slug, or id of a draft; absent of what is about no host' }),
  ),
  name: Type.Optional(shortText()),
  subject: Type.Optional(Type.String({ description: 'criterion:<key> or commitment:<kind>, of a review' })),
  closing: Type.Optional(Leaving),
  promise: Type.Optional(
    strictObject(
      {
        commitment: Key,
        service: orNull(OneService, { description: 'absent: of the host as a whole' }),
        promised: Type.Integer({ description: 'days' }),
        actual: Type.Integer({ description: 'days' }),
      },
      { description: 'What was promised and what is given, of a promise that is broken' },
    ),
  ),
  vouched: Type.Optional(
    strictObject(
      { name: shortText(), website: orNull(HttpUrl) },
      { description: 'What was vouched for, of a vouch that has lapsed' },
    ),
  ),
  site: Type.Optional(
    strictObject(
      {
        failingSince: Type.Optional(Day),
        since: Type.Optional(Day),
        url: Type.Optional(HttpUrl),
      },
      { description: 'What daily visits found of its site, and where it leads' },
    ),
  ),
  cases: Type.Optional(
    strictObject(
      {
        count: Type.Integer({ minimum: 1 }),
        number: Type.Optional(Type.String({ description: 'Of a single case: what is read out to find it' })),
      },
      { description: 'How many cases wait for a word since that day, or will' },
    ),
  ),
  text: Type.String(),
});
export type Due = Static<typeof Due>;

/** One item, before it is put into words. */
export type DueFact = OpenItem<DueKind> & Omit<Due, keyof OpenItem | 'dueOn' | 'text'>;

export const DueQuery = strictObject({
  lang: Lang,
  within: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3660, description: 'Days: only what is late, undated or due by then' }),
  ),
});
export type DueQuery = Static<typeof DueQuery>;

export const DueList = namedObject('DueList', {
  ...listOf(Due, 'DueList').properties,
  overdueTotal: Type.Integer({ minimum: 0, description: 'How many are late' }),
});
