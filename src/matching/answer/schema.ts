import { type Static, Type } from 'typebox';
import {
  Day,
  Email,
  HttpUrl,
  Key,
  namedObject,
  orNull,
  Params,
  Slug,
  strictObject,
  termOf,
} from '../../vocabulary/shapes.ts';
import { Comparison, MatchedHost, NeedName, PlaceList, Robustness, Said } from './matched-host.ts';

const NamedPlace = orNull(namedObject('Place', { list: PlaceList, rank: Type.Integer({ minimum: 1 }) }), {
  description: 'absent: in neither list',
});

/** The identity of a helper and how to contact it. */
export const WAYS_TO_A_HELPER = {
  name: Type.String(),
  kind: Type.String(),
  phone: orNull(Type.String()),
  email: Type.Optional(Email),
  contactUrl: Type.Optional(HttpUrl),
  url: orNull(HttpUrl),
};

export const Match = namedObject('Match', {
  epoch: Type.Optional(
    Type.String({
      format: 'uuid',
      description: 'The history that the revision counts in; absent from a frozen answer',
    }),
  ),
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
    namedObject('Combination', {
      hosts: Type.Array(Slug),
      state: Type.Enum(['fits', 'to-check'], { type: 'string' }),
      perYear: orNull(Type.Number(), { description: 'Euros; null: unknown, or for the association to choose' }),
      exact: Type.Boolean(),
      floor: orNull(Type.Number(), { description: 'Known part, when perYear is not exact' }),
      once: Type.Optional(Type.Number({ description: 'As `cost` of a host says it' })),
      covers: Type.Array(
        strictObject({
          usage: Key,
          host: Slug,
          service: Slug,
          plan: orNull(Type.String()),
          via: Type.Optional(Key),
          lost: Type.Optional(Type.String()),
        }),
      ),
      questions: Type.Array(Said),
      low: Type.Integer(),
      high: Type.Integer(),
      open: Type.Integer({ description: 'How much all of them leave open' }),
      unknownNeeds: Type.Array(NeedName),
      shares: Type.Array(
        strictObject({
          host: Slug,
          perYear: orNull(Type.Number(), { description: 'null: unknown, or for the association to choose' }),
          exact: Type.Boolean(),
          floor: orNull(Type.Number()),
          once: Type.Optional(Type.Number()),
        }),
        { description: 'What each of them costs, as `cost` of a host says it' },
      ),
      before: orNull(Slug, { description: 'The one host that it stands before, where one would do' }),
      text: Type.String(),
    }),
  ),
  askFirst: orNull(
    namedObject('AskFirst', { host: Slug, name: Type.String(), needs: Type.Array(NeedName), text: Type.String() }),
    { description: 'A host to check that would come first with one answer; null: there is none' },
  ),
  asked: Type.Array(
    namedObject('AskedHost', {
      host: Slug,
      state: Type.Enum(['fits', 'to-check', 'improbable', 'excluded'], {
        type: 'string',
        description: 'improbable: nobody said no, and something speaks against it',
      }),
      reasons: Type.Array(NeedName, { description: 'Needs that are open, or that keep it out' }),
      text: Type.String(),
    }),
    {
      description:
        'Whether each of the hosts named in the need would do, wherever it stands; of a recommendation, also each of the federation’s own list that it does not name',
    },
  ),
  shown: Type.Array(
    namedObject('ShownAnswer', {
      kind: termOf(['host', 'together', 'near-miss']),
      hosts: Type.Array(Slug, { minItems: 1 }),
    }),
    {
      maxItems: 3,
      description: 'The few answers in the order in which a reader sees them, each of which stands in its list',
    },
  ),
  helpFrom: Type.Array(
    namedObject('HelpFrom', {
      to: Slug,
      support: Key,
      host: Type.Optional(Slug),
      helper: Type.Optional(Type.String({ description: 'As in /v1/helpers' })),
      name: Type.String(),
      comes: orNull(Type.Boolean(), { description: 'absent: nobody knows' }),
      text: Type.String(),
    }),
    { description: 'Help that the first host does not offer, from the nearest who does' },
  ),
  additions: Type.Array(
    namedObject('Addition', {
      to: Slug,
      host: Slug,
      name: Type.String(),
      usage: Key,
      perYear: orNull(Type.Number(), { description: 'null: for the association to choose' }),
      text: Type.String(),
    }),
    { description: 'Wished usages that the first host lacks, from others' },
  ),
  nearMisses: Type.Array(
    namedObject('NearMiss', {
      host: Slug,
      name: Type.String(),
      missing: NeedName,
      because: Type.Enum(['no', 'against'], {
        type: 'string',
        description: 'against: nobody said no, and something speaks against it',
      }),
      params: Params,
      text: Type.String(),
      questions: Type.Array(Said, { description: 'What would settle it' }),
      lost: Type.Optional(
        Type.Array(strictObject({ usage: Key, via: Key, lost: Type.String() }), {
          description: 'Usages that near ones meet, and what one would then have',
        }),
      ),
    }),
    { maxItems: 2 },
  ),
  relaxations: Type.Array(
    namedObject('Relaxation', {
      giveUp: Type.Array(NeedName),
      keys: Type.Array(orNull(Type.String()), {
        description:
          'At the place of each in `giveUp`, the usage, criterion, commitment or help that it is about; null: none',
      }),
      count: Type.Integer({ description: 'Hosts that would then be listed, once it is given up altogether' }),
      text: Type.String(),
    }),
  ),
  conflicts: Type.Optional(
    Type.Array(
      namedObject('Conflict', {
        needs: Type.Array(NeedName),
        keys: Type.Array(orNull(Type.String()), { description: 'At the place of each in `needs`; null: none' }),
        text: Type.String(),
      }),
      { description: 'With ?explain=all, when no host is listed: needs that rule all of them out together' },
    ),
  ),
  robustness: orNull(Robustness, {
    description: 'Of the first place; absent when nobody is listed or nothing was wished',
  }),
  comparisons: Type.Array(Comparison, { description: 'Each host of a list beside the next one' }),
  help: Type.Array(
    namedObject('MatchHelp', {
      ...WAYS_TO_A_HELPER,
      federation: Type.Optional(Type.Unsafe<string>({ ...Slug, description: 'Who recommends it' })),
      federationName: Type.Optional(Type.String()),
      text: Type.String(),
    }),
    { maxItems: 3 },
  ),
  excluded: namedObject('Exclusions', {
    count: Type.Integer(),
    improbable: Type.Integer({ description: 'Of these, those of whom nobody said no' }),
    byReason: Type.Record(Type.String(), Type.Integer(), {
      description: 'By condition of the need, as in `missing`',
    }),
    nothingKnown: Type.Integer({
      description: 'Hosts whose list of services is a sample, and holds none of the wanted usages',
    }),
    notSeenLately: Type.Integer({ description: 'Entries nobody confirmed and nobody saw at work for 24 months' }),
    hosts: Type.Optional(
      Type.Array(strictObject({ host: Slug, reasons: Type.Array(NeedName) }), {
        description: 'With ?explain=all: everybody counted; without reasons those of whom nothing is known',
      }),
    ),
  }),
  policyEffects: Type.Optional(
    Type.Array(
      namedObject('PolicyEffect', {
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
      }),
      {
        description:
          'Hosts of these lists that the policy of the federation moves, and by which of its rules; with ?explain=all, also those that it takes out of them',
      },
    ),
  ),
});
export type Match = Static<typeof Match>;
