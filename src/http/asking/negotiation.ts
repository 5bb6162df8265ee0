import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Language } from '../../vocabulary/terms.ts';

/* Content negotiation (RFC 9110, 12.5); weights, case and wildcards are left to the library. */

/** Media types of some routes besides JSON. */
export type OtherType = 'text/html' | 'text/csv' | 'application/ld+json';

const KEPT_MAX = 200;
/** Longer headers are not cached, and therefore parsed each time. */
const KEPT_LENGTH = 200;

/** Caches the parsed form of a header: clients send few different ones. */
function readOnce<T>(read: (header: string) => T): (header: string) => T {
  const parsed = new Map<string, T>();
  return (header) => {
    const before = parsed.get(header);
    if (before !== undefined) return before;
    const now = read(header);
    if (parsed.size >= KEPT_MAX) parsed.clear();
    if (header.length < KEPT_LENGTH) parsed.set(header, now);
    return now;
  };
}

const preferring = (type: OtherType) =>
  readOnce((accept) => {
    const available = ['application/json', 'application/problem+json', type];
    return new Negotiator({ headers: { accept } }).mediaType(available) === type;
  });
const PREFERRED: Readonly<Record<OtherType, (accept: string) => boolean>> = {
  'text/html': preferring('text/html'),
  'text/csv': preferring('text/csv'),
  'application/ld+json': preferring('application/ld+json'),
};

/** Whether `Accept` prefers a type to JSON. */
export const prefers = (type: OtherType, accept: string | undefined): boolean =>
  accept !== undefined && PREFERRED[type](accept);

const languageIn = (first: Language, second: Language) =>
  readOnce((header): Language => {
    const negotiator = new Negotiator({ headers: { 'accept-language': header } });
    return (negotiator.language([first, second]) as Language | undefined) ?? first;
  });
const frenchFirst = languageIn('fr', 'en');
const englishFirst = languageIn('en', 'fr');

/** French or English by `Accept-Language`; French without a preference. */
export const preferredLanguage = (header: string | undefined): Language =>
  header === undefined ? 'fr' : frenchFirst(header);

/** Codings for bodies, the one that compresses better first. */
export const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/** The negotiator accepts an order for equal weights, but its published types lack the option. */
type ByPreference = (available: string[], options: { preferred: readonly string[] }) => string[];

/** The codings that `Accept-Encoding` accepts, the preferred one first. */
const codingsOf = readOnce((header): readonly string[] => {
  const negotiator = new Negotiator({ headers: { 'accept-encoding': header } });
  const available = [...CODINGS, 'identity'];
  return (negotiator.encodings.bind(negotiator) as ByPreference)(available, { preferred: available });
});

/** The best coding for `Accept-Encoding`; undefined: none. Without the header, bodies are not compressed. */
export function codingFor(header: string | undefined): Coding | undefined {
  const best = header === undefined ? undefined : codingsOf(header)[0];
  return best === 'identity' ? undefined : (best as Coding | undefined);
}

/** Whether a client may reuse a stored body in this coding. Without the header, any coding (RFC 9110, 12.5.3). */
export const acceptsCoding = (header: string | undefined, coding: Coding): boolean =>
  header === undefined || codingsOf(header).includes(coding);

/** The `lang` parameter in a raw address. */
export const LANG_PARAMETER = /[?&]lang=(fr|en)(?:&|$)/;

/**
 * The language of generated sentences: `?lang=`, else `Accept-Language`. Read from the raw address, because the cache
 * of answers is used before the query is parsed.
 */
export const languageOf = (request: FastifyRequest): Language =>
  languageParameter(request) ?? preferredLanguage(request.headers['accept-language']);

const languageParameter = ({ raw }: FastifyRequest) => LANG_PARAMETER.exec(raw.url ?? '')?.[1] as Language | undefined;

/** The language of problem documents by `Accept-Language`. Developers read them: English unless French is asked for. */
export const preferredForProblems = (header: string | undefined): Language =>
  header === undefined ? 'en' : englishFirst(header);

/** The language of a problem document: `?lang=`, else `Accept-Language`, else English. */
export const languageOfProblems = (request: FastifyRequest): Language =>
  languageParameter(request) ?? preferredForProblems(request.headers['accept-language']);
