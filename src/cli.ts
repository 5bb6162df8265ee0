import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createToken } from './accounts/commands.ts';
import { TokenDraft } from './accounts/schema.ts';
import { followCatalogue } from './catalogue/follow.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import type { Context } from './context.ts';
import { migrate, pendingMigrations } from './database/migrate.ts';
import { type OpenDatabase, openDatabase } from './database/open.ts';
import { DataFolderError } from './database/pglite.ts';
import { describeOpenApi, OPENAPI_FILE } from './describe.ts';
import { CatalogueError, inLanguage } from './errors.ts';
import { seedCatalogue } from './exchange/seed.ts';
import { printMatch } from './matching/answer/print.ts';
import type { Match } from './matching/answer/schema.ts';
import { type PolicyFile, readPolicy } from './matching/engine/policy.ts';
import { createMatcher } from './matching/run.ts';
import { Need } from './matching/schema.ts';
import { keepTieSecret } from './matching/store.ts';
import { mustHaveShape } from './shape.ts';
import { readReference, readSeed } from './vocabulary/reference.ts';
import { speaker } from './vocabulary/speaker.ts';

const HELP = `Usage: npm run cli -- <command> [options]

  migrate                      bring the database to the tables of this version
  seed                         load the catalogue that comes with the software; what exists is left alone
  token create                 make an access token, shown once
      --role admin|host|federation   --label <text>
      [--host <slug or id>] [--federation <slug>] [--expires-at 2027-01-31]
  match <need.json | ->        answer a need, such as docs/examples/brass-band.json; - is standard input
      [--lang fr|en]  [--everything: with --json, each excluded host and its reasons]
  openapi [--write | --check]  print the description of the API; write it, or check the written one

Every command takes --json (for programs) and --help. The database is the one of the environment (DATABASE_URL, DATA_DIR);
while a server holds the data folder, \`match\` and \`token create\` go through it.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a rule.`;

class UsageError extends Error {}

const out = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const { values: options, positionals } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        lang: { type: 'string', default: 'fr' },
        everything: { type: 'boolean', default: false },
        role: { type: 'string' },
        label: { type: 'string' },
        host: { type: 'string' },
        federation: { type: 'string' },
        'expires-at': { type: 'string' },
        write: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}\n`);
    process.exit(2);
  }
})();

/** Runs with the database of the environment open, and closes it whatever happens. */
async function withDatabase<T>(
  run: (database: OpenDatabase, context: Context, config: Config) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env);
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir });
  try {
    const context: Context = {
      db: database.db,
      reference: readReference(),
      clock: () => new Date(),
      newId: randomUUID,
      caller: { role: 'admin', label: 'command line', tokenId: null },
    };
    return await run(database, context, config);
  } finally {
    await database.close();
  }
}

async function upToDate({ db }: OpenDatabase): Promise<void> {
  const pending = await pendingMigrations(db);
  if (pending > 0) throw new Error(`The database is ${pending} migration(s) behind. Run: npm run migrate`);
}

/** Asks the server that holds the data folder instead. */
async function throughServer<T>(
  address: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await fetch(new URL(path, address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as T & { detail?: string; errors?: { pointer: string; message: string }[] };
  if (response.ok) return answer;
  const faults = (answer.errors ?? []).map(({ pointer, message }) => `\n  ${pointer}: ${message}`);
  throw new CatalogueError('invalid-request', `${answer.detail ?? response.statusText}${faults.join('')}`);
}

/** Runs here, or through the server when one holds the data folder. */
async function hereOrThere<T>(here: () => Promise<T>, there: (address: string) => Promise<T>): Promise<T> {
  try {
    return await here();
  } catch (error) {
    if (error instanceof DataFolderError && error.heldAt) return await there(error.heldAt);
    throw error;
  }
}

async function runMigrate(): Promise<void> {
  // The embedded database comes migrated: opening it is enough.
  const applied = await withDatabase(async ({ db }) => migrate(db));
  out(
    options.json
      ? JSON.stringify({ applied })
      : applied === 0
        ? 'Nothing to do: the database is up to date.'
        : `${applied} migration(s) applied.`,
  );
}

async function runSeed(): Promise<void> {
  const seeded = await withDatabase(async (database, context) => {
    await upToDate(database);
    return await seedCatalogue(context, {
      onProgress: ({ hosts, of }) => process.stderr.write(`${hosts} of ${of} hosts\n`),
    });
  });
  if (options.json) return out(JSON.stringify(seeded));
  out(
    `${seeded.hosts} hosts and ${seeded.federations} federations loaded; ${seeded.kept} hosts and federations were there already.`,
  );
  for (const { slug, faults } of seeded.refused)
    out(
      `Refused: ${slug}\n${faults.map(({ pointer, message }) => `  ${pointer}: ${inLanguage(message, 'en')}`).join('\n')}`,
    );
  if (seeded.refused.length > 0) process.exitCode = 3;
}

/** A day stands for its last second; an instant for itself. */
const endOf = (date: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T23:59:59Z` : date);

