import { type Static, Type } from 'typebox';
import { Contact } from '../../documents/host.ts';
import { Day, HttpUrl, Key, Slug } from '../../vocabulary/shapes.ts';
import { EVIDENCE_LEVELS, IMPORTANCES } from '../../vocabulary/terms.ts';

const Evidence = Type.Enum(EVIDENCE_LEVELS, { type: 'string' });

/** A statement of the answer: a stable code, its parameters, and the sentence they make. */
export const Said = Type.Object(
  {
    code: Type.String(),
    params: Type.Record(Type.String(), Type.Unknown()),
    text: Type.String(),
  },
  { additionalProperties: false, $id: 'Said' },
);

export const Contribution = Type.Object(
  {
    criterion: Type.String({ description: 'price, proximity, criterion:<key>, commitment:<kind> …' }),
    points: Type.Number({ description: 'plus 1, important 2, very important 4' }),
    low: Type.Integer({ description: 'thousandths, below zero for a stated no' }),
    high: Type.Integer(),
    evidence: Type.Union([Evidence, Type.Literal('terms')]),
    source: Type.Union([Type.String(), Type.Null()], {
      description: 'Who says it: host, import, charter or federation',
    }),
    asOf: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);

export const Cost = Type.Object(
  {
    perYear: Type.Union([Type.Number(), Type.Null()], {
      description: 'Euros for this need; null: unknown or free to choose',
    }),
    exact: Type.Boolean({
      description: 'false: to be confirmed, for you to choose, or made for an amount that the need does not say',
    }),
    floor: Type.Union([Type.Number(), Type.Null()], {
      description: 'Known part of an unknown price, or the least of a free amount',
    }),
    known: Type.Optional(
      Type.Object(
        {
          usages: Type.Array(Key),
          floor: Type.Number(),
          chosen: Type.Boolean({ description: 'The amount is free to choose, from the floor on' }),
        },
        {
          additionalProperties: false,
          description: 'Where only some prices are known: the usages that they are for, and what is known to be due',
        },
      ),
    ),
  },
  { additionalProperties: false },
);

const PlaceList = Type.Enum(['fits', 'to-check'], { type: 'string' });
const NamedPlace = Type.Union(
  [Type.Object({ list: PlaceList, rank: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }), Type.Null()],
  { description: 'null: in neither list' },
);

export const MatchedHost = Type.Object(
  {
    host: Slug,
    name: Type.String(),
    rank: Type.Integer(),
    tied: Type.Boolean(),
    possibleRanks: Type.Array(Type.Integer(), {
      minItems: 2,
      maxItems: 2,
      description: 'Best and worst place within its list (fits or toCheck) that the unknowns leave open',
    }),
    low: Type.Integer({ minimum: 0, maximum: 100 }),
    high: Type.Integer({ minimum: 0, maximum: 100 }),
    scored: Type.Boolean({ description: 'false: nothing was wished, so there is no score' }),
    cost: Cost,
    services: Type.Array(
      Type.Object(
        { usage: Key, service: Slug, plan: Type.Union([Type.String(), Type.Null()]) },
        { additionalProperties: false },
      ),
    ),
    contact: Type.Union([Contact, Type.Null()]),
    website: Type.Union([HttpUrl, Type.Null()]),
    unknownNeeds: Type.Array(Type.String()),
    reasons: Type.Array(Said, { maxItems: 3 }),
    cautions: Type.Array(Said, { maxItems: 2 }),
    questions: Type.Array(Said),
    contributions: Type.Array(Contribution),
    withoutPolicy: Type.Optional(
      Type.Object(
        { list: Type.Union([PlaceList, Type.Null()]), rank: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]) },
        {
          additionalProperties: false,
          description: 'Its place without the policy of the federation, when one applies',
        },
      ),
    ),
  },
  { additionalProperties: false, $id: 'MatchedHost' },
);

export const Comparison = Type.Object(
  {
    better: Slug,
    than: Slug,
    because: Type.Array(Type.String(), {
      description: 'Criteria that outweigh all that speaks for the other; or needs that are still unknown of the other',
    }),
    despite: Type.Array(Type.String(), { description: 'Every criterion on which the other does better' }),
    text: Type.String(),
  },
  { additionalProperties: false },
);

