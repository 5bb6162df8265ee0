import { privateGet } from '../http/get.ts';
import { write } from '../http/write.ts';
import { anyToken } from '../record/context.ts';
import type { Routes } from '../record/writer.ts';
import {
  acceptToken,
  createToken,
  listTokens,
  readToken,
  revokeToken,
  rotateToken,
  type SubjectOfToken,
} from './commands.ts';
import { changeTokenRights } from './rights.ts';
import { NewToken, Token, TokenDraft, TokenList, TokenPath, TokenRightsDraft, TokenRotation } from './schema.ts';

export const accountRoutes: Routes<'only' | 'contextFor', { subjectOfToken: SubjectOfToken }> = (
  app,
  { only, contextFor, subjectOfToken },
) => {
  const tag = 'Accounts';

  write(app, 'POST', '/v1/tokens', {
    operationId: 'createToken',
    summary: 'Make a token: an administrator for anybody, a host or a federation for itself, 20 in force at most',
    tag,
    body: TokenDraft,
    answers: { 201: NewToken },
    allow: only(anyToken),
    holdsSecret: true,
    errors: ['host-not-found', 'host-withdrawn', 'federation-not-found', 'too-many-tokens'],
    handler: async ({ caller, body }) => {
      const { token, secret } = await createToken(contextFor(caller), body, subjectOfToken);
      return { status: 201, body: { ...token, token: secret }, location: `/v1/tokens/${token.id}` };
    },
  });

  privateGet(app, '/v1/tokens', {
    operationId: 'listTokens',
    comesWhole: true,
    summary: 'Tokens in force, all in one page: one’s own, and all of them for an administrator',
    tag,
    answer: TokenList,
    responseDescription: 'The tokens',
    allow: only(anyToken),
    handler: async ({ caller }) => {
      const items = await listTokens(contextFor(caller));
      return { body: { items, total: items.length, next: null } };
    },
  });

  privateGet(app, '/v1/tokens/:id', {
    operationId: 'getToken',
    summary: 'A token in force: one’s own, or any of them for an administrator',
    tag,
    params: TokenPath,
    answer: Token,
    responseDescription: 'The token, without its secret',
    allow: only(anyToken),
    errors: ['token-not-found'],
    handler: async ({ caller, params }) => ({ body: await readToken(contextFor(caller), params.id) }),
  });

  write(app, 'POST', '/v1/tokens/:id/rotation', {
    operationId: 'rotateToken',
    summary: 'Replace a token by another one with the same id, rights and label',
    tag,
    params: TokenPath,
    body: TokenRotation,
    answers: { 201: NewToken },
    allow: only(anyToken),
    holdsSecret: true,
    errors: ['token-not-found', 'too-many-tokens'],
    handler: async ({ caller, params, body }) => {
      const { token, secret } = await rotateToken(contextFor(caller), params.id, body);
      return { status: 201, body: { ...token, token: secret }, location: `/v1/tokens/${token.id}` };
    },
  });

  write(app, 'POST', '/v1/tokens/:id/acceptance', {
    operationId: 'acceptToken',
    summary: 'Accept a token of one’s federation that an administrator made, or replaced: it then reads cases',
    tag,
    params: TokenPath,
    answers: { 200: Token },
    allow: only(anyToken),
    errors: ['token-not-found'],
    handler: async ({ caller, params }) => ({ status: 200, body: await acceptToken(contextFor(caller), params.id) }),
  });

  write(app, 'PUT', '/v1/tokens/:id/rights', {
    operationId: 'changeTokenRights',
    summary: 'Let a token of a host or a federation do everything, only read and answer, or only read',
    description:
      'Of any token of the same owner but the one that asks. A token that loses the right to do everything keeps reading; the invitations that it made and the mail addresses that it added end.',
    tag,
    params: TokenPath,
    body: TokenRightsDraft,
    takesAnyMeaning: true,
    answers: { 200: Token },
    allow: only(anyToken),
    errors: ['token-not-found'],
    handler: async ({ caller, params, body }) => ({
      status: 200,
      body: await changeTokenRights(contextFor(caller), params.id, body),
    }),
  });

  write(app, 'DELETE', '/v1/tokens/:id', {
    operationId: 'revokeToken',
    summary: 'End a token, at once and everywhere',
    tag,
    params: TokenPath,
    answers: { 204: null },
    allow: only(anyToken),
    errors: ['token-not-found'],
    handler: async ({ caller, params }) => {
      await revokeToken(contextFor(caller), params.id);
      return { status: 204 };
    },
  });
};
