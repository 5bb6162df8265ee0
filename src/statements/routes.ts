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
import { requireWritableHostNamed } from '../hosts/rights.ts';

import { write } from '../http/write.ts';
import type { Caller } from '../requests/caller.ts';
import { requireWritablePartNamed } from '../services/rights.ts';
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

function claimRoutes(app: FastifyInstance, { contextFor, answer }: Bercail): void {
  const path = '/v1/hosts/:host/claims/:criterion';
  const allow = ({ caller, params }: { caller: Caller; params: { host: string } }) =>
    requireWritableHostNamed(contextFor(caller), params.host);

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
      errors: ['host-not-found'],
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
      errors: ['host-not-found', 'claim-not-found'],
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
  absent: ('host-not-found' | 'service-not-found')[];
}

/** The same promises of a host as a whole, and of one of its services. */
const PLACES: Place[] = [
  {
    path: '/v1/hosts/:host/commitments/:kind',
    params: CommitmentPath,
    noun: 'Commitment',
    of: 'a host',
    absent: ['host-not-found'],
  },
  {
    path: '/v1/hosts/:host/services/:service/commitments/:kind',
    params: ServiceCommitmentPath,
    noun: 'ServiceCommitment',
    of: 'a service',
    absent: ['host-not-found', 'service-not-found'],
  },
];

function commitmentRoutes(app: FastifyInstance, { contextFor, answer }: Bercail, place: Place): void {
  const { path, params, noun, of, absent } = place;
  const refOf = (asked: unknown) => asked as CommitmentRef;
  const allow = ({ caller, params }: { caller: Caller; params: unknown }) =>
    requireWritablePartNamed(contextFor(caller), refOf(params));

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
      errors: absent,
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
      errors: [...absent, 'commitment-not-found'],
    },
    ({ caller, params, headers }) =>
      answer(caller, (context) => removeCommitment(context, refOf(params), headers['if-match'])),
  );
}

/** What a host says of itself: where it stands on criteria, and what it promises. */
export const statementRoutes: Routes = (app, bercail) => {
  claimRoutes(app, bercail);
  for (const place of PLACES) commitmentRoutes(app, bercail, place);
};

const PATH = '/v1/hosts/:host/replies/:federation/:subject';

/** The right of reply of a host to what a federation says of it. */
export const replyRoutes: Routes = (app, { contextFor, answer }) => {
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
      allow: ({ caller, params }) => requireWritableHostNamed(contextFor(caller), params.host),
      version: 'needed',
      errors: ['host-not-found', 'review-not-found'],
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
      allow: ({ caller, params }) => requireWritableHostNamed(contextFor(caller), params.host),
      version: 'needed',
      errors: ['host-not-found', 'review-not-found', 'reply-not-found'],
    },
    ({ caller, params, headers }) => answer(caller, (context) => removeReply(context, params, headers['if-match'])),
  );
};
