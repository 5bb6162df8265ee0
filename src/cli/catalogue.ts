import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { DataFolderError, openInMemory } from '../database/pglite.ts';
import { describeOpenApi, OPENAPI_FILE } from '../describe.ts';
import { COMMAND_PATHS } from '../exchange/seed/load.ts';
import type { LeftBecause } from '../exchange/seed/renew.ts';
import { type Seeded, seedCatalogue } from '../exchange/seed/seed.ts';
import { inLanguage } from '../ground/errors.ts';
import type { Context } from '../record/context.ts';
import { readReference } from '../vocabulary/reference.ts';
import { handOver } from './api.ts';
import { type Command, printAnswer, UsageError } from './command.ts';
import { applicationOn, migrateDatabase, onDatabaseOrServer } from './database.ts';

/* Commands about the whole catalogue: migrations, seed, OpenAPI. */

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Brings the database to the tables of this version',
  run: async (invocation) => {
    // Opening the embedded database has already migrated it.
    const applied = await migrateDatabase((pending) =>
      process.stderr.write(`Applying ${pending} migration(s). A log of 100,000 changes may take minutes.\n`),
    ).catch((error: unknown) => {
      if (!(error instanceof DataFolderError && error.heldBy)) throw error;
      throw new Error(
        `The server at ${error.heldBy.address} runs on the data folder, and brought it to the tables of its own version when it started. For those of another version, stop it, and start that version.`,
      );
    });
    printAnswer(invocation, { applied }, () =>
      applied === 0 ? 'Nothing to do: the database is up to date.' : `${applied} migration(s) applied.`,
    );
  },
};

/** Why an entry was not updated, in words for the terminal. */
const LEFT: Record<LeftBecause, string> = {
  'not-at-work': 'it has left, is suspended or has closed',
  'its-host-speaks': 'its host holds it, or has confirmed it',
  'written-here': 'its host or an administrator wrote it here',
  'its-own-file': 'a file that its host publishes writes it',
  redacted: 'words were taken out of it',
};

/** What an update changed or would change, entry by entry. */
function renewalLines({ changed, left, hosts, renewed }: Seeded, dryRun: boolean): string[] {
  const count = `${hosts} hosts ${dryRun ? 'would be added' : 'added'} and ${renewed} renewed`;
  return [
    `${count}; ${left.length} left as they are.${dryRun ? ' Nothing was written.' : ''}`,
    ...changed.map(({ slug, facts }) => `${dryRun ? 'Would change' : 'Changed'}: ${slug} (${facts.join(', ')})`),
    ...left.map(({ slug, because }) => `Left: ${slug}: ${LEFT[because]}`),
  ];
}

export const seedCommand: Command = {
  name: 'seed',
  usage: '[--renew [--dry-run]]',
  summary: 'Loads the catalogue that comes with the software; what exists is left alone, unless it is to be renewed',
  notes: [
    '--renew makes entries that were loaded before say what the catalogue of this version says of them',
    'What a host, a federation or an administrator has said, taken out or ended since stays as it is',
    '--dry-run says what would change and what would be left, and why, and writes nothing',
    'While a server runs on the data folder, it does both, from the catalogue of its own version',
  ],
  options: { renew: { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false } },
  run: async (invocation) => {
    const { renew, 'dry-run': tried } = invocation.options;
    const dryRun = tried === true;
    if (dryRun && !renew) throw new UsageError('Give --dry-run with --renew: what exists is left alone without it.');
    const seed = (context: Context) =>
      seedCatalogue(context, {
        ...{ renew: renew === true, dryRun },
        onProgress: ({ hosts, of }) => of > 0 && process.stderr.write(`${hosts} of ${of} hosts\n`),
      });
    const query = new URLSearchParams({ renew: String(renew), dryRun: String(dryRun) });
    const seeded = await onDatabaseOrServer<Seeded>(
      seed,
      (server) => handOver<Seeded>(server, `${COMMAND_PATHS.seed}?${query}`),
      { withoutLimits: true },
    );
    printAnswer(invocation, renew ? { dryRun, ...seeded } : seeded, ({ hosts, federations, kept, refused }) =>
      [
        ...(renew
          ? renewalLines(seeded, dryRun)
          : [
              `${hosts} hosts and ${federations} federations loaded; ${kept} hosts and federations were there already.`,
            ]),
        ...refused.flatMap(({ slug, faults }) => [
          `Refused: ${slug}`,
          ...faults.map(({ pointer, message }) => `  ${pointer}: ${inLanguage(message, 'en')}`),
        ]),
      ].join('\n'),
    );
    if (seeded.refused.length > 0) process.exitCode = 3;
  },
};

export const openApiCommand: Command = {
  name: 'openapi',
  usage: '[--write | --check]',
  summary: 'Prints the description of the API; writes it, or checks the written one',
  options: {
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
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

/** The OpenAPI document, generated with an empty database in memory. */
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
