import jsonld from 'jsonld';
import type { TestApp } from './app.ts';

export type Expanded = Record<string, unknown>;

/** Contexts come from the service itself: nothing is asked of the network. */
const optionsOn = (test: TestApp) => ({
  safe: true,
  documentLoader: async (url: string) => {
    const path = /^https:\/\/bercail\.example(\/.*)$/.exec(url)?.[1];
    if (!path) throw new Error(`${url} is not of this service`);
    const { body } = await test.ask<object>('GET', path, { headers: { accept: 'application/ld+json' } });
    return { documentUrl: url, document: body };
  },
});

/** Expands linked data as any program would; what would be dropped throws. */
export const expand = async (test: TestApp, document: object): Promise<Expanded[]> =>
  (await jsonld.expand(document, optionsOn(test))) as Expanded[];

/** The same as RDF statements, one a line. */
export const quads = (test: TestApp, document: object): Promise<string> =>
  jsonld.toRDF(document, { ...optionsOn(test), format: 'application/n-quads' });

/** Keys of a document that are neither keywords nor known to a context. */
export function unknownKeys(document: unknown, context: Readonly<Record<string, unknown>>): string[] {
  if (Array.isArray(document)) return document.flatMap((one) => unknownKeys(one, context));
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document).flatMap(([key, value]) => {
    const definition = context[key] as { '@container'?: string } | undefined;
    if (definition?.['@container'] === '@language') return [];
    return [...(key.startsWith('@') || definition !== undefined ? [] : [key]), ...unknownKeys(value, context)];
  });
}
