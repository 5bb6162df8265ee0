import type { Model } from '../../catalogue/model.ts';
import { type Addresses, addressesOn } from './addresses.ts';

/** A node of linked data; its keys are those of the context. */
export type Node = Record<string, unknown>;

/** What is known: what is unknown has no key, and neither has a list in which nothing stands. */
export const told = (facts: Node): Node =>
  Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** What a document points to, and when it last changed. */
export interface Surroundings {
  readonly addresses: Addresses;
  readonly lastChanges: Model['lastChanges'];
  /** The address of a host by slug; undefined when the catalogue does not have it. */
  host(slug: string): string | undefined;
  federation(slug: string): string | undefined;
}

/** @param model of a past one, without its last changes: they are those of the present */
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
