import { DrizzleQueryError } from 'drizzle-orm/errors';
import { commandLine } from '../ground/command-line.ts';
import { CatalogueError } from '../ground/errors.ts';
import { isConnectionLost } from './errors.ts';

/* Why a database cannot be used, in a sentence for the person who starts a program: one line, without the query. */

const WHERE = 'DATABASE_URL';

interface Failure {
  code?: unknown;
  message: string;
  address?: unknown;
  port?: unknown;
  hostname?: unknown;
}

const serverOf = ({ address, port }: Failure): string =>
  typeof address === 'string' ? ` at ${address}${typeof port === 'number' ? `:${port}` : ''}` : '';

const quoted = (message: string): string => message.split('\n', 1)[0]!.replace(/\.$/, '');

/** By code of the operating system, of TLS or of SQL: what happened, and what to do. */
const SENTENCES: Record<string, (failure: Failure) => string> = {
  ECONNREFUSED: (failure) =>
    `No PostgreSQL answers${serverOf(failure)}: nothing listens there. Start it, or correct the server and port in ${WHERE}.`,
  ENOTFOUND: ({ hostname }) =>
    `The name of the database server is unknown: ${String(hostname)}. Correct it in ${WHERE}, or ask who runs your network.`,
  EAI_AGAIN: ({ hostname }) =>
    `The name of the database server cannot be looked up for now: ${String(hostname)}. Check the network, or correct it in ${WHERE}.`,
  ENOENT: ({ message }) =>
    `The database cannot be reached (${quoted(message)}). Start PostgreSQL, or correct ${WHERE}.`,
  EACCES: ({ message }) => `This account may not reach the database (${quoted(message)}). Correct ${WHERE}.`,
  '28P01': ({ message }) =>
    `PostgreSQL refuses the login: ${quoted(message)}. Correct the user and password in ${WHERE}.`,
  '28000': ({ message }) =>
    /no encryption/.test(message)
      ? `PostgreSQL wants an encrypted connection, or does not know this user: ${quoted(message)}. Add ?sslmode=verify-full to ${WHERE} (or no-verify for a certificate of your own), or correct its user.`
      : `PostgreSQL refuses the login: ${quoted(message)}. Correct the user in ${WHERE}, or let it in (pg_hba.conf).`,
  '3D000': ({ message }) =>
    `PostgreSQL answers, but ${quoted(message)}. Make it (createdb), or correct the name in ${WHERE}.`,
  '53300': ({ message }) =>
    `PostgreSQL has no connection left: ${quoted(message)}. Raise max_connections, or run fewer copies; each may take 10.`,
  '57P03': ({ message }) => `PostgreSQL is not ready: ${quoted(message)}. Try again in a moment.`,
  '25006': () =>
    `The database is read-only, or a standby: it cannot be written. Name the server that writes in ${WHERE}; several may stand there, a:5432,b:5432.`,
  '42501': ({ message }) =>
    `The user of ${WHERE} may not do this: ${quoted(message)}. Make it the owner of the database, or grant it the right.`,
  '53100': () => 'The disk of the database is full. Make room, then try again.',
  '57014': () => 'The database took too long. Try again when it is less busy.',
  '55P03': () => 'Something else holds what this needs in the database. Try again when it is done.',
  '42P01': ({ message }) => `The database lacks a table: ${quoted(message)}. Run: ${commandLine('migrate')}`,
};

const TLS_CODES = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** An error and its causes, the innermost last; of attempts at several addresses, the first. */
function chainOf(error: unknown): (Error & Partial<Failure>)[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 6; at = at.cause)
    chain.push(at instanceof AggregateError && at.errors[0] instanceof Error ? at.errors[0] : at);
  return chain;
}

/** Whether a query threw it: other connections can fail in the same way. */
const isOfDatabase = (error: Error): boolean =>
  error instanceof DrizzleQueryError ||
  (error instanceof CatalogueError && error.code === 'database-unavailable') ||
  'severity' in error;

/**
 * Why the database cannot be used, and what to do, in one line. Undefined for an error that does not concern the
 * database.
 */
export function whyDatabaseFailed(error: unknown): string | undefined {
  const chain = chainOf(error);
  const failure = chain.at(-1);
  if (!failure || !chain.some(isOfDatabase)) return undefined;
  const code = typeof failure.code === 'string' ? failure.code : '';
  const message = quoted(failure.message);
  const sentence = SENTENCES[code]?.(failure);
  if (sentence) return sentence;
  if (/does not support SSL/.test(message))
    return `PostgreSQL does not offer an encrypted connection. Take sslmode out of ${WHERE}, or switch TLS on in PostgreSQL.`;
  if (TLS_CODES.test(code))
    return `The certificate of PostgreSQL is not trusted: ${message}. Name its authority in ${WHERE} (sslrootcert=/path/ca.pem), or write sslmode=no-verify.`;
  if (/password must be a string/i.test(message))
    return `PostgreSQL asks for a password, and ${WHERE} has none. Write it as user:password@server.`;
  if (isConnectionLost(error))
    return `The database does not answer (${message}). Check that PostgreSQL runs and can be reached, or correct ${WHERE}.`;
  return `The database refuses: ${message}${code && ` (${code})`}.`;
}
