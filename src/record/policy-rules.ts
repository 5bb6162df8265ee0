import type { FederationPolicy, PolicyRules, PolicyVersion } from '../documents/federation-policy.ts';
import { byText, known, laidOut } from '../vocabulary/facts.ts';
import type { FederationPolicyRow } from './rows.ts';

/** Undefined for a list or an object that says nothing. */
const unlessEmpty = <T extends object>(value: T | undefined): T | undefined =>
  value === undefined || Object.keys(value).length === 0 ? undefined : value;

const bySubject = <V>(values: Record<string, V> | undefined): Record<string, V> | undefined =>
  values && unlessEmpty(Object.fromEntries(Object.entries(values).sort(([a], [b]) => byText(a, b))));

/** Rules in one order, without empty parts: two policies that say the same are equal byte for byte. */
export function tidyRules({ require, minimumEvidence, minimumWords, factors }: PolicyRules): PolicyRules {
  const criteria = [...(require?.criteria ?? [])]
    .sort((a, b) => byText(a.criterion, b.criterion))
    .map((rule) => laidOut(rule, ['criterion', 'evidence'])!);
  const commitments = [...(require?.commitments ?? [])]
    .sort((a, b) => byText(a.kind, b.kind))
    .map((rule) => laidOut(rule, ['kind', 'atLeast'])!);
  return known({
    require: unlessEmpty(known({ criteria: unlessEmpty(criteria), commitments: unlessEmpty(commitments) })),
    minimumEvidence: bySubject(minimumEvidence),
    minimumWords: bySubject(minimumWords),
    factors: bySubject(factors),
  });
}

/** The policy that the last row of a federation puts in force; undefined when it took the policy away. */
export const policyOf = ({ version, adoptedOn, rules }: FederationPolicyRow): FederationPolicy | undefined =>
  rules === null ? undefined : { version, adoptedOn, ...tidyRules(rules) };

/** A row as the list of versions shows it. */
export const versionOf = ({ version, adoptedOn, rules }: FederationPolicyRow): PolicyVersion => ({
  version,
  adoptedOn,
  removed: rules === null,
  ...(rules && tidyRules(rules)),
});
