import type { FastifyInstance } from 'fastify';
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
import type { Routes, Writer } from '../record/writer.ts';
import { type StatementRoute, statementRoutesOf } from '../services/rights.ts';
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

function claimRoutes(app: FastifyInstance, { change, remove }: Pick<Writer, 'change' | 'remove'>): void {
  const path = '/v1/hosts/:host/claims/:criterion';
  const allow = hostWriter;

  change(app, 'PUT', path, {
    operationId: 'putClaim',
    summary: 'Say where a host stands on a criterion',
    tag,
    params: ClaimPath,
    body: ClaimDraft,
    answers: Host,
    allow,
    command: (context, { host, criterion }, body, ifMatch) => putClaim(context, host, criterion, body, ifMatch),
  });

  remove(app, path, {
    operationId: 'removeClaim',
    summary: 'Take back what a host said of a criterion; what its charter or others say stays',
    tag,
    params: ClaimPath,
    answers: Host,
    allow,
    errors: ['claim-not-found'],
    command: (context, { host, criterion }, ifMatch) => removeClaim(context, host, criterion, ifMatch),
  });
}

/** Commitments can be stated for a host as a whole, and for each of its services. */
const PLACES = statementRoutesOf('/commitments/:kind', 'Commitment', {
  host: CommitmentPath,
  service: ServiceCommitmentPath,
});

function commitmentRoutes(
  app: FastifyInstance,
  { change, remove }: Pick<Writer, 'change' | 'remove'>,
  place: StatementRoute,
): void {
  const { path, params, noun, of } = place;
  const allow = place.writer;
  const refOf = (value: unknown) => value as CommitmentRef;

  change(app, 'PUT', path, {
    operationId: `put${noun}`,
    summary: `Promise something durable of ${of}, with its measure`,
    tag,
    params,
    body: CommitmentDraft,
    answers: Host,
    allow,
    command: (context, params, body, ifMatch) => putCommitment(context, refOf(params), body, ifMatch),
  });

  remove(app, path, {
    operationId: `remove${noun}`,
    summary: `Take back a promise of ${of}`,
    tag,
    params,
    answers: Host,
    allow,
    errors: ['commitment-not-found'],
    command: (context, params, ifMatch) => removeCommitment(context, refOf(params), ifMatch),
  });
}

export const statementRoutes: Routes<'change' | 'remove'> = (app, bercail) => {
  claimRoutes(app, bercail);
  for (const place of PLACES) commitmentRoutes(app, bercail, place);
};

const PATH = '/v1/hosts/:host/replies/:federation/:subject';

export const replyRoutes: Routes<'change' | 'remove'> = (app, { change, remove }) => {
  const tag = 'Writing';

  change(app, 'PUT', PATH, {
    operationId: 'putReply',
    summary: 'Reply to a review of a federation; it stands beside the review wherever that is read',
    tag,
    params: ReplyPath,
    body: ReplyDraft,
    takesAnyMeaning: true,
    answers: Host,
    allow: hostWriter,
    errors: ['review-not-found'],
    command: putReply,
  });

  remove(app, PATH, {
    operationId: 'removeReply',
    summary: 'Take a reply back',
    tag,
    params: ReplyPath,
    answers: Host,
    allow: hostWriter,
    errors: ['review-not-found', 'reply-not-found'],
    command: removeReply,
  });
};
