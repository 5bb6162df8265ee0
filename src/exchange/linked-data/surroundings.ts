import type { Model } from '../../catalogue/model.ts';
import { type Addresses, addressesOn } from './addresses.ts';

/** A node of linked data; its keys are defined in the context. */
export type Node = Record<string, unknown>;

/** Known facts only: unknown values and empty lists have no key. */
export const knownOnly = (facts: Node): Node =>
  Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** What a document refers to, and its last change. */
export interface Surroundings {
  readonly addresses: Addresses;
  readonly lastChanges: Model['lastChanges'];
  /** The address of a host by slug; undefined when it is not in the catalogue. */
  host(slug: string): string | undefined;
  federation(slug: string): string | undefined;
}

/** @param model for a past model, without its last changes, which are those of today */
export function surroundingsOf(
  { bySlug, federationBySlug, lastChanges }: Pick<Model, 'bySlug' | 'federationBySlug' | 'lastChanges'>,
  publicUrl: string,
): Surroundings {
  const addresses = addressesOn(publicUrl);
  return {
    addresses,
    lastChanges,
    host: (slug) => {
      const found = bySlug.get(slug);
      return found && addresses.host(found);
    },
    federation: (slug) => {
      const found = federationBySlug.get(slug);
      return found && addresses.federation(found);
    },
  };
}
