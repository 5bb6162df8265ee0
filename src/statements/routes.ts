import type { FastifyInstance } from 'fastify';
import type { TObject } from 'typebox';
import type { Bercail, Routes } from '../bercail.ts';
import { Host } from '../documents/host.ts';
import {
  ClaimDraft,
  ClaimPath,
  CommitmentDraft,
  CommitmentPath,
  ReplyDraft,
  ReplyPath,
  ServiceCommitmentPath,
} from '../documents/statement.ts';
import { hostWriter } from '../hosts/rights.ts';
import { write } from '../http/write.ts';
import type { Guard } from '../record/context.ts';
import { serviceWriter } from '../services/rights.ts';
import {
  type CommitmentRef,
  putClaim,
  putCommitment,
  putReply,
  removeClaim,
  removeCommitment,
  removeReply,
} from './commands.ts';

const tag = 'Writing';

function claimRoutes(app: FastifyInstance, { only, answer }: Bercail): void {
  const path = '/v1/hosts/:host/claims/:criterion';
  const allow = only(hostWriter);

  write(
    app,
    'PUT',
    path,
    {
      operationId: 'putClaim',
      summary: 'Say where a host stands on a criterion',
      tag,
      params: ClaimPath,
      body: ClaimDraft,
      answers: { 200: Host, 201: Host },
      allow,
      version: 'needed',
    },
    ({ caller, params, body, headers }) =>
      answer(caller, (context) => putClaim(context, params.host, params.criterion, body, headers['if-match'])),
  );

  write(
    app,
    'DELETE',
    path,
    {
      operationId: 'removeClaim',
      summary: 'Take back what a host said of a criterion; what its charter or others say stays',
      tag,
      params: ClaimPath,
      answers: { 200: Host },
      allow,
      version: 'needed',
      errors: ['claim-not-found'],
    },
    ({ caller, params, headers }) =>
      answer(caller, (context) => removeClaim(context, params.host, params.criterion, headers['if-match'])),
  );
}

interface Place {
  path: string;
  params: TObject;
  /** Ends the operationIds. */
  noun: string;
  of: string;
  writer: Guard<{ host: string; service: string }>;
}

/** The same promises of a host as a whole, and of one of its services. */
const PLACES: Place[] = [
  {
    path: '/v1/hosts/:host/commitments/:kind',
    params: CommitmentPath,
    noun: 'Commitment',
    of: 'a host',
    writer: hostWriter,
  },
  {
    path: '/v1/hosts/:host/services/:service/commitments/:kind',
    params: ServiceCommitmentPath,
    noun: 'ServiceCommitment',
    of: 'a service',
    writer: serviceWriter,
  },
];

function commitmentRoutes(app: FastifyInstance, { only, answer }: Bercail, place: Place): void {
  const { path, params, noun, of } = place;
  const allow = only(place.writer);
  const refOf = (value: unknown) => value as CommitmentRef;

  write(
    app,
    'PUT',
    path,
    {
      operationId: `put${noun}`,
      summary: `Promise something durable of ${of}, with its measure`,
      tag,
      params,
      body: CommitmentDraft,
      answers: { 200: Host, 201: Host },
      allow,
      version: 'needed',
    },
    ({ caller, params, body, headers }) =>
      answer(caller, (context) => putCommitment(context, refOf(params), body, headers['if-match'])),
  );

  write(
    app,
    'DELETE',
    path,
    {
      operationId: `remove${noun}`,
      summary: `Take back a promise of ${of}`,
      tag,
      params,
      answers: { 200: Host },
      allow,
      version: 'needed',
      errors: ['commitment-not-found'],
    },
    ({ caller, params, headers }) =>
      answer(caller, (context) => removeCommitment(context, refOf(params), headers['if-match'])),
  );
}

/** Claims and commitments of a host. */
export const statementRoutes: Routes = (app, bercail) => {
  claimRoutes(app, bercail);
  for (const place of PLACES) commitmentRoutes(app, bercail, place);
};

const PATH = '/v1/hosts/:host/replies/:federation/:subject';

/** Replies of a host to reviews of federations. */
export const replyRoutes: Routes = (app, { only, answer }) => {
  const tag = 'Writing';

  write(
    app,
    'PUT',
    PATH,
    {
      operationId: 'putReply',
      summary: 'Reply to a review of a federation; it stands beside the review wherever that is read',
      tag,
      params: ReplyPath,
      body: ReplyDraft,
      answers: { 200: Host, 201: Host },
      allow: only(hostWriter),
      version: 'needed',
      errors: ['review-not-found'],
    },
    ({ caller, params, body, headers }) =>
      answer(caller, (context) => putReply(context, params, body, headers['if-match'])),
  );

  write(
    app,
    'DELETE',
    PATH,
    {
      operationId: 'removeReply',
      summary: 'Take a reply back',
      tag,
      params: ReplyPath,
      answers: { 200: Host },
      allow: only(hostWriter),
      version: 'needed',
      errors: ['review-not-found', 'reply-not-found'],
    },
    ({ caller, params, headers }) => answer(caller, (context) => removeReply(context, params, headers['if-match'])),
  );
};
