import { DrizzleQueryError } from 'drizzle-orm';
import { CatalogueError, type ErrorCode, type Sentence } from '../ground/errors.ts';

/** Domain errors of violated constraints. Any other violation is a bug and stays a database error. */
const CONSTRAINTS: Record<string, { code: ErrorCode; detail: Sentence }> = {
  hosts_slug_key: {
    code: 'slug-taken',
    detail: {
      fr: 'Un autre hébergeur publié porte cet identifiant. Choisissez-en un autre.',
      en: 'Another published host has this slug. Choose another one.',
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

const AWAY_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  // stopping, crashed, starting, removed; too many connections, no memory, disk full; cancelled by a time limit;
  // a standby that cannot write; a broken disk
  ...['57P01', '57P02', '57P03', '57P04', '57P05', '53000', '53100', '53200', '53300', '57014', '55P03'],
  ...['25006', '25P03', '58030'],
]);

/** Messages of pg errors that have no code. */
const AWAY_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
  'Query read timeout',
  'Cannot use a pool after calling end',
  'PGlite is closed',
];

interface DatabaseFault {
  code: string | undefined;
  constraint: string | undefined;
  message: string;
  /** Whether a query failed with it: sockets of clients and of other sites break with the same codes. */
  isOfQuery: boolean;
}

/** The innermost cause: Drizzle wraps what the drivers throw, and Node wraps the attempts at several addresses. */
function faultOf(error: unknown): DatabaseFault | undefined {
  let fault: DatabaseFault | undefined;
  let isOfQuery = false;
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code, constraint } = at as { code?: unknown; constraint?: unknown };
    isOfQuery ||= at instanceof DrizzleQueryError;
    fault = {
      isOfQuery,
      code: typeof code === 'string' ? code : undefined,
      constraint: typeof constraint === 'string' ? constraint : undefined,
      message: at.message,
    };
  }
  return fault;
}

const isAway = ({ code, message }: DatabaseFault): boolean =>
  (code !== undefined && (AWAY_CODES.has(code) || code.startsWith('08'))) ||
  AWAY_MESSAGES.some((start) => message.startsWith(start));

/** Whether the connection is lost and must not be reused. */
export const isConnectionLost = (error: unknown): boolean => {
  const fault = faultOf(error);
  return fault !== undefined && isAway(fault) && !['57014', '55P03', '25006'].includes(fault.code ?? '');
};

/** Whether the transaction may succeed when retried: deadlock or serialisation failure. */
export const isWorthRetrying = (error: unknown): boolean => ['40001', '40P01'].includes(faultOf(error)?.code ?? '');

/** Whether what a row refers to was removed while the row was written: read again, it is told to be absent. */
export const isGone = (error: unknown): boolean => faultOf(error)?.code === '23503';

/**
 * A database error as a domain error; undefined for any other error, such as a bug, or the broken connection of a client.
 * @param isOfDatabase whether nothing but the database can have thrown it, such as when a transaction begins
 */
export function asCatalogueError(error: unknown, { isOfDatabase = false } = {}): CatalogueError | undefined {
  if (error instanceof CatalogueError) return error;
  const fault = faultOf(error);
  if (!fault || !(isOfDatabase || fault.isOfQuery)) return undefined;
  const broken = fault.constraint === undefined ? undefined : CONSTRAINTS[fault.constraint];
  if (broken && fault.code === '23505') {
    const { code, detail: message } = broken;
    return new CatalogueError(code, message, { cause: error, faults: [{ pointer: '/slug', code, message }] });
  }
  if (isAway(fault) || isWorthRetrying(error))
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
