import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { indexCandidates } from '../../src/matching/engine/host/candidate-index.ts';
import { match } from '../../src/matching/engine/match.ts';
import { type CompiledNeed, compileNeed } from '../../src/matching/engine/need/need.ts';
import type { Policy } from '../../src/matching/engine/need/policy.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { IMPORTANCES, type Importance } from '../../src/vocabulary/terms.ts';
import { candidatesOf, context, matchHosts, policy, reference } from '../support/matching.ts';
import { anyHosts, anyMatch, anyNeed, holds } from '../support/random-needs.ts';
import { anyMatchOfSeveralWays } from '../support/several-ways.ts';

/** What is said of the first place (P12, P13), against whole new matches: with other points, other offers are the best. */

const anyKind = fc.oneof(anyMatchOfSeveralWays, anyMatch, fc.tuple(anyHosts, anyNeed));

const matchUnder = (hosts: readonly Host[], need: CompiledNeed, of: Policy = policy) =>
  match(indexCandidates(candidatesOf(hosts)), need, { ...context, policy: of }, { limit: 1000, tieBreak: (id) => id });

/** The sum of the first host less the highest of the others of its class; undefined when it has none. */
function leadOf(first: Host, hosts: readonly Host[], need: CompiledNeed, of?: Policy): number | undefined {
  const { fits, toCheck } = matchUnder(hosts, need, of);
  const list = (fits.length > 0 ? fits : toCheck).map(({ placed }) => placed);
  const own = list.find(({ candidate }) => candidate.host === first)!;
  const rivals = list.filter(
    (placed) => placed !== own && placed.open === own.open && placed.candidate.isApart === own.candidate.isApart,
  );
  return rivals.length === 0 ? undefined : own.lowSum - Math.max(...rivals.map(({ lowSum }) => lowSum));
}

const place = (word: Importance) => IMPORTANCES.indexOf(word);

describe('The first place', () => {
  it('P13: is never lost under other points of the same order when it is said to hold for all', () => {
    const corners = [
      [1, 1, 1],
      [1, 1000, 1000],
      [1, 1, 1000],
    ];
    const anyPoints = fc
      .array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 3 })
      .map((points) => points.sort((a, b) => a - b));
    let told = 0;
    holds([anyKind, anyPoints], ([hosts, need], drawn) => {
      const { robustness } = matchHosts(hosts, need);
      if (!robustness?.forAnyPoints || robustness.rivals === 0) return;
      told++;
      for (const [plus, important, very] of [...corners, drawn]) {
        const points = { 'not-important': 0, plus: plus!, important: important!, 'very-important': very! };
        const of = { ...policy, points };
        const lead = leadOf(robustness.first.candidate.host, hosts, compileNeed(need, of, reference), of);
        expect(lead ?? 0).toBeGreaterThanOrEqual(0);
      }
    });
    expect(told).toBeGreaterThan(0);
  });

  it('is never lost under other words of the same order when it is said to hold for all: what a no costs moves too', () => {
    const anyWords = fc
      .array(fc.constantFrom(...IMPORTANCES), { minLength: 3, maxLength: 3 })
      .map((words) => words.sort((a, b) => place(a) - place(b)));
    holds([anyKind, anyWords], ([hosts, need], [plus, important, very]) => {
      const { robustness } = matchHosts(hosts, need);
      if (!robustness?.forAnyPoints) return;
      const words = { 'not-important': 'not-important', plus, important, 'very-important': very } as const;
      const inOther = <T>(told: T): T =>
        JSON.parse(JSON.stringify(told), (_, value) => (value in words ? words[value as Importance] : value));
      const of: Policy = {
        ...policy,
        defaultWishes: inOther(policy.defaultWishes),
        priorityWords: inOther(policy.priorityWords),
      };
      const told: Need = { ...need, ...(need.wish ? { wish: inOther(need.wish) } : {}) };
      const lead = leadOf(robustness.first.candidate.host, hosts, compileNeed(told, of, reference), of);
      expect(lead ?? 0).toBeGreaterThanOrEqual(0);
    });
  });

  it('is not said to hold for all points of an order beside words of this order that turn it', () => {
    holds([anyKind], ([hosts, need]) => {
      const { robustness } = matchHosts(hosts, need);
      if (!robustness?.forAnyPoints) return;
      const { wishes } = compileNeed(need, policy, reference);
      for (const change of robustness.changes) {
        const others = wishes.filter(({ name }) => name !== change.wish.name);
        const isKept = others.every(({ importance }) => {
          const before = Math.sign(place(change.wish.importance) - place(importance));
          const after = Math.sign(place(change.word) - place(importance));
          return before === after || (before !== 0 && after === 0);
        });
        expect(isKept, `${change.wish.name} ${change.word}`).toBe(false);
      }
    });
  });

  it('P12: is caught up at the points named, and at none that are nearer', () => {
    /** Points that no rival needs to catch up, when none catches up at all. */
    const MANY = 40_000;
    let named = 0;
    holds([anyKind, fc.double({ min: 0, max: 1, noNaN: true })], ([hosts, need], share) => {
      const { robustness } = matchHosts(hosts, need);
      if (robustness === null) return;
      const first = robustness.first.candidate.host;
      const compiled = compileNeed(need, policy, reference);
      const leadWith = (name: string, points: number) => {
        const wishes = compiled.wishes.map((one) => (one.name === name ? { ...one, points } : one));
        const totalPoints = wishes.reduce((sum, one) => sum + one.points, 0);
        return leadOf(first, hosts, { ...compiled, wishes, totalPoints });
      };
      const lead = leadOf(first, hosts, compiled);
      // Where rounding hides who is ahead, the first place is shared.
      if (lead === undefined || lead <= 0) return;
      const spot = robustness.weakestSpot;
      for (const { name, points } of compiled.wishes) {
        const distance = spot === null ? MANY : Math.abs(spot.points - spot.wish.points);
        const nearer = [1, share].flatMap((part) => [
          Math.max(0, Math.ceil(points - distance * part)),
          Math.min(MANY, Math.floor(points + distance * part)),
        ]);
        for (const point of nearer) expect(leadWith(name, point)).toBeGreaterThanOrEqual(0);
      }
      if (spot === null) return;
      named++;
      const rises = spot.points > spot.wish.points;
      const at = rises ? Math.ceil(spot.points) : Math.floor(spot.points);
      const rival = spot.rival.candidate.host;
      if (at <= MANY) {
        const pair = compiled.wishes.map((one) => (one.name === spot.wish.name ? { ...one, points: at } : one));
        const totalPoints = pair.reduce((sum, one) => sum + one.points, 0);
        expect(leadOf(first, [first, rival], { ...compiled, wishes: pair, totalPoints })).toBeLessThanOrEqual(0);
      }
    });
    expect(named).toBeGreaterThan(0);
  });
});
