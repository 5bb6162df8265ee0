import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../app.ts';
import { createBercail } from '../bercail.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/open.ts';
import type { PolicyFile } from '../matching/engine/policy.ts';
import { createOutgoing } from '../outgoing/fetch.ts';
import { readReference, readSeed } from '../vocabulary/reference.ts';
import { COMMAND_LINE } from './database.ts';

/**
 * The whole application on a database, without a listener: whoever asks it is the administrator at the command line.
 * It ends with `close`, and the database stays open.
 */
export async function applicationOn(db: Database, config: Config): Promise<FastifyInstance> {
  const bercail = await createBercail({
    db,
    reference: readReference(),
    policyFile: readSeed<PolicyFile>('policy.json'),
    // Nothing is matched here: the order of equal hosts does not matter.
    tieSecret: '',
    clock: () => new Date(),
    newId: randomUUID,
    outgoing: createOutgoing({ allowed: new Set(config.outgoingAllow), userAgent: `Bercail (${config.publicUrl})` }),
    publicUrl: config.publicUrl,
    operator: config.operator,
  });
  const { app } = await buildApp(bercail, { config, authenticate: async () => COMMAND_LINE });
  app.addHook('onClose', () => bercail.close());
  return app;
}
