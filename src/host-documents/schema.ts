import { type Static, Type } from 'typebox';
import { HostDraft } from '../documents/host.ts';
import { ServiceDraft } from '../documents/service.ts';
import { ClaimDraft, CommitmentDraft } from '../documents/statement.ts';
import { HistoryEntry } from '../history/schema.ts';
import { trialOf } from '../http/trials.ts';
import { MOST_OF_AN_ENTRY } from '../record/entry-size.ts';
import type { CommitmentKind, Label, Reference } from '../vocabulary/reference.ts';
import { KnownSchemaVersion, SCHEMA_VERSION, SchemaVersion } from '../vocabulary/schema-version.ts';
import { HttpUrl, Key, namedObject, PartialDate, Slug, strictObject } from '../vocabulary/shapes.ts';
import type { Language } from '../vocabulary/terms.ts';

const strict = { additionalProperties: false };

/** The facts of a host in its document; without the terms of use, which were accepted at registration. */
export const DocumentHost = strictObject(Type.Omit(HostDraft, ['terms']).properties);

const Commitments = Type.Record(Key, CommitmentDraft, {
  maxProperties: 500,
  ...strict,
  description: 'By the keys of /v1/commitment-kinds',
});

/** A service in the document of its host, with its own commitments. */
export const DocumentService = strictObject({
  ...ServiceDraft.properties,
  slug: Slug,
  commitments: Type.Optional(Commitments),
});
export type DocumentService = Static<typeof DocumentService>;

const EXAMPLES = [
  {
    host: { slug: 'les-alisiers', name: 'Les Alisiers', website: 'https://alisiers.example', languages: ['fr'] },
    services: [{ slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'] }],
    claims: { 'free-software-only': { value: 'yes' } },
    commitments: { 'closing-notice': { value: 90 } },
  },
];

/** Everything that a host writes about itself. */
export const HostDocument = namedObject(
  'HostDocument',
  {
    $schema: Type.Optional(HttpUrl),
    schemaVersion: Type.Optional(SchemaVersion),
    host: DocumentHost,
    // No maximum here: an entry that is already larger may be sent unchanged. The limit is checked as a matter of
    // meaning.
    services: Type.Array(DocumentService, {
      description: `All of them: one that is left out is removed. ${MOST_OF_AN_ENTRY.services} at most, with ${MOST_OF_AN_ENTRY.plans} plans, and ${MOST_OF_AN_ENTRY.characters} characters in the whole entry; one that is larger already may be sent again, no larger`,
    }),
    claims: Type.Record(Key, ClaimDraft, {
      maxProperties: MOST_OF_AN_ENTRY.claims,
      ...strict,
      description: 'By the keys of /v1/criteria. All of them: one that is left out is taken back',
    }),
    commitments: {
      ...Commitments,
      description: 'By the keys of /v1/commitment-kinds. All of them, of the host itself',
    },
  },
  {
    examples: EXAMPLES,
    description: 'The shape of /.well-known/bercail.json',
  },
);
export type HostDocument = Static<typeof HostDocument>;

/** The lists of a document that may be left out. */
export const DOCUMENT_LISTS = ['services', 'claims', 'commitments'] as const;

const { $schema: _schema, schemaVersion: _version, host: _host, ...lists } = HostDocument.properties;

/**
 * A document as it is sent. A list that is left out is empty, and refused where the entry holds something there: leaving
 * one out by mistake would withdraw promises, and the history would show that for ever.
 */
export const HostDocumentDraft = namedObject(
  'HostDocumentDraft',
  {
    ...HostDocument.properties,
    schemaVersion: Type.Optional(KnownSchemaVersion),
    ...Type.Partial(Type.Object(lists)).properties,
  },
  {
    examples: EXAMPLES,
    description:
      'The shape of /.well-known/bercail.json. A list that is empty may be left out; where the entry holds something, it is needed',
  },
);
export type HostDocumentDraft = Static<typeof HostDocumentDraft>;

/** The effects of putting a document. */
export const DocumentTrial = trialOf(
  'DocumentTrial',
  strictObject({ sentences: HistoryEntry.properties.sentences, changes: HistoryEntry.properties.changes }),
);
export type DocumentTrial = Static<typeof DocumentTrial>;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const SCHEMA_PATH = '/v1/schemas/host-document.json';

/** What a document that is kept says of itself. */
export const documentHead = (publicUrl: string) => ({
  $schema: publicUrl + SCHEMA_PATH,
  schemaVersion: SCHEMA_VERSION,
});

/** A copy without external references: schemas with an `$id` move into `$defs`. */
function selfContained(schema: object): Json {
  const $defs: Json = {};
  const named = (value: unknown): unknown => {
    if (!isObject(value) || typeof value.$id !== 'string') return copied(value);
    const { $id, ...rest } = value;
    $defs[$id] ??= copied(rest);
    return { $ref: `#/$defs/${$id}` };
  };
  const copied = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    return isObject(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, part]) => (key === 'x-grows' ? [] : [[key, named(part)]])),
        )
      : value;
  };
  return { ...(copied(schema) as Json), $defs };
}

