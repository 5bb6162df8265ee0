import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../src/advice/actions/actions.ts';
import { readPanel, topicsOf } from '../../src/advice/panel.ts';
import { measureUtility } from '../../src/documents/evidence.ts';
import { Host } from '../../src/documents/host.ts';
import { toCandidate } from '../../src/matching/engine/host/candidate.ts';
import { compileNeed } from '../../src/matching/engine/need/need.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { hostDocument, hostOnDay } from '../../src/record/assemble.ts';
import type { EvidenceLevel } from '../../src/vocabulary/terms.ts';
import { adviserOn, announced, reallyStands } from '../support/advice.ts';
import { someHostRows } from '../support/arbitraries.ts';
import { aClaimOf, aCommitmentOf, aDocument, anOffer } from '../support/documents.ts';
import { factsOf } from '../support/facts.ts';
import { DAY, policy, reference } from '../support/matching.ts';
import { anyHosts, anyNeed } from '../support/random-needs.ts';
import { runs } from '../support/runs.ts';

const needs = readPanel().needs.map(({ need }) => compileNeed(need, policy, reference));
const context = { topics: topicsOf(needs), policy, reference, day: DAY };

/** Documents as the catalogue holds them, of hosts that take part in something. */
const someDocument = someHostRows
  .map((rows) => hostDocument(rows, reference, DAY))
  .filter((host) => toCandidate(host, DAY, policy, reference.territories.lineage) !== null);
/** What a closing makes of promises is history, and the matching does not read it. */
const withoutPromises = (host: Host): unknown =>
  JSON.parse(JSON.stringify(host, (key, value) => (key === 'promises' ? undefined : value)));
/** Which list must be whole for a fact to be all that there is. */
const WHOLE_WITH = [
  ['serves', 'services'],
  ['audiences', 'audiences'],
  ['languages', 'languages'],
  ['support', 'support'],
] as const;
const isOwn = ({ by }: { by: string }) => by === 'host' || by === 'import';

describe('An action', () => {
  it('makes a document that the catalogue would hold as it is, and leaves the one given alone', () => {
    const schema = Compile(Host);
    fc.assert(
      fc.property(someDocument, (host) => {
        const text = JSON.stringify(host);
        for (const action of actionsOf(host, context)) {
          const changed = action.apply(host);
          expect([...schema.Errors(changed)]).toEqual([]);
          const held = withoutPromises(hostOnDay(factsOf(changed), reference, DAY));
          expect([action.id, held]).toEqual([action.id, withoutPromises(changed)]);
        }
        expect(JSON.stringify(host)).toBe(text);
      }),
      runs(60),
    );
  });

  it('never takes back what the host says, and never makes a yes of its no', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          someDocument,
          anyHosts.map((hosts) => hosts[0]!),
        ),
        (host) => {
          for (const action of actionsOf(host, context)) {
            const changed = action.apply(host);
            for (const { criterion, statements } of host.claims) {
              const now = changed.claims.find((claim) => claim.criterion === criterion)!.statements;
              for (const { value } of statements.filter(isOwn)) expect(now.find(isOwn)!.value).toBe(value);
              // Once a certificate has ended, what it said is not known any more.
              const yes = (of: typeof now) => of.filter(({ value }) => value === 'yes').length;
              if (statements.some(({ value, evidence }) => value === 'no' && evidence !== 'unknown'))
                expect(yes(now)).toBe(yes(statements));
            }
            for (const { kind: key, statements } of host.commitments) {
              const kind = reference.commitmentKinds.get(key)!;
              const worth = (value: (typeof statements)[number]['value']) => measureUtility(kind, value, DAY) ?? 0;
              const now = changed.commitments.find((commitment) => commitment.kind === key)!.statements.find(isOwn);
              for (const { value } of statements.filter(isOwn)) {
                if (worth(value) === 0) expect(now!.value).toEqual(value);
                else expect(worth(now!.value)).toBeGreaterThanOrEqual(worth(value));
              }
            }
            for (const [fact, list] of WHOLE_WITH)
              if (host.complete.includes(list) && host[fact]) expect(changed[fact]).toEqual(host[fact]);
            for (const service of host.services) {
              const now = changed.services.find(({ slug }) => slug === service.slug)!;
              if (service.capacity && !service.capacity.until) expect(now.capacity).toEqual(service.capacity);
              expect(now.usages).toEqual(service.usages);
              for (const [index, plan] of (service.plans ?? []).entries())
                expect(now.plans![index]).toMatchObject(plan);
            }
            if (host.complete.includes('services')) expect(changed.services).toHaveLength(host.services.length);
          }
        },
      ),
      runs(200),
    );
  });

  it('is never about what the host says no to, whatever its charter says', () => {
    const signed = aClaimOf('no-advertising', 'yes', 'declared', 'charter').statements[0]!;
    const no = aClaimOf('no-advertising', 'no', 'declared').statements[0]!;
    for (const statements of [[no], [no, signed], [signed, no]]) {
      const { value, evidence } = statements[0]!;
      const claim = { criterion: 'no-advertising', value, evidence, contested: false, statements };
      const host = aDocument({ claims: [claim], commitments: [aCommitmentOf('closing-notice', 0, 'declared')] });
      const subjects = actionsOf(host, context).map(({ subject }) => subject);
      expect(subjects).not.toContain('criterion:no-advertising');
      expect(subjects).not.toContain('commitment:closing-notice');
      expect(subjects).toContain('criterion:no-profiling');
    }
  });

  it('is done once it is done', () => {
    fc.assert(
      fc.property(someDocument, (host) => {
        for (const action of actionsOf(host, context)) {
          // A longer notice may be made longer still.
          if (action.code === 'extend-commitment') continue;
          const next = actionsOf(action.apply(host), context).map(({ id }) => id);
          expect(next).not.toContain(action.id);
        }
      }),
      runs(60),
    );
  });
});

