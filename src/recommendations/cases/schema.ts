import { type Static, Type } from 'typebox';
import { Need } from '../../matching/engine/need/schema.ts';
import { mergePatchOf } from '../../requests/shape.ts';
import {
  Day,
  Id,
  Instant,
  namedObject,
  orNull,
  READABLE,
  READABLE_LINE,
  Slug,
  strictObject,
  Text,
  termOf,
} from '../../vocabulary/shapes.ts';
import { CASE_OUTCOMES, CASE_SOURCES } from '../../vocabulary/terms.ts';
import { CASE_NUMBER } from './need.ts';

const MOST_SHORTLISTED = 10;

const Label = Type.String({
  minLength: 1,
  maxLength: 120,
  pattern: READABLE_LINE,
  description: 'The officer’s own words for it. They name nobody: mail addresses and telephone numbers are refused',
});
const HostToday = Type.String({
  minLength: 1,
  maxLength: 120,
  pattern: READABLE_LINE,
  description: 'Where the association is today, in the officer’s words: a host, or a tool. Names nobody',
});
const Note = Type.String({
  minLength: 1,
  maxLength: 2000,
  pattern: READABLE,
  description: 'For the officers alone: in no mail, calendar, feed or sheet. Names nobody',
});
const DueOn = Type.Unsafe<string>({
  ...Day,
  description: 'The day by which the association must have moved, such as the end of its host',
});
const Shortlist = Type.Array(Slug, {
  maxItems: MOST_SHORTLISTED,
  uniqueItems: true,
  description: 'Hosts that may do, in the order of the federation; none that has a definite no for this need',
});
const Outcome = namedObject(
  'CaseOutcome',
  {
    state: termOf(CASE_OUTCOMES),
    host: Type.Optional(Type.Unsafe<string>({ ...Slug, description: 'The host that it is about, if it is listed' })),
    on: Day,
    reason: Type.Optional(
      Type.Unsafe<Text>({ ...Text, $id: 'CaseReason', description: 'Without mail addresses and telephone numbers' }),
    ),
  },
  { description: 'What became of it, last' },
);
const Source = termOf(CASE_SOURCES, { description: 'How the need came to the federation' });
/** A need from a link or a file may be of a later version, so its schema is checked together with its meaning. */
const AnyNeed = (description: string) => Type.Unsafe<Need>({ type: 'object', maxProperties: 100, description });

export const CaseDraft = namedObject(
  'CaseDraft',
  {
    label: Label,
    receivedBy: Source,
    need: AnyNeed(
      'As for `POST /v1/matches`. Of a link or a file, fields that this version does not know are kept in `unread`, and what it cannot match is told in `faults`; otherwise both are refused',
    ),
    shortlist: Type.Optional(Shortlist),
    outcome: Type.Optional(Outcome),
    hostToday: Type.Optional(HostToday),
    note: Type.Optional(Note),
    dueOn: Type.Optional(DueOn),
  },
  {
    examples: [
      {
        label: 'Fanfare du canton, fichiers et courrier',
        receivedBy: 'phone',
        need: { usages: [{ usage: 'file-storage-sharing', accounts: 12, storageGb: 30 }], budgetPerYear: 60 },
      },
    ],
  },
);
export type CaseDraft = Static<typeof CaseDraft>;

/** A need that anybody can send. */
export const SentNeedDraft = namedObject(
  'SentNeedDraft',
  { need: Need },
  {
    examples: [
      { need: { usages: [{ usage: 'file-storage-sharing', accounts: 12, storageGb: 30 }], budgetPerYear: 60 } },
    ],
  },
);

const CaseNumber = Type.String({
  pattern: CASE_NUMBER,
  description:
    'What is read out to find the case; nobody reads anything with it. Of a need that was sent it erases the need until an officer opens it',
});

export const SentNeed = namedObject('SentNeed', { number: CaseNumber });

/** The fields of a case that a patch may change; `need` only when it is present. */
export const CasePart = strictObject({
  label: Label,
  need: Type.Optional(Need),
  shortlist: Shortlist,
  hostToday: Type.Optional(HostToday),
  note: Type.Optional(Note),
  dueOn: Type.Optional(DueOn),
  remindOn: Type.Optional(
    Type.Unsafe<string>({
      ...Day,
      description:
        'A day ahead on which it is to be taken up, instead of the usual ones, but for `dueOn` when that is earlier; a confirmed address then gets a letter, with the number alone: that of whose turn it is, else all',
    }),
  ),
  turn: Type.Optional(
    Type.Unsafe<string>({ ...Id, description: 'Whose turn it is: the id of a token that reads these cases' }),
  ),
  outcome: Type.Optional(Outcome),
  mistake: Type.Optional(
    Type.Boolean({
      description:
        'true, with an outcome: what was said last was wrong, and is not kept in `earlier`. With `outcome: null`: what was said before it, if anything, is the outcome again, with its day. Is not read back',
    }),
  ),
  discarded: Type.Optional(
    Type.Boolean({
      description:
        'true: put aside, in no list and no number, deleted after 7 days; false, or any other word, takes it back',
    }),
  ),
  unread: Type.Optional(
    Type.Array(Type.Null(), {
      maxItems: 0,
      description: 'An empty list: what could not be read is no longer needed',
    }),
  ),
});
export type CasePart = Static<typeof CasePart>;

/** A case always has a need, so no patch can remove it. */
export const CasePatch = mergePatchOf(strictObject({ ...CasePart.properties, need: Need }), 'CasePatch', {
  outcome: { state: 'written-to', host: 'les-aulnes', on: '2026-11-25' },
});
export type CasePatch = Static<typeof CasePatch>;

