import { HostPath } from '../documents/host.ts';
import { hostOwner } from '../hosts/rights.ts';
import { write } from '../http/write.ts';
import { administratorWho } from '../record/context.ts';
import type { Routes } from '../record/writer.ts';
import { redactHost } from './commands.ts';
import { Redaction, RedactionDraft, RedactionTrial } from './schema.ts';

export const redactionRoutes: Routes<'only' | 'answer'> = (app, { only, answer }) => {
  write(app, 'POST', '/v1/hosts/:host/redactions', {
    operationId: 'redactHost',
    summary: 'Remove words from everything stored of a host, its past included; it cannot be undone',
    tag: 'Writing',
    params: HostPath,
    body: RedactionDraft,
    answers: { 200: Redaction },
    allow: only(administratorWho(hostOwner)),
    version: 'returned',
    trial: {
      answer: RedactionTrial,
      handler: ({ caller, params, body }) =>
        answer(caller, (context) => redactHost(context, params.host, body, { dryRun: true })),
    },
    handler: ({ caller, params, body }) => answer(caller, (context) => redactHost(context, params.host, body)),
  });
};
