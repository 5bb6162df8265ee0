import fc from 'fast-check';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import type { CommitmentKind, Reference } from '../../src/vocabulary/reference.ts';
import { AUDIENCES, EVIDENCE_LEVELS, IMPORTANCES } from '../../src/vocabulary/terms.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
/** Absent keys are how unknown is written. */
const needOf = (value: unknown): Need => JSON.parse(JSON.stringify(value)) as Need;

/** A measure that a kind understands. */
function anyMeasure(kind: CommitmentKind): fc.Arbitrary<number | string | boolean> {
  if (kind.valueType === 'number') return fc.integer({ min: kind.bounds?.min ?? 0, max: kind.bounds?.max ?? 365 });
  if (kind.valueType === 'date') return fc.constantFrom('2024', '2025-06', '2026-01-15');
  return fc.constant(true);
}

/** Needs of every shape that the whole vocabulary allows: any usage, criterion, commitment, help, tool and place. */
export function anyRealNeed(reference: Reference): fc.Arbitrary<Need> {
  const keyOf = (entries: ReadonlyMap<string, unknown>) => fc.constantFrom(...entries.keys());
  const importance = fc.constantFrom(...IMPORTANCES);
  const wishes = (entries: ReadonlyMap<string, unknown>) => fc.dictionary(keyOf(entries), importance, { maxKeys: 4 });
  const commitment = fc
    .constantFrom(...reference.commitmentKinds.values())
    .chain((kind) => anyMeasure(kind).map((atLeast) => ({ kind: kind.key, atLeast })));
  const usage = fc.record({
    usage: keyOf(reference.usages),
    accounts: maybe(fc.integer({ min: 1, max: 150 })),
    storageGb: maybe(fc.constantFrom(0.5, 1, 5, 20, 100, 400)),
    priority: maybe(fc.constantFrom('must' as const, 'should' as const, 'could' as const)),
  });
  return fc
    .record({
      usages: fc
        .uniqueArray(usage, { minLength: 1, maxLength: 5, selector: (one) => one.usage })
        .map(([first, ...rest]) => [{ ...first!, priority: 'must' as const }, ...rest]),
      budgetPerYear: maybe(fc.constantFrom(0, 30, 60, 150, 400)),
      territory: maybe(
        fc.constantFrom(
          { level: 'departement' as const, code: '23' },
          { level: 'departement' as const, code: '2A' },
          { level: 'commune' as const, code: '23096' },
          { level: 'region' as const, code: '53' },
          { level: 'country' as const, code: 'BE' },
        ),
      ),
      audience: maybe(fc.constantFrom(...AUDIENCES)),
      language: maybe(fc.constantFrom('fr', 'en', 'br')),
      holdsHealthData: maybe(fc.constantFrom(false, false, true)),
      hasDomainName: maybe(fc.boolean()),
      require: maybe(
        fc.record({
          criteria: maybe(
            fc.uniqueArray(
              fc.record({
                criterion: keyOf(reference.criteria),
                evidence: maybe(fc.constantFrom(...EVIDENCE_LEVELS.filter((level) => level !== 'unknown'))),
              }),
              { maxLength: 2, selector: ({ criterion }) => criterion },
            ),
          ),
          commitments: maybe(fc.uniqueArray(commitment, { maxLength: 2, selector: ({ kind }) => kind })),
          support: maybe(fc.uniqueArray(keyOf(reference.supportKinds), { maxLength: 2 })),
          dataCountries: maybe(fc.constantFrom(['FR'], ['FR', 'DE'])),
          openToNewcomers: maybe(fc.boolean()),
        }),
      ),
      wish: maybe(
        fc.record({
          price: maybe(importance),
          'storage-margin': maybe(importance),
          proximity: maybe(importance),
          criteria: maybe(wishes(reference.criteria)),
          commitments: maybe(wishes(reference.commitmentKinds)),
          support: maybe(wishes(reference.supportKinds)),
        }),
      ),
      currentTools: maybe(fc.uniqueArray(keyOf(reference.tools), { maxLength: 3 })),
      startsBy: maybe(fc.constantFrom('2027-01-15', '2026-12-01')),
    })
    .map(needOf);
}
