import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import {
  CatalogueError,
  ERROR_CODES,
  type ErrorCode,
  type Fault,
  type FaultCode,
  inLanguage,
  type Sentence,
} from '../ground/errors.ts';
import { FAULT_CODES } from '../ground/fault-codes.ts';
import { faultsOf } from '../requests/shape-faults.ts';
import { namedObject, oneOfMore } from '../vocabulary/shapes.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { SecurityHeaders } from './answering/headers.ts';
import { languageOf, languageOfProblems, prefers } from './asking/negotiation.ts';
import { WriteElsewhereError } from './asking/reading-only.ts';
import { PROBLEMS } from './problem-kinds.ts';

/** What forms of pages alone are refused for. */
const OF_PAGES: readonly ErrorCode[] = ['from-another-site', 'invitation-not-found'];
const CODES = ERROR_CODES.filter((code) => !OF_PAGES.includes(code));

/** One thing that is wrong with what was sent. */
export const SentFault = namedObject('Fault', {
  pointer: Type.String({ description: 'JSON Pointer (RFC 6901)' }),
  code: Type.Unsafe<FaultCode>(oneOfMore([...CODES, ...FAULT_CODES], 'What is wrong, for programs')),
  message: Type.String(),
  suggestion: Type.Optional(
    Type.String({
      description: 'What was most likely meant, as it is written: the name of a field or a parameter, a key, a value',
    }),
  ),
  in: Type.Optional(Type.Enum(['query', 'path', 'header'], { type: 'string', description: 'absent: the body' })),
});

/** An error as RFC 9457 writes it. */
export const Problem = namedObject('Problem', {
  type: Type.String({ format: 'uri', description: 'Stable address that documents the code' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  instance: Type.String({ description: 'This occurrence: the identifier of the request' }),
  code: Type.Unsafe<ErrorCode>(oneOfMore(CODES, 'What went wrong, for programs; all of them are at `/docs/problems`')),
  errors: Type.Optional(Type.Array(SentFault)),
});
export type Problem = Static<typeof Problem>;

const largerThan = (bytes: number): Sentence => ({
  fr: `Le corps de la demande dépasse la taille admise ici : ${bytes / 1000} ko. Envoyez-le en plusieurs fois.`,
  en: `The body is larger than what is accepted here: ${bytes / 1000} kB. Send it in several parts.`,
});

/** Domain errors for Fastify's errors about requests. */
const FRAMEWORK_ERRORS: Record<string, { code: ErrorCode; detail: Sentence }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'body-too-large',
    detail: { fr: 'Le corps de la demande dépasse la taille admise.', en: 'The body is larger than what is accepted.' },
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'unsupported-media-type',
    detail: {
      fr: 'Envoyez application/json, ou application/merge-patch+json pour un PATCH.',
      en: 'Send application/json, or application/merge-patch+json for a PATCH.',
    },
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    code: 'malformed-request',
    detail: { fr: 'Le corps est vide.', en: 'The body is empty.' },
  },
  FST_ERR_BAD_URL: {
    code: 'malformed-request',
    detail: { fr: 'L’adresse ne peut pas être décodée.', en: 'The address cannot be decoded.' },
  },
};

/**
 * Any error as a domain error.
 * @param most limit in bytes of the body where the error occurred; absent: unknown
 */
function asCatalogueError(error: FastifyError | CatalogueError, most?: number): CatalogueError {
  if (error instanceof CatalogueError) return error;
  if (error.validation)
    return new CatalogueError(
      'invalid-request',
      { fr: 'La demande n’a pas la forme attendue.', en: 'The request does not have the expected shape.' },
      { faults: faultsOf(error.validation as Parameters<typeof faultsOf>[0], error.validationContext), cause: error },
    );
  const mapped = FRAMEWORK_ERRORS[error.code];
  if (mapped?.code === 'body-too-large' && most !== undefined)
    return new CatalogueError(mapped.code, largerThan(most), { cause: error });
  if (mapped) return new CatalogueError(mapped.code, mapped.detail, { cause: error });
  const status = error.statusCode ?? 500;
  if (status === 413) return new CatalogueError('body-too-large', error.message, { cause: error });
  if (status >= 400 && status < 500)
    return new CatalogueError(
      'malformed-request',
      { fr: 'La demande ne peut pas être lue.', en: 'The request cannot be read.' },
      { cause: error },
    );
  return new CatalogueError('internal-error', '', { cause: error });
}

const translated = ({ message, ...fault }: Fault, language: Language) => ({
  ...fault,
  message: inLanguage(message, language),
});

/**
 * Answers of status 500 and above that are not failures: their own detail is shown, and they are not logged as errors.
 */
const EXPECTED: readonly ErrorCode[] = ['revision-not-reached', 'overloaded', 'starting'];

const isExpected = (error: CatalogueError): boolean =>
  EXPECTED.includes(error.code) || error instanceof WriteElsewhereError;

/** Details of server errors: the reason is only in the log. */
const SERVICE_DETAIL: Partial<Record<ErrorCode, { fr: string; en: string }>> = {
  'internal-error': {
    fr: 'Le service a échoué. Citez l’identifiant de la demande en le signalant.',
    en: 'The service failed. Quote the identifier of the request when you report it.',
  },
  'database-unavailable': {
    fr: 'La lecture reste possible ; réessayez l’écriture plus tard.',
    en: 'Reading still works; try writing again later.',
  },
  'others-writing': {
    fr: 'D’autres personnes modifient les mêmes fiches en ce moment. Rien n’a été écrit : réessayez dans quelques secondes.',
    en: 'Others are changing the same entries right now. Nothing was written: try again in a few seconds.',
  },
};

