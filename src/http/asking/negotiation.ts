import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Language } from '../../vocabulary/terms.ts';

/* Content negotiation (RFC 9110, 12.5); weights, case and wildcards are left to the library. */

/** Media types of some routes besides JSON. */
export type OtherType = 'text/html' | 'text/csv' | 'application/ld+json';

const READ_MAX = 200;
const preferredBy = new Map<string, boolean>();

/** Whether `Accept` prefers a type to JSON. Programs and browsers send few different ones. */
export function prefers(type: OtherType, accept: string | undefined): boolean {
  if (accept === undefined) return false;
  const asked = `${type} ${accept}`;
  const known = preferredBy.get(asked);
  if (known !== undefined) return known;
  const available = ['application/json', 'application/problem+json', type];
  const isPreferred = new Negotiator({ headers: { accept } }).mediaType(available) === type;
  if (preferredBy.size >= READ_MAX) preferredBy.clear();
  if (accept.length < 200) preferredBy.set(asked, isPreferred);
  return isPreferred;
}

/** French or English by `Accept-Language`; French without a preference. */
export const preferredLanguage = (header: string | undefined): Language =>
  header === undefined
    ? 'fr'
    : ((new Negotiator({ headers: { 'accept-language': header } }).language(['fr', 'en']) as Language | undefined) ??
      'fr');

/** How bodies may be compressed, the one that makes them smaller first. */
export const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/** The negotiator takes an order for equal weights, which its published types do not know. */
type ByPreference = (available: string[], options: { preferred: readonly string[] }) => string[];

const acceptedBy = new Map<string, readonly string[]>();
/** The codings that `Accept-Encoding` accepts, the preferred one first. Browsers send few different ones. */
function codingsOf(header: string): readonly string[] {
  const known = acceptedBy.get(header);
  if (known) return known;
  const negotiator = new Negotiator({ headers: { 'accept-encoding': header } });
  const available = [...CODINGS, 'identity'];
  const accepted = (negotiator.encodings.bind(negotiator) as ByPreference)(available, { preferred: available });
  if (acceptedBy.size >= READ_MAX) acceptedBy.clear();
  // A header may be as long as a server reads; who sends such a one waits a little longer.
  if (header.length < 200) acceptedBy.set(header, accepted);
  return accepted;
}

/** How a body is best compressed for `Accept-Encoding`; undefined: not at all. Without the header, it is not. */
export function codingFor(header: string | undefined): Coding | undefined {
  const best = header === undefined ? undefined : codingsOf(header)[0];
  return best === 'identity' ? undefined : (best as Coding | undefined);
}

/** Whether a client may be told to use a body that it holds in this coding. Without the header, any (RFC 9110, 12.5.3). */
export const acceptsCoding = (header: string | undefined, coding: Coding): boolean =>
  header === undefined || codingsOf(header).includes(coding);

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
