import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Language } from '../../vocabulary/terms.ts';

/** What a request prefers, by its headers (RFC 9110, 12.5): weights, case and wildcards are the library's. */

/** What some routes answer with besides JSON. */
export type OtherType = 'text/html' | 'text/csv';

/** Whether a type is preferred to JSON, which is what everybody else gets. */
export const prefers = (type: OtherType, accept: string | undefined): boolean =>
  accept !== undefined &&
  new Negotiator({ headers: { accept } }).mediaType(['application/json', 'application/problem+json', type]) === type;

/** The better of French and English; French when nothing is said of either. */
export const preferredLanguage = (header: string | undefined): Language =>
  header === undefined
    ? 'fr'
    : ((new Negotiator({ headers: { 'accept-language': header } }).language(['fr', 'en']) as Language | undefined) ??
      'fr');

/** Whether an answer may travel compressed. */
export const acceptsGzip = (header: string | undefined): boolean =>
  header !== undefined &&
  new Negotiator({ headers: { 'accept-encoding': header } }).encoding(['gzip', 'identity']) === 'gzip';

/** A language that the address asks for. */
export const LANG_PARAMETER = /[?&]lang=(fr|en)(?:&|$)/;

/**
 * The language of generated sentences: `?lang=`, else `Accept-Language`. Read from the raw address, because a
 * remembered answer is looked up before the query is parsed.
 */
export function languageOf(request: FastifyRequest): Language {
  const asked = LANG_PARAMETER.exec(request.raw.url ?? '')?.[1] as Language | undefined;
  return asked ?? preferredLanguage(request.headers['accept-language']);
}
