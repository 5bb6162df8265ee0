import { createHmac, hash } from 'node:crypto';
import type { Federation } from '../documents/federation.ts';
import type { Host } from '../documents/host.ts';
import { isoWeek } from '../ground/clock.ts';
import type { Fault } from '../ground/errors.ts';
import { atOnce, createTurns, goOn } from '../ground/turns.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { toAnswer } from './answer/answer.ts';
import { everybodyIn, helpFinder } from './answer/help.ts';
import { underPolicy } from './answer/policy.ts';
import type { Match } from './answer/schema.ts';
import type { CoverPool } from './cover-pool.ts';
import { discreet } from './engine/discreet.ts';
import { bitCount } from './engine/hard-needs.ts';
import type { CandidateIndex } from './engine/host/candidate.ts';
import { priceDayOf } from './engine/host/price-rises.ts';
import { type MatchResult, match, matching } from './engine/match.ts';
import { type CompiledNeed, compileNeed } from './engine/need.ts';
import type { Policy } from './engine/policy.ts';
import { policyEffects } from './engine/policy-effects.ts';
import { type PolicyRule, rulesOf } from './engine/rules.ts';
import { coverWork } from './engine/together/cover.ts';
import { findGroups, type GroupAnswer, type GroupProblem } from './engine/together/groups.ts';
import { pairWork } from './engine/together/pairs.ts';
import { type NeedContext, needFaults } from './faults.ts';
import { createIndexes, type OnlyFrom } from './indexes.ts';
import type { Need } from './schema.ts';

/** The hosts of a federation that a need is kept to; null: all of them. Chosen hosts that have left are not among them. */
export function onlyFrom(
  { onlyFrom: which }: Pick<Need, 'onlyFrom'>,
  federation: Pick<Federation, 'slug' | 'selection'> | undefined,
): OnlyFrom | null {
  if (which === undefined || !federation) return null;
  const { slug, selection = [] } = federation;
  const key = `${which} ${slug}`;
  if (which === 'members') return { key, holds: ({ memberOf }) => memberOf.has(slug) };
  const chosen = new Set(selection.map(({ host }) => host));
  return { key, holds: ({ host }) => chosen.has(host.slug) };
}

/**
 * The order of equal hosts, by id: the same for whoever needs the same in the same week, and nothing that can be
 * chosen. How many hosts are shown, which federation is named and how a default is written change no turn.
 * @param plain the need compiled without the policy of a federation; asked for only when hosts are equal
 */
export function seededOrder(secret: string, week: string, plain: () => CompiledNeed): (hostId: string) => string {
  let meaning: string | undefined;
  return (hostId) => {
    meaning ??= hash('sha256', meaningOf(plain()));
    return createHmac('sha256', secret).update(`${meaning}|${week}|${hostId}`).digest('hex');
  };
}

type NeedField = Exclude<keyof Need, 'require'> | keyof NonNullable<Need['require']>;

/** What each field says of a need, whatever the order of keys and lists; null: nothing that makes it another need. */
const MEANING: Readonly<Record<NeedField, ((compiled: CompiledNeed) => unknown) | null>> = {
  usages: ({ wanted }) => wanted,
  budgetPerYear: ({ budgetCents }) => budgetCents,
  territory: ({ territory }) => territory,
  audience: ({ audience }) => audience,
  language: ({ need }) => need.language ?? null,
  startsBy: ({ need }) => need.startsBy ?? null,
  dataCountries: ({ need }) => [...(need.require?.dataCountries ?? [])].sort(),
  openToNewcomers: ({ hard }) => hard.map(({ name, key }) => [name, key]),
  // Both are hard needs, and those are named above.
  holdsHealthData: null,
  sensitive: null,
  support: null,
  // It changes a note, no host.
  hasDomainName: null,
  criteria: ({ criteria }) => criteria.map(({ criterion, evidence }) => [criterion, evidence]),
  commitments: ({ commitments }) => commitments.map(({ kind, atLeast, evidence }) => [kind.key, atLeast, evidence]),
  // To name the tools of today is to ask for the same: what that weighs is no wish of the reader.
  wish: ({ wishes }) => wishes.filter(({ kind }) => kind !== 'leaving-tools').map(({ id, points }) => [id, points]),
  currentTools: null,
  hosts: null,
  federation: null,
  onlyFrom: null,
  limit: null,
};

