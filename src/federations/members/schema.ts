import { type Static, Type } from 'typebox';
import { type Federation, Member } from '../../documents/federation.ts';
import { Host, Membership } from '../../documents/host.ts';
import { known } from '../../ground/texts.ts';
import { Lang } from '../../http/get.ts';
import { listOf } from '../../http/pagination.ts';
import { Day, Slug, shortText, Text } from '../../vocabulary/shapes.ts';

const { since, charter, charterVersion } = Membership.properties;
const requestFields = { since, charter, charterVersion, note: Type.Optional(Text) };

/** What a host says when it asks to join. */
export const MembershipRequestDraft = Type.Object(requestFields, {
  additionalProperties: false,
  $id: 'MembershipRequestDraft',
  examples: [{ since: '2024-03', note: { fr: 'Nous suivons votre charte.' } }],
});
export type MembershipRequestDraft = Static<typeof MembershipRequestDraft>;

/** A host waits for the word of a federation. Only the two of them and administrators read it; it declares nothing. */
export const MembershipRequest = Type.Object(
  {
    host: Slug,
    name: shortText(),
    federation: Slug,
    status: Type.Enum(['asked', 'member'], {
      type: 'string',
      description: 'member: the federation had said so before, and the host now says so too',
    }),
    askedOn: Day,
    ...requestFields,
  },
  { additionalProperties: false, $id: 'MembershipRequest' },
);
export type MembershipRequest = Static<typeof MembershipRequest>;

/** A host of a federation, with its name and website. */
export const ListedMember = Type.Object(
  { host: Slug, name: shortText(), website: Host.properties.website, ...Type.Omit(Member, ['host']).properties },
  { additionalProperties: false, $id: 'ListedMember' },
);
export type ListedMember = Static<typeof ListedMember>;

export const MemberList = Type.Object(
  {
    ...listOf(ListedMember, 'MemberList').properties,
    requests: Type.Optional(
      Type.Array(MembershipRequest, {
        description: 'Hosts that wait: all of them for the federation and administrators, its own for a host',
      }),
    ),
  },
  { additionalProperties: false, $id: 'MemberList' },
);

export const EndQuery = Type.Object(
  {
    never: Type.Optional(
      Type.Boolean({ description: 'It never was one: nothing stays in the list, also of a former member' }),
    ),
    lang: Lang,
  },
  { additionalProperties: false },
);

/** Members with their names and websites, which only the catalogue knows. */
export const listedMembers = (
  { bySlug }: { bySlug: ReadonlyMap<string, Host> },
  { members }: Federation,
): ListedMember[] =>
  members.map(({ host, ...membership }) => {
    const { name = host, website } = bySlug.get(host) ?? {};
    return { host, name, ...known({ website }), ...membership };
  });
