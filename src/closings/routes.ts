import type { FastifyInstance } from 'fastify';
import type { TObject } from 'typebox';
import type { Bercail, Routes } from '../bercail.ts';
import { Host, HostPath } from '../documents/host.ts';
import { ServicePath } from '../documents/service.ts';
import { hostWriter } from '../hosts/rights.ts';
import { write } from '../http/write.ts';
import type { Guard } from '../record/context.ts';
import { serviceWriter } from '../services/rights.ts';
import { announceClosing, type ClosingRef, cancelClosing } from './commands.ts';
import { ClosingDraft, SuccessionPath } from './schema.ts';
import { agreeToSucceed, leaveSuccession } from './successions.ts';

const tag = 'Writing';

interface Place {
  path: string;
  params: TObject;
  /** Ends the operationIds. */
  noun: string;
  of: string;
  writer: Guard<{ host: string; service: string }>;
}

/** A host closes as a whole, or one of its services does. */
const PLACES: Place[] = [
  {
    path: '/v1/hosts/:host/closing',
    params: HostPath,
    noun: 'Closing',
    of: 'a host',
    writer: hostWriter,
  },
  {
    path: '/v1/hosts/:host/services/:service/closing',
    params: ServicePath,
    noun: 'ServiceClosing',
    of: 'a service',
    writer: serviceWriter,
  },
];

function announcementRoutes(app: FastifyInstance, { only, answer }: Bercail, place: Place): void {
  const { path, params, noun, of } = place;
  const allow = only(place.writer);
  const refOf = (value: unknown) => value as ClosingRef;

  write(
    app,
    'PUT',
    path,
    {
      operationId: `announce${noun}`,
      summary: `Announce the end of ${of}, or move its days; the day of the first announcement stays`,
      tag,
      params,
      body: ClosingDraft,
      answers: { 200: Host, 201: Host },
      allow,
      version: 'needed',
      errors: ['not-published'],
    },
    ({ caller, params, body, headers }) =>
      answer(caller, (context) => announceClosing(context, refOf(params), body, headers['if-match'])),
  );

  write(
    app,
    'DELETE',
    path,
    {
      operationId: `cancel${noun}`,
      summary: `Take back the announced end of ${of}, within 7 days`,
      tag,
      params,
      answers: { 200: Host },
      allow,
      version: 'needed',
      errors: ['closing-not-found', 'closing-settled'],
    },
    ({ caller, params, headers }) =>
      answer(caller, (context) => cancelClosing(context, refOf(params), headers['if-match'])),
  );
}

function successionRoutes(app: FastifyInstance, { only, answer }: Bercail): void {
  const path = '/v1/hosts/:host/successions/:leaving';
  const allow = only(hostWriter);
  const whoseVersion = 'answers with the entry of that other one, whose version it is';

  write(
    app,
    'PUT',
    path,
    {
      operationId: 'agreeToSucceed',
      summary: `Say that a host takes over from one that named it, in a closing or as \`successor-host\`; ${whoseVersion}`,
      tag,
      params: SuccessionPath,
      answers: { 200: Host, 201: Host },
      allow,
      version: 'needed',
      errors: ['not-published', 'not-named-successor', 'meaningless-request'],
    },
    ({ caller, params, headers }) => answer(caller, (context) => agreeToSucceed(context, params, headers['if-match'])),
  );

  write(
    app,
    'DELETE',
    path,
    {
      operationId: 'leaveSuccession',
      summary: `Take back that a host takes over from another; ${whoseVersion}`,
      tag,
      params: SuccessionPath,
      answers: { 200: Host },
      allow,
      version: 'needed',
      errors: ['succession-not-found'],
    },
    ({ caller, params, headers }) => answer(caller, (context) => leaveSuccession(context, params, headers['if-match'])),
  );
}

/** Closings of hosts and services, and the agreement of successors. */
export const closingRoutes: Routes = (app, bercail) => {
  for (const place of PLACES) announcementRoutes(app, bercail, place);
  successionRoutes(app, bercail);
};
