import type { FastifyInstance } from 'fastify';
import { buildApp } from '../app.ts';
import { type Bercail, createBercail } from '../bercail.ts';
import type { Config } from '../config.ts';
import type { PolicyFile } from '../matching/engine/need/policy.ts';
import { createOutgoing, userAgentOf } from '../outgoing/fetch.ts';
import type { Context } from '../record/context.ts';
import { readSeed } from '../vocabulary/reference.ts';
import { COMMAND_LINE } from './database.ts';

/**
 * Creates the `Bercail` of an open database.
 * @param tieSecret orders equal hosts in matches
 */
export const bercailOn = (
  { db, reference, clock, newId }: Omit<Context, 'caller'>,
  config: Config,
  tieSecret = '',
): Promise<Bercail> =>
  createBercail({
    ...{ db, reference, clock, newId, tieSecret },
    policyFile: readSeed<PolicyFile>('policy.json'),
    outgoing: createOutgoing({ allowed: new Set(config.outgoingAllow), userAgent: userAgentOf(config.publicUrl) }),
    publicUrl: config.publicUrl,
    operator: config.operator,
  });

/**
 * The whole application on an open database, without a port; every caller is the administrator at the command line.
 * Closing it does not close the database.
 */
export async function applicationOn(context: Omit<Context, 'caller'>, config: Config): Promise<FastifyInstance> {
  const bercail = await bercailOn(context, config);
  const { app } = await buildApp(bercail, { config, authenticate: async () => COMMAND_LINE });
  app.addHook('onClose', () => bercail.close());
  return app;
}
