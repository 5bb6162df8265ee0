import { randomUUID } from 'node:crypto';
import { type Config, readConfig } from '../config.ts';
import { pendingMigrations } from '../database/migrate.ts';
import { type OpenDatabase, openDatabase } from '../database/open.ts';
import { DataFolderError } from '../database/pglite.ts';
import { CatalogueError, ERROR_CODES, type ErrorCode } from '../ground/errors.ts';
import type { Problem } from '../http/problems.ts';
import type { Context } from '../record/context.ts';
import { readReference } from '../vocabulary/reference.ts';

/** Who acts when the database is opened here: whoever may open it may do everything. */
export const COMMAND_LINE = { role: 'admin', label: 'command line', tokenId: null } as const;

/** Runs with the database of the environment open, and closes it whatever happens. */
export async function withDatabase<T>(
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
      caller: COMMAND_LINE,
    };
    return await run(database, context, config);
  } finally {
    await database.close();
  }
}

export async function upToDate({ db }: OpenDatabase): Promise<void> {
  const pending = await pendingMigrations(db);
  if (pending > 0) throw new Error(`The database is ${pending} migration(s) behind. Run: npm run migrate`);
}

/** Runs here, or through the server when one holds the data folder. */
export async function hereOrThere<T>(here: () => Promise<T>, there: (address: string) => Promise<T>): Promise<T> {
  try {
    return await here();
  } catch (error) {
    if (error instanceof DataFolderError && error.heldAt) return await there(error.heldAt);
    throw error;
  }
}

/** What the server that holds the data folder asks of an administrator. */
export function adminHeaders(address: string): Record<string, string> {
  const adminToken = process.env.ADMIN_TOKEN;
  if (adminToken) return { authorization: `Bearer ${adminToken}` };
  throw new Error(
    `A server holds the data folder, at ${address}. Set ADMIN_TOKEN to the token it was started with; that of one federation or host works too, for its own commands. If there is none, stop the server and run this again.`,
  );
}

const isCode = (code: unknown): code is ErrorCode => ERROR_CODES.includes(code as ErrorCode);

/** What an answer refuses, as the error that a command would have thrown. */
export function refusalOf(status: number, problem: Partial<Problem> | undefined): Error {
  const detail = problem?.detail ?? problem?.title ?? `The server answered ${status}.`;
  if (status >= 500 || !isCode(problem?.code)) return new Error(detail);
  return new CatalogueError(problem.code, detail, { faults: problem.errors ?? [] });
}

/** What was answered: a document, or a text such as a sheet. */
export const answerIn = (text: string, type: string | null | undefined): unknown => {
  if (text === '') return undefined;
  return /json/.test(type ?? '') ? JSON.parse(text) : text;
};

/** Asks the server that holds the data folder instead. */
export async function throughServer<T>(
  address: string,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> },
): Promise<T> {
  const response = await fetch(new URL(path, address), {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      'accept-language': 'en',
      ...headers,
    },
    ...(body !== undefined && { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  // Not response.text(): it would take the mark of UTF-8 away, which a sheet needs.
  const text = Buffer.from(await response.arrayBuffer()).toString();
  const answer = answerIn(text, response.headers.get('content-type'));
  if (!response.ok) throw refusalOf(response.status, answer as object);
  return answer as T;
}
