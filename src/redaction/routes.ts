import { Type } from 'typebox';
import { HostPath } from '../documents/host.ts';
import { hostOwner } from '../hosts/rights.ts';
import { Lang } from '../http/get.ts';
import { write } from '../http/write.ts';
import { administratorWho } from '../record/context.ts';
import type { Routes } from '../record/writer.ts';
import { strictObject } from '../vocabulary/shapes.ts';
import { redactHost } from './commands.ts';
import { Redaction, RedactionDraft } from './schema.ts';

export const RedactionQuery = strictObject({
  lang: Lang,
  dryRun: Type.Optional(Type.Boolean({ description: 'true: counts only; nothing is written' })),
});

export const redactionRoutes: Routes<'only' | 'answer'> = (app, { only, answer }) => {
  write(app, 'POST', '/v1/hosts/:host/redactions', {
    operationId: 'redactHost',
    summary: 'Remove words from everything stored of a host, its past included; it cannot be undone',
    tag: 'Writing',
    params: HostPath,
    query: RedactionQuery,
    body: RedactionDraft,
    answers: { 200: Redaction },
    allow: only(administratorWho(hostOwner)),
    version: 'returned',
    handler: ({ caller, params, body, query }) =>
      answer(caller, (context) => redactHost(context, params.host, body, { dryRun: query.dryRun })),
  });
};
