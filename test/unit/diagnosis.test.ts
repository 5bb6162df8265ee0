import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/diagnosis/answer.ts';
import { createDiagnoser } from '../../src/diagnosis/diagnose.ts';
import { evaluateCondition, type FactLookup, fieldsOf, readRules } from '../../src/diagnosis/rules.ts';
import type { CurrentTool, ToolMap } from '../../src/diagnosis/schema.ts';
import { Need } from '../../src/matching/engine/need/schema.ts';
import { needFaults } from '../../src/matching/faults.ts';
import { requireShape } from '../../src/requests/shape.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { PRIORITIES } from '../../src/vocabulary/terms.ts';
import { policy } from '../support/matching.ts';
import { reference } from '../support/record.ts';
import { runs } from '../support/runs.ts';

const diagnose = createDiagnoser(reference, policy);
const DAY = '2026-11-27';
const MOMENT = { epoch: '00000000-0000-4000-8000-000000000000', revision: 1, day: DAY, federationBySlug: new Map() };
const answer = (map: ToolMap): Diagnosis => diagnose(map, MOMENT, speaker('fr', reference));
const { rules } = readRules(reference);
const ruleOf = new Map(rules.map((rule) => [rule.key, rule]));

const allOf = ({ findings, more }: Diagnosis) => [...findings, ...more];
/** `rule target`, for every target that rests on nothing unknown. */
const sureOf = (diagnosis: Diagnosis): string[] =>
  allOf(diagnosis).flatMap(({ rule, targets, unsure }) =>
    targets.length === 0 ? [rule] : targets.filter((one) => !unsure.includes(one)).map((one) => `${rule} ${one}`),
  );
const everyOf = (diagnosis: Diagnosis): string[] =>
  allOf(diagnosis).flatMap(({ rule, targets }) =>
    targets.length === 0 ? [rule] : targets.map((one) => `${rule} ${one}`),
  );

const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight: 2, arbitrary: one }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) });
const yesNo = maybe(fc.boolean());
const count = (max: number) => maybe(fc.integer({ min: 0, max }));
const usage = fc.constantFrom(...reference.usages.keys());

const TOOL_FACTS: Record<string, fc.Arbitrary<unknown>> = {
  usages: maybe(fc.uniqueArray(usage, { maxLength: 4 })),
  referentCount: count(3),
  adminCount: count(3),
  accountKind: maybe(fc.constantFrom('organisation', 'personal', 'shared')),
  ...Object.fromEntries(
    [
      ...['passwordShared', 'twoFactor', 'formerMembersHaveAccess', 'restoreTested', 'exportPossible', 'supported'],
      ...['holdsPersonalData', 'holdsSensitiveData', 'holdsHealthCareData', 'hdsCertified', 'selfHosted'],
      ...['processorContract', 'mandatoryToTakePart', 'offlineAlternative', 'publicMustCreateAccount'],
      'internalChannel',
    ].map((name) => [name, yesNo]),
  ),
  backup: maybe(fc.constantFrom('none', 'manual', 'automatic')),
  users: count(200),
  activeUsers: count(200),
  monthlyCostEur: count(50),
  domainOwner: maybe(fc.constantFrom('organisation', 'person', 'provider')),
};
const typed = fc.oneof(fc.constantFrom(...reference.tools.keys()), fc.string({ minLength: 1, maxLength: 30 }));
const anyTool = fc.record({ tool: typed, ...TOOL_FACTS }) as fc.Arbitrary<CurrentTool>;
const anyMap = fc.record({
  organisation: maybe(
    fc.record({
      legalForm: maybe(fc.constantFrom('association-1901', 'association-local-law-1908', 'informal-collective')),
      members: count(500),
      volunteersActive: count(30),
      employees: count(12),
      annualBudgetEur: count(100_000),
      memberStructures: count(60),
      distinctReferents: count(4),
      territory: maybe(fc.record({ communeInsee: maybe(fc.constantFrom('23096', '29019', '99999')) })),
    }),
  ),
  people: maybe(
    fc.record({
      digitalComfort: maybe(fc.constantFrom('low', 'mixed', 'good')),
      shareUncomfortable: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
      poorConnection: yesNo,
    }),
  ),
  data: maybe(
    fc.record({
      categories: maybe(fc.uniqueArray(fc.constantFrom('members', 'health', 'donors', 'artists'))),
      processingRecord: yesNo,
    }),
  ),
  constraints: maybe(
    fc.record({
      maxMonthlyCostEur: count(800),
      mustHave: maybe(fc.array(fc.constantFrom('migration-help', 'training-on-site', 'processor-contract', 'x'))),
      valuesPriorities: maybe(fc.array(fc.constantFrom('price', 'locality', 'governance', 'constructor'))),
      deadlineMonths: count(24),
    }),
  ),
  needs: maybe(
    fc.array(
      fc.record({
        usage,
        priority: maybe(fc.constantFrom(...PRIORITIES)),
        capacity: maybe(
          fc.dictionary(
            fc.constantFrom(...reference.units.keys()),
            count(5000).map((n) => n || null),
          ),
        ),
      }),
      { maxLength: 16 },
    ),
  ),
  supportWanted: maybe(fc.uniqueArray(fc.constantFrom(...reference.supportKinds.keys()))),
  currentTools: maybe(fc.array(anyTool, { maxLength: 8 })),
}) as fc.Arbitrary<ToolMap>;

