import { randomUUID } from 'node:crypto';
import { openDatabase } from '../src/database/open.ts';
import { seedCatalogue } from '../src/exchange/seed/seed.ts';
import { readReference } from '../src/vocabulary/reference.ts';
import { generatedHosts } from './generated.ts';

/** Fills an embedded database with a generated catalogue: `tsx bench/catalogue.ts <folder> <hosts> [usage …]`. */
const [folder, count, ...usages] = [process.argv[2]!, Number(process.argv[3]), ...process.argv.slice(4)];
const BATCH = 500;
const reference = readReference();
const database = await openDatabase({ dataDir: folder });
const hosts = generatedHosts(count, reference, 1, usages.length > 0 ? usages : undefined).map(
  ({
    id: _id,
    version: _version,
    state: _state,
    confirmedAt: _at,
    domainVerifiedAt: _verified,
    closing: _closing,
    services,
    ...host
  }) => ({
    ...host,
    confirmedByHost: false,
    observed: { status: 'active' as const, asOf: '2026-05' },
    services: services.map(({ id: _service, commitments: _commitments, closing: _end, ...service }) => service),
    sources: ['https://generated.example/'],
  }),
);
const context = {
  db: database.db,
  reference,
  clock: () => new Date(),
  newId: randomUUID,
  caller: { role: 'anonymous' as const },
};
for (let start = 0; start < hosts.length; start += BATCH) {
  const { refused } = await seedCatalogue(context, {
    file: { federations: [], hosts: hosts.slice(start, start + BATCH) },
  });
  if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused.slice(0, 2))}`);
  process.stderr.write(`\r${Math.min(start + BATCH, hosts.length)} of ${hosts.length} hosts`);
}
process.stderr.write('\n');
await database.close();