describe('Advice', () => {
  it('announces exactly the list and rank that matching the changed catalogue gives (P22)', () => {
    const tried = runs(250);
    let changed = 0;
    let reached = 0;
    fc.assert(
      fc.property(
        anyHosts,
        fc.array(anyNeed, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 3 }),
        (hosts, asked, target) => {
          const adviser = adviserOn(asked);
          const catalogue = { day: DAY, documents: hosts };
          for (const host of hosts) {
            const { today, actions, targets } = adviser.advise(host, catalogue, target);
            for (const { need, before } of today)
              expect(announced(before)).toEqual(reallyStands(hosts, host, need.typical.need));
            for (const { action, changes } of actions)
              for (const { need, after } of changes) {
                changed++;
                expect([action.id, announced(after)]).toEqual([
                  action.id,
                  reallyStands(hosts, action.apply(host), need.typical.need),
                ]);
              }
            for (const { need, actions: set, after } of targets) {
              if (set === null) continue;
              reached++;
              const all = set.reduce((current, action) => action.apply(current), host);
              const place = reallyStands(hosts, all, need.typical.need);
              expect(announced(after!)).toEqual(place);
              expect(place.list).toBe('fits');
              expect(place.rank).toBeLessThanOrEqual(target);
            }
          }
        },
      ),
      tried,
    );
    expect(changed).toBeGreaterThan(2 * tried.numRuns);
    expect(reached).toBeGreaterThan(tried.numRuns / 20);
  });

  it('leaves out no action that changes a need for the better, whatever the subject', () => {
    fc.assert(
      fc.property(anyHosts, anyNeed, (hosts, need) => {
        const host = hosts[0]!;
        const adviser = adviserOn([need]);
        const { actions, today } = adviser.advise(host, { day: DAY, documents: hosts }, 3);
        const told = new Set(actions.map(({ action }) => action.id));
        const topics = topicsOf([compileNeed(need, policy, reference)]);
        const now = announced(today[0]!.before);
        for (const action of actionsOf(host, { ...context, topics })) {
          const then = reallyStands(hosts, action.apply(host), need);
          if (now.list === then.list && then.rank !== null && then.rank < now.rank!) expect(told).toContain(action.id);
          if (now.list === 'to-check' && then.list === 'fits') expect(told).toContain(action.id);
        }
      }),
      runs(200),
    );
  });
});

const CRITERIA = ['free-software-only', 'democratic-governance', 'non-profit'] as const;
type Said = { criteria: (EvidenceLevel | null)[]; notice: [days: number, EvidenceLevel] | null };
const anyLevel = fc.constantFrom<EvidenceLevel[]>('declared', 'documented', 'peer-reviewed');
const someSaid: fc.Arbitrary<Said> = fc.record({
  criteria: fc.array(fc.option(anyLevel), { minLength: 3, maxLength: 3 }),
  notice: fc.option(fc.tuple(fc.constantFrom(30, 90, 180), anyLevel)),
});
/** A host of which everything is known but what it says. */
const saying = ({ criteria, notice }: Said): Host =>
  aDocument({
    seat: { country: 'FR', territory: { level: 'departement', code: '23' } },
    services: [anOffer()],
    claims: CRITERIA.flatMap((key, index) => (criteria[index] ? [aClaimOf(key, 'yes', criteria[index])] : [])),
    commitments: notice ? [aCommitmentOf('closing-notice', ...notice)] : [],
  });
const someNeed: fc.Arbitrary<Need> = fc
  .record({
    words: fc.array(fc.constantFrom('plus' as const, 'important' as const, 'very-important' as const), {
      minLength: 4,
      maxLength: 4,
    }),
    required: fc.option(fc.constantFrom(...CRITERIA), { nil: undefined }),
    evidence: fc.constantFrom('declared' as const, 'documented' as const),
  })
  .map(({ words, required, evidence }) => ({
    usages: [{ usage: 'file-storage-sharing' }],
    ...(required && { require: { criteria: [{ criterion: required, evidence }] } }),
    wish: {
      criteria: Object.fromEntries(CRITERIA.map((key, index) => [key, words[index]!])),
      commitments: { 'closing-notice': words[3]! },
    },
  }));

describe('The fewest actions', () => {
  it('are as few as the best of all subsets', () => {
    const tried = runs(150);
    let needed = 0;
    fc.assert(
      fc.property(fc.array(someSaid, { minLength: 2, maxLength: 5 }), someNeed, (all, need) => {
        const hosts = all.map(saying);
        const host = hosts[0]!;
        const [target] = adviserOn([need]).advise(host, { day: DAY, documents: hosts }, 1).targets;
        if (!target) return;
        const topics = topicsOf([compileNeed(need, policy, reference)]);
        const possible = actionsOf(host, { ...context, topics });
        const bySubject = new Map(
          possible.map(({ subject }) => [subject, possible.filter((other) => other.subject === subject)]),
        );
        let sets: ReturnType<typeof actionsOf>[] = [[]];
        for (const choices of bySubject.values())
          sets = sets.flatMap((set) => [set, ...choices.map((action) => [...set, action])]);
        const sizes = sets
          .filter((set) => {
            const { list, rank } = reallyStands(
              hosts,
              set.reduce((one, action) => action.apply(one), host),
              need,
            );
            return list === 'fits' && rank === 1;
          })
          .map(({ length }) => length);
        expect(target.actions?.length ?? null).toBe(sizes.length === 0 ? null : Math.min(...sizes));
        if ((target.actions?.length ?? 0) > 1) needed++;
      }),
      tried,
    );
    expect(needed).toBeGreaterThan(tried.numRuns / 15);
  });
});
