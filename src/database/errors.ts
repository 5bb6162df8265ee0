import { DrizzleQueryError } from 'drizzle-orm';
import { CatalogueError, type ErrorCode, type Sentence } from '../ground/errors.ts';

/** Domain errors by violated constraint. Any other violation is a bug and stays a database error. */
const CONSTRAINTS: Record<string, { code: ErrorCode; detail: Sentence }> = {
  hosts_slug_key: {
    code: 'slug-taken',
    detail: {
      fr: 'Un autre hébergeur publié porte cet identifiant. Choisissez-en un autre.',
      en: 'Another published host has this slug. Choose another one.',
    },
  },
  host_aliases_slug_key: {
    code: 'slug-taken',
    detail: {
      fr: 'Un autre hébergeur a porté cet identifiant, et des liens y mènent encore. Choisissez-en un autre, ou demandez à l’administration de le libérer.',
      en: 'Another host had this slug, and links still lead to it. Choose another one, or ask an administrator to free it.',
    },
  },
  federations_slug_key: {
    code: 'slug-taken',
    detail: {
      fr: 'Une autre fédération porte cet identifiant. Choisissez-en un autre.',
      en: 'Another federation has this slug. Choose another one.',
    },
  },
  own_criteria_key: {
    code: 'slug-taken',
    detail: {
      fr: 'Une autre fédération vient de prendre cette clé pour un critère à elle. Prenez-en une autre.',
      en: 'Another federation has just taken this key for a criterion of its own. Take another one.',
    },
  },
  services_host_slug_key: {
    code: 'slug-taken',
    detail: {
      fr: 'Un autre service de cet hébergeur porte cet identifiant.',
      en: 'Another service of this host has this slug.',
    },
  },
};

/** The connection is lost, or cannot be opened: it must not be reused. */
const LOST_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  // server stopping, crashed, starting; database dropped; session idle too long; transaction idle too long
  ...['57P01', '57P02', '57P03', '57P04', '57P05', '25P03'],
  // database missing; login refused; too many connections
  ...['3D000', '28000', '28P01', '53300'],
]);

/** A named statement does not exist on this connection, or another process left it there. */
const LOST_STATEMENT_CODES = ['26000', '42P05'];
/** What PostgreSQL calls the place that refuses a named statement whose columns a migration changed: its message is translated. */
const OF_CHANGED_COLUMNS = 'RevalidateCachedQuery';

/** The server answers, but cannot do what it is asked at present. */
const UNABLE_CODES = new Set([
  // statement timeout; out of memory, disk full, another limit; disk failure
  ...['57014', '53000', '53100', '53200', '53400', '58030'],
  // read-only standby or database; missing rights
  ...['25006', '42501'],
]);

/** A table, a constraint, or another part is missing: a restore makes them one after another. */
const INCOMPLETE_CODES = new Set(['42P01', '3F000', '42P10', '42704']);
/** The internal error of a statement that meets a table while it is dropped. */
const DROPPED_MEANWHILE = /^(?:could not open relation|cache lookup failed)/;

/** The database is incomplete: a restore is in progress, or was interrupted. */
export class IncompleteDatabaseError extends Error {
  override name = 'IncompleteDatabaseError';
  constructor() {
    super(
      'The database is incomplete: a restore is under way, or a move from another one, or it was cut off. Wait for its end, or run it once more.',
    );
  }
}

/** The database was prepared for another version of this program. */
export class DatabaseVersionError extends Error {
  override name = 'DatabaseVersionError';
}

/** Another writer holds what the statement needs: a deadlock, a serialisation failure, or a lock timeout. */
const CONFLICT_CODES = ['40001', '40P01'];
const BUSY_CODES = [...CONFLICT_CODES, '55P03'];

/** Messages of pg errors that have no code. */
const LOST_MESSAGES = [
  'Connection terminated',
  // of the pool, and of a connection
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Client has encountered a connection error',
  'Client was closed',
  'Query read timeout',
  'Cannot use a pool after calling end',
  ...['PGlite is closed', 'PGlite is closing', 'PGlite is broken'],
];

/** An error and its causes: Drizzle wraps errors of the drivers, and Node wraps the errors of several addresses. */
export function* causesOf(error: unknown): Generator<Error, void, unknown> {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) yield at;
}

const isOfVersion = (error: unknown): boolean => [...causesOf(error)].some((at) => at instanceof DatabaseVersionError);

interface DatabaseFault {
  code: string | undefined;
  constraint: string | undefined;
  message: string;
  /** The place in PostgreSQL that raised it. */
  routine: unknown;
  /** Whether a query failed with it: client sockets and connections to other sites fail with the same codes. */
  isOfQuery: boolean;
}

/** The innermost cause. */
function faultOf(error: unknown): DatabaseFault | undefined {
  let fault: DatabaseFault | undefined;
  let isOfQuery = false;
  for (const at of causesOf(error)) {
    const { code, constraint, routine } = at as { code?: unknown; constraint?: unknown; routine?: unknown };
    isOfQuery ||= at instanceof DrizzleQueryError;
    fault = {
      isOfQuery,
      code: typeof code === 'string' ? code : undefined,
      constraint: typeof constraint === 'string' ? constraint : undefined,
      message: at.message,
      routine,
    };
  }
  return fault;
}

