import type { Closing } from '../documents/closing.ts';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import { closingText } from '../statements/closing-words.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Model } from './model.ts';

/* Stored documents are of no language; the sentences that they hold for people are said when one is answered. */

/** Where the names of other hosts are found. */
export type Names = Pick<Model, 'bySlug'>;

/** The name of a host by slug, if the catalogue has it. */
export const namesIn =
  ({ bySlug }: Names) =>
  (slug: string): string | undefined =>
    bySlug.get(slug)?.name;

/** The name of a federation by slug, if the catalogue has it. */
export const federationNamesIn =
  ({ federationBySlug }: Pick<Model, 'federationBySlug'>) =>
  (slug: string): string | undefined =>
    federationBySlug.get(slug)?.name;

const toldClosing = (closing: Closing | null, say: Speaker, names: Names): Closing | null =>
  closing && { ...closing, text: closingText(closing, say, namesIn(names)) };

/** A service as it is answered; the same object when nothing of it is said in a language. */
export const toldService = (service: Service, say: Speaker, names: Names): Service =>
  service.closing ? { ...service, closing: toldClosing(service.closing, say, names) } : service;

/** A host as it is answered; the same object when nothing of it is said in a language. */
export function toldHost(host: Host, say: Speaker, names: Names): Host {
  if (!host.closing && host.services.every(({ closing }) => closing === null)) return host;
  const services = host.services.map((service) => toldService(service, say, names));
  return { ...host, closing: toldClosing(host.closing, say, names), services };
}

const isHost = (document: object): document is Host => 'services' in document && 'closing' in document;

/** Any document as it is answered. */
export const told = (document: object, say: Speaker, names: Names): object =>
  isHost(document) ? toldHost(document, say, names) : document;
