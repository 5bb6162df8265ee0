import type { Routes } from '../bercail.ts';
import { Host } from '../documents/host.ts';
import { ServiceDraft, ServicePatch, ServicePath } from '../documents/service.ts';
import { requireWritableHostNamed } from '../hosts/rights.ts';

import { write } from '../http/write.ts';
import type { Caller } from '../requests/caller.ts';
import { patchService, putService, removeService } from './commands.ts';
import { requireWritableServiceNamed } from './rights.ts';

interface Asked {
  caller: Caller;
  params: { host: string; service: string };
}

/** What a host offers; each write gives back the whole host. */
export const serviceRoutes: Routes = (app, { contextFor, answer }) => {
  const path = '/v1/hosts/:host/services/:service';
  const tag = 'Writing';
  const allow = ({ caller, params }: Asked) =>
    requireWritableServiceNamed(contextFor(caller), params.host, params.service);

  write(
    app,
    'PUT',
    path,
    {
      operationId: 'putService',
      summary: 'Write a service of a host, new or in place of what was said of it',
      tag,
      params: ServicePath,
      body: ServiceDraft,
      answers: { 200: Host, 201: Host },
      allow: ({ caller, params }) => requireWritableHostNamed(contextFor(caller), params.host),
      version: 'needed',
      errors: ['host-not-found'],
    },
    ({ caller, params, body, headers }) =>
      answer(caller, (context) => putService(context, params.host, params.service, body, headers['if-match'])),
  );

  write(
    app,
    'PATCH',
    path,
    {
      operationId: 'patchService',
      summary: 'Change facts of a service',
      tag,
      params: ServicePath,
      body: ServicePatch,
      answers: { 200: Host },
      allow,
      version: 'needed',
      errors: ['host-not-found', 'service-not-found'],
    },
    ({ caller, params, body, headers }) =>
      answer(caller, (context) => patchService(context, params.host, params.service, body, headers['if-match'])),
  );

  write(
    app,
    'DELETE',
    path,
    {
      operationId: 'removeService',
      summary: 'Remove a service with all that stands below it',
      tag,
      params: ServicePath,
      answers: { 200: Host },
      allow,
      version: 'needed',
      errors: ['host-not-found', 'service-not-found', 'closing-settled'],
    },
    ({ caller, params, headers }) =>
      answer(caller, (context) => removeService(context, params.host, params.service, headers['if-match'])),
  );
};
