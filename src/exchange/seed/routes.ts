import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Routes } from '../../record/writer.ts';
import { type Caller, requireCommandLine } from '../../requests/caller.ts';
import { strictObject } from '../../vocabulary/shapes.ts';
import { COMMAND_PATHS, loadDump } from './load.ts';
import { seedCatalogue } from './seed.ts';

const LINES_TYPE = 'application/x-ndjson';

const LoadQuery = strictObject({
  from: Type.Optional(Type.String({ maxLength: 2000 })),
  dryRun: Type.Boolean({ default: false }),
});
const SeedQuery = strictObject({
  renew: Type.Boolean({ default: false }),
  dryRun: Type.Boolean({ default: false }),
});

/**
 * No part of the interface: the command line of this version speaks to the server of the same. A file of hosts has no
 * limit but that of `readDump`, which reads it while it arrives.
 */
export const commandRoutes: Routes<'contextFor'> = (app, { contextFor }) => {
  app.addContentTypeParser(LINES_TYPE, (_request, payload, done) => done(null, payload));
  const onlyHere = (caller: Caller) => {
    requireCommandLine(caller);
    return contextFor(caller);
  };
  type Asked<Q> = FastifyRequest<{ Querystring: Q; Body: AsyncIterable<Buffer> }>;

  app.post(COMMAND_PATHS.load, { schema: { hide: true, querystring: LoadQuery } }, async (request) => {
    const { caller, query, body } = request as Asked<Static<typeof LoadQuery>>;
    return await loadDump(onlyHere(caller), body, query);
  });
  app.post(COMMAND_PATHS.seed, { schema: { hide: true, querystring: SeedQuery } }, async (request) => {
    const { caller, query } = request as Asked<Static<typeof SeedQuery>>;
    return await seedCatalogue(onlyHere(caller), query);
  });
};
