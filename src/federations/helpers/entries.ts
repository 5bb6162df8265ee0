import type { Federation, FederationHelper } from '../../documents/federation.ts';
import type { Helper } from '../../vocabulary/reference.ts';

/** A helper of a federation among those of the vocabulary. */
export interface FederationHelperEntry extends Helper {
  federation: { slug: string; name: string };
}

const entryOf = (
  { slug, name: federationName, website }: Federation,
  { id, name, kind, serves, url, phone, observedOn }: FederationHelper,
): FederationHelperEntry => ({
  // A slug holds no slash: no identifier of the vocabulary is the same.
  id: `${slug}/${id}`,
  name,
  kind,
  offers: [],
  serves: serves as Helper['serves'],
  url,
  ...(phone !== undefined && { phone }),
  summary: { fr: `Recommandé par ${federationName}.`, en: `Recommended by ${federationName}.` },
  free: null,
  observedOn,
  sources: [website],
  federation: { slug, name: federationName },
});

/** Who accompanies, as federations say it: in the order of their slugs. */
export const helpersOf = (federations: Iterable<Federation>): FederationHelperEntry[] =>
  [...federations]
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
    .flatMap((federation) => (federation.helpers ?? []).map((helper) => entryOf(federation, helper)));
