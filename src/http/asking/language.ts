import type { FastifyRequest } from 'fastify';
import type { Language } from '../../vocabulary/terms.ts';

/** A language that the address asks for. */
export const LANG_PARAMETER = /[?&]lang=(fr|en)(?:&|$)/;

/** The best of French and English for an `Accept-Language` header; French when it says nothing of either. */
export function preferredLanguage(header: string | undefined): Language {
  if (!header) return 'fr';
  let best: { language: Language; weight: number } | undefined;
  for (const part of header.split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = range.startsWith('fr') || range === '*' ? 'fr' : range.startsWith('en') ? 'en' : undefined;
    if (!language) continue;
    const weight = Number(
      parameters
        .map((parameter) => parameter.trim())
        .find((parameter) => parameter.startsWith('q='))
        ?.slice(2) ?? 1,
    );
    if (weight > 0 && (!best || weight > best.weight)) best = { language, weight };
  }
  return best?.language ?? 'fr';
}

/**
 * The language of generated sentences: `?lang=`, else `Accept-Language`. Read from the raw address, because a
 * remembered answer is looked up before the query is parsed.
 */
export function languageOf(request: FastifyRequest): Language {
  const asked = LANG_PARAMETER.exec(request.raw.url ?? '')?.[1] as Language | undefined;
  return asked ?? preferredLanguage(request.headers['accept-language']);
}
