import { createHmac, hash } from 'node:crypto';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import { createAdmission } from '../ground/admission.ts';
import { isoWeek } from '../ground/clock.ts';
import type { Fault } from '../ground/errors.ts';
import type { Lookup } from '../ground/lookup.ts';
import { continueRun, createSlices, runAtOnce, runInSlices, type Slice } from '../ground/slices.ts';
import type { HostFacts } from '../record/host-facts.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { toAnswer } from './answer/answer.ts';
import { everybodyIn, helpFinder } from './answer/help.ts';
import { underPolicy } from './answer/policy.ts';
import type { Match } from './answer/schema.ts';
import type { CoverPool } from './cover-pool.ts';
import type { CandidateIndex } from './engine/host/candidate-index.ts';
import { priceDayOf } from './engine/host/price-rises.ts';
import { type MatchResult, match, matchInSteps } from './engine/match.ts';
import { discreet, withoutSpelledOut } from './engine/need/discreet.ts';
import { bitCount } from './engine/need/hard-needs.ts';
import { type CompiledNeed, compileNeed } from './engine/need/need.ts';
import type { Policy } from './engine/need/policy.ts';
import { type PolicyRule, rulesOf } from './engine/need/rules.ts';
import type { Need } from './engine/need/schema.ts';
import { policyEffects } from './engine/policy-effects.ts';
import { coverWork } from './engine/together/cover.ts';
import { findGroups, type GroupAnswer, type GroupProblem } from './engine/together/groups.ts';
import { pairWork } from './engine/together/pairs.ts';
import { type NeedContext, needFaults } from './faults.ts';
import { createIndexes, type OnlyFrom } from './indexes.ts';

/** The hosts of a federation to which a need is limited; null: all hosts. Selected hosts that left are not included. */
function onlyFrom(
  { onlyFrom: which }: Pick<Need, 'onlyFrom'>,
  federation: Pick<Federation, 'slug' | 'selection'> | undefined,
): OnlyFrom | null {
  if (which === undefined || !federation) return null;
  const { slug, selection = [] } = federation;
  // Documents of hosts say of which federations they are members, and not whose selection they are in.
  if (which === 'members') return { key: `${which} ${slug}`, holds: ({ memberOf }) => memberOf.has(slug) };
  const chosen = new Set(selection.map(({ host }) => host));
  return { key: `${which} ${[...chosen].sort().join()}`, holds: ({ host }) => chosen.has(host.slug) };
}

/**
 * The tie-break key of a host: the same for everybody with the same need in the same week, and impossible to choose,
 * because it depends on a secret. It does not depend on how many hosts are shown, on the federation named, or on how a
 * default is written.
 * @param plain the need compiled without a federation's policy; computed only when hosts are equal
 */
function seededOrder(secret: string, week: string, plain: () => CompiledNeed): (hostId: string) => string {
  let meaning: string | undefined;
  return (hostId) => {
    meaning ??= hash('sha256', meaningOf(plain()));
    return createHmac('sha256', secret).update(`${meaning}|${week}|${hostId}`).digest('hex');
  };
}

type NeedField = Exclude<keyof Need, 'require'> | keyof NonNullable<Need['require']>;

/**
 * What each field contributes to the meaning of a need, independent of the order of keys and lists; null: it does not
 * make it another need, or another field already covers it.
 */
const MEANING: Readonly<Record<NeedField, ((compiled: CompiledNeed) => unknown) | null>> = {
  usages: ({ wanted }) => wanted,
  budgetPerYear: ({ budgetCents }) => budgetCents,
  territory: ({ territory }) => territory,
  audience: ({ audience }) => audience,
  language: ({ need }) => need.language ?? null,
  startsBy: ({ need }) => need.startsBy ?? null,
  dataCountries: ({ need }) => [...(need.require?.dataCountries ?? [])].sort(),
  openToNewcomers: ({ hard }) => hard.map(({ name, key }) => [name, key]),
  // holdsHealthData and support are hard needs, which `openToNewcomers` lists; `sensitive` adds wishes, which `wish`
  // lists.
  holdsHealthData: null,
  sensitive: null,
  support: null,
  // It changes a note, but no host.
  hasDomainName: null,
  criteria: ({ criteria }) => criteria.map(({ criterion, evidence }) => [criterion, evidence]),
  commitments: ({ commitments }) => commitments.map(({ kind, atLeast, evidence }) => [kind.key, atLeast, evidence]),
  // Naming present tools does not make it another need: the wish that this adds is not the reader's own.
  wish: ({ wishes }) => wishes.filter(({ kind }) => kind !== 'leaving-tools').map(({ id, points }) => [id, points]),
  currentTools: null,
  hosts: null,
  federation: null,
  onlyFrom: null,
  limit: null,
};

