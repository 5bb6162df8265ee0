import type { FastifyInstance } from 'fastify';
import { Host, HostPath } from '../documents/host.ts';
import { ServicePath } from '../documents/service.ts';
import { hostWriter } from '../hosts/rights.ts';
import { write } from '../http/write.ts';
import type { Routes, Writer } from '../record/writer.ts';
import { type StatementRoute, statementRoutesOf } from '../services/rights.ts';
import { announceClosing, type ClosingRef, cancelClosing } from './commands.ts';
import { ClosingDraft, SuccessionPath } from './schema.ts';
import { agreeToSucceed, leaveSuccession } from './successions.ts';

const tag = 'Writing';

/** A closing concerns a host as a whole, or one of its services. */
const PLACES = statementRoutesOf('/closing', 'Closing', { host: HostPath, service: ServicePath });

function announcementRoutes(
  app: FastifyInstance,
  { change, remove }: Pick<Writer, 'change' | 'remove'>,
  place: StatementRoute,
): void {
  const { path, params, noun, of } = place;
  const allow = place.writer;
  const refOf = (value: unknown) => value as ClosingRef;

  change(app, 'PUT', path, {
    operationId: `announce${noun}`,
    summary: `Announce the end of ${of}, or move its days; the day of the first announcement stays`,
    tag,
    params,
    body: ClosingDraft,
    answers: Host,
    allow,
    errors: ['not-published'],
    command: (context, params, body, ifMatch) => announceClosing(context, refOf(params), body, ifMatch),
  });

  remove(app, path, {
    operationId: `cancel${noun}`,
    summary: `Take back the announced end of ${of}, within 7 days`,
    tag,
    params,
    answers: Host,
    allow,
    errors: ['closing-not-found', 'closing-settled'],
    command: (context, params, ifMatch) => cancelClosing(context, refOf(params), ifMatch),
  });
}

function successionRoutes(
  app: FastifyInstance,
  { only, answer, remove }: Pick<Writer, 'only' | 'answer' | 'remove'>,
): void {
  const path = '/v1/hosts/:host/successions/:leaving';
  const whoseVersion = 'answers with the entry of that other one, whose version it is';

  write(app, 'PUT', path, {
    operationId: 'agreeToSucceed',
    summary: `Say that a host takes over from one that named it, in a closing or as \`successor-host\`; ${whoseVersion}`,
    tag,
    params: SuccessionPath,
    answers: { 200: Host, 201: Host },
    allow: only(hostWriter),
    version: 'needed',
    errors: ['not-published', 'not-named-successor', 'meaningless-request'],
    // It is read with the host that leaves.
    handler: async ({ caller, params, headers }) => ({
      ...(await answer(caller, (context) => agreeToSucceed(context, params, headers['if-match']))),
      location: `/v1/hosts/${params.leaving}`,
    }),
  });

  remove(app, path, {
    operationId: 'leaveSuccession',
    summary: `Take back that a host takes over from another; ${whoseVersion}`,
    tag,
    params: SuccessionPath,
    answers: Host,
    allow: hostWriter,
    errors: ['succession-not-found'],
    command: leaveSuccession,
  });
}

export const closingRoutes: Routes<'change' | 'remove' | 'only' | 'answer'> = (app, bercail) => {
  for (const place of PLACES) announcementRoutes(app, bercail, place);
  successionRoutes(app, bercail);
};
