import fc from 'fast-check';
import type { Federation } from '../../src/documents/federation.ts';
import type { PolicyRules } from '../../src/documents/federation-policy.ts';

/** Random rules about what random hosts say and random needs ask. */

const CRITERIA = ['free-software-only', 'democratic-governance', 'non-profit'];
const COMMITMENTS = ['closing-notice', 'self-service-export'];
const PROVEN = [...CRITERIA.map((key) => `criterion:${key}`), ...COMMITMENTS.map((key) => `commitment:${key}`)];
const SUBJECTS = ['price', 'storage-margin', 'proximity', 'support:training', ...PROVEN];

const anyEvidence = fc.constantFrom(
  'declared' as const,
  'documented' as const,
  'peer-reviewed' as const,
  'certified' as const,
);
const bySubject = <V>(subjects: readonly string[], value: fc.Arbitrary<V>) =>
  fc.dictionary(fc.constantFrom(...subjects), value, { maxKeys: 3 });

/** Rules that only keep hosts out, or make them to check. */
export const anyRequirements: fc.Arbitrary<PolicyRules> = fc.record({
  require: fc.record({
    criteria: fc.uniqueArray(
      fc.record({ criterion: fc.constantFrom(...CRITERIA), evidence: anyEvidence }, { requiredKeys: ['criterion'] }),
      { selector: ({ criterion }) => criterion, maxLength: 2 },
    ),
    commitments: fc
      .option(fc.constantFrom(30, 90, 180), { nil: undefined })
      .map((days) => (days === undefined ? [] : [{ kind: 'closing-notice', atLeast: days }])),
  }),
  minimumEvidence: bySubject(PROVEN, anyEvidence),
});

/** Rules that only weigh. */
export const anyWeights: fc.Arbitrary<PolicyRules> = fc.record({
  minimumWords: bySubject(SUBJECTS, fc.constantFrom('plus' as const, 'important' as const, 'very-important' as const)),
  factors: bySubject(SUBJECTS, fc.constantFrom(0.5, 0.75, 1, 1.25, 1.5, 2)),
});

export const anyRules: fc.Arbitrary<PolicyRules> = fc
  .tuple(anyRequirements, anyWeights)
  .map(([requirements, weights]) => ({ ...requirements, ...weights }));

/** A federation of which only the policy matters. */
export const aNetwork = (rules: PolicyRules | undefined): Federation => ({
  id: '00000000-0000-4000-8000-00000000cccc',
  slug: 'reseau',
  name: 'Le Réseau',
  website: 'https://reseau.example',
  version: 1,
  members: [],
  ...(rules && { policy: { version: 3, adoptedOn: '2026-11-01', ...rules } }),
});
