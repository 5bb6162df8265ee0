import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/documents/statement.ts';
import { classOf, type Ranked } from '../../src/matching/engine/host/lists.ts';
import type { MatchResult } from '../../src/matching/engine/match.ts';
import { bitCount } from '../../src/matching/engine/need/hard-needs.ts';
import { evidenceInterval } from '../../src/matching/engine/need/interval.ts';
import { compileNeed } from '../../src/matching/engine/need/need.ts';
import { outOfHundred } from '../../src/matching/engine/need/rank.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { EVIDENCE_LEVELS } from '../../src/vocabulary/terms.ts';
import { aClaimOf, aCommitmentOf } from '../support/documents.ts';
import { candidatesOf, matchHosts, policy, reference } from '../support/matching.ts';
import { anyFittingMatch, anyHosts, anyMatch, anyNeed, holds } from '../support/random-needs.ts';
import { answering, anyMatchOfSeveralWays, resolutionsOf } from '../support/several-ways.ts';

/** Properties of scores and ranks (P6 to P9), and of hard needs (P17). */

const all = (result: MatchResult) => [...result.fits, ...result.toCheck];
const rivalsOf = (list: readonly Ranked[], { placed }: Ranked): Ranked[] =>
  list.filter((other) => classOf(other.placed) === classOf(placed));

describe('Scores and ranks', () => {
  it('P6: put nobody who is at least as good on everything below another, nor show less of a larger sum', () => {
    holds([anyMatch], ([hosts, need]) => {
      const { fits, toCheck } = matchHosts(hosts, need);
      for (const list of [fits, toCheck])
        for (const a of list)
          for (const b of rivalsOf(list, a)) {
            if (a.placed.lowSum > b.placed.lowSum) expect(a.placed.low).toBeGreaterThanOrEqual(b.placed.low);
            if (a.placed.intervals.every(({ low }, index) => low >= b.placed.intervals[index]!.low))
              expect(a.rank).toBeLessThanOrEqual(b.rank);
          }
    });
  });

  it('P7: are not moved by a wish of no importance, nor turned by one on which all are equal', () => {
    const KEY = 'accounts-published';
    holds([anyMatch, fc.constantFrom('plus' as const, 'very-important' as const)], ([hosts, need], word) => {
      if (!need.wish || Object.keys(need.wish).length === 0) return;
      const asking = (importance: 'not-important' | typeof word): Need => ({
        ...need,
        wish: { ...need.wish, criteria: { ...need.wish?.criteria, [KEY]: importance } },
      });
      const told = (result: MatchResult) =>
        all(result).map(({ placed, rank }) => [placed.candidate.host.id, placed.low, rank]);
      const before = matchHosts(hosts, need);
      expect(told(matchHosts(hosts, asking('not-important')))).toEqual(told(before));
      // Nobody says anything of it: all are equal on it.
      const after = new Map(
        all(matchHosts(hosts, asking(word))).map((ranked) => [ranked.placed.candidate.host.id, ranked]),
      );
      for (const list of [before.fits, before.toCheck])
        for (const a of list)
          for (const b of rivalsOf(list, a))
            if (a.placed.lowSum > b.placed.lowSum)
              expect(after.get(a.placed.candidate.host.id)!.placed.lowSum).toBeGreaterThan(
                after.get(b.placed.candidate.host.id)!.placed.lowSum,
              );
    });
  });

  it('P8: keep low ≤ high; whatever the unknowns turn out to be, the rank is one of those announced, and both ends are reached', () => {
    const anyKind = fc.oneof(anyMatch, anyMatchOfSeveralWays);
    holds([anyKind, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }))], ([hosts, need], draws) => {
      const { points, totalPoints } = pointsOf(need);
      const { fits, toCheck } = matchHosts(hosts, need);
      for (const list of [fits, toCheck])
        for (const ranked of list) {
          const { placed, rank, best, worst } = ranked;
          expect(placed.low).toBeLessThanOrEqual(placed.high);
          expect(best).toBeLessThanOrEqual(rank);
          expect(rank).toBeLessThanOrEqual(worst);
          const rivals = rivalsOf(list, ranked);
          const before = Math.min(...rivals.map((other) => other.rank)) - 1;
          const rankWith = (scoreOf: (one: Ranked) => number) =>
            before + 1 + rivals.filter((other) => other !== ranked && scoreOf(other) > scoreOf(ranked)).length;
          // Each unknown takes some value of its interval.
          const drawn = new Map(
            rivals.map((one) => [
              one,
              outOfHundred(
                one.placed.intervals.reduce(
                  (sum, { low, high }, index) =>
                    sum + points[index]! * Math.round(low + (high - low) * draws.next().value),
                  0,
                ),
                totalPoints,
              ),
            ]),
          );
          const fallen = rankWith((one) => drawn.get(one)!);
          expect(fallen).toBeGreaterThanOrEqual(best);
          expect(fallen).toBeLessThanOrEqual(worst);
          expect(rankWith((one) => (one === ranked ? one.furthest.high : one.placed.low))).toBe(best);
          expect(rankWith((one) => (one === ranked ? one.placed.low : one.furthest.high))).toBe(worst);
        }
    });
  });

  it('P8: announce for hosts that fit exactly the ranks that their answers can bring, whichever way is then the best', () => {
    holds([anyMatchOfSeveralWays], ([hosts, need]) => {
      const { fits, robustness } = matchHosts(hosts, need);
      // What a host turns out to be changes no other: each is put to the need alone.
      const scores = new Map(
        hosts.map((host) => [
          host.id,
          resolutionsOf(host).flatMap((known) => matchHosts([known], need).fits.map(({ placed }) => placed.low)),
        ]),
      );
      const least = ({ placed }: Ranked) => Math.min(...scores.get(placed.candidate.host.id)!);
      const most = ({ placed }: Ranked) => Math.max(...scores.get(placed.candidate.host.id)!);
      for (const ranked of fits) {
        const others = fits.filter((other) => other !== ranked);
        expect([ranked.best, ranked.worst]).toEqual([
          1 + others.filter((other) => least(other) > most(ranked)).length,
          1 + others.filter((other) => most(other) > least(ranked)).length,
        ]);
      }
      if (robustness === null) return;
      const first = robustness.first.candidate.host;
      const rivals = hosts.filter((host) => host.id !== first.id).flatMap((host) => scores.get(host.id)!);
      expect(robustness.whateverUnknown).toBe(
        fits.length > 0 && rivals.every((score) => score <= Math.min(...scores.get(first.id)!)),
      );
    });
  });

  it('P8: keep the announced ranks of those that fit when hosts of any kind say whether they take newcomers', () => {
    const anyAnswers = fc.array(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), { minLength: 6, maxLength: 6 });
    holds([anyHosts, anyNeed, anyAnswers], (hosts, need, answers) => {
      const { fits } = matchHosts(hosts, need);
      const told = matchHosts(
        hosts.map((host, index) => answering(host, answers[index]!)),
        need,
      ).fits;
      const scoreOf = ({ placed }: Ranked) =>
        told.find((other) => other.placed.candidate.host.id === placed.candidate.host.id)?.placed.low;
      for (const ranked of fits) {
        const rivals = rivalsOf(fits, ranked);
        const before = Math.min(...rivals.map(({ rank }) => rank)) - 1;
        const score = scoreOf(ranked);
        // Hosts not seen lately are shown or not by how many others are shown.
        if (score === undefined || rivals.some((rival) => scoreOf(rival) === undefined)) continue;
        const rank = before + 1 + rivals.filter((rival) => scoreOf(rival)! > score).length;
        expect(rank).toBeGreaterThanOrEqual(ranked.best);
        expect(rank).toBeLessThanOrEqual(ranked.worst);
      }
    });
  });

  it('P9: nest the interval of better evidence inside the one of weaker evidence', () => {
    holds([fc.integer({ min: 1, max: 1000 })], (utility) => {
      const intervals = EVIDENCE_LEVELS.map((level) => evidenceInterval(utility, level, policy));
      intervals.forEach(([low, high], i) => {
        if (i === 0) return;
        expect(low).toBeGreaterThanOrEqual(intervals[i - 1]![0]);
        expect(high).toBeLessThanOrEqual(intervals[i - 1]![1]);
      });
      expect(evidenceInterval(utility, 'certified', policy)).toEqual([utility, utility]);
    });
  });

  it('P9: leave nothing open for a host whose every word is certified, and of which nothing is unknown', () => {
    holds([anyFittingMatch], ([hosts, need]) => {
      const audited = hosts.map((host) => ({
        ...host,
        claims: Object.keys(need.wish?.criteria ?? {}).map((criterion): Claim => {
          const said = host.claims.find((claim) => claim.criterion === criterion);
          // Its own no is taken at its word; of a no that only others say, the host may still say otherwise.
          return said && said.value !== 'no'
            ? aClaimOf(criterion, said.value, 'certified')
            : aClaimOf(criterion, 'no', 'declared');
        }),
      }));
      for (const { placed } of all(matchHosts(audited, need))) expect(placed.high).toBe(placed.low);
    });
  });
});

