import { type Static, Type } from 'typebox';
import { Need } from '../matching/engine/need/schema.ts';
import {
  Day,
  Epoch,
  Key,
  Licence,
  namedObject,
  orNull,
  Params,
  Slug,
  saidOf,
  strictObject,
  termOf,
} from '../vocabulary/shapes.ts';
import { ACTION_CODES } from './actions/action.ts';
import { ENGLISH } from './words/en.ts';

const Both = strictObject({ fr: Type.String(), en: Type.String() });
const AdviceSaid = saidOf(ENGLISH.sentences, 'AdviceSaid');

const onPanel = {
  epoch: Epoch,
  catalogueRevision: Type.Integer(),
  asOf: Day,
  licence: Licence,
  policyVersion: Type.String(),
  panelVersion: Type.String(),
};

export const PanelAnswer = namedObject('Panel', {
  version: Type.String({ description: 'Changes with the needs' }),
  licence: Licence,
  items: Type.Array(
    strictObject({ key: Key, label: Both, need: Need }, { description: 'A need that many associations have' }),
  ),
  total: Type.Integer(),
  next: orNull(Type.String()),
});

const StandingAnswer = namedObject('Standing', {
  list: termOf(['fits', 'to-check', 'not-seen', 'left-out', 'not-known'], {
    description:
      'not-seen: nobody saw the host lately, so it is not listed; not-known: nothing says that it offers any of it',
  }),
  rank: orNull(Type.Integer({ minimum: 1 }), { description: 'Within its list' }),
  low: orNull(Type.Integer({ minimum: 0, maximum: 100 }), {
    description: 'At least so much of 100',
  }),
});

const Action = {
  code: termOf(ACTION_CODES),
  params: Params,
  text: Type.String(),
};
const ofNeed = { need: Type.String({ description: 'Key of a need of the panel' }) };
const change = { before: StandingAnswer, after: StandingAnswer };

const Kinds = Type.Array(Key, { description: 'Kinds of commitments' });

const ParagraphAnswer = namedObject('Paragraph', {
  topic: Type.String(),
  text: orNull(Type.String(), {
    description: 'absent: none of its questions is answered by a promise',
  }),
  says: Kinds,
  unanswered: Kinds,
  models: Type.Array(
    strictObject({
      title: Type.String(),
      url: Type.String(),
      licence: orNull(Type.String(), {
        description: 'absent: none was found; ask before copying',
      }),
      note: Type.Optional(Type.String()),
    }),
    { description: 'Public documents of others on the same' },
  ),
});

export const AdviceAnswer = namedObject('Advice', {
  ...onPanel,
  host: Slug,
  target: Type.Integer({ description: 'Place among the hosts that fit that `targets` looks for' }),
  notes: Type.Array(AdviceSaid),
  today: strictObject({
    needs: Type.Integer({ description: 'Of the panel' }),
    fits: Type.Integer(),
    toCheck: Type.Integer(),
    notSeen: Type.Integer(),
    leftOut: Type.Integer(),
    notKnown: Type.Integer(),
    byReason: Type.Record(Type.String(), Type.Integer(), {
      description: 'Why it is left out: hard needs that are answered no',
    }),
    text: Type.String(),
  }),
  needs: Type.Array(
    strictObject({
      ...ofNeed,
      standing: StandingAnswer,
      reasons: Type.Array(Type.String(), {
        description: 'Hard needs that are answered no, or unknown when it is listed',
      }),
    }),
    { description: 'Where the host stands today, in the order of the panel' },
  ),
  actions: Type.Array(
    strictObject({
      ...Action,
      movesToFits: Type.Integer({ description: 'Needs where the host goes from “to check” to “fits”' }),
      movesOut: Type.Integer({ description: 'Needs where it would no longer be listed' }),
      ranksGained: strictObject(
        {
          needs: Type.Integer({ description: 'Where it is in the same list before and after' }),
          median: Type.Number(),
          least: Type.Integer(),
          most: Type.Integer(),
          total: Type.Integer(),
        },
        { description: 'Places gained over those needs; below zero when lost' },
      ),
      changes: Type.Array(strictObject({ ...ofNeed, ...change }), {
        description: 'Needs of the panel where something changes',
      }),
    }),
    { description: 'True things the host may say, publish, extend or have checked: what helps most first' },
  ),
  targets: Type.Array(
    strictObject({
      ...ofNeed,
      before: StandingAnswer,
      actions: orNull(Type.Array(strictObject(Action)), {
        description: 'The fewest that bring it there, all together; absent: nothing known here does',
      }),
      after: orNull(StandingAnswer),
      text: Type.String(),
    }),
    { description: 'Needs where it takes part without being among the first' },
  ),
  paragraphs: Type.Array(ParagraphAnswer, {
    description: 'To publish on its own site, where it likes: each says what the host answered, and nothing else',
  }),
});
export type AdviceAnswer = Static<typeof AdviceAnswer>;

const sums = {
  fits: Type.Number({ description: 'Exposure among the hosts that fit' }),
  toCheck: Type.Number({ description: 'Exposure among the hosts to check' }),
};
const groupsOf = (groups: readonly string[]) =>
  strictObject({
    means: Both,
    groups: Type.Array(
      strictObject({
        group: termOf([...groups]),
        hosts: Type.Integer(),
        ...sums,
        firstPlaceShare: Type.Number({ minimum: 0, maximum: 1, description: 'Share of the first places' }),
      }),
    ),
  });

/** Groups of hosts, by the number of usages that they offer and by the year of foundation. */
export const SIZES = ['unknown', '1-2', '3-5', '6-and-more'] as const;
export const AGES = ['before-2010', '2010-2016', '2017-and-later', 'unknown'] as const;

export const ExposureAnswer = namedObject('Exposure', {
  ...onPanel,
  needs: Type.Integer(),
  places: Type.Integer({ description: 'Places of each list that count' }),
  hosts: Type.Integer({ description: 'Hosts at work' }),
  means: Both,
  total: strictObject({ ...sums, firstPlaces: Type.Number({ description: 'Needs for which a host comes first' }) }),
  bySize: groupsOf(SIZES),
  byAge: groupsOf(AGES),
  mostExposed: Type.Array(
    strictObject({
      host: Slug,
      name: Type.String(),
      ...sums,
      firstPlaces: Type.Number({ description: 'Needs where it comes first; equal ones share the place' }),
    }),
    { maxItems: 10 },
  ),
});
export type ExposureAnswer = Static<typeof ExposureAnswer>;