const isLost = ({ code, message }: DatabaseFault): boolean =>
  (code !== undefined && (LOST_CODES.has(code) || code.startsWith('08'))) ||
  LOST_MESSAGES.some((start) => message.startsWith(start));

/** Whether the connection is lost and must not be reused. */
export const isConnectionLost = (error: unknown): boolean => {
  const fault = faultOf(error);
  return fault !== undefined && isLost(fault);
};

/** Whether the server refuses all writes: a standby, or a read-only database. */
export const isReadOnly = (error: unknown): boolean => faultOf(error)?.code === '25006';

/** Whether the server answers but no write can succeed for now: read-only, disk full, or disk failure. */
export const refusesToWrite = (error: unknown): boolean =>
  ['25006', '53100', '58030'].includes(faultOf(error)?.code ?? '');

/** Whether the database role lacks the right. */
export const isForbidden = (error: unknown): boolean => faultOf(error)?.code === '42501';

/** Whether a named statement cannot run on this connection: without a name it can. */
export const isStatementLost = (error: unknown): boolean => {
  const fault = faultOf(error);
  return LOST_STATEMENT_CODES.includes(fault?.code ?? '') || fault?.routine === OF_CHANGED_COLUMNS;
};

/** Whether running the transaction again may succeed. */
export const isWorthRetrying = (error: unknown): boolean =>
  CONFLICT_CODES.includes(faultOf(error)?.code ?? '') || isStatementLost(error);

const PASSING: readonly ErrorCode[] = ['database-unavailable', 'overloaded'];

/** Another writer held the same rows, and this one gave up. */
export const writeConflictError = (cause?: unknown): CatalogueError =>
  new CatalogueError(
    'others-writing',
    {
      fr: 'D’autres écritures touchent les mêmes fiches. Rien n’a été écrit : réessayez dans quelques secondes.',
      en: 'Others are writing the same entries. Nothing was written: try again in a few seconds.',
    },
    { cause, retryAfterSeconds: 2 },
  );

/** Whether the write itself is valid, so that it is worth trying again later. */
export const isTransient = (error: unknown): boolean => error instanceof CatalogueError && PASSING.includes(error.code);

/** Whether a referenced row was deleted during the write: on a retry, the command reports it as missing. */
export const isReferencedRowGone = (error: unknown): boolean => faultOf(error)?.code === '23503';

/** Whether no database answers, or none that is whole: another version's is there, and is not to be passed over. */
export const isDatabaseAway = (error: unknown): boolean =>
  asCatalogueError(error, { isOfDatabase: true })?.code === 'database-unavailable' && !isOfVersion(error);

const isIncomplete = ({ code, message }: DatabaseFault): boolean =>
  INCOMPLETE_CODES.has(code ?? '') || (code === 'XX000' && DROPPED_MEANWHILE.test(message));

const incompleteError = (cause: unknown): CatalogueError =>
  new CatalogueError(
    'database-unavailable',
    {
      fr: 'La base de données est incomplète : on la restaure sans doute. Réessayez dans quelques minutes.',
      en: 'The database is incomplete, probably because it is being restored. Try again in a few minutes.',
    },
    { cause, retryAfterSeconds: 30 },
  );

/**
 * A database error as a domain error; undefined for any other error, such as a bug or a lost client connection.
 * @param isOfDatabase whether only the database can have thrown it, for instance at the beginning of a transaction
 */
export function asCatalogueError(error: unknown, { isOfDatabase = false } = {}): CatalogueError | undefined {
  if (error instanceof CatalogueError) return error;
  if (error instanceof IncompleteDatabaseError) return incompleteError(error);
  const fault = faultOf(error);
  if (!fault || !(isOfDatabase || fault.isOfQuery)) return undefined;
  const broken = fault.constraint === undefined ? undefined : CONSTRAINTS[fault.constraint];
  if (broken && fault.code === '23505') {
    const { code, detail: message } = broken;
    return new CatalogueError(code, message, { cause: error, faults: [{ pointer: '/slug', code, message }] });
  }
  if (BUSY_CODES.includes(fault.code ?? '')) return writeConflictError(error);
  if (isIncomplete(fault)) return incompleteError(error);
  // The database was reachable all the time: this process did not continue its transaction.
  if (fault.code === '25P03')
    return new CatalogueError(
      'overloaded',
      {
        fr: 'Le service a mis trop longtemps à préparer cette écriture, et rien n’a été écrit. Réessayez dans quelques secondes ; si c’est un long envoi, faites-le en plusieurs fois.',
        en: 'The service took too long to prepare this, and nothing was written. Try again in a few seconds; if much was sent, send it in several parts.',
      },
      { cause: error, retryAfterSeconds: 5 },
    );
  if (isLost(fault) || UNABLE_CODES.has(fault.code ?? '') || isStatementLost(error) || isOfVersion(error))
    return new CatalogueError(
      'database-unavailable',
      {
        fr: 'La base de données ne répond pas. Réessayez dans quelques secondes.',
        en: 'The database does not answer. Try again in a few seconds.',
      },
      {
        cause: error,
        retryAfterSeconds: 5,
      },
    );
  return undefined;
}