describe('Hard needs', () => {
  it('P17: never fit more hosts when one is added', () => {
    holds([anyHosts, anyNeed], (hosts, need) => {
      if (need.require?.commitments?.length) return;
      const harder: Need = {
        ...need,
        require: { ...need.require, commitments: [{ kind: 'closing-notice', atLeast: 90 }] },
      };
      // Hosts not seen lately are shown or not by how many others are shown: that is no matter of fitting.
      const seen = candidatesOf(hosts).flatMap(({ host, seenLately }) => (seenLately ? [host] : []));
      const before = matchHosts(seen, need);
      const after = matchHosts(seen, harder);
      const fitted = new Set(before.fits.map(({ placed }) => placed.candidate.host.id));
      for (const { placed } of after.fits) expect(fitted).toContain(placed.candidate.host.id);
      const possible = new Set(all(before).map(({ placed }) => placed.candidate.host.id));
      for (const { placed } of all(after)) expect(possible).toContain(placed.candidate.host.id);
    });
  });

  it('P17: once the last unknown is answered, a host fits; a no always rules it out', () => {
    let settled = 0;
    holds(
      [anyHosts, anyNeed],
      (hosts, need) => {
        const asking: Need = {
          ...need,
          require: { ...need.require, commitments: [{ kind: 'closing-notice', atLeast: 60 }] },
        };
        for (const host of hosts) {
          const saying = (days: number | null) => {
            const commitments = days === null ? [] : [aCommitmentOf('closing-notice', days, 'declared')];
            return matchHosts([{ ...host, commitments }], asking);
          };
          const silent = saying(null);
          const [asked] = silent.toCheck;
          if (asked && bitCount(asked.placed.unknown) === 1) {
            settled++;
            expect(saying(90).fits).toHaveLength(1);
          }
          expect(all(saying(30))).toHaveLength(0);
        }
      },
      { numRuns: 400 },
    );
    expect(settled).toBeGreaterThan(0);
  });
});

function pointsOf(need: Need): { points: number[]; totalPoints: number } {
  const { wishes, totalPoints } = compileNeed(need, policy, reference);
  return { points: wishes.map(({ points }) => points), totalPoints };
}
