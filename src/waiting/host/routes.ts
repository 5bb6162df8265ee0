import { HostPath } from '../../documents/host.ts';
import { answerJson } from '../../ground/absent.ts';
import { hostOwner } from '../../hosts/rights.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { privateGet } from '../../http/get.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import type { Routes } from '../../record/writer.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { readTodo } from './commands.ts';
import { Todo, type TodoItem } from './schema.ts';

/** The open items of a host. */
export const todoRoutes: Routes<'only' | 'contextFor', { policy: Policy }> = (app, { only, contextFor, policy }) => {
  privateGet(app, '/v1/hosts/:host/todo', {
    operationId: 'getHostTodo',
    comesWhole: true,
    summary: 'What waits for a host, most urgent first, each with the request that settles it',
    tag: 'Writing',
    params: HostPath,
    answer: Todo,
    responseDescription: 'The list',
    allow: only(hostOwner),
    handler: async (request) => {
      const context = contextFor(request.caller);
      const { facts, tell, day } = await readTodo(context, request.params.host, policy);
      const say = speaker(languageOf(request), context.reference);
      const items = facts.map((fact): TodoItem => {
        const { kind, subject, due, call, otherwise } = fact;
        const text = tell(fact, say);
        return {
          kind,
          ...(subject !== undefined && { subject }),
          dueOn: due,
          text,
          call,
          ...(otherwise && { otherwise }),
        };
      });
      const body = answerJson({ items, total: items.length, next: null, asOf: day });
      return { body, isLocalized: true };
    },
  });
};
