import { type Static, Type } from 'typebox';
import { Need } from '../matching/engine/need/schema.ts';
import { Day, Epoch, Key, Licence, Slug, saidOf } from '../vocabulary/shapes.ts';
import { ACTION_CODES } from './actions/action.ts';
import { ENGLISH } from './words/en.ts';

const strict = { additionalProperties: false };
const Both = Type.Object({ fr: Type.String(), en: Type.String() }, strict);
const AdviceSaid = saidOf(ENGLISH.sentences, 'AdviceSaid');

const onPanel = {
  epoch: Epoch,
  catalogueRevision: Type.Integer(),
  asOf: Day,
  licence: Licence,
  policyVersion: Type.String(),
  panelVersion: Type.String(),
};

export const PanelAnswer = Type.Object(
  {
    version: Type.String({ description: 'Changes with the needs' }),
    licence: Licence,
    items: Type.Array(
      Type.Object(
        { key: Key, label: Both, need: Need },
        { ...strict, description: 'A need that many associations have' },
      ),
    ),
    total: Type.Integer(),
    next: Type.Null(),
  },
  { ...strict, $id: 'Panel' },
);

export const StandingAnswer = Type.Object(
  {
    list: Type.Enum(['fits', 'to-check', 'not-seen', 'left-out', 'not-known'], {
      type: 'string',
      description:
        'not-seen: nobody saw the host lately, so it is not listed; not-known: nothing says that it offers any of it',
    }),
    rank: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], { description: 'Within its list' }),
    low: Type.Union([Type.Integer({ minimum: 0, maximum: 100 }), Type.Null()], {
      description: 'At least so much of 100',
    }),
  },
  { ...strict, $id: 'Standing' },
);

const Action = {
  code: Type.Enum(ACTION_CODES, { type: 'string' }),
  params: Type.Record(Type.String(), Type.Unknown()),
  text: Type.String(),
};
const ofNeed = { need: Type.String({ description: 'Key of a need of the panel' }) };
const change = { before: StandingAnswer, after: StandingAnswer };

const Kinds = Type.Array(Key, { description: 'Kinds of commitments' });

const ParagraphAnswer = Type.Object(
  {
    topic: Type.String(),
    text: Type.Union([Type.String(), Type.Null()], {
      description: 'null: none of its questions is answered by a promise',
    }),
    says: Kinds,
    unanswered: Kinds,
    models: Type.Array(
      Type.Object(
        {
          title: Type.String(),
          url: Type.String(),
          licence: Type.Union([Type.String(), Type.Null()], {
            description: 'null: none was found; ask before copying',
          }),
          note: Type.Optional(Type.String()),
        },
        strict,
      ),
      { description: 'Public documents of others on the same' },
    ),
  },
  { ...strict, $id: 'Paragraph' },
);

export const AdviceAnswer = Type.Object(
  {
    ...onPanel,
    host: Slug,
    target: Type.Integer({ description: 'Place among the hosts that fit that `targets` looks for' }),
    notes: Type.Array(AdviceSaid),
    today: Type.Object(
      {
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
      },
      strict,
    ),
    needs: Type.Array(
      Type.Object(
        {
          ...ofNeed,
          standing: StandingAnswer,
          reasons: Type.Array(Type.String(), {
            description: 'Hard needs that are answered no, or unknown when it is listed',
          }),
        },
        strict,
      ),
      { description: 'Where the host stands today, in the order of the panel' },
    ),
    actions: Type.Array(
      Type.Object(
        {
          ...Action,
          movesToFits: Type.Integer({ description: 'Needs where the host goes from “to check” to “fits”' }),
          movesOut: Type.Integer({ description: 'Needs where it would no longer be listed' }),
          ranksGained: Type.Object(
            {
              needs: Type.Integer({ description: 'Where it is in the same list before and after' }),
              median: Type.Number(),
              least: Type.Integer(),
              most: Type.Integer(),
              total: Type.Integer(),
            },
            { ...strict, description: 'Places gained over those needs; below zero when lost' },
          ),
          changes: Type.Array(Type.Object({ ...ofNeed, ...change }, strict), {
            description: 'Needs of the panel where something changes',
          }),
        },
        strict,
      ),
      { description: 'True things the host may say, publish, extend or have checked: what helps most first' },
    ),
    targets: Type.Array(
      Type.Object(
        {
          ...ofNeed,
          before: StandingAnswer,
          actions: Type.Union([Type.Array(Type.Object(Action, strict)), Type.Null()], {
            description: 'The fewest that bring it there, all together; null: nothing known here does',
          }),
          after: Type.Union([StandingAnswer, Type.Null()]),
          text: Type.String(),
        },
        strict,
      ),
      { description: 'Needs where it takes part without being among the first' },
    ),
    paragraphs: Type.Array(ParagraphAnswer, {
      description: 'To publish on its own site, where it likes: each says what the host answered, and nothing else',
    }),
  },
  { ...strict, $id: 'Advice' },
);
export type AdviceAnswer = Static<typeof AdviceAnswer>;

const sums = {
  fits: Type.Number({ description: 'Exposure among the hosts that fit' }),
  toCheck: Type.Number({ description: 'Exposure among the hosts to check' }),
};
const groupsOf = (groups: readonly string[]) =>
  Type.Object(
    {
      means: Both,
      groups: Type.Array(
        Type.Object(
          {
            group: Type.Enum([...groups], { type: 'string' }),
            hosts: Type.Integer(),
            ...sums,
            firstPlaces: Type.Number({ minimum: 0, maximum: 1, description: 'Share of the first places' }),
          },
          strict,
        ),
      ),
    },
    strict,
  );

/** Groups of hosts, by the number of usages that they offer and by the year of foundation. */
export const SIZES = ['unknown', '1-2', '3-5', '6-and-more'] as const;
export const AGES = ['before-2010', '2010-2016', '2017-and-later', 'unknown'] as const;

export const ExposureAnswer = Type.Object(
  {
    ...onPanel,
    needs: Type.Integer(),
    places: Type.Integer({ description: 'Places of each list that count' }),
    hosts: Type.Integer({ description: 'Hosts at work' }),
    means: Both,
    total: Type.Object({ ...sums, firstPlaces: Type.Number() }, strict),
    bySize: groupsOf(SIZES),
    byAge: groupsOf(AGES),
    mostExposed: Type.Array(
      Type.Object(
        {
          host: Slug,
          name: Type.String(),
          ...sums,
          firstPlaces: Type.Number({ description: 'Needs where it comes first; equal ones share the place' }),
        },
        strict,
      ),
      { maxItems: 10 },
    ),
  },
  { ...strict, $id: 'Exposure' },
);
export type ExposureAnswer = Static<typeof ExposureAnswer>;
