import type { Host } from '../../documents/host.ts';
import type { Action, ActionContext } from './action.ts';
import { factActions } from './facts.ts';
import { claimActions, commitmentActions } from './said.ts';

/** Every true action of a host that a need of the panel could see, each once. */
export const actionsOf = (host: Host, context: ActionContext): Action[] => [
  ...factActions(host, context),
  ...context.topics.criteria.flatMap((key) => claimActions(host, key, context)),
  ...context.topics.commitments.flatMap((key) => commitmentActions(host, key, context)),
];
