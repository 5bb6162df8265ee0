import { fileURLToPath } from 'node:url';
import { buildApp } from './app.ts';
import { buildModel } from './catalogue/model.ts';
import { type PolicyFile, readPolicy } from './matching/engine/policy.ts';
import { createMatcher } from './matching/run.ts';
import { readReference, readSeed } from './vocabulary/reference.ts';

/** The committed description of the API; its differences are part of every review. */
export const OPENAPI_FILE = fileURLToPath(new URL('../openapi/openapi.json', import.meta.url));

/** The OpenAPI document as the routes make it, without a database: nothing is asked of any route. */
export async function describeOpenApi(): Promise<string> {
  const reference = readReference();
  const policyFile = readSeed<PolicyFile>('policy.json');
  const policy = readPolicy(policyFile);
  const empty = buildModel(
    { epoch: '', revision: 0, hosts: new Map(), federations: new Map() },
    { reference, costRules: policy },
    '1970-01-01',
  );
  const { app } = await buildApp({
    config: {
      publicUrl: 'http://localhost',
      trustProxy: false,
      rateLimit: { anonymous: 1, token: 1 },
      operator: { name: undefined, contact: undefined },
    },
    db: undefined as never,
    catalogue: { current: () => empty, catchUp: async () => {}, isFollowing: () => true, countDrift: async () => 0 },
    reference,
    costRules: policy,
    matcher: createMatcher(policy, reference, 'none'),
    replay: undefined as never,
    outgoing: undefined as never,
    policyFile,
    clock: () => new Date(0),
    newId: () => '',
    authenticate: async () => ({ role: 'anonymous' }),
  });
  await app.ready();
  const document = JSON.stringify(app.swagger(), null, 2);
  await app.close();
  return `${document}\n`;
}
