import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { openInMemory } from '../database/pglite.ts';
import { describeOpenApi, OPENAPI_FILE } from '../describe.ts';
import { seedCatalogue } from '../exchange/seed/seed.ts';
import { inLanguage } from '../ground/errors.ts';
import { readReference } from '../vocabulary/reference.ts';
import { applicationOn } from './application.ts';
import { type Command, printAnswer, printLine } from './command.ts';
import { migrateDatabase, withDatabase } from './database.ts';

/* Commands about the whole catalogue: migrations, seed, OpenAPI. */

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the tables of this version',
  run: async (invocation) => {
    // Opening the embedded database migrates it already.
    const applied = await migrateDatabase((pending) =>
      process.stderr.write(`Applying ${pending} migration(s). A log of 100,000 changes may take minutes.\n`),
    );
    printAnswer(invocation, { applied }, () =>
      applied === 0 ? 'Nothing to do: the database is up to date.' : `${applied} migration(s) applied.`,
    );
  },
};

export const seedCommand: Command = {
  name: 'seed',
  usage: '',
  summary: 'Loads the catalogue that comes with the software; what exists is left alone',
  run: async ({ json }) => {
    const seeded = await withDatabase(
      (context) =>
        seedCatalogue(context, {
          onProgress: ({ hosts, of }) => process.stderr.write(`${hosts} of ${of} hosts\n`),
        }),
      { withoutLimits: true },
    );
    if (json) return printLine(JSON.stringify(seeded));
    const { hosts, federations, kept, refused } = seeded;
    printLine(
      `${hosts} hosts and ${federations} federations loaded; ${kept} hosts and federations were there already.`,
    );
    for (const { slug, faults } of refused) {
      const lines = faults.map(({ pointer, message }) => `  ${pointer}: ${inLanguage(message, 'en')}`);
      printLine(`Refused: ${slug}\n${lines.join('\n')}`);
    }
    if (refused.length > 0) process.exitCode = 3;
  },
};

export const openApiCommand: Command = {
  name: 'openapi',
  usage: '[--write | --check]',
  summary: 'Prints the description of the API; writes it, or checks the written one',
  options: { write: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
  run: async (invocation) => {
    const text = await description();
    if (invocation.options.write) {
      writeFileSync(OPENAPI_FILE, text);
      printAnswer(invocation, { written: 'openapi/openapi.json' }, () => 'openapi/openapi.json written.');
    } else if (invocation.options.check) {
      if (readFileSync(OPENAPI_FILE, 'utf8') !== text)
        throw new Error('openapi/openapi.json is not what the routes say. Run: npm run openapi');
      printAnswer(invocation, { upToDate: true }, () => 'openapi/openapi.json is up to date.');
    } else process.stdout.write(text);
  },
};

/** The OpenAPI document; made on an empty database in memory. */
async function description(): Promise<string> {
  const { db, close } = await openInMemory();
  const context = { db, reference: readReference(), clock: () => new Date(), newId: randomUUID };
  const app = await applicationOn(context, readConfig({}));
  try {
    return await describeOpenApi(app);
  } finally {
    await app.close();
    await close();
  }
}
