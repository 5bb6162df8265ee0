import { type Static, Type } from 'typebox';
import { FederationPath } from '../../documents/federation.ts';
import { Lang } from '../../http/get.ts';
import { Need } from '../../matching/engine/need/schema.ts';
import { mergePatchOf } from '../../requests/shape.ts';
import {
  Day,
  Id,
  Instant,
  Key,
  namedObject,
  orNull,
  pathName,
  READABLE_LINE,
  Slug,
  strictObject,
  Text,
} from '../../vocabulary/shapes.ts';
import { CASE_OUTCOMES, CASE_SOURCES, CASE_STATES } from '../../vocabulary/terms.ts';
import { MOST_HOSTS, WordsToAll } from '../schema.ts';
import { CASE_NUMBER } from './need.ts';

const MOST_SHORTLISTED = 10;

const Label = Type.String({
  minLength: 1,
  maxLength: 120,
  pattern: READABLE_LINE,
  description: 'The officer’s own words for it. They name nobody: mail addresses and telephone numbers are refused',
});
const Shortlist = Type.Array(Slug, {
  maxItems: MOST_SHORTLISTED,
  uniqueItems: true,
  description: 'Hosts that may do, in the order of the federation; none that has a definite no for this need',
});
const Outcome = namedObject(
  'CaseOutcome',
  {
    state: Type.Enum(CASE_OUTCOMES, { type: 'string' }),
    host: Type.Optional(Type.Unsafe<string>({ ...Slug, description: 'The host that it is about, if it is listed' })),
    on: Day,
    reason: Type.Optional(
      Type.Unsafe<Text>({ ...Text, $id: 'CaseReason', description: 'Without mail addresses and telephone numbers' }),
    ),
  },
  { description: 'What became of it, last' },
);
const Source = Type.Enum(CASE_SOURCES, { type: 'string', description: 'How the need came to the federation' });
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
    'What whoever sent the need reads out; nobody reads anything with it, and it erases the need until an officer opens it',
});

export const SentNeed = namedObject('SentNeed', { number: CaseNumber });

/** The fields of a case that a patch may change; `need` only when it is present. */
export const CasePart = strictObject({
  label: Label,
  need: Type.Optional(Need),
  shortlist: Shortlist,
  outcome: Type.Optional(Outcome),
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
  outcome: { state: 'written-to', host: 'les-aulnes', on: '2026-11-20' },
});
export type CasePatch = Static<typeof CasePatch>;

/** The label of a case alone, which no form leaves empty. */
export const CaseLabel = strictObject({ label: Label });
export type CaseLabel = Static<typeof CaseLabel>;

const head = {
  id: Id,
  label: Label,
  receivedBy: Source,
  number: Type.Optional(
    Type.Unsafe<string>({ ...CaseNumber, description: 'Of a need that was sent from a page: its first label' }),
  ),
  shortlist: Shortlist,
  recommendations: Type.Array(Id, { description: 'Made within it, oldest first' }),
  referrals: Type.Array(Id, { description: 'Made within it, oldest first' }),
  outcome: Type.Optional(Outcome),
  version: Type.Integer({ minimum: 1 }),
  createdAt: Instant,
  updatedAt: Instant,
  waitsOn: orNull(Day, {
    description: 'The day since which it waits for a word, or will; null: for none',
  }),
  lastWordOn: Day,
  endsOn: Type.Unsafe<string>({
    ...Day,
    description:
      'When it is deleted: 24 months after the last word, or 30 days after it came when nobody has opened it',
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
  state: Type.Enum(SHORTLISTED_STATES, {
    type: 'string',
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
  need: Type.Unsafe<Need>({ type: 'object', description: 'As it was written; shape of `Need`' }),
  unread: Type.Array(strictObject({ pointer: Type.String(), value: Type.Unknown() }), {
    description: 'Parts of the need that this version did not know, as they came',
  }),
  faults: Type.Array(strictObject({ pointer: Type.String(), code: Type.String(), text: Type.String() }), {
    description: 'Why the need cannot be matched today; empty when it can',
  }),
  earlier: Type.Array(
    strictObject({
      state: Type.Enum(CASE_OUTCOMES, { type: 'string' }),
      on: Day,
      hostName: Type.Optional(Type.String({ description: 'Its name then' })),
      reason: Type.Optional(Text),
    }),
    { description: 'What was said before, oldest first, the last twenty' },
  ),
  shortlisted: Type.Array(Shortlisted, { description: 'How the hosts of the shortlist stand today' }),
});
export type Case = Static<typeof Case>;

export const CaseQuery = strictObject({
  lang: Lang,
  state: Type.Optional(
    Type.Array(Type.Enum(CASE_STATES, { type: 'string' }), {
      maxItems: CASE_STATES.length,
      description: 'Any of these; received: without an outcome',
    }),
  ),
  number: Type.Optional(
    Type.String({ maxLength: 50, description: 'Only the need that was sent under this number, however it is noted' }),
  ),
  waits: Type.Optional(Type.Boolean({ description: 'true: only what waits for a word today' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
});
export type CaseQuery = Static<typeof CaseQuery>;

export const CasePath = Type.Object({
  ...FederationPath.properties,
  case: pathName('Identifier of a case', '3c9e6f0a-1d7b-4a52-8e64-b0f2d5c7a913'),
});

/** A recommendation made within a case: its need is the need of the case. */
export const CaseRecommendationDraft = namedObject(
  'CaseRecommendationDraft',
  {
    note: Type.Optional(WordsToAll),
    hosts: Type.Optional(
      Type.Array(Slug, {
        minItems: 1,
        maxItems: MOST_HOSTS,
        uniqueItems: true,
        description: 'Without it, the first ones of the shortlist; without a shortlist, of the answer',
      }),
    ),
  },
  { examples: [{ note: { fr: 'Vu avec le bureau.' } }] },
);
export type CaseRecommendationDraft = Static<typeof CaseRecommendationDraft>;

/** A referral made within a case: its région is the région of the need. */
export const CaseReferralDraft = namedObject(
  'CaseReferralDraft',
  {
    host: Slug,
    usages: Type.Optional(
      Type.Array(Key, {
        minItems: 1,
        maxItems: 10,
        uniqueItems: true,
        description: 'Of the need of the case, where the host meets a part of it; without it, all that it must have',
      }),
    ),
  },
  { examples: [{ host: 'les-aulnes' }] },
);
export type CaseReferralDraft = Static<typeof CaseReferralDraft>;