interface ProblemAnswer {
  status: number;
  body: Problem;
  retryAfterSeconds: number | undefined;
}

export function problemOf(
  error: CatalogueError,
  options: { publicUrl: string; requestId: string; language: Language },
): ProblemAnswer {
  const { status, title } = PROBLEMS[error.code];
  const { language } = options;
  const detail = status >= 500 && !isExpected(error) ? SERVICE_DETAIL[error.code] : error.detail || undefined;
  return {
    status,
    retryAfterSeconds: error.retryAfterSeconds ?? (status === 503 ? 5 : undefined),
    body: {
      type: `${options.publicUrl}/docs/problems#${error.code}`,
      title: title[language],
      status,
      ...(detail && { detail: inLanguage(detail, language) }),
      instance: `urn:uuid:${options.requestId}`,
      code: error.code,
      ...(error.faults.length > 0 && { errors: error.faults.map((fault) => translated(fault, language)) }),
    },
  };
}

/** An error and its causes for the log, without the values sent to the database. */
export function describeFailure(error: unknown): Record<string, unknown> {
  const chain: Record<string, unknown>[] = [];
  for (let at: unknown = error; at instanceof Error && chain.length < 5; at = at.cause) {
    const query = (at as { query?: unknown }).query;
    chain.push({
      name: at.name,
      code: (at as { code?: unknown }).code,
      message: query === undefined ? at.message : `failed query: ${String(query)}`,
      stack: at.stack?.split('\n').filter((line) => line.startsWith('    at ')),
    });
  }
  return { causes: chain };
}

/** Logs an answer of status 500 or above with its causes, unless it is not a failure. */
export function logFailure(request: FastifyRequest, error: CatalogueError, { status, title, code }: Problem): void {
  if (status < 500 || isExpected(error)) return;
  request.log.error({ code, ...describeFailure(code === 'internal-error' ? error.cause : error) }, title);
}

/** How an error is shown in a browser: the page, and the headers it needs on routes that answer JSON. */
interface ProblemPages {
  page(problem: Problem, request: FastifyRequest): string;
  headers: Pick<SecurityHeaders, 'page'>;
}

/** Fastify's error handler: logs server errors, and answers a problem document, or a page in a browser. */
export const answerProblem =
  (publicUrl: string, pages: ProblemPages) =>
  (error: FastifyError | CatalogueError, request: FastifyRequest, reply: FastifyReply): void => {
    const { headers: kind = 'data' } = request.routeOptions?.config ?? {};
    const catalogueError = asCatalogueError(error, kind === 'data' ? request.routeOptions?.bodyLimit : undefined);
    // A browser that goes to an address of the API reads a page; a program that writes reads what the description announces.
    const isOfApi = kind === 'data' && request.method !== 'GET' && request.method !== 'HEAD';
    const isPage = !isOfApi && prefers('text/html', request.headers.accept);
    const language = isPage ? languageOf(request) : languageOfProblems(request);
    const { status, body, retryAfterSeconds } = problemOf(catalogueError, {
      publicUrl,
      requestId: request.id,
      language,
    });
    logFailure(request, catalogueError, body);
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    if (status === 401)
      reply.header('www-authenticate', catalogueError.code === 'bad-token' ? 'Bearer error="invalid_token"' : 'Bearer');
    for (const name of ['etag', 'link', 'last-modified']) reply.removeHeader(name);
    if (isPage && (kind === 'data' || kind === 'documentation')) reply.headers(pages.headers.page);
    reply
      .code(status)
      .headers({
        'content-type': isPage ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
        'content-language': language,
        'cache-control': (request.caller?.role ?? 'anonymous') === 'anonymous' ? 'no-store' : 'private, no-store',
      })
      .send(isPage ? pages.page(body, request) : JSON.stringify(body));
  };

/** Node reads 16 kB of headers. None of our addresses needs more than this. */
const ADDRESS_MAX = 8000;

/** The error for a request that Node cannot parse, or that is not complete. */
export function unreadableCode({ code, rawPacket }: ConnectionError): ErrorCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-too-slow';
  if (code !== 'HPE_HEADER_OVERFLOW') return 'malformed-request';
  // A buffer, although its type says otherwise.
  const firstLine = Buffer.from(rawPacket as unknown as Buffer).indexOf('\n');
  return firstLine < 0 || firstLine > ADDRESS_MAX ? 'address-too-long' : 'headers-too-large';
}

/** How long to wait for a client that does not close a connection we ended. */
const LINGER_MS = 1000;

/**
 * Answers a problem document to a request that Node cannot parse or that never arrived completely, and closes the
 * connection.
 */
export function refuseUnreadable(socket: Duplex, code: ErrorCode, publicUrl: string, requestId: string): void {
  if (!socket.writable) return;
  const error = new CatalogueError(code, '');
  const { status, body } = problemOf(error, { publicUrl, requestId, language: 'en' });
  const text = JSON.stringify(body);
  const headers = `content-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}`;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}\r\nconnection: close\r\n\r\n${text}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
