import type { Federation } from '../documents/federation.ts';
import type { OwnCriterion } from '../documents/federation-policy.ts';
import type { Criterion, Label, Reference } from '../vocabulary/reference.ts';
import type { Text } from '../vocabulary/shapes.ts';

/** A text in one language stands for both until somebody translates it. */
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
    own: {
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

const made = new WeakMap<Reference, { from: string; reference: Reference }>();

/**
 * The vocabularies as they stand at a revision: those of the field, and the criteria that federations made of their own.
 * The same object as long as no criterion changes, so that what is worked out from it lasts.
 */
export function withOwnCriteria(vocabularies: Reference, federations: readonly Federation[]): Reference {
  const own = federations.flatMap((federation) =>
    (federation.criteria ?? []).map((criterion) => criterionOf(criterion, federation)),
  );
  if (own.length === 0) return vocabularies;
  const from = JSON.stringify(own);
  const known = made.get(vocabularies);
  if (known?.from === from) return known.reference;
  // A key of the field that a release adds stays what the field says.
  const criteria = new Map([...own.map((criterion) => [criterion.key, criterion] as const), ...vocabularies.criteria]);
  const inOrder = [...vocabularies.criteria.keys(), ...criteria.keys()];
  const reference = { ...vocabularies, criteria: new Map(inOrder.map((key) => [key, criteria.get(key)!])) };
  made.set(vocabularies, { from, reference });
  return reference;
}

/**
 * The vocabularies by which answers are read as they were given: a criterion that means something else since does not
 * make them another answer.
 */
export const asAnswered = (reference: Reference): Reference => ({
  ...reference,
  criteria: new Map(
    [...reference.criteria].map(([key, { own, ...criterion }]) => [
      key,
      { ...criterion, ...(own && { own: { ...own, definedIn: 1 } }) },
    ]),
  ),
});
