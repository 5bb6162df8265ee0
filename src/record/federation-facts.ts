import type { FederationPolicy, OwnCriterion, PolicyRules, PolicyVersion } from '../documents/federation-policy.ts';
import { byText, definedOnly, inKeyOrder } from '../ground/texts.ts';
import { textFact } from '../vocabulary/shapes.ts';
import type { FederationPolicyRow, OwnCriterionRow } from './rows.ts';

const criterionVersionOf = (
  { version, adoptedOn, asked }: OwnCriterionRow,
  meaning: { definedOn: string; definedIn: number },
) => ({
  version,
  adoptedOn,
  ...meaning,
  label: textFact(asked.label)!,
  question: textFact(asked.question)!,
  ...definedOnly({ askHost: textFact(asked.askHost), definition: textFact(asked.definition) }),
  howToProve: textFact(asked.howToProve)!,
  level: asked.level ?? 'recommended',
});

/**
 * One criterion from its versions, oldest first.
 * @param rows at least one
 */
function criterionOf(rows: readonly OwnCriterionRow[]): OwnCriterion {
  let meaning = { definedOn: rows[0]!.adoptedOn, definedIn: 1 };
  const versions = rows.map((row) => {
    if (!row.sameMeaning) meaning = { definedOn: row.adoptedOn, definedIn: row.version };
    return criterionVersionOf(row, meaning);
  });
  const { key, retired } = rows.at(-1)!;
  const earlier = versions.slice(0, -1);
  return {
    key,
    ...versions.at(-1)!,
    ...(retired && { retired: true as const }),
    ...(earlier.length > 0 && { earlier }),
  };
}

/** The own criteria of one federation, ordered by key, from all their versions. */
export function ownCriteriaOf(rows: readonly OwnCriterionRow[]): OwnCriterion[] {
  const byKey = new Map<string, OwnCriterionRow[]>();
  for (const row of rows.toSorted((a, b) => a.version - b.version))
    byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  return [...byKey.values()].map(criterionOf).sort((a, b) => byText(a.key, b.key));
}

/** Undefined for an empty list or object. */
const unlessEmpty = <T extends object>(value: T | undefined): T | undefined =>
  value === undefined || Object.keys(value).length === 0 ? undefined : value;

const bySubject = <V>(values: Record<string, V> | undefined): Record<string, V> | undefined =>
  values && unlessEmpty(Object.fromEntries(Object.entries(values).sort(([a], [b]) => byText(a, b))));

/** Rules in a fixed order, without empty parts, so that equal policies are equal byte for byte. */
export function tidyRules({ require, minimumEvidence, minimumWords, factors }: PolicyRules): PolicyRules {
  const criteria = [...(require?.criteria ?? [])]
    .sort((a, b) => byText(a.criterion, b.criterion))
    .map((rule) => inKeyOrder(rule, ['criterion', 'evidence'])!);
  const commitments = [...(require?.commitments ?? [])]
    .sort((a, b) => byText(a.kind, b.kind))
    .map((rule) => inKeyOrder(rule, ['kind', 'atLeast'])!);
  return definedOnly({
    require: unlessEmpty(definedOnly({ criteria: unlessEmpty(criteria), commitments: unlessEmpty(commitments) })),
    minimumEvidence: bySubject(minimumEvidence),
    minimumWords: bySubject(minimumWords),
    factors: bySubject(factors),
  });
}

/** The policy in force after the last row; undefined when that row removed the policy. */
export const policyOf = ({ version, adoptedOn, rules }: FederationPolicyRow): FederationPolicy | undefined =>
  rules === null ? undefined : { version, adoptedOn, ...tidyRules(rules) };

/** A row as the list of versions shows it. */
export const versionOf = ({ version, adoptedOn, rules }: FederationPolicyRow): PolicyVersion => ({
  version,
  adoptedOn,
  removed: rules === null,
  ...(rules && tidyRules(rules)),
});