const SHAPES: Record<CommitmentKind['valueType'], (kind: CommitmentKind) => Json> = {
  number: ({ bounds }) => ({ type: 'number', ...(bounds && { minimum: bounds.min, maximum: bounds.max }) }),
  boolean: () => ({ type: 'boolean' }),
  url: () => HttpUrl as unknown as Json,
  date: () => PartialDate as unknown as Json,
  list: () => ({ type: 'array', items: { type: 'string' } }),
  host: () => Slug as unknown as Json,
};

/** Schema of the value of a kind of commitment, with its special values. */
function measureOf(kind: CommitmentKind): Json {
  const words = (kind.specialValues ?? []).map(({ value }) => value);
  const shape = SHAPES[kind.valueType](kind);
  return words.length === 0 ? shape : { anyOf: [{ enum: words }, shape] };
}

/** Schema of an object whose properties are the keys of a vocabulary, so that an editor can suggest them. */
const byKey = <T extends { key: string; label: Label }>(
  part: unknown,
  entries: Iterable<T>,
  entryOf: (entry: T) => Json,
  language: Language,
): Json => ({
  type: 'object',
  description: (part as { description?: string }).description,
  properties: Object.fromEntries(
    [...entries].map((entry) => [entry.key, { title: entry.label[language], ...entryOf(entry) }]),
  ),
  additionalProperties: false,
});

/** JSON Schema (2020-12) of a host's document, including the vocabularies, for editors and other programs. */
export function hostDocumentSchema(reference: Reference, publicUrl: string, language: Language): object {
  const { $id: _name, properties, ...schema } = selfContained(HostDocumentDraft);
  const { host, services, claims, commitments } = properties as Record<string, Json>;
  const service = services!.items as { properties: Json };
  const promises = byKey(
    commitments,
    reference.commitmentKinds.values(),
    (kind) => ({
      description: kind.question[language],
      $ref: '#/$defs/CommitmentDraft',
      properties: { value: measureOf(kind) },
    }),
    language,
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: publicUrl + SCHEMA_PATH,
    ...schema,
    properties: {
      $schema: HttpUrl,
      schemaVersion: KnownSchemaVersion,
      host,
      services: {
        ...services,
        maxItems: MOST_OF_AN_ENTRY.services,
        items: {
          ...service,
          properties: {
            ...service.properties,
            usages: { ...(service.properties.usages as Json), items: { enum: [...reference.usages.keys()] } },
            commitments: promises,
          },
        },
      },
      claims: byKey(
        claims,
        reference.criteria.values(),
        ({ definition }) => ({ description: definition[language], $ref: '#/$defs/ClaimDraft' }),
        language,
      ),
      commitments: promises,
    },
  };
}
