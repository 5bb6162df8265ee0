import { type Static, Type } from 'typebox';
import { Day, HttpUrl, Instant, namedObject, orNull, strictObject, termOf } from '../vocabulary/shapes.ts';
import { FETCH_PROBLEMS, HOST_STATES, ROLES, SITE_TROUBLES } from '../vocabulary/terms.ts';

const DayOrNone = (description: string) => orNull(Day, { description });

/** “We are here”. */
export const Presence = namedObject('Presence', {
  state: termOf(HOST_STATES),
  on: Day,
  until: Type.Unsafe<string>({
    ...Day,
    description: 'Up to this day, or until its site answers, a site without an answer is held against nobody',
  }),
  by: termOf(ROLES),
  version: Type.Integer({ minimum: 1 }),
});
export type Presence = Static<typeof Presence>;

const Look = namedObject('Look', {
  on: Day,
  answered: Type.Boolean(),
  httpStatus: orNull(Type.Integer()),
  problemCode: orNull(termOf(FETCH_PROBLEMS), {
    description: 'Why there was no status',
  }),
});

const SiteTrouble = namedObject('SiteTrouble', {
  kind: termOf(SITE_TROUBLES),
  since: Day,
  looks: Type.Integer({ minimum: 1, description: 'Looks in a row that found it' }),
  url: Type.Optional(Type.Unsafe<string>({ ...HttpUrl, description: 'Where it leads, or which page is gone' })),
});

/** The results of the daily checks, for those whom they concern. */
export const LookList = namedObject('LookList', {
  items: Type.Array(Look, { description: 'Of the present site, latest first' }),
  total: Type.Integer({ minimum: 0 }),
  next: orNull(Type.String()),
  failingSince: DayOrNone('absent: it answers, or nobody looked'),
  toldOn: DayOrNone('Since when the host and its federations are told'),
  silentOn: DayOrNone('When the entry falls silent unless the site answers, or somebody says that the host is there'),
  here: orNull(Type.Pick(Presence, ['on', 'until', 'by'])),
  troubles: Type.Array(SiteTrouble),
});
export type LookList = Static<typeof LookList>;

const Passage = strictObject({
  text: orNull(Type.String(), { description: 'absent: no text, or words were removed from it' }),
  firstOn: Day,
  lastOn: Day,
  digest: Type.String({ description: 'SHA-256 of all the words of the page on the last of these days' }),
});

export const KeptEvidence = namedObject('KeptEvidence', {
  subject: Type.String({
    description: '`criterion:<key>`, `commitment:<kind>` or `service:<slug>/commitment:<kind>`',
  }),
  url: HttpUrl,
  checkedAt: orNull(Instant, { description: 'absent: this address is no longer given' }),
  failingSince: DayOrNone('absent: it answers'),
  changedOn: DayOrNone('Its words were last seen to change'),
  passages: Type.Array(Passage, { description: 'The first one and the last two that differ, oldest first' }),
});
export type KeptEvidence = Static<typeof KeptEvidence>;

export const KeptEvidenceList = namedObject('KeptEvidenceList', {
  items: Type.Array(KeptEvidence),
  total: Type.Integer({ minimum: 0 }),
  next: orNull(Type.String()),
});
