import { MemberPath, Vouch } from '../../documents/federation.ts';
import { write } from '../../http/write.ts';
import type { Routes } from '../../record/writer.ts';
import { byFederationOfDraft } from '../statement.ts';
import { putVouch, removeVouch } from './commands.ts';

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
    answers: { 200: Vouch },
    handler: async ({ caller, params }) => ({ status: 200, body: await putVouch(contextFor(caller), params) }),
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
