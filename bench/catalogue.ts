import { generatedHosts } from './generated.ts';
import { databaseToFill } from './seeding.ts';

/** Fills an embedded database with a generated catalogue: `tsx bench/catalogue.ts <folder> <hosts> [usage …]`. */
const [folder, count, ...usages] = [process.argv[2]!, Number(process.argv[3]), ...process.argv.slice(4)];
const { reference, seedHosts, close } = await databaseToFill(folder);
await seedHosts(
  generatedHosts(count, reference, 1, usages.length > 0 ? usages : undefined).map(
    ({
      id: _id,
      version: _version,
      state: _state,
      confirmedOn: _at,
      domainVerifiedOn: _verified,
      closing: _closing,
      services,
      ...host
    }) => ({
      ...host,
      confirmedByHost: false,
      observed: { state: 'active' as const, asOf: '2026-05' },
      services: services.map(({ id: _service, commitments: _commitments, closing: _end, ...service }) => service),
      sources: ['https://generated.example/'],
    }),
  ),
);
await close();
