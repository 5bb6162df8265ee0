import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyRules } from '../../src/documents/federation-policy.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Candidate } from '../../src/matching/engine/host/candidate.ts';
import { indexCandidates } from '../../src/matching/engine/host/candidate-index.ts';
import { consider } from '../../src/matching/engine/host/choose.ts';
import { match } from '../../src/matching/engine/match.ts';
import { type CompiledNeed, compileNeed } from '../../src/matching/engine/need/need.ts';
import { type PolicyRule, rulesOf } from '../../src/matching/engine/need/rules.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { IMPORTANCES } from '../../src/vocabulary/terms.ts';
import { candidatesOf, context, DAY, policy, reference } from '../support/matching.ts';
import { anyHosts, anyMatch, anyNeed } from '../support/random-needs.ts';
import { aNetwork, anyRequirements, anyRules, anyWeights } from '../support/random-policies.ts';
import { runs } from '../support/runs.ts';

/** What the policy of a federation may do to an answer, and what it may never do. */

const RUNS = runs(300);
const holds = <T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  predicate: (...args: T) => void,
) =>
  fc.assert(
    fc.property(...(arbitraries as unknown as [fc.Arbitrary<unknown>]), predicate as (...args: unknown[]) => void),
    RUNS,
  );

const speakers = { fr: speaker('fr', reference), en: speaker('en', reference) };
const matcher = createMatcher(policy, reference, 'a secret of the tests');
const answerOf = (
  hosts: readonly Host[],
  need: Need,
  rules: PolicyRules | undefined,
  language: 'fr' | 'en' = 'fr',
  federation: string | undefined = 'reseau',
  everything = false,
) => {
  const catalogue = { epoch: 'e', revision: 1, day: DAY, reference, groups: [hosts] };
  const federationBySlug = new Map([['reseau', aNetwork(rules)]]);
  const asked = { ...need, ...(federation && { federation }), limit: 20 };
  return matcher.answer(asked, { ...catalogue, federationBySlug }, speakers[language], { everything });
};

/** Places of all hosts as the whole engine gives them. */
function placesUnder(candidates: readonly Candidate[], need: Need, rules: readonly PolicyRule[]) {
  const compiled = compileNeed(need, policy, reference, rules);
  const options = { limit: 1000, tieBreak: (id: string) => id };
  const { fits, toCheck } = match(indexCandidates(candidates), compiled, context, options);
  const place = (list: 'fits' | 'to-check') => (ranked: (typeof fits)[number]) =>
    [ranked.placed.candidate.host.slug, { list, rank: ranked.rank }] as const;
  return new Map([...fits.map(place('fits')), ...toCheck.map(place('to-check'))]);
}
/** Hosts not seen lately are shown or not by how many others are shown: that is no matter of fitting. */
const seenOnly = (hosts: readonly Host[]): Candidate[] => candidatesOf(hosts).filter(({ seenLately }) => seenLately);

