import { type Static, Type } from 'typebox';
import { Lang } from '../../http/get.ts';
import { privateListOf } from '../../http/pagination.ts';
import {
  HttpUrl,
  Id,
  Key,
  namedObject,
  orNull,
  PartialDate,
  Slug,
  strictObject,
  termOf,
} from '../../vocabulary/shapes.ts';
import { HOST_STATES, PROPOSAL_KINDS, SOURCE_ORIGINS } from '../../vocabulary/terms.ts';

const strict = { additionalProperties: false };

/** A difference between an entry and an external file, or a service that the entry lacks. */
export const Proposal = namedObject('Proposal', {
  id: Id,
  kind: termOf(PROPOSAL_KINDS),
  pointer: Type.String({ description: 'Where in the host: `/summary`, `/services/nuage/url`, `/services/nuage`' }),
  present: Type.Optional(Type.Unknown({ description: 'What is there; absent: nothing is known' })),
  proposed: Type.Optional(
    Type.Unknown({ description: 'What the file says; of a service, its facts; absent: nothing' }),
  ),
  source: orNull(HttpUrl, { description: 'The address of the file' }),
  asOf: PartialDate,
  by: termOf(SOURCE_ORIGINS),
  federation: Type.Optional(Slug),
  mayAccept: Type.Boolean({
    description: 'false: the reader may not, because it would write over what the host said',
  }),
  needsUsages: Type.Optional(
    Type.Literal(true, { description: 'A service of which the file does not say what it is for: name its usages' }),
  ),
});
export type Proposal = Static<typeof Proposal>;

export const ProposalList = privateListOf(Proposal, 'ProposalList');

export const ProposalListQuery = strictObject({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when absent' })),
  cursor: Type.Optional(Type.String({ maxLength: 8000, description: 'From a `next` address' })),
  lang: Lang,
});

export const ProposedListQuery = strictObject({
  ...ProposalListQuery.properties,
  state: Type.Optional(Type.Literal('draft', { description: 'Only the drafts that the files made' })),
});

/** Entries with open proposals from the files of a federation. */
export const ProposedEntryList = privateListOf(
  strictObject({
    id: Id,
    slug: Slug,
    name: Type.String(),
    state: termOf(HOST_STATES, { description: 'draft: the files made it' }),
    waiting: Type.Integer({
      minimum: 0,
      description: 'Proposals of these files that nobody has judged, also those that came true meanwhile',
    }),
    usages: Type.Array(Key, { description: 'What accepting all of them says that services of this host are for' }),
  }),
  'ProposedEntryList',
);
export type ProposedEntry = Static<typeof ProposedEntryList>['items'][number];

const MOST_AT_ONCE = 500;

const ProposalId = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });

const chosen = {
  ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: MOST_AT_ONCE, uniqueItems: true })),
  all: Type.Optional(Type.Literal(true, { description: 'All those that the caller may; instead of `ids`' })),
};
const anId = '5f2d0f6e-6c1b-4a53-9a36-0d3f1c6f7a10';

/** Proposals to accept, all or none. */
export const Acceptances = namedObject(
  'Acceptances',
  {
    ...chosen,
    usages: Type.Optional(
      Type.Record(ProposalId, Type.Array(Key, { minItems: 1, maxItems: 50, uniqueItems: true }), {
        maxProperties: MOST_AT_ONCE,
        ...strict,
        description: 'What proposed services are for, by the ids of their proposals',
      }),
    ),
  },
  { examples: [{ all: true }, { ids: [anId], usages: { [anId]: ['email-hosting'] } }] },
);
export type Acceptances = Static<typeof Acceptances>;

/** Proposals to refuse, all or none. */
export const Refusals = namedObject('Refusals', chosen, { examples: [{ all: true }, { ids: [anId] }] });
export type Refusals = Static<typeof Refusals>;

/** The result of refusing proposals. */
export const Refused = namedObject('Refused', {
  refused: Type.Integer({ minimum: 0 }),
  waiting: Type.Integer({ minimum: 0 }),
});
export type Refused = Static<typeof Refused>;