const SAYING = Object.values(MEANING).filter((says) => says !== null);

const meaningOf = (compiled: CompiledNeed): string => JSON.stringify(SAYING.map((says) => says(compiled)));

/** The part of the read model that a match needs: immutable, for one day. */
export interface MatchableCatalogue {
  readonly epoch: string;
  readonly revision: number;
  readonly day: string;
  readonly reference: Reference;
  /** The hosts, in groups that stay the same objects while none of them changes. */
  readonly groups: readonly (readonly Host[])[];
  /** Where each fact comes from, by host id; absent: an answer does not say. */
  readonly facts?: Pick<Lookup<HostFacts>, 'get'>;
  readonly federationBySlug: ReadonlyMap<string, Federation>;
}

/** Options for one answer. */
interface Answering {
  everything: boolean;
  /** Replaces the points of the wishes: a group's points are averages, not importance words. */
  weigh?: (compiled: CompiledNeed, rules: readonly PolicyRule[]) => CompiledNeed;
}

export interface Matcher {
  /** Computes the candidates that the first match needs, without delaying other requests. */
  prepare(catalogue: MatchableCatalogue): Promise<void>;
  /**
   * Answers a need from the given catalogue. Deterministic for the same need, epoch, revision, policy and day. The need
   * is neither stored nor logged.
   */
  answer(need: Need, catalogue: MatchableCatalogue, say: Speaker, options: Answering): Match;
  /**
   * The same without delaying other requests: a long search yields at intervals, and searches for groups run in another
   * thread. When a group search cannot finish in time, the answer says so.
   */
  answerInTurn(need: Need, catalogue: MatchableCatalogue, say: Speaker, options: Answering): Promise<Match>;
  /**
   * Called once for a request of anybody, before its first match.
   * @throws CatalogueError overloaded, when so many matches run that one more would end too late
   */
  requireRoom(): void;
  /** The part of a need that may be stored: without the sensitivity and the place, which could identify people. */
  discreet(need: Need): Need;
  /** A stored need as it was said, without the wishes that `discreet` wrote out; undefined: it wrote none. */
  asSaid(need: Need): Need | undefined;
  /** All errors in a need that its JSON schema cannot find: unknown keys, contradictions. Empty when it is valid. */
  faults(need: Need, catalogue: NeedContext): Fault[];
}

/**
 * Creates a matcher for one policy. `tieSecret` keys the weekly order of equal hosts, so that nobody can choose an id
 * that ranks well. Territories and helpers come from the vocabularies, criteria from the catalogue. Without a pool, the
 * caller's thread does every search.
 */