describe('The policy of a federation', () => {
  it('P18: that says nothing gives the same bytes as none', () => {
    const neutral: PolicyRules[] = [
      {},
      { require: {}, minimumWords: {}, factors: {} },
      { factors: { price: 1 }, minimumEvidence: { 'criterion:non-profit': 'declared' } },
    ];
    holds([anyHosts, anyNeed], (given, need) => {
      const twins = given.map((host) => ({ ...host, id: host.id.replace(/.$/, 'f'), slug: `${host.slug}-twin` }));
      const hosts = [...given, ...twins];
      const none = JSON.stringify(answerOf(hosts, need, undefined));
      for (const rules of neutral) expect(JSON.stringify(answerOf(hosts, need, rules))).toBe(none);
      // Not even the turn of equal hosts changes with the name of a federation.
      const { federation: _, ...unnamed } = need;
      if (need.onlyFrom === undefined) expect(JSON.stringify(answerOf(hosts, unnamed, undefined, 'fr', ''))).toBe(none);
      expect(none).not.toContain('policyEffects');
      expect(JSON.parse(none).policyVersion).toBe(policy.version);
    });
  });

  it('P18: the score under the mean of two sets of weights is the mean of the scores', () => {
    holds([anyHosts, anyNeed, anyWeights, anyWeights], (hosts, need, one, other) => {
      // Words change what a no costs; factors change weights only.
      const [a, b] = [one, other].map(({ factors }) =>
        inLowestTerms(compileNeed(need, policy, reference, rulesOf({ ...(factors && { factors }) }))),
      ) as [CompiledNeed, CompiledNeed];
      // Sums are held in 32 bits: no need comes near, but a product of two may.
      fc.pre(2 * a.totalPoints * b.totalPoints < 2_000_000);
      // The mean of p/P and q/Q, times 2PQ so that all stays whole.
      const mean = {
        ...a,
        wishes: a.wishes.map((wish, i) => ({
          ...wish,
          points: wish.points * b.totalPoints + b.wishes[i]!.points * a.totalPoints,
        })),
        totalPoints: 2 * a.totalPoints * b.totalPoints,
      };
      for (const candidate of candidatesOf(hosts)) {
        const [inA, inB, inMean] = [a, b, mean].map((compiled) => consider(candidate, compiled, context).placed);
        if (!inA || !inB || !inMean) continue;
        // Other weights may choose another plan, which is another host to compare.
        const ways = new Set([inA, inB, inMean].map(({ way }) => JSON.stringify(way)));
        if (ways.size > 1) continue;
        expect(inMean.lowSum).toBe(inA.lowSum * b.totalPoints + inB.lowSum * a.totalPoints);
        expect(inMean.highSum).toBe(inA.highSum * b.totalPoints + inB.highSum * a.totalPoints);
      }
    });
  });

  it('never makes more hosts fit by what it requires, nor keeps one in that the need keeps out', () => {
    holds([anyHosts, anyNeed, anyRequirements], (hosts, need, rules) => {
      const seen = seenOnly(hosts);
      const without = placesUnder(seen, need, []);
      for (const [host, { list }] of placesUnder(seen, need, rulesOf(rules))) {
        expect(without.has(host)).toBe(true);
        if (list === 'fits') expect(without.get(host)!.list).toBe('fits');
      }
    });
  });

  it('never takes anything from a need: requirements, words, and points of what is very important', () => {
    holds([anyNeed, anyRules], (need, rules) => {
      const own = compileNeed(need, policy, reference);
      const under = compileNeed(need, policy, reference, rulesOf(rules));
      const names = under.hard.map(({ name }) => name);
      for (const { name } of own.hard) expect(names).toContain(name);
      for (const { kind, atLeast } of own.commitments) {
        const same = under.commitments.find((other) => other.kind === kind)!;
        expect(Number(same.atLeast)).toBeGreaterThanOrEqual(Number(atLeast));
      }
      for (const wish of own.wishes) {
        const now = under.wishes.find(({ name }) => name === wish.name)!;
        expect(IMPORTANCES.indexOf(now.importance)).toBeGreaterThanOrEqual(IMPORTANCES.indexOf(wish.importance));
        if (wish.importance === 'very-important') expect(now.points).toBeGreaterThanOrEqual(wish.points);
        expect(now.points * 2).toBeGreaterThanOrEqual(wish.points);
      }
    });
  });

  it('never gives a host more for what it holds below the evidence asked', () => {
    holds([anyHosts, anyNeed, anyRequirements], (hosts, need, { minimumEvidence }) => {
      const under = compileNeed(need, policy, reference, rulesOf({ ...(minimumEvidence && { minimumEvidence }) }));
      const own = compileNeed(need, policy, reference);
      for (const candidate of candidatesOf(hosts)) {
        const [before, after] = [own, under].map((compiled) => consider(candidate, compiled, context).placed);
        if (!before || !after || JSON.stringify(before.way.options) !== JSON.stringify(after.way.options)) continue;
        for (const [i, { low }] of after.intervals.entries()) expect(low).toBeLessThanOrEqual(before.intervals[i]!.low);
      }
    });
  });

  it('names for each host that it moves the rules whose absence moves it again', () => {
    let moved = 0;
    let byOthers = 0;
    holds([anyMatch, anyRules], ([hosts, need], rules) => {
      const seen = seenOnly(hosts);
      const documents = seen.map(({ host }) => host);
      const { policyEffects = [], fits, toCheck } = answerOf(documents, need, rules, 'fr', 'reseau', true);
      const all = rulesOf(rules);
      const [whole, none] = [placesUnder(seen, need, all), placesUnder(seen, need, [])];
      for (const { host, withoutPolicy } of [...fits, ...toCheck])
        if (withoutPolicy) expect(withoutPolicy).toEqual(none.get(host) ?? { list: null, rank: null });
      const slugs = seen.map(({ host }) => host.slug);
      const changed = slugs.filter((slug) => JSON.stringify(whole.get(slug)) !== JSON.stringify(none.get(slug)));
      expect(policyEffects.map(({ host }) => host).sort()).toEqual(changed.sort());
      // Unless everything is asked for, only those that the reader sees are named.
      const few = answerOf(documents, need, rules);
      const listed = new Set([...few.fits, ...few.toCheck].map(({ host }) => host));
      expect(few.policyEffects ?? []).toEqual(policyEffects.filter(({ host }) => listed.has(host)));
      for (const effect of policyEffects) {
        expect([effect.with, effect.without]).toEqual([whole.get(effect.host) ?? null, none.get(effect.host) ?? null]);
        const place = (places: typeof whole) => places.get(effect.host);
        const left = all.map((rule) => ({
          id: rule.id,
          place: place(
            placesUnder(
              seen,
              need,
              all.filter(({ id }) => id !== rule.id),
            ),
          ),
        }));
        const relisted = effect.with?.list !== effect.without?.list;
        const movers = left.filter(({ place: without }) =>
          relisted
            ? without?.list !== effect.with?.list
            : JSON.stringify(without) !== JSON.stringify(effect.with ?? undefined),
        );
        if (movers.length > 0) expect(effect.rules).toEqual(movers.map(({ id }) => id));
        // Rules that only move it together: those that touch it, one at least.
        else expect(effect.rules.length).toBeGreaterThan(0);
        expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(effect.rules));
        if (effect.movedBy === 'others') byOthers++;
        moved++;
      }
    });
    expect(moved).toBeGreaterThan(RUNS.numRuns / 10);
    expect(byOthers).toBeGreaterThan(0);
  });

  it('moves a host through others alone where nothing that it is ranked by goes the way of its move', () => {
    holds([anyHosts, anyNeed, anyRules], (hosts, need, rules) => {
      const documents = seenOnly(hosts).map(({ host }) => host);
      const [under, plain] = [rules, undefined].map((some) => answerOf(documents, need, some)) as [Match, Match];
      const of = ({ fits, toCheck }: Match, slug: string) => [...fits, ...toCheck].find(({ host }) => host === slug);
      for (const { host, with: now, without, movedBy } of under.policyEffects ?? []) {
        const [own, former] = [of(under, host)!, of(plain, host)];
        if (!former || now?.list !== without?.list) {
          if (former) expect(movedBy).toBe('rules');
          continue;
        }
        const unchanged = own.low === former.low && `${own.unknownNeeds}` === `${former.unknownNeeds}`;
        if (unchanged) expect(movedBy).toBe('others');
        const wentUp = now!.rank < without!.rank;
        const sameNeeds = `${own.unknownNeeds}` === `${former.unknownNeeds}`;
        if (sameNeeds && own.low !== former.low)
          expect(movedBy).toBe(own.low > former.low === wentUp ? 'rules' : 'others');
      }
    });
  });

  it('is told in plain words: short sentences, no percent sign, no key, the same in both languages', () => {
    holds([anyHosts, anyNeed, anyRules], (hosts, need, rules) => {
      const answers = (['fr', 'en'] as const).map((language) => answerOf(hosts, need, rules, language));
      for (const { notes, policyEffects = [] } of answers) {
        const texts = [...notes.filter(({ code }) => code.startsWith('policy-')), ...policyEffects].map(
          ({ text }) => text,
        );
        for (const text of texts) {
          expect(text).not.toMatch(/%|undefined|null|NaN|\[object|free-software|closing-notice|self-service|:[a-z]/);
          for (const sentence of text.split(/(?<=[.?!])\s/))
            expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(25);
        }
      }
      const [french, english] = answers.map(withoutTexts);
      expect(french).toEqual(english);
    });
  });
});

