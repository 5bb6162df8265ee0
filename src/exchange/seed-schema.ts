import { type Static, Type } from 'typebox';
import { ClosingStages } from '../documents/closing.ts';
import { FederationDraft } from '../documents/federation.ts';
import { HostDraft, Membership, Observed } from '../documents/host.ts';
import { ServiceDraft } from '../documents/service.ts';
import { ClaimDraft, CommitmentDraft } from '../documents/statement.ts';
import { HttpUrl, Key, PartialDate, Slug, Text } from '../vocabulary/shapes.ts';

/* The shape of seed/catalogue.json: the documents of the API, as somebody else gathered them. */

const strict = { additionalProperties: false };

const SeedClosing = Type.Object(
  {
    announcedOn: Type.Optional(PartialDate),
    stages: ClosingStages,
    approximate: Type.Optional(Type.Boolean()),
    reason: Type.Optional(Text),
    successor: Type.Optional(Slug),
    exportGuide: Type.Optional(HttpUrl),
  },
  strict,
);
export type SeedClosing = Static<typeof SeedClosing>;

const SeedService = Type.Object(
  { ...ServiceDraft.properties, slug: Slug, closing: Type.Optional(SeedClosing) },
  strict,
);

export const SeedHost = Type.Object(
  {
    ...Type.Omit(HostDraft, ['terms']).properties,
    services: Type.Optional(Type.Array(SeedService)),
    memberships: Type.Optional(Type.Array(Membership)),
    claims: Type.Optional(Type.Array(Type.Object({ ...ClaimDraft.properties, criterion: Key }, strict))),
    commitments: Type.Optional(
      Type.Array(Type.Object({ ...CommitmentDraft.properties, kind: Key, service: Type.Optional(Slug) }, strict)),
    ),
    closing: Type.Optional(SeedClosing),
    observed: Observed,
    sources: Type.Array(HttpUrl, { minItems: 1 }),
    confirmedByHost: Type.Literal(false, { description: 'Nobody but the host confirms an entry' }),
  },
  strict,
);
export type SeedHost = Static<typeof SeedHost>;

export const SeedFederation = Type.Object(
  {
    ...FederationDraft.properties,
    sources: Type.Optional(Type.Array(HttpUrl)),
    charterVersions: Type.Optional(Type.Array(Type.String())),
    exchangeSource: Type.Optional(HttpUrl),
  },
  strict,
);
export type SeedFederation = Static<typeof SeedFederation>;

/** The file: entries are checked one by one, so that one bad entry does not hide the others. */
export interface SeedFile {
  federations: unknown[];
  hosts: unknown[];
}