describe('The diagnosis of any map', () => {
  it('ends, and makes a need that can be matched', () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        const { need, findings } = answer(map);
        expect(findings.length).toBeLessThanOrEqual(3);
        if (!need) return;
        requireShape(Need, need);
        const context = { reference, federationBySlug: new Map(), day: DAY, groups: [] };
        expect(needFaults(need as Need, context)).toEqual([]);
      }),
      runs(1000),
    );
  });

  it('never concludes from what is unknown: what it is sure of stays, whatever the unknown turns out to be', () => {
    const withFilled = anyMap
      .filter(({ currentTools }) => (currentTools?.length ?? 0) > 0)
      .chain((map) =>
        fc.record({
          map: fc.constant(map),
          filled: fc.tuple(...map.currentTools!.map((tool) => anyTool.map((other) => filledWith(tool, other)))),
        }),
      );
    const filledWith = (tool: CurrentTool, other: CurrentTool) =>
      Object.fromEntries(
        Object.keys(other).map((name) => [name, Reflect.get(tool, name) ?? Reflect.get(other, name)]),
      ) as CurrentTool;
    fc.assert(
      fc.property(withFilled, ({ map, filled }) => {
        const after = everyOf(answer({ ...map, currentTools: filled }));
        expect(sureOf(answer(map)).filter((one) => !after.includes(one))).toEqual([]);
      }),
      runs(500),
    );
  });

  it('takes absent and null for the same', () => {
    const bare = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (_key, one) => (one === null ? undefined : one)));
    fc.assert(
      fc.property(anyMap, (map) => {
        // What stands in `capacity` is an amount by name: null there is no amount, as absent.
        expect(answer(bare(map) as ToolMap)).toEqual(answer(map));
      }),
      runs(300),
    );
  });

  it('changes nothing that does not read a fact when that fact is added', () => {
    const added = fc.constantFrom(...Object.keys(TOOL_FACTS).filter((name) => name !== 'usages'));
    const withFact = fc
      .tuple(anyMap, added)
      .chain(([map, name]) => fc.record({ map: fc.constant(map), name: fc.constant(name), value: TOOL_FACTS[name]! }));
    const derivedFrom: Record<string, string> = {
      monthlyCostEur: 'derived.yearlyCostShare',
      internalChannel: 'derived.internalChannels',
      users: 'tool.activeShare',
      activeUsers: 'tool.activeShare',
    };
    const reads = (finding: string, name: string) =>
      fieldsOf(ruleOf.get(finding.split(' ')[0]!)!.condition).some(
        (field) => field === `tool.${name}` || field === derivedFrom[name],
      );
    fc.assert(
      fc.property(withFact, ({ map, name, value }) => {
        const [first, ...rest] = map.currentTools ?? [];
        if (!first) return;
        const unrelated = (one: string) => !reads(one, name);
        const before = everyOf(answer(map)).filter(unrelated).sort();
        const changed = { ...map, currentTools: [{ ...first, [name]: value }, ...rest] };
        expect(everyOf(answer(changed)).filter(unrelated).sort()).toEqual(before);
      }),
      runs(500),
    );
  });
});

describe('A condition', () => {
  const facts =
    (known: Record<string, unknown>): FactLookup =>
    (field) =>
      known[field];
  const holds = (op: string, fact: unknown, value?: unknown) =>
    evaluateCondition({ field: 'f', op, value } as never, facts({ f: fact, other: 2 })).holds;

  it.each([
    ...[
      ['eq', 1, 1],
      ['ne', 1, 2],
      ['gt', 3, '$other'],
      ['gte', 2, '$other'],
      ['lt', 1, '$other'],
      ['lte', 2, 2],
    ],
    ...[
      ['in', 'a', ['a', 'b']],
      ['containsAny', ['a', 'c'], ['c']],
      ['isTrue', true],
      ['isFalse', false],
    ],
  ] as [string, unknown, unknown?][])('%s holds for %j and %j', (op, fact, value) => {
    expect(holds(op, fact, value)).toBe(true);
  });

  it.each([
    ...[
      ['eq', 1, 2],
      ['ne', 1, 1],
      ['gt', 2, '$other'],
      ['gte', 1, '$other'],
      ['lt', 2, '$other'],
      ['lte', 3, 2],
    ],
    ...[
      ['in', 'c', ['a', 'b']],
      ['containsAny', ['a'], ['c']],
      ['isTrue', false],
      ['isFalse', true],
    ],
    ...[
      ['gt', 3, '$nothing'],
      ['eq', 3, '$nothing'],
    ],
  ] as [string, unknown, unknown?][])('%s does not hold for %j and %j', (op, fact, value) => {
    expect(holds(op, fact, value)).toBe(false);
  });

  it('is refused by every operator but ne where the fact is unknown, and says on what it rests', () => {
    const operators = ['eq', 'gt', 'gte', 'lt', 'lte', 'in', 'containsAny', 'isTrue', 'isFalse'];
    for (const unknown of [null, undefined])
      for (const op of operators) expect([op, holds(op, unknown, ['a'])]).toEqual([op, false]);
    expect(evaluateCondition({ field: 'f', op: 'ne', value: true }, facts({}))).toEqual({
      holds: true,
      restsOn: ['f'],
    });
  });

  it('is sure as soon as one of several alternatives is sure', () => {
    const either = { any: [{ field: 'f', op: 'ne', value: 1 } as const, { field: 'g', op: 'eq', value: 1 } as const] };
    expect(evaluateCondition(either, facts({ g: 1 }))).toEqual({ holds: true, restsOn: [] });
    expect(evaluateCondition(either, facts({}))).toEqual({ holds: true, restsOn: ['f'] });
  });
});
