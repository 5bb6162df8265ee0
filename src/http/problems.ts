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
import { oneOfMore } from '../vocabulary/shapes.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { SecurityHeaders } from './answering/headers.ts';
import { languageOf, prefers } from './asking/negotiation.ts';

/** Status and title of a domain error. */
export interface ProblemKind {
  status: number;
  title: { fr: string; en: string };
}

const kind = (status: number, fr: string, en: string): ProblemKind => ({ status, title: { fr, en } });

export const PROBLEMS: Record<ErrorCode, ProblemKind> = {
  'malformed-request': kind(400, 'Demande illisible', 'Unreadable request'),
  'invalid-request': kind(400, 'Demande mal formée', 'Badly formed request'),
  'invalid-cursor': kind(400, 'Curseur invalide', 'Invalid cursor'),
  'address-too-long': kind(414, 'Adresse trop longue', 'Address too long'),
  'headers-too-large': kind(431, 'En-têtes trop longs', 'Headers too long'),
  'body-too-large': kind(413, 'Corps trop volumineux', 'Body too large'),
  'unsupported-media-type': kind(415, 'Type de contenu non pris en charge', 'Unsupported media type'),
  'not-acceptable': kind(406, 'Format non disponible', 'Format not available'),
  'no-token': kind(401, 'Jeton d’accès demandé', 'Access token needed'),
  'bad-token': kind(401, 'Jeton d’accès non valable', 'Access token not valid'),
  'not-yours': kind(403, 'Ce n’est pas le vôtre', 'Not yours'),
  'route-not-found': kind(404, 'Adresse inconnue', 'Unknown address'),
  'method-not-allowed': kind(405, 'Méthode non permise ici', 'Method not allowed here'),
  'host-not-found': kind(404, 'Hébergeur introuvable', 'Host not found'),
  'service-not-found': kind(404, 'Service introuvable', 'Service not found'),
  'federation-not-found': kind(404, 'Fédération introuvable', 'Federation not found'),
  'alias-not-found': kind(404, 'Ancien nom introuvable', 'Former name not found'),
  'claim-not-found': kind(404, 'Déclaration introuvable', 'Claim not found'),
  'commitment-not-found': kind(404, 'Engagement introuvable', 'Commitment not found'),
  'member-not-found': kind(404, 'Adhésion introuvable', 'Membership not found'),
  'review-not-found': kind(404, 'Revue introuvable', 'Review not found'),
  'reply-not-found': kind(404, 'Réponse introuvable', 'Reply not found'),
  'vouch-not-found': kind(404, 'Garant introuvable', 'Vouch not found'),
  'choice-not-found': kind(404, 'Pas dans la liste de la fédération', 'Not in the federation’s list'),
  'criterion-not-found': kind(404, 'Critère introuvable', 'Criterion not found'),
  'helper-not-found': kind(404, 'Accompagnement introuvable', 'Helper not found'),
  'policy-not-found': kind(404, 'Politique introuvable', 'Policy not found'),
  'token-not-found': kind(404, 'Jeton introuvable', 'Token not found'),
  'suspension-not-found': kind(404, 'Suspension introuvable', 'Suspension not found'),
  'closing-not-found': kind(404, 'Fermeture introuvable', 'Closing not found'),
  'succession-not-found': kind(404, 'Reprise introuvable', 'Succession not found'),
  'report-not-found': kind(404, 'Signalement introuvable', 'Report not found'),
  'private-address-not-found': kind(404, 'Adresse privée introuvable', 'Private address not found'),
  'revision-not-found': kind(404, 'Révision introuvable', 'Revision not found'),
  'epoch-changed': kind(410, 'Histoire qui a pris fin', 'History that has ended'),
  'webhook-not-found': kind(404, 'Webhook introuvable', 'Webhook not found'),
  'recommendation-not-found': kind(404, 'Recommandation introuvable', 'Recommendation not found'),
  'referral-not-found': kind(404, 'Orientation introuvable', 'Referral not found'),
  'no-claim': kind(404, 'Aucune reprise en cours', 'No takeover under way'),
  'source-not-found': kind(404, 'Aucune source', 'No source'),
  'import-not-found': kind(404, 'Lecture introuvable', 'Run not found'),
  'meaningless-request': kind(422, 'Demande à corriger', 'Request to be corrected'),
  'terms-not-accepted': kind(422, 'Conditions d’utilisation non acceptées', 'Terms of use not accepted'),
  'slug-taken': kind(409, 'Identifiant déjà pris', 'Slug already taken'),
  'entry-exists': kind(409, 'Fiche qui existe déjà', 'Entry that exists already'),
  'already-published': kind(409, 'Déjà publié', 'Already published'),
  'not-published': kind(409, 'Pas encore publié', 'Not published yet'),
  'host-gone': kind(410, 'Hébergeur retiré du catalogue', 'Host withdrawn from the catalogue'),
  'host-withdrawn': kind(409, 'Hébergeur retiré', 'Host withdrawn'),
  'not-publishable': kind(409, 'Publication impossible pour l’instant', 'Not publishable yet'),
  'not-claimable': kind(409, 'Reprise impossible de cette façon', 'Cannot be claimed this way'),
  'closing-settled': kind(409, 'Fermeture qui ne s’annule plus', 'Closing that can no longer be cancelled'),
  'not-named-successor': kind(409, 'Pas proposé comme repreneur', 'Not proposed as successor'),
  'already-answered': kind(409, 'Réponse déjà donnée', 'Already answered'),
  'already-member': kind(409, 'Déjà membre', 'Already a member'),
  'membership-ended': kind(409, 'Adhésion déjà terminée', 'Membership already ended'),
  'too-many-tokens': kind(409, 'Trop de jetons', 'Too many tokens'),
  'too-many-webhooks': kind(409, 'Trop de webhooks', 'Too many webhooks'),
  'webhook-not-active': kind(409, 'Webhook qui n’est pas actif', 'Webhook that is not active'),
  'not-embedded': kind(409, 'Pas la base embarquée', 'Not the embedded database'),
  'import-under-way': kind(409, 'Lecture déjà en cours', 'Run already under way'),
  'version-required': kind(428, 'Version demandée', 'Version needed'),
  'version-stale': kind(412, 'Version dépassée', 'Stale version'),
  'idempotency-key-reused': kind(422, 'Clé déjà prise par une autre demande', 'Key already used for another request'),
  'still-under-way': kind(409, 'Demande déjà en cours', 'Request already under way'),
  'already-done': kind(409, 'Déjà fait', 'Already done'),
  'too-many-requests': kind(429, 'Trop de demandes', 'Too many requests'),
  'request-too-slow': kind(408, 'Demande arrivée trop lentement', 'Request too slow to arrive'),
  overloaded: kind(503, 'Service trop sollicité', 'Service overloaded'),
  'revision-not-reached': kind(503, 'Révision pas encore atteinte', 'Revision not reached yet'),
  'database-unavailable': kind(503, 'Écritures momentanément impossibles', 'Writes are unavailable for now'),
  'others-writing': kind(503, 'D’autres écritures au même moment', 'Others are writing at the same moment'),
  'internal-error': kind(500, 'Erreur du service', 'Service error'),
};

