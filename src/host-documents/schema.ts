import { type Static, Type } from 'typebox';
import { HostDraft } from '../documents/host.ts';
import { ServiceDraft } from '../documents/service.ts';
import { ClaimDraft, CommitmentDraft } from '../documents/statement.ts';
import { HistoryEntry } from '../history/schema.ts';
import { Lang } from '../http/answering/public-get.ts';
import { HttpUrl, Key, Slug } from '../vocabulary/shapes.ts';

const strict = { additionalProperties: false };

/** The facts of a host in its document; the terms were accepted once. */
export const DocumentHost = Type.Object(Type.Omit(HostDraft, ['terms']).properties, strict);

const Commitments = Type.Record(Key, CommitmentDraft, {
  ...strict,
  description: 'By the keys of /v1/commitment-kinds',
});

/** A service in the document of its host, with what it promises beyond the whole. */
export const DocumentService = Type.Object(
  { ...ServiceDraft.properties, slug: Slug, commitments: Type.Optional(Commitments) },
  strict,
);
export type DocumentService = Static<typeof DocumentService>;

/**
 * All that a host writes of itself. Each part is required: one that was forgotten would otherwise take promises back,
 * which its history keeps for good.
 */
export const HostDocument = Type.Object(
  {
    $schema: Type.Optional(HttpUrl),
    host: DocumentHost,
    services: Type.Array(DocumentService, { description: 'All of them: one that is left out is removed' }),
    claims: Type.Record(Key, ClaimDraft, {
      ...strict,
      description: 'By the keys of /v1/criteria. All of them: one that is left out is taken back',
    }),
    commitments: {
      ...Commitments,
      description: 'By the keys of /v1/commitment-kinds. All of them, of the host itself',
    },
  },
  { ...strict, $id: 'HostDocument', description: 'The shape of /.well-known/bercail.json' },
);
export type HostDocument = Static<typeof HostDocument>;

export const DocumentQuery = Type.Object(
  {
    lang: Lang,
    dryRun: Type.Optional(Type.Boolean({ description: 'true: says what would change; nothing is written' })),
  },
  strict,
);

/** What putting a document would change. */
export const DocumentTrial = Type.Object(
  {
    dryRun: Type.Literal(true),
    problems: Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), message: Type.String() }, strict), {
      description: 'Why it would be refused, as pointers into the document sent; nothing would change then',
    }),
    sentences: HistoryEntry.properties.sentences,
    changes: HistoryEntry.properties.changes,
  },
  { ...strict, $id: 'DocumentTrial' },
);
export type DocumentTrial = Static<typeof DocumentTrial>;
