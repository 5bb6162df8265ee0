import type { Routes } from '../bercail.ts';
import { Host } from '../documents/host.ts';
import { ServiceDraft, ServicePatch, ServicePath } from '../documents/service.ts';
import { hostWriter } from '../hosts/rights.ts';
import { write } from '../http/write.ts';
import { patchService, putService, removeService } from './commands.ts';
import { serviceWriter } from './rights.ts';

/** Services of a host; each write answers the whole host. */
export const serviceRoutes: Routes = (app, { only, answer }) => {
  const path = '/v1/hosts/:host/services/:service';
  const tag = 'Writing';
  const allow = only(serviceWriter);

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
      allow: only(hostWriter),
      version: 'needed',
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
      errors: ['closing-settled'],
    },
    ({ caller, params, headers }) =>
      answer(caller, (context) => removeService(context, params.host, params.service, headers['if-match'])),
  );
};
