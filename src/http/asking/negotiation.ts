import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Language } from '../../vocabulary/terms.ts';

/* Content negotiation (RFC 9110, 12.5); weights, case and wildcards are left to the library. */

/** Media types of some routes besides JSON. */
export type OtherType = 'text/html' | 'text/csv';

/** Whether `Accept` prefers a type to JSON. */
export const prefers = (type: OtherType, accept: string | undefined): boolean =>
  accept !== undefined &&
  new Negotiator({ headers: { accept } }).mediaType(['application/json', 'application/problem+json', type]) === type;

/** French or English by `Accept-Language`; French without a preference. */
export const preferredLanguage = (header: string | undefined): Language =>
  header === undefined
    ? 'fr'
    : ((new Negotiator({ headers: { 'accept-language': header } }).language(['fr', 'en']) as Language | undefined) ??
      'fr');

/** Whether `Accept-Encoding` accepts gzip. */
export const acceptsGzip = (header: string | undefined): boolean =>
  header !== undefined &&
  new Negotiator({ headers: { 'accept-encoding': header } }).encoding(['gzip', 'identity']) === 'gzip';

/** The `lang` parameter in a raw address. */
export const LANG_PARAMETER = /[?&]lang=(fr|en)(?:&|$)/;

/**
 * The language of generated sentences: `?lang=`, else `Accept-Language`. Read from the raw address, because the cache
 * of answers is used before the query is parsed.
 */
export function languageOf(request: FastifyRequest): Language {
  const parameter = LANG_PARAMETER.exec(request.raw.url ?? '')?.[1] as Language | undefined;
  return parameter ?? preferredLanguage(request.headers['accept-language']);
}