const SAYING = Object.values(MEANING).filter((says) => says !== null);

const meaningOf = (compiled: CompiledNeed): string => JSON.stringify(SAYING.map((says) => says(compiled)));

/** The part of the read model that a match needs: an immutable whole, as of one day. */
export interface MatchableCatalogue {
  readonly epoch: string;
  readonly revision: number;
  readonly day: string;
  readonly reference: Reference;
  readonly documents: readonly Host[];
  readonly federationBySlug: ReadonlyMap<string, Federation>;
}

/** How a need is to be answered. */
export interface Answering {
  everything: boolean;
  /** Other points for what is asked: those of a group are not words, but means. */
  weigh?: (compiled: CompiledNeed, rules: readonly PolicyRule[]) => CompiledNeed;
}

export interface Matcher {
  /**
   * Answers a need from the catalogue of the moment. Same need, epoch, revision, policy and day: same answer.
   * The need is neither kept nor logged.
   */
  answer(need: Need, catalogue: MatchableCatalogue, say: Speaker, options: Answering): Match;
  /**
   * The same without making others wait: a long search runs in slices, its covers in another thread. Where they cannot
   * be had in time, the answer says so.
   */
  answerInTurn(need: Need, catalogue: MatchableCatalogue, say: Speaker, options: Answering): Promise<Match>;
  /** What may be kept of a need: nothing tells that a leak would harm people, nor where they are. */
  discreet(need: Need): Need;
  /** What the shape of a need cannot say: keys that do not exist, contradictions. Empty when it is meaningful. */
  faults(need: Need, catalogue: NeedContext): Fault[];
}

/**
 * A matcher under one policy; `tieSecret` keys the weekly order of equal hosts, so that no id can be chosen for it.
 * Places and helpers are those of the vocabularies; criteria those of the catalogue. Without a pool, every search is done
 * by the caller's thread.
 */
export function createMatcher(policy: Policy, vocabularies: Reference, tieSecret: string, pool?: CoverPool): Matcher {
  const indexes = createIndexes(policy, vocabularies.territories.lineage);
  const everybody = everybodyIn(vocabularies);
  const help = helpFinder(everybody, policy);
  const turns = createTurns();

  /** What the engine takes for a need, and how its result is told. */
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
    const answerContext = { ...context, say, federationName, hostName, helpers, takesPart, everything };
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

  /** The candidates of a need, as far as they are worked out. */
  const indexing = (need: Need, catalogue: MatchableCatalogue) => {
    const federation = catalogue.federationBySlug.get(need.federation ?? '');
    return indexes.indexing(catalogue, onlyFrom(need, federation), priceDayOf(need, catalogue.day, policy));
  };

  const solve = (problem: GroupProblem): GroupAnswer | Promise<GroupAnswer> => {
    const hosts = problem.starts.length - 1;
    const usages = problem.kind === 'pairs' ? problem.wished.length : bitCount(problem.full);
    const work =
      problem.kind === 'pairs'
        ? pairWork(hosts, bitCount(problem.musts), usages - bitCount(problem.musts))
        : coverWork(hosts, usages);
    const isShort = usages <= policy.combinationUsagesAtOnce && work <= policy.combinationWorkAtOnce;
    return isShort || !pool ? findGroups(problem) : pool.solve(problem);
  };

  return {
    answer: (need, catalogue, say, options) => {
      const candidates = atOnce(indexing(need, catalogue));
      const { input, telling } = prepare(need, catalogue, say, options, candidates);
      return atOnce(telling(match(...input)));
    },
    answerInTurn: async (need, catalogue, say, options) => {
      const turn = turns.take();
      const candidates = await goOn(turn, indexing(need, catalogue));
      const { input, telling } = prepare(need, catalogue, say, options, candidates);
      if (input[1].wanted.length > policy.combinationUsagesAtOnce) await turn.next();
      const steps = matching(...input);
      let answer: GroupAnswer | undefined;
      for (;;) {
        const { done, value } = steps.next(answer);
        if (!done) answer = value === 'pause' ? undefined : await solve(value);
        if (turn.isOver()) await turn.next();
        if (done) return await goOn(turn, telling(value));
      }
    },
    discreet: (need) => discreet(need, policy, vocabularies),
    faults: needFaults,
  };
}