/** What is typed of a new case besides its need. */
export const CaseWords = Type.Pick(CaseDraft, ['label', 'hostToday', 'note', 'dueOn']);

/** Who takes a case up and when: what one form asks. */
const { turn, dueOn, remindOn, hostToday, note } = CasePart.properties;
export const CaseFollowUp = strictObject({ turn, dueOn, remindOn, hostToday, note });
export type CaseFollowUp = Static<typeof CaseFollowUp>;

/** The label of a case alone, which no form leaves empty. */
export const CaseLabel = strictObject({ label: Label });
export type CaseLabel = Static<typeof CaseLabel>;

const OfficerShown = (description: string) => strictObject({ token: Id, label: Type.String() }, { description });

const head = {
  id: Id,
  label: Label,
  receivedBy: Source,
  number: Type.Optional(
    Type.Unsafe<string>({ ...CaseNumber, description: 'What its letters say of it; absent: none was free' }),
  ),
  sent: Type.Optional(Type.Literal(true, { description: 'The need was sent from a page' })),
  shortlist: Shortlist,
  recommendations: Type.Array(Id, { description: 'Made within it, oldest first' }),
  referrals: Type.Array(Id, { description: 'Made within it, oldest first' }),
  outcome: Type.Optional(Outcome),
  dueOn: Type.Optional(DueOn),
  remindOn: Type.Optional(Day),
  hostToday: Type.Optional(HostToday),
  takenBy: Type.Optional(OfficerShown('Who opened it; absent: nobody, or that access has ended')),
  turn: Type.Optional(OfficerShown('Whose turn it is; absent: nobody’s, or that access has ended')),
  discardedOn: Type.Optional(
    Type.Unsafe<string>({ ...Day, description: 'When it was put aside to be deleted; absent: it was not' }),
  ),
  version: Type.Integer({ minimum: 1 }),
  createdAt: Instant,
  updatedAt: Instant,
  waitsOn: orNull(Day, {
    description: 'The day since which it waits for a word, or will; absent: for none',
  }),
  lastWordOn: Day,
  endsOn: Type.Unsafe<string>({
    ...Day,
    description:
      'When it is deleted: 24 months after the last word, 30 days after it came when nobody has opened it, 7 days after it was put aside',
  }),
};

const ItemOfOfficers = strictObject({
  ...head,
  openedOn: Type.Optional(
    Type.Unsafe<string>({
      ...Day,
      description: 'Of a need that was sent: when an officer first read it; absent: nobody has yet',
    }),
  ),
  usages: Type.Array(Type.String(), { description: 'That its need asks for' }),
});
/** A case in the list of its federation, for those who read cases. */
export type CaseItem = Static<typeof ItemOfOfficers>;

/** The fields for those who may delete a case but not read it: that it exists, and until when. */
const BARE = ['id', 'receivedBy', 'openedOn', 'version', 'createdAt', 'updatedAt', 'lastWordOn', 'endsOn'] as const;
const bare = Type.Pick(ItemOfOfficers, BARE);
export type BareCase = Static<typeof bare>;

/** A case without the fields that only officers of the federation read. */
export const bareOf = (item: CaseItem): BareCase =>
  Object.fromEntries(BARE.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]]))) as BareCase;

const CaseItem = namedObject(
  'CaseItem',
  { ...Type.Partial(ItemOfOfficers).properties, ...bare.properties },
  { description: 'Label, usages, hosts, outcome and what was made within it are there for those who read it alone' },
);

export const CaseList = namedObject('CaseList', {
  items: Type.Array(CaseItem),
  total: Type.Integer(),
  next: orNull(Type.String()),
});

/** How a host of a shortlist matches the need today. */
const SHORTLISTED_STATES = ['fits', 'to-check', 'together', 'improbable', 'excluded', 'gone', 'unknown'] as const;

const Shortlisted = strictObject({
  host: Slug,
  name: Type.String(),
  state: termOf(SHORTLISTED_STATES, {
    description:
      'together: it meets a part, others the rest. excluded: a definite no. gone: nobody is sent there any more. unknown: the need cannot be matched',
  }),
  reasons: Type.Array(Type.String(), { description: 'Needs that are open, or that keep it out' }),
  text: Type.String(),
});
export type Shortlisted = Static<typeof Shortlisted>;

/** The work of a federation for one association, with what has changed in the catalogue since. */
export const Case = namedObject('Case', {
  ...head,
  note: Type.Optional(Note),
  need: Type.Unsafe<Need>({ type: 'object', description: 'As it was written; shape of `Need`' }),
  unread: Type.Array(strictObject({ pointer: Type.String(), value: Type.Unknown() }), {
    description: 'Parts of the need that this version did not know, as they came',
  }),
  faults: Type.Array(strictObject({ pointer: Type.String(), code: Type.String(), message: Type.String() }), {
    description: 'Why the need cannot be matched today; empty when it can',
  }),
  earlier: Type.Array(
    strictObject({
      state: termOf(CASE_OUTCOMES),
      on: Day,
      hostName: Type.Optional(Type.String({ description: 'Its name then' })),
      reason: Type.Optional(Text),
    }),
    { description: 'What was said before, oldest first, the last twenty' },
  ),
  shortlisted: Type.Array(Shortlisted, { description: 'How the hosts of the shortlist stand today' }),
});
export type Case = Static<typeof Case>;
