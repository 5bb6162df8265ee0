import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Writer } from '../catalogue/writer.ts';
import { HostPath } from '../documents/host.ts';
import { mayOwnHost } from '../hosts/rights.ts';
import { Lang } from '../http/answering/public-get.ts';
import { ref } from '../http/openapi.ts';
import { write } from '../http/write.ts';
import { mustBeAdmin } from '../requests/caller.ts';
import { Text } from '../vocabulary/shapes.ts';
import { redactHost } from './commands.ts';

/** Words to remove from everything stored of a host. */
export const RedactionDraft = Type.Object(
  {
    text: Type.String({
      minLength: 3,
      maxLength: 4000,
      pattern: '^[^\\u0000]*$',
      description: 'The exact words, capitals and accents included; removed wherever they stand, and never shown again',
    }),
    reason: Type.Optional(Text),
  },
  { additionalProperties: false, $id: 'RedactionDraft' },
);
export type RedactionDraft = Static<typeof RedactionDraft>;

/** What a redaction did, without the words. */
export const Redaction = Type.Object(
  {
    dryRun: Type.Boolean(),
    copies: Type.Integer({ minimum: 0, description: 'Fields rewritten: in rows, in past documents, in labels' }),
    elsewhere: Type.Integer({
      minimum: 0,
      description: 'Public documents, past and present, that still hold the words: those of others, or in a slug',
    }),
    version: Type.Integer({ minimum: 1 }),
    revision: Type.Union([Type.Integer(), Type.Null()], {
      description: 'The change that says so; null when nothing public was rewritten',
    }),
  },
  { additionalProperties: false, $id: 'Redaction' },
);
export type Redaction = Static<typeof Redaction>;

export const RedactionQuery = Type.Object(
  {
    lang: Lang,
    dryRun: Type.Optional(Type.Boolean({ description: 'true: counts only; nothing is written' })),
  },
  { additionalProperties: false },
);

/** The right to be forgotten, in every copy. */
export const redactionRoutes =
  ({ contextFor, answer }: Writer) =>
  async (app: FastifyInstance): Promise<void> => {
    write(
      app,
      'POST',
      '/v1/hosts/:host/redactions',
      {
        operationId: 'redactHost',
        summary: 'Remove words from everything stored of a host, its past included; it cannot be undone',
        tag: 'Writing',
        params: HostPath,
        query: RedactionQuery,
        body: ref(RedactionDraft),
        answers: { 200: ref(Redaction) },
        allow: async ({ caller, params }) => {
          mustBeAdmin(caller);
          await mayOwnHost(contextFor(caller), params.host);
        },
        version: 'told',
        errors: ['host-not-found'],
      },
      ({ caller, params, body, query }) =>
        answer(caller, (context) => redactHost(context, params.host, body, { dryRun: query.dryRun })),
    );
  };
