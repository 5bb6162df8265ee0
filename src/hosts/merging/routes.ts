import { HostPath } from '../../documents/host.ts';
import { write } from '../../http/write.ts';
import { administratorWho } from '../../record/context.ts';
import type { Routes } from '../../record/writer.ts';
import { hostWriter } from '../rights.ts';
import { mergeHosts } from './commands.ts';
import { Merge, MergeDraft, MergeTrial } from './schema.ts';

export const mergeRoutes: Routes<'only' | 'contextFor' | 'catchUp'> = (app, { only, contextFor, catchUp }) => {
  write(app, 'POST', '/v1/hosts/:host/merges', {
    operationId: 'mergeHosts',
    summary: 'Merge another entry of the same organisation into this one; it cannot be undone',
    description:
      'What this entry says stands; the other one adds what it does not say, its names and ids lead here (308), its tokens end, and its past is read with `GET /v1/hosts/{host}/history?merged=`. Try it with `dryRun=true` first.',
    tag: 'Writing',
    params: HostPath,
    body: MergeDraft,
    answers: { 200: Merge },
    allow: only(administratorWho(hostWriter)),
    version: 'returned',
    errors: ['not-published'],
    trial: {
      answer: MergeTrial,
      handler: async ({ caller, params, body }) => {
        const { tell, version } = await mergeHosts(contextFor(caller), params.host, body, { dryRun: true });
        return { status: 200, bodyIn: tell, version };
      },
    },
    handler: async ({ caller, params, body }) => {
      const { tell, version } = await mergeHosts(contextFor(caller), params.host, body);
      await catchUp();
      return { status: 200, bodyIn: tell, version };
    },
  });
};
