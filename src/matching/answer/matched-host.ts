import { type Static, Type } from 'typebox';
import { Contact } from '../../documents/host.ts';
import {
  HttpUrl,
  Key,
  namedObject,
  nameOf,
  orNull,
  Slug,
  saidOf,
  strictObject,
  termOf,
} from '../../vocabulary/shapes.ts';
import { EVIDENCE_LEVELS, IMPORTANCES } from '../../vocabulary/terms.ts';
import { KEYED_NEEDS, MANIFOLD_NEEDS, SINGLE_NAMES } from '../engine/need/hard-needs.ts';
import { KEYED_WISHES, SINGLE_WISHES } from '../engine/need/wishes.ts';
import { ENGLISH } from '../words/en.ts';

const Evidence = Type.Enum(EVIDENCE_LEVELS, { type: 'string' });

/** A statement of the answer: a stable code, its parameters, and the sentence they make. */
export const Said = saidOf(ENGLISH, 'Said');

/** A criterion that points are given for, as answers name it. */
const CriterionName = nameOf(SINGLE_WISHES, KEYED_WISHES, 'What it is worth for');
/** A hard need, as answers name it. */
export const NeedName = nameOf([...SINGLE_NAMES, ...MANIFOLD_NEEDS], KEYED_NEEDS, 'Condition of the need');

const Contribution = namedObject('Contribution', {
  criterion: CriterionName,
  points: Type.Number({ description: 'plus 1, important 2, very important 4' }),
  worth: strictObject(
    { low: Type.Number({ maximum: 100 }), high: Type.Number({ maximum: 100 }) },
    { description: 'How good the host is on it: 0 to 100, below zero for a stated no' },
  ),
  low: Type.Number({
    description:
      'What it adds to `low` of the host, with one decimal: these add up to it, or to less than zero where it is 0',
  }),
  high: Type.Number({ description: 'The same of `high`' }),
  evidence: Type.Union([Evidence, Type.Literal('terms')], {
    description: '`terms`: no statement, but facts of the entry, such as its prices, its seat, its services',
  }),
  source: orNull(Type.String(), {
    description:
      'Who says it: `host`, `import`, `charter` or `federation`, with the slug of the network (`charter:chatons`), or another origin of facts, as `provenance` of a host names it. Unknown where nothing is known, or where several said it',
  }),
  asOf: orNull(Type.String(), { description: 'Since when it is known: of several prices, the oldest' }),
  sourceUrl: Type.Optional(
    Type.Unsafe<string>({
      ...HttpUrl,
      description: 'The page that it was read at, or that proves it, where it is known',
    }),
  ),
});

const Cost = namedObject('Cost', {
  perYear: orNull(Type.Number(), {
    description: 'Euros for this need; null: unknown or free to choose',
  }),
  exact: Type.Boolean({
    description: 'false: to be confirmed, for you to choose, or made for an amount that the need does not say',
  }),
  floor: orNull(Type.Number(), {
    description: 'Known part of an unknown price, or the least of a free amount',
  }),
  for: Type.Optional(
    termOf(['organisation', 'person'], {
      description: 'Whom each price covers, where it is said',
    }),
  ),
  once: Type.Optional(
    Type.Number({ description: 'Euros due once, at the beginning; a share of them stands in perYear or floor' }),
  ),
  known: Type.Optional(
    strictObject(
      {
        usages: Type.Array(Key),
        floor: Type.Number(),
        chosen: Type.Boolean({ description: 'The amount is free to choose, from the floor on' }),
      },
      { description: 'Where only some prices are known: the usages that they are for, and what is known to be due' },
    ),
  ),
});

export const PlaceList = Type.Enum(['fits', 'to-check'], { type: 'string' });
export const MatchedHost = namedObject('MatchedHost', {
  host: Slug,
  name: Type.String(),
  confirmed: Type.Boolean({
    description: 'Whether the host has ever said that its entry is true; false: among those that fit, it only seems to',
  }),
  rank: Type.Integer(),
  tied: Type.Boolean(),
  possibleRanks: Type.Array(Type.Integer(), {
    minItems: 2,
    maxItems: 2,
    description: 'Best and worst place within its list (fits or toCheck) that the unknowns leave open',
  }),
  low: Type.Integer({ minimum: 0, maximum: 100 }),
  high: Type.Integer({ minimum: 0, maximum: 100 }),
  open: Type.Integer({ description: 'How much it leaves open, by the weights of the policy' }),
  scored: Type.Boolean({ description: 'false: nothing was wished, so there is no score' }),
  cost: Cost,
  services: Type.Array(
    strictObject({
      usage: Key,
      service: Slug,
      plan: orNull(Type.String()),
      via: Type.Optional(Type.Unsafe<string>({ ...Key, description: 'The near usage of the service that meets it' })),
      lost: Type.Optional(Type.String({ description: 'What one then has instead' })),
    }),
  ),
  contact: orNull(Contact),
  website: orNull(HttpUrl),
  unknownNeeds: Type.Array(NeedName),
  reasons: Type.Array(Said, { maxItems: 3 }),
  cautions: Type.Array(Said, { maxItems: 2 }),
  questions: Type.Array(Said),
  contributions: Type.Array(Contribution),
  withoutPolicy: Type.Optional(
    strictObject(
      { list: orNull(PlaceList), rank: orNull(Type.Integer({ minimum: 1 })) },
      { description: 'Its place without the policy of the federation, when one applies' },
    ),
  ),
});

export type Said = Static<typeof Said>;
export type MatchedHost = Static<typeof MatchedHost>;

/* Why a host ranks before another, and how firmly the first host holds its rank. */

export const Comparison = namedObject('Comparison', {
  better: Slug,
  than: Slug,
  because: Type.Array(Type.Union([CriterionName, NeedName]), {
    description: 'Criteria that outweigh all that speaks for the other; or needs that are still unknown of the other',
  }),
  despite: Type.Array(CriterionName, { description: 'Every criterion on which the other does better' }),
  text: Type.String(),
});

export const Robustness = namedObject('Robustness', {
  host: Slug,
  firstPlaceIsStable: Type.Boolean({ description: 'No word moved by one step puts another host above' }),
  changes: Type.Array(
    strictObject({ criterion: CriterionName, word: Type.Enum(IMPORTANCES, { type: 'string' }), first: Slug }),
    { description: 'Words that would, each with the host that would then be first' },
  ),
  forAnyPoints: Type.Boolean({
    description: 'First or equal first for all points that keep the order of importance',
  }),
  whateverUnknown: Type.Boolean({ description: 'First whatever is still unknown, of hosts to check too' }),
  weakestSpot: orNull(
    strictObject({
      criterion: CriterionName,
      rival: Slug,
      points: Type.Number({ description: 'Points of that criterion at which the two would be equal' }),
    }),
  ),
  text: Type.String(),
});