export function createMatcher(policy: Policy, vocabularies: Reference, tieSecret: string, pool?: CoverPool): Matcher {
  const indexes = createIndexes(policy, vocabularies.territories.lineage);
  const everybody = everybodyIn(vocabularies);
  const help = helpFinder(everybody, policy);
  const slices = createSlices();
  const admission = createAdmission(slices.waiting);

  /** The input of the engine for a need, and the function that puts its result into words. */
  const prepare = (
    need: Need,
    catalogue: MatchableCatalogue,
    say: Speaker,
    { everything, weigh = (compiled) => compiled }: Answering,
    candidates: CandidateIndex,
  ) => {
    const { reference } = catalogue;
    const federation = catalogue.federationBySlug.get(need.federation ?? '');
    const rules = rulesOf(federation?.policy ?? {});
    const compile = (some: readonly PolicyRule[]) => weigh(compileNeed(need, policy, reference, some), some);
    const compiled = compile(rules);
    const context = { policy, reference, day: catalogue.day };
    const seed = isoWeek(catalogue.day);
    const tieBreak = seededOrder(tieSecret, seed, () => (rules.length === 0 ? compiled : compile([])));
    const options = { limit: need.limit ?? policy.shown.hosts, tieBreak };
    const federationName = (slug: string) => catalogue.federationBySlug.get(slug)?.name;
    const hostName = (slug: string) => indexes.findHost(catalogue, slug)?.name;
    const takesPart = (slug: string) => indexes.takesPart(catalogue, slug);
    const helpers = everybody(catalogue.federationBySlug);
    const factsOf = (hostId: string) => catalogue.facts?.get(hostId);
    const answerContext = { ...context, say, federationName, hostName, helpers, takesPart, factsOf, everything };
    function* telling(result: MatchResult): Generator<'pause', Match, unknown> {
      const answer = {
        catalogueRevision: catalogue.revision,
        asOf: catalogue.day,
        policyVersion: policy.version,
        seed,
        ...(yield* toAnswer(result, compiled, answerContext)),
        help: help(
          {
            ...{ federations: catalogue.federationBySlug, federation: need.federation },
            ...{ isSensitive: compiled.isCareful, line: compiled.territoryLine },
          },
          say.language,
        ),
      };
      if (!federation?.policy || rules.length === 0) return answer;
      const policyVersion = `${policy.version}+${federation.slug}.${federation.policy.version}`;
      const effects = yield* policyEffects({ candidates, rules, compile, outcomes: result.outcomes, context, options });
      return underPolicy({ ...answer, policyVersion }, federation, effects, answerContext);
    }
    return { input: [candidates, compiled, context, options] as const, telling };
  };

  /** The candidates for a need, computed step by step. */
  const indexing = (need: Need, catalogue: MatchableCatalogue) => {
    const federation = catalogue.federationBySlug.get(need.federation ?? '');
    return indexes.indexing(catalogue, onlyFrom(need, federation), priceDayOf(need, catalogue.day, policy));
  };

  const solve = (problem: GroupProblem, slice: Slice): GroupAnswer | Promise<GroupAnswer> => {
    const hosts = problem.starts.length - 1;
    const usages = problem.kind === 'pairs' ? problem.wished.length : bitCount(problem.full);
    const work =
      problem.kind === 'pairs'
        ? pairWork(hosts, bitCount(problem.musts), usages - bitCount(problem.musts))
        : coverWork(hosts, usages);
    const isShort = usages <= policy.combinationUsagesAtOnce && work <= policy.combinationWorkAtOnce;
    return isShort || !pool ? findGroups(problem) : slice.during(pool.solve(problem));
  };

  return {
    prepare: async (catalogue) => {
      await runInSlices(slices, indexes.indexing(catalogue, null, catalogue.day));
    },
    answer: (need, catalogue, say, options) => {
      const candidates = runAtOnce(indexing(need, catalogue));
      const { input, telling } = prepare(need, catalogue, say, options, candidates);
      return runAtOnce(telling(match(...input)));
    },
    answerInTurn: async (need, catalogue, say, options) => {
      const slice = slices.take();
      const candidates = await continueRun(slice, indexing(need, catalogue));
      const { input, telling } = prepare(need, catalogue, say, options, candidates);
      if (input[1].wanted.length > policy.combinationUsagesAtOnce) await slice.next();
      const steps = matchInSteps(...input);
      let answer: GroupAnswer | undefined;
      for (;;) {
        const { done, value } = steps.next(answer);
        if (!done) answer = value === 'pause' ? undefined : await solve(value, slice);
        if (slice.isOver()) await slice.next();
        if (!done) continue;
        const told = await continueRun(slice, telling(value));
        admission.noteEnd(slice.spentMs());
        return told;
      }
    },
    requireRoom: admission.requireRoom,
    discreet: (need) => discreet(need, policy, vocabularies),
    asSaid: (need) => withoutSpelledOut(need, policy),
    faults: needFaults,
  };
}
