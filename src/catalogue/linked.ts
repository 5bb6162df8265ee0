import { Type } from 'typebox';
import type { Host } from '../documents/host.ts';
import type { Service } from '../documents/service.ts';
import type { Model } from './model.ts';
import type { Offer } from './section.ts';

/* What the catalogue answers as linked data; `exchange/linked-data` makes it. */

export const LINKED_TYPE = 'application/ld+json';

/** Any JSON-LD; its context defines its structure. */
export const LinkedData = Type.Object(
  {},
  { additionalProperties: true, description: 'JSON-LD 1.1, with the context at `/ns/context.jsonld`' },
);

/** Texts have a language tag and are included in every language that exists. */
export interface Linker {
  host(host: Host, model: Model): string;
  /** A host on a past day; its last change before that day is not included. */
  pastHost(host: Host, day: string, model: Model): string;
  service(host: Host, service: Service, model: Model): string;
  services(host: Host, path: string, model: Model): string;
  list(page: LinkedPage, of: 'hosts' | 'offers', model: Model): string;
}

export interface LinkedPage {
  /** The address of this page, query included. */
  address: string;
  items: readonly Offer[];
  total: number;
  next: string | null;
}
