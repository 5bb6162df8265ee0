import type { FastifyRequest } from 'fastify';
import type { Language } from '../../vocabulary/terms.ts';
import { preferredLanguage } from './negotiation.ts';

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
