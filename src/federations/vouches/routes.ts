import { MemberPath, Vouch } from '../../documents/federation.ts';
import { privateGet } from '../../http/get.ts';
import { write } from '../../http/write.ts';
import type { Routes } from '../../record/writer.ts';
import { byFederationOfDraft } from '../statement.ts';
import { putVouch, readVouch, removeVouch } from './commands.ts';

export const vouchRoutes: Routes<'only' | 'contextFor'> = (app, { only, contextFor }) => {
  const path = '/v1/federations/:federation/vouches/:host';
  const common = {
    tag: 'Federations',
    params: MemberPath,
    allow: only(byFederationOfDraft),
  } as const;
  write(app, 'PUT', path, {
    ...common,
    operationId: 'putVouch',
    summary: 'Answer for a host, so that it may publish without proving its domain',
    answers: { 200: Vouch, 201: Vouch },
    handler: async ({ caller, params }) => {
      const { vouch, created } = await putVouch(contextFor(caller), params);
      return { status: created ? 201 : 200, body: vouch };
    },
  });
  privateGet(app, path, {
    ...common,
    operationId: 'getVouch',
    summary: 'What a federation vouched for, and since when',
    answer: Vouch,
    responseDescription: 'The vouch',
    errors: ['vouch-not-found'],
    handler: async ({ caller, params }) => ({ body: await readVouch(contextFor(caller), params) }),
  });
  write(app, 'DELETE', path, {
    ...common,
    operationId: 'removeVouch',
    summary: 'Stop answering for a host',
    answers: { 204: null },
    errors: ['vouch-not-found'],
    handler: async ({ caller, params }) => {
      await removeVouch(contextFor(caller), params);
      return { status: 204 };
    },
  });
};
