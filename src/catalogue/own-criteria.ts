import type { Federation } from '../documents/federation.ts';
import type { OwnCriterion } from '../documents/federation-policy.ts';
import type { Criterion, Label, Reference } from '../vocabulary/reference.ts';
import type { Text } from '../vocabulary/shapes.ts';

/** A text that exists in one language only is used for both. */
const inBoth = ({ fr, en }: Text): Label => ({ fr: fr ?? en!, en: en ?? fr! });

const UTILITIES = { yes: 1000, partial: 500, no: 0 };

const criterionOf = (criterion: OwnCriterion, { slug, name }: Federation): Criterion => {
  const {
    key,
    label,
    question,
    askHost,
    definition,
    howToProve,
    version,
    level,
    definedOn,
    definedIn,
    retired,
    earlier = [],
  } = criterion;
  return {
    key,
    family: 'own',
    label: inBoth(label),
    question: inBoth(question),
    askHost: inBoth(askHost ?? question),
    definition: inBoth(definition ?? question),
    howToProve: inBoth(howToProve),
    utilities: UTILITIES,
    charters: [],
    federationFacts: {
      federation: { slug, name },
      version,
      level,
      definedOn,
      definedIn,
      labels: [...earlier, criterion].map((one) => inBoth(one.label)),
      retired: retired === true,
    },
  };
};

const madeReferences = new WeakMap<Reference, { from: string; reference: Reference }>();

/**
 * The vocabularies at a revision: those of the field and the criteria of federations. Returns the same object while no
 * criterion changes, because caches are keyed by it.
 */
export function withOwnCriteria(vocabularies: Reference, federations: readonly Federation[]): Reference {
  const ownCriteria = federations.flatMap((federation) =>
    (federation.criteria ?? []).map((criterion) => criterionOf(criterion, federation)),
  );
  if (ownCriteria.length === 0) return vocabularies;
  const from = JSON.stringify(ownCriteria);
  const cached = madeReferences.get(vocabularies);
  if (cached?.from === from) return cached.reference;
  // A key of the field, perhaps added by a later release, overrides the same key of a federation.
  const criteria = new Map([
    ...ownCriteria.map((criterion) => [criterion.key, criterion] as const),
    ...vocabularies.criteria,
  ]);
  const inOrder = [...vocabularies.criteria.keys(), ...criteria.keys()];
  const reference = { ...vocabularies, criteria: new Map(inOrder.map((key) => [key, criteria.get(key)!])) };
  madeReferences.set(vocabularies, { from, reference });
  return reference;
}

/** The vocabularies for replaying past answers: all versions of a criterion count with its present meaning. */
export const asAnswered = (reference: Reference): Reference => ({
  ...reference,
  criteria: new Map(
    [...reference.criteria].map(([key, { federationFacts, ...criterion }]) => [
      key,
      { ...criterion, ...(federationFacts && { federationFacts: { ...federationFacts, definedIn: 1 } }) },
    ]),
  ),
});