async function runTokenCreate(): Promise<void> {
  const { role, label, host, federation } = options;
  if (!role || !label) throw new UsageError('token create needs --role and --label');
  const draft = {
    role,
    label,
    ...(host && { host }),
    ...(federation && { federation }),
    ...(options['expires-at'] && { expiresAt: endOf(options['expires-at']) }),
  };
  mustHaveShape(TokenDraft, draft);
  const checked: TokenDraft = draft;
  const made = await hereOrThere<{ token: string }>(
    () =>
      withDatabase(async (database, context) => {
        await upToDate(database);
        const { token, secret } = await createToken(context, checked);
        return { ...token, token: secret };
      }),
    (address) => {
      const adminToken = process.env.ADMIN_TOKEN;
      if (!adminToken)
        throw new Error(
          `A server holds the data folder, at ${address}. Set ADMIN_TOKEN to the token it was started with; if it had none, stop it and run this again.`,
        );
      return throughServer<{ token: string }>(address, '/v1/tokens', checked, {
        authorization: `Bearer ${adminToken}`,
      });
    },
  );
  out(options.json ? JSON.stringify(made) : `${made.token}\nKeep it now: it is not shown again.`);
}

function readNeed(file: string): Need {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new CatalogueError(
      'malformed-request',
      `${file} cannot be read: give the name of a JSON file, or - for standard input`,
    );
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new CatalogueError('malformed-request', `${file} is not JSON: ${(error as Error).message}`);
  }
  mustHaveShape(Need, parsed);
  return parsed;
}

async function runMatch(file: string | undefined): Promise<void> {
  if (!file) throw new UsageError('match needs a file, or - for standard input');
  if (options.lang !== 'fr' && options.lang !== 'en') throw new UsageError('--lang is fr or en');
  const { lang } = options;
  const need = readNeed(file);
  const everything = options.everything;
  const answer = await hereOrThere<Match>(
    () =>
      withDatabase(async (database, context, config) => {
        await upToDate(database);
        const { db, reference, clock } = context;
        const policy = readPolicy(readSeed<PolicyFile>('policy.json'));
        const model = (await followCatalogue({ db, reference, clock, costRules: policy })).current();
        if (model.documents.length === 0) throw new Error('The catalogue is empty. Load one first: npm run seed');
        const secret = config.tieSecret ?? (await keepTieSecret(db, () => randomBytes(32).toString('hex')));
        const matcher = createMatcher(policy, reference, secret);
        const faults = matcher.faults(need, model);
        if (faults.length > 0)
          throw new CatalogueError('meaningless-request', `${file} cannot be read as it is`, { faults });
        return matcher.answer(need, model, speaker(lang, reference), { everything });
      }),
    (address) => throughServer<Match>(address, `/v1/matches?lang=${lang}${everything ? '&explain=all' : ''}`, need),
  );
  out(options.json ? JSON.stringify(answer, null, 2) : printMatch(answer, speaker(lang, readReference())));
}

async function runOpenApi(): Promise<void> {
  const text = await describeOpenApi();
  if (options.write) {
    writeFileSync(OPENAPI_FILE, text);
    out(options.json ? JSON.stringify({ written: 'openapi/openapi.json' }) : 'openapi/openapi.json written.');
  } else if (options.check) {
    if (readFileSync(OPENAPI_FILE, 'utf8') !== text)
      throw new Error('openapi/openapi.json is not what the routes say. Run: npm run openapi');
    out(options.json ? JSON.stringify({ upToDate: true }) : 'openapi/openapi.json is up to date.');
  } else process.stdout.write(text);
}

const COMMANDS: Record<string, () => Promise<void>> = {
  migrate: runMigrate,
  seed: runSeed,
  'token create': runTokenCreate,
  match: () => runMatch(positionals[1]),
  openapi: runOpenApi,
};

async function run(): Promise<void> {
  const name = positionals[0] === 'token' ? positionals.slice(0, 2).join(' ') : positionals[0];
  if (options.help || name === undefined || name === 'help') return out(HELP);
  const command = COMMANDS[name];
  if (!command) throw new UsageError(`There is no command “${positionals.join(' ')}”`);
  await command();
}

// A reader who has seen enough, such as `head`, is no fault.
process.stdout.on('error', () => process.exit(0));

run().catch((error: unknown) => {
  const refused = error instanceof CatalogueError;
  const faults = refused ? error.faults : [];
  if (options.json) {
    const problem = { error: refused ? error.code : 'failed', detail: (error as Error).message, errors: faults };
    process.stderr.write(`${JSON.stringify(problem)}\n`);
  } else {
    const expected =
      refused || error instanceof UsageError || error instanceof ConfigError || error instanceof DataFolderError;
    process.stderr.write(`${expected || error instanceof Error ? (error as Error).message : String(error)}\n`);
    for (const { pointer, message } of faults) process.stderr.write(`  ${pointer}: ${inLanguage(message, 'en')}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${HELP}\n`);
  }
  process.exitCode = error instanceof UsageError ? 2 : refused ? 3 : 1;
});
