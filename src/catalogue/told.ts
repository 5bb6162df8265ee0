import type { Host } from '../hosts/schema.ts';
import type { Service } from '../services/schema.ts';
import type { Closing } from '../statements/closing-schema.ts';
import { closingText } from '../statements/closing-words.ts';
import type { Speaker } from '../vocabulary/speaker.ts';

/* Stored documents are of no language; the sentences that they hold for people are said when one is answered. */

const toldClosing = (closing: Closing | null, say: Speaker): Closing | null =>
  closing && { ...closing, text: closingText(closing, say) };

/** A service as it is answered; the same object when nothing of it is said in a language. */
export const toldService = (service: Service, say: Speaker): Service =>
  service.closing ? { ...service, closing: toldClosing(service.closing, say) } : service;

/** A host as it is answered; the same object when nothing of it is said in a language. */
export function toldHost(host: Host, say: Speaker): Host {
  if (!host.closing && host.services.every(({ closing }) => closing === null)) return host;
  const services = host.services.map((service) => toldService(service, say));
  return { ...host, closing: toldClosing(host.closing, say), services };
}

const isHost = (document: object): document is Host => 'services' in document && 'closing' in document;

/** Any document as it is answered. */
export const told = (document: object, say: Speaker): object => (isHost(document) ? toldHost(document, say) : document);