/** An error as RFC 9457 writes it. */
export const Problem = Type.Object(
  {
    type: Type.String({ format: 'uri', description: 'Stable address that documents the code' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    instance: Type.String({ description: 'This occurrence: the identifier of the request' }),
    code: Type.Enum(ERROR_CODES, { type: 'string' }),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          {
            pointer: Type.String({ description: 'JSON Pointer (RFC 6901)' }),
            code: Type.Unsafe<FaultCode>(oneOfMore([...ERROR_CODES, ...FAULT_CODES], 'What is wrong, for programs')),
            message: Type.String(),
            in: Type.Optional(
              Type.Enum(['query', 'path', 'header'], { type: 'string', description: 'absent: the body' }),
            ),
          },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false, $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;

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

/** Any error as a domain error. */
export function asCatalogueError(error: FastifyError | CatalogueError): CatalogueError {
  if (error instanceof CatalogueError) return error;
  if (error.validation)
    return new CatalogueError(
      'invalid-request',
      { fr: 'La demande n’a pas la forme attendue.', en: 'The request does not have the expected shape.' },
      { faults: faultsOf(error.validation as Parameters<typeof faultsOf>[0], error.validationContext), cause: error },
    );
  const known = FRAMEWORK_ERRORS[error.code];
  if (known) return new CatalogueError(known.code, known.detail, { cause: error });
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

/** Refusals above 499 that are no failure: their own detail is shown, and they are not logged as errors. */
const EXPECTED: readonly ErrorCode[] = ['revision-not-reached', 'overloaded'];

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

export interface ProblemAnswer {
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
  const detail =
    status >= 500 && !EXPECTED.includes(error.code) ? SERVICE_DETAIL[error.code] : error.detail || undefined;
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

/** A failure for the log, with its causes; without the values sent to the database. */
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

/** How an error is shown in a browser: the page, and its headers on routes that answer JSON. */
export interface ProblemPages {
  page(problem: Problem, request: FastifyRequest): string;
  headers: Pick<SecurityHeaders, 'page'>;
}

/** The error handler of Fastify: logs server errors, answers a problem document, or a page in a browser. */
export const answerProblem =
  (publicUrl: string, pages: ProblemPages) =>
  (error: FastifyError | CatalogueError, request: FastifyRequest, reply: FastifyReply): void => {
    const known = asCatalogueError(error);
    const language = languageOf(request);
    const { status, body, retryAfterSeconds } = problemOf(known, { publicUrl, requestId: request.id, language });
    if (status >= 500 && !EXPECTED.includes(known.code))
      request.log.error(describeFailure(known.code === 'internal-error' ? known.cause : known), body.title);
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    if (status === 401)
      reply.header('www-authenticate', known.code === 'bad-token' ? 'Bearer error="invalid_token"' : 'Bearer');
    for (const name of ['etag', 'link', 'last-modified']) reply.removeHeader(name);
    const isPage = prefers('text/html', request.headers.accept);
    const { headers: kind = 'data' } = request.routeOptions?.config ?? {};
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

/** Of the 16 kB that Node reads of a head, what no address of ours needs. */
const ADDRESS_MAX = 8000;

/** What is wrong with a request that Node cannot read, or does not read to its end. */
export function unreadableCode({ code, rawPacket }: ConnectionError): ErrorCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-too-slow';
  if (code !== 'HPE_HEADER_OVERFLOW') return 'malformed-request';
  // A buffer, whatever its type says.
  const firstLine = Buffer.from(rawPacket as unknown as Buffer).indexOf('\n');
  return firstLine < 0 || firstLine > ADDRESS_MAX ? 'address-too-long' : 'headers-too-large';
}

/** For a client that does not close a connection that we ended. */
const LINGER_MS = 1000;

/** Answers a problem document to what Node cannot parse as HTTP, or waits for in vain, and closes the connection. */
export function refuseUnreadable(socket: Duplex, code: ErrorCode, publicUrl: string, requestId: string): void {
  if (!socket.writable) return;
  const error = new CatalogueError(code, '');
  const { status, body } = problemOf(error, { publicUrl, requestId, language: 'fr' });
  const text = JSON.stringify(body);
  const headers = `content-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}`;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers}\r\nconnection: close\r\n\r\n${text}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
