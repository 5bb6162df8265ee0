import { generatedEntries } from './generated.ts';
import { databaseToFill } from './seeding.ts';

/** Fills an embedded database with a generated catalogue: `tsx bench/catalogue.ts <folder> <hosts> [usage …]`. */
const [folder, count, ...usages] = [process.argv[2]!, Number(process.argv[3]), ...process.argv.slice(4)];
const { reference, seedHosts, close } = await databaseToFill(folder);
await seedHosts(generatedEntries(count, reference, usages.length > 0 ? usages : undefined));
await close();
