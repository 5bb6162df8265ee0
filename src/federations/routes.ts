import { Federation, FederationDraft, FederationPatch, FederationPath } from '../documents/federation.ts';
import { write } from '../http/write.ts';
import { administrator } from '../record/context.ts';
import type { Routes } from '../record/writer.ts';
import { createFederation, patchFederation } from './commands.ts';
import { federationOwner } from './rights.ts';

const tag = 'Federations';

export const federationRoutes: Routes<'only' | 'answer' | 'change'> = (app, { only, answer, change }) => {
  write(app, 'POST', '/v1/federations', {
    operationId: 'createFederation',
    summary: 'Make a federation, public at once',
    tag,
    body: FederationDraft,
    answers: { 201: Federation },
    allow: only(administrator),
    version: 'returned',
    errors: ['slug-taken'],
    handler: async ({ caller, body }) => ({
      ...(await answer(caller, (context) => createFederation(context, body))),
      location: `/v1/federations/${body.slug}`,
    }),
  });

  change(app, 'PATCH', '/v1/federations/:federation', {
    operationId: 'patchFederation',
    summary: 'Change facts of a federation',
    tag,
    params: FederationPath,
    body: FederationPatch,
    answers: Federation,
    allow: federationOwner,
    command: (context, { federation }, body, ifMatch) => patchFederation(context, federation, body, ifMatch),
  });
};
