import { Host } from '../documents/host.ts';
import { ServiceDraft, ServicePatch, ServicePath } from '../documents/service.ts';
import { hostWriter } from '../hosts/rights.ts';
import type { Routes } from '../record/writer.ts';
import { patchService, putService, removeService } from './commands.ts';
import { serviceWriter } from './rights.ts';

/** Services of a host; each write answers with the whole host. */
export const serviceRoutes: Routes<'change' | 'remove'> = (app, { change, remove }) => {
  const path = '/v1/hosts/:host/services/:service';
  const tag = 'Writing';
  const allow = serviceWriter;

  change(app, 'PUT', path, {
    operationId: 'putService',
    summary: 'Write a service of a host, new or in place of what was said of it',
    tag,
    params: ServicePath,
    body: ServiceDraft,
    answers: Host,
    allow: hostWriter,
    command: (context, { host, service }, body, ifMatch) => putService(context, host, service, body, ifMatch),
  });

  change(app, 'PATCH', path, {
    operationId: 'patchService',
    summary: 'Change facts of a service',
    tag,
    params: ServicePath,
    body: ServicePatch,
    answers: Host,
    allow,
    command: (context, { host, service }, body, ifMatch) => patchService(context, host, service, body, ifMatch),
  });

  remove(app, path, {
    operationId: 'removeService',
    summary: 'Remove a service with all that stands below it',
    tag,
    params: ServicePath,
    answers: Host,
    allow,
    errors: ['closing-settled'],
    command: (context, { host, service }, ifMatch) => removeService(context, host, service, ifMatch),
  });
};
