import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { MatchResult } from '../../src/matching/engine/match.ts';
import { discreet, withoutPlace } from '../../src/matching/engine/need/discreet.ts';
import { needsIn } from '../../src/matching/engine/need/hard-needs.ts';
import { compileNeed } from '../../src/matching/engine/need/need.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import type { SupportKind } from '../../src/vocabulary/terms.ts';
import { aClaimOf, aCommitmentOf } from '../support/documents.ts';
import { matchHosts, policy, reference } from '../support/matching.ts';
import { anyHosts, anyNeed, holds } from '../support/random-needs.ts';
import { runs } from '../support/runs.ts';

/** P24: hosts stand by how much is open, and answers only bring them forward. */

const TRIED = runs(1600);
const inOrder = ({ fits, toCheck }: MatchResult): string[] =>
  [...fits, ...toCheck].map(({ placed }) => placed.candidate.host.id);

const everyService = (host: Host, change: Partial<Host['services'][number]>): Host => ({
  ...host,
  services: host.services.map((service) => ({ ...service, ...change })),
});

/** The host with a yes to a hard need that it leaves open, as a document says it; null where it takes a whole offer. */
function answering(host: Host, name: string, key: string | undefined, need: Need): Host | null {
  switch (name) {
    case 'open-to-newcomers':
      return everyService(host, { capacity: { state: 'open' } });
    case 'data-country':
      return everyService(host, { dataCountry: need.require!.dataCountries![0]! });
    case 'territory':
      return { ...host, serves: [...(host.serves ?? []), need.territory!] };
    case 'audience':
      return { ...host, audiences: [...(host.audiences ?? []), 'associations'] };
    case 'support':
      return { ...host, support: [...(host.support ?? []), { kind: key as SupportKind, mode: 'remote' }] };
    default:
      if (name.startsWith('criterion:'))
        return {
          ...host,
          claims: [...host.claims.filter(({ criterion }) => criterion !== key), aClaimOf(key!, 'yes', 'certified')],
        };
      return name.startsWith('commitment:')
        ? {
            ...host,
            commitments: [
              ...host.commitments.filter(({ kind }) => kind !== key),
              aCommitmentOf(key!, 365, 'certified'),
            ],
          }
        : null;
  }
}

describe('What is kept of a need whose people a leak would harm', () => {
  it('is answered as the need was: same order, near misses and ways', () => {
    let held = 0;
    const told = ({ fits, toCheck, shown, nearMisses }: MatchResult) => ({
      lists: [fits, toCheck].map((list) =>
        list.map(({ placed, rank }) => [placed.candidate.host.id, rank, placed.low, placed.open, placed.isHeld]),
      ),
      shown: shown.map((one) => [one.kind, one.kind === 'host' ? one.placed.candidate.host.id : null]),
      near: nearMisses.map(({ barred }) => barred.candidate.host.id),
    });
    holds(
      [anyHosts, anyNeed, fc.boolean()],
      (hosts, some, isLower) => {
        // Some say that one of the wishes that go without saying matters less.
        const criteria = { ...some.wish?.criteria, 'no-profiling': 'plus' as const };
        const wish = isLower ? { wish: { ...some.wish, criteria } } : {};
        const need = withoutPlace({ ...some, ...wish, sensitive: true }, reference);
        const kept = discreet(need, policy, reference);
        expect(kept.sensitive).toBe('unknown');
        const whole = matchHosts(hosts, need);
        expect(told(matchHosts(hosts, kept))).toEqual(told(whole));
        if ([...whole.fits, ...whole.toCheck].some(({ placed }) => placed.isHeld)) held++;
        // To keep it again changes nothing.
        expect(discreet(kept, policy, reference)).toEqual(kept);
      },
      TRIED,
    );
    expect(held).toBeGreaterThan(TRIED.numRuns / 100);
  });
});

describe('P24: a host that answers', () => {
  it('a question that was open stands behind nobody that it stood before', () => {
    let settled = 0;
    holds(
      [anyHosts, anyNeed, fc.nat(), fc.nat()],
      (hosts, need, pick, which) => {
        const before = matchHosts(hosts, need);
        if (before.toCheck.length === 0) return;
        const { placed } = before.toCheck[pick % before.toCheck.length]!;
        const open = needsIn(placed.unknown, compileNeed(need, policy, reference));
        const { name, key } = open[which % open.length]!;
        const { host } = placed.candidate;
        const answered = answering(host, name, key, need);
        if (answered === null) return;
        settled++;
        const after = inOrder(
          matchHosts(
            hosts.map((one) => (one.id === host.id ? answered : one)),
            need,
          ),
        );
        const behind = inOrder(before).slice(inOrder(before).indexOf(host.id) + 1);
        expect(after).toContain(host.id);
        for (const id of behind) expect([id, after.indexOf(host.id) < after.indexOf(id)]).toEqual([id, true]);
      },
      TRIED,
    );
    expect(settled).toBeGreaterThan(TRIED.numRuns / 20);
  });

  it('what speaks against it comes into a list, or is left out for good', () => {
    let settled = 0;
    holds(
      [anyHosts, anyNeed],
      (hosts, need) => {
        const compiled = compileNeed(need, policy, reference);
        for (const { isImprobable, nearest, candidate } of matchHosts(hosts, need).outcomes)
          for (const { by, isNo } of nearest) {
            const [against] = needsIn(by, compiled);
            const answered = isNo || !isImprobable ? null : answering(candidate.host, against!.name, undefined, need);
            if (answered === null || answered.services !== candidate.host.services) continue;
            settled++;
            const { outcomes } = matchHosts([answered], need);
            expect(outcomes[0]!.isImprobable && outcomes[0]!.refusals.includes(by)).toBe(false);
          }
      },
      TRIED,
    );
    expect(settled).toBeGreaterThan(TRIED.numRuns / 100);
  });

  it('stands by what is open, then by what is sure: never before one that leaves less open', () => {
    holds([anyHosts, anyNeed], (hosts, need) => {
      const { fits, toCheck } = matchHosts(hosts, need);
      for (const list of [fits, toCheck])
        for (const [at, { placed }] of list.slice(1).entries()) {
          const first = list[at]!.placed;
          const held = Number(first.isHeld) - Number(placed.isHeld);
          const lacking = held || first.lacking - placed.lacking;
          const open = lacking || first.open - placed.open || first.distance - placed.distance;
          expect(open || placed.low - first.low).toBeLessThanOrEqual(0);
        }
    });
  });

  it('is shown once among three answers at most, and a combination is one of them', () => {
    let together = 0;
    holds(
      [anyHosts, anyNeed],
      (hosts, need) => {
        const { shown, fits, toCheck, nearMisses } = matchHosts(hosts, need);
        expect(shown.length).toBeLessThanOrEqual(3);
        together += shown.filter(({ kind }) => kind === 'together').length;
        const alone = shown.flatMap((one) => (one.kind === 'host' ? [one.placed.candidate.host.id] : []));
        expect(new Set(alone).size).toBe(alone.length);
        const listed = [...fits, ...toCheck].map(({ placed }) => placed.candidate.host.id);
        for (const id of alone) expect(listed).toContain(id);
        // Where a specialist is wanted, near misses that are none are not shown.
        const wantsNone = need.usages.every(({ usage }) => !policy.specialisedUsages.includes(usage));
        if (
          wantsNone &&
          need.sensitive !== true &&
          listed.length === 0 &&
          !shown.some(({ kind }) => kind === 'together')
        )
          expect(shown.length).toBe(nearMisses.length);
      },
      TRIED,
    );
    expect(together).toBeGreaterThan(0);
  });
});
