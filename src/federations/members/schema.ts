import { type Static, Type } from 'typebox';
import { type Federation, Member, MemberDraft } from '../../documents/federation.ts';
import { Host, Membership } from '../../documents/host.ts';
import type { Lookup } from '../../ground/lookup.ts';
import { definedOnly } from '../../ground/texts.ts';
import { Lang } from '../../http/get.ts';
import { listOf } from '../../http/pagination.ts';
import { Day, HttpUrl, namedObject, Slug, shortText, strictObject, Text, termOf } from '../../vocabulary/shapes.ts';
import { REQUEST_STATES } from '../../vocabulary/terms.ts';

const { since, charter, charterVersion } = Membership.properties;
const requestFields = { since, charter, charterVersion, note: Type.Optional(Text) };

/** What a host says when it asks to join. */
export const MembershipRequestDraft = namedObject('MembershipRequestDraft', requestFields, {
  examples: [{ since: '2024-03', note: { fr: 'Nous suivons votre charte.' } }],
});
export type MembershipRequestDraft = Static<typeof MembershipRequestDraft>;

/** The facts about a host that is accepted as a member. */
const AcceptedMember = strictObject(Type.Omit(MemberDraft, ['state']).properties, {
  description: 'Only when it is accepted: what is said of the member; absent: what it asked for',
});

/** A federation's answer to a request to join. */
export const MembershipAnswerDraft = namedObject(
  'MembershipAnswerDraft',
  {
    outcome: Type.Enum(['more-information', 'refused', 'accepted'], { type: 'string' }),
    reason: Type.Optional(
      Type.Unsafe<Text>({
        ...Text,
        description: 'What is missing, or why; read by the host. Needed unless it is accepted',
      }),
    ),
    url: Type.Optional({ ...HttpUrl, description: 'Where the federation speaks of it, such as a thread of its own' }),
    answeredOn: Type.Optional(
      Type.Unsafe<string>({ ...Day, description: 'The day of the decision; today when absent' }),
    ),
    member: Type.Optional(AcceptedMember),
  },
  {
    examples: [
      { outcome: 'more-information', reason: { fr: 'Où sont vos sauvegardes ?' } },
      {
        outcome: 'accepted',
        url: 'https://communs.example/fil/12',
        answeredOn: '2026-11-20',
        member: { since: '2026-11' },
      },
    ],
  },
);
export type MembershipAnswerDraft = Static<typeof MembershipAnswerDraft>;

/** The body of a form that does not accept the request: more questions, or a refusal. */
export const MembershipRefusalDraft = strictObject({
  ...Type.Omit(MembershipAnswerDraft, ['reason', 'member']).properties,
  reason: Text,
});

/**
 * A request to join, and its answer. Only the host, the federation and administrators read it; it states nothing
 * publicly.
 */
export const MembershipRequest = namedObject('MembershipRequest', {
  host: Slug,
  name: shortText(),
  federation: Slug,
  state: termOf([...REQUEST_STATES, 'member'], {
    description:
      'more-information: the host is to say more, by asking again; accepted: a member by the answer of the federation; member: the federation had said so before, and the host now says so too',
  }),
  askedOn: Day,
  ...requestFields,
  answer: Type.Optional(
    strictObject(
      {
        reason: Type.Optional(Text),
        url: MembershipAnswerDraft.properties.url,
        answeredOn: Day,
      },
      { description: 'What the federation answered' },
    ),
  ),
});
export type MembershipRequest = Static<typeof MembershipRequest>;

/** A host of a federation, with its name and website. */
export const ListedMember = namedObject('ListedMember', {
  host: Slug,
  name: shortText(),
  website: Host.properties.website,
  ...Type.Omit(Member, ['host']).properties,
});
export type ListedMember = Static<typeof ListedMember>;

export const MemberList = namedObject('MemberList', {
  ...listOf(ListedMember, 'MemberList').properties,
  requests: Type.Optional(
    Type.Array(MembershipRequest, {
      description:
        'Requests to join, also those that were answered: all of them for the federation and administrators, its own for a host. Who was made a member by PUT, without an answer, is not among them',
    }),
  ),
});

export const EndQuery = strictObject({
  never: Type.Optional(
    Type.Boolean({ description: 'It never was one: nothing stays in the list, also of a former member' }),
  ),
  lang: Lang,
});

/** Members with their names and websites, taken from the catalogue. */
export const listedMembers = ({ bySlug }: { bySlug: Lookup<Host> }, { members }: Federation): ListedMember[] =>
  members.map(({ host, ...membership }) => {
    const { name = host, website } = bySlug.get(host) ?? {};
    return { host, name, ...definedOnly({ website }), ...membership };
  });