export const Robustness = Type.Object(
  {
    host: Slug,
    firstPlaceIsStable: Type.Boolean({ description: 'No word moved by one step puts another host above' }),
    changes: Type.Array(
      Type.Object(
        { criterion: Type.String(), word: Type.Enum(IMPORTANCES, { type: 'string' }), first: Slug },
        { additionalProperties: false },
      ),
      { description: 'Words that would, each with the host that would then be first' },
    ),
    forAnyPoints: Type.Boolean({
      description: 'First or equal first for all points that keep the order of importance',
    }),
    whateverUnknown: Type.Boolean({ description: 'First whatever is still unknown, of hosts to check too' }),
    weakestSpot: Type.Union([
      Type.Object(
        {
          criterion: Type.String(),
          rival: Slug,
          points: Type.Number({ description: 'Points of that criterion at which the two would be equal' }),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    text: Type.String(),
  },
  { additionalProperties: false },
);

export const Match = Type.Object(
  {
    catalogueRevision: Type.Integer(),
    asOf: Day,
    policyVersion: Type.String({ description: 'With a federation’s policy: 2026-1+chatons.3' }),
    seed: Type.String({ description: 'ISO week that orders equal hosts' }),
    considered: Type.Integer(),
    defaultWishes: Type.Boolean(),
    notes: Type.Array(Said, { description: 'What was assumed for this need' }),
    fits: Type.Array(MatchedHost),
    toCheck: Type.Array(MatchedHost),
    combinations: Type.Array(
      Type.Object(
        {
          hosts: Type.Array(Slug),
          state: Type.Enum(['fits', 'to-check'], { type: 'string' }),
          perYear: Type.Union([Type.Number(), Type.Null()]),
          exact: Type.Boolean(),
          floor: Type.Union([Type.Number(), Type.Null()], { description: 'Known part, when perYear is not exact' }),
          covers: Type.Array(
            Type.Object(
              { usage: Key, host: Slug, service: Slug, plan: Type.Union([Type.String(), Type.Null()]) },
              { additionalProperties: false },
            ),
          ),
          questions: Type.Array(Said),
          low: Type.Integer(),
          high: Type.Integer(),
          text: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
    nearMisses: Type.Array(
      Type.Object(
        {
          host: Slug,
          name: Type.String(),
          missing: Type.String(),
          params: Type.Record(Type.String(), Type.Unknown()),
          text: Type.String(),
        },
        { additionalProperties: false },
      ),
      { maxItems: 2 },
    ),
    relaxations: Type.Array(
      Type.Object(
        {
          giveUp: Type.Array(Type.String()),
          keys: Type.Array(Type.Union([Type.String(), Type.Null()]), {
            description: 'Usage, criterion, commitment or help that each is about; null when it is about none',
          }),
          count: Type.Integer({ description: 'Hosts without a definite no once it is given up altogether' }),
          text: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
    conflicts: Type.Optional(
      Type.Array(
        Type.Object(
          {
            needs: Type.Array(Type.String()),
            keys: Type.Array(Type.Union([Type.String(), Type.Null()])),
            text: Type.String(),
          },
          { additionalProperties: false },
        ),
        { description: 'With ?explain=all, when no host is listed: needs that rule all of them out together' },
      ),
    ),
    robustness: Type.Union([Robustness, Type.Null()], {
      description: 'Of the first place; null when nobody is listed or nothing was wished',
    }),
    comparisons: Type.Array(Comparison, { description: 'Each host of a list beside the next one' }),
    help: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          kind: Type.String(),
          phone: Type.Union([Type.String(), Type.Null()]),
          url: HttpUrl,
          federation: Type.Optional(Type.String({ description: 'Name of the federation that recommends it' })),
          text: Type.String(),
        },
        { additionalProperties: false },
      ),
      { maxItems: 3 },
    ),
    excluded: Type.Object(
      {
        count: Type.Integer(),
        byReason: Type.Record(Type.String(), Type.Integer()),
        nothingKnown: Type.Integer({
          description: 'Hosts whose list of services is a sample, and holds none of the wanted usages',
        }),
        notSeenLately: Type.Integer({ description: 'Entries nobody confirmed and nobody saw at work for 24 months' }),
        hosts: Type.Optional(
          Type.Array(Type.Object({ host: Slug, reasons: Type.Array(Type.String()) }, { additionalProperties: false }), {
            description: 'With ?explain=all',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    policyEffects: Type.Optional(
      Type.Array(
        Type.Object(
          {
            host: Slug,
            name: Type.String(),
            with: NamedPlace,
            without: NamedPlace,
            rules: Type.Array(Type.String(), {
              description: 'require:<criterion>, minimum-evidence:…, minimum-word:… or factor:<criterion>',
            }),
            movedBy: Type.Enum(['rules', 'others'], {
              type: 'string',
              description: 'others: what it is worth does not explain the move, hosts that the rules move do',
            }),
            text: Type.String(),
          },
          { additionalProperties: false },
        ),
        {
          description:
            'Hosts of these lists that the policy of the federation moves, and by which of its rules; with ?explain=all, also those that it takes out of them',
        },
      ),
    ),
  },
  { additionalProperties: false, $id: 'Match' },
);
export type Match = Static<typeof Match>;
export type Said = Static<typeof Said>;
export type MatchedHost = Static<typeof MatchedHost>;
