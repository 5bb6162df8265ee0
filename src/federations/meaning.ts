import type { FederationDraft } from '../documents/federation.ts';
import { domainOf } from '../ground/addresses.ts';
import type { Fault } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';
import { countryFaults, keyFaults, slugFaults } from '../requests/meaning.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { fold } from '../vocabulary/territories.ts';

/** Faults of meaning in a federation with a valid shape. */
export const federationFaults = (draft: FederationDraft, reference: Reference): Fault[] => [
  ...slugFaults('/slug', draft.slug),
  ...countryFaults('/country', draft.country, reference),
  ...(draft.charter === undefined ? [] : keyFaults('/charter', 'charter', draft.charter, reference.charters)),
];

interface Named {
  name: string;
  website: string;
}

/**
 * A name in a form for comparison: without case, accents, spaces and punctuation. A name without Latin letters is not
 * changed.
 */
const comparableName = (name: string): string =>
  fold(name).replaceAll(' ', '') || name.normalize('NFKC').toLowerCase().trim();

/** Refuses a new name or website that belongs to another federation: nobody may speak in another's name. */
export function nameFaults({ name, website }: Named, others: readonly Named[], before?: Named): Fault[] {
  const isNewName = comparableName(name) !== (before && comparableName(before.name));
  const isNewSite = domainOf(website) !== domainOf(before?.website);
  const sameName = isNewName && others.some((other) => comparableName(other.name) === comparableName(name));
  const sameSite = isNewSite && others.find((other) => domainOf(other.website) === domainOf(website));
  return [
    ...(sameName
      ? [
          fault('/name', 'name-taken', {
            fr: 'Une autre fédération porte ce nom. Choisissez-en un qui s’en distingue.',
            en: 'Another federation has this name. Choose one that cannot be taken for it.',
          }),
        ]
      : []),
    ...(sameSite
      ? [
          fault('/website', 'website-taken', {
            fr: `Ce site est celui d’une autre fédération : ${sameSite.name}. Si c’est la vôtre, demandez une invitation à qui tient son bureau.`,
            en: `This site is that of another federation: ${sameSite.name}. If it is yours, ask whoever keeps its desk for an invitation.`,
          }),
        ]
      : []),
  ];
}