const withoutTexts = (answer: Match): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value) => (key === 'text' ? undefined : value)));

describe('Every rule there can be', () => {
  it('has a short sentence in both languages', () => {
    const { criteria, commitmentKinds, supportKinds } = reference;
    const rules: PolicyRules[] = [
      ...[...criteria.keys()].map(
        (criterion): PolicyRules => ({
          require: { criteria: [{ criterion, evidence: 'peer-reviewed' }] },
          minimumEvidence: { [`criterion:${criterion}`]: 'certified' },
          minimumWords: { [`criterion:${criterion}`]: 'very-important' },
          factors: { [`criterion:${criterion}`]: 0.5 },
        }),
      ),
      ...[...commitmentKinds.values()].map(({ key, valueType, better, unit }): PolicyRules => {
        const date = better === 'recent' && valueType === 'date' ? '2026-05-03' : true;
        const atLeast = valueType === 'number' ? (unit === 'year' ? 2024 : 30) : date;
        return {
          require: { commitments: [{ kind: key, atLeast }] },
          minimumEvidence: { [`commitment:${key}`]: 'peer-reviewed' },
          factors: { [`commitment:${key}`]: 2 },
        };
      }),
      ...[...supportKinds.keys()].map((kind): PolicyRules => ({ minimumWords: { [`support:${kind}`]: 'plus' } })),
    ];
    for (const one of rules)
      for (const language of ['fr', 'en'] as const) {
        const need: Need = { usages: [{ usage: 'website' }] };
        const { notes } = answerOf([], need, one, language);
        const texts = notes.filter(({ code }) => code === 'policy-rule').map(({ text }) => text);
        expect(texts.length).toBeGreaterThan(0);
        for (const text of texts) {
          expect(text).not.toMatch(/undefined|null/);
          expect(text.split(/\s+/).length, text).toBeLessThanOrEqual(25);
        }
      }
  });
});

/** The same weights in the smallest whole points. */
function inLowestTerms(need: CompiledNeed): CompiledNeed {
  const divisor = need.wishes.map(({ points }) => points).reduce((a, b) => greatestCommonDivisor(a, b), 0) || 1;
  return {
    ...need,
    wishes: need.wishes.map((wish) => ({ ...wish, points: wish.points / divisor })),
    totalPoints: need.totalPoints / divisor,
  };
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
