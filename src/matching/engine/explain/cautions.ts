import type { Statement } from '../../../documents/statement.ts';
import { domainOf } from '../../../ground/addresses.ts';
import { includedMegabytes, maxMegabytes } from '../../../services/cost.ts';
import type { Candidate, CandidateService } from '../host/candidate.ts';
import type { RatedWay } from '../host/choose.ts';
import { opensInTime } from '../host/eligibility.ts';
import { nearBy } from '../host/near-usages.ts';
import { partsOf } from '../host/parts.ts';
import { riseOf } from '../host/price-rises.ts';
import type { Interval } from '../need/interval.ts';
import type { CompiledNeed } from '../need/need.ts';
import type { Reason, Subject } from '../need/parameters.ts';
import type { Policy } from '../need/policy.ts';
import { MAIL } from '../need/wanted.ts';
import type { Wish } from '../need/wishes.ts';
import { euros } from './reasons.ts';

/**
 * The few cautions about a host, in the order of the list in this function. `onWords`: its first rank rests on
 * unchecked statements only; this caution is about the order of hosts, all others are about the host itself. “On
 * application” comes before the cautions that nearly every entry has.
 */
export function cautionsFor(placed: RatedWay, need: CompiledNeed, policy: Policy, onWords: boolean): Reason[] {
  const { candidate, way } = placed;
  const { host } = candidate;
  const entries = need.wishes.map((wish, index) => ({ wish, interval: placed.intervals[index]! }));
  const byPoints = [...entries].sort((a, b) => b.wish.points - a.wish.points || (a.wish.name < b.wish.name ? -1 : 1));
  const services = way.options.map(({ service }) => candidate.services[service]!);
  const plans = way.options.flatMap(({ plan }) => (plan === null ? [] : candidate.plans[plan]!.plan));
  const stated = entries.filter(({ interval }) => interval.statement !== null && !interval.statedNo);
  const cautions: (Reason | false)[] = [
    ...way.options.flatMap((option): Reason[] => {
      const near = nearBy(candidate, way, need, option);
      const usage = need.wanted[option.wanted]!.usage;
      return near === null ? [] : [{ code: 'near-usage', params: { usage, via: near.usage, lost: near.as } }];
    }),
    ...byPoints.filter(({ interval }) => interval.statedNo).map(({ wish, interval }) => statedNo(wish, interval)),
    ...byPoints.flatMap(({ wish, interval }) => (interval.deniedBy ? denied(wish, interval, interval.deniedBy) : [])),
    ...domainCautions(placed, need),
    risesSoon(placed, need, policy),
    ...byPoints.flatMap(({ wish, interval }) => otherMode(wish, interval, candidate, policy) ?? []),
    placed.isPartial && { code: 'not-all-plans', params: {} },
    candidate.languages === null &&
      candidate.country !== null &&
      candidate.country !== need.country && { code: 'language-unsaid', params: { country: candidate.country } },
    onWords && { code: 'only-declared', params: {} },
    fullSoon(placed, need, policy),
    services.some(({ service }) => service.registration === 'on-application') && { code: 'on-application', params: {} },
    !candidate.confirmed && { code: 'not-confirmed-by-host', params: { asOf: host.observed?.asOf ?? null } },
    placesCaution(placed, services, need),
    (placed.assumed & need.bits.territory) !== 0 && {
      code: 'territory-assumed',
      params: { territory: need.territory! },
    },
    plans.some(({ taxIncluded }) => taxIncluded === false) && { code: 'tax-added', params: {} },
    ...stated.flatMap(({ wish, interval }) => pageCaution(wish, interval.statement!) ?? []),
    ...stated
      .filter(({ interval }) => interval.statement!.aged)
      .map(
        ({ wish, interval }): Reason => ({
          code: 'evidence-aged',
          params: { ...subjectOf(wish), asOf: interval.asOf },
        }),
      ),
  ];
  return cautions.filter((caution): caution is Reason => caution !== false).slice(0, policy.shown.cautions);
}

/**
 * Help that is wished for in one mode, but offered in other modes only. Modes other than in person come first: the host
 * may not travel to this place.
 */
function otherMode(
  { kind, key, mode }: Wish,
  { low, high }: Interval,
  { host, whole }: Candidate,
  { otherSupportMode }: Policy,
): Reason | null {
  if (kind !== 'support' || mode === null || low !== otherSupportMode || high !== otherSupportMode) return null;
  const offered = (host.support ?? []).filter((help) => help.kind === key);
  const others = offered.flatMap((help) => (help.mode && help.mode !== mode ? help.mode : []));
  // The host offers help in person, but not in this place.
  const elsewhere = offered.some((help) => help.mode === mode);
  const from = others.filter((one) => one !== 'in-person');
  const modes = [...new Set(from.length > 0 ? from : others)].sort();
  return modes.length === 0
    ? null
    : { code: 'support-otherwise', params: { key, wished: mode, modes, whole: whole.support, elsewhere } };
}

/** The assumption that there are places: the last announced day of places; else, that places are unconfirmed. */
function placesCaution(
  { assumed }: RatedWay,
  services: readonly CandidateService[],
  need: CompiledNeed,
): Reason | false {
  if ((assumed & need.bits['open-to-newcomers']) === 0) return false;
  const days = services.flatMap((offer) => (opensInTime(offer, need) ? offer.placesFrom! : []));
  const [last] = days.sort((a, b) => (a.day < b.day ? 1 : -1));
  return last ? { code: 'places-from', params: { from: last.from } } : { code: 'places-not-confirmed', params: {} };
}

/** Mail addresses that end in the host's domain do not use the association's own domain. */
function domainCautions({ candidate, way }: RatedWay, { wanted }: CompiledNeed): Reason[] {
  const isForeign = way.options.some(
    (option) =>
      wanted[option.wanted]!.usage === MAIL && candidate.services[option.service]!.service.ownDomain === false,
  );
  const { website } = candidate.host;
  return isForeign ? [{ code: 'no-own-domain', params: { ending: domainOf(website) ?? null } }] : [];
}

/** A known rise of the chosen price. */
function risesSoon({ candidate, way }: RatedWay, need: CompiledNeed, policy: Policy): Reason | false {
  const rise = riseOf(candidate, way, need, policy);
  return rise !== null && { code: 'price-rises', params: { from: rise.from, perYear: euros(rise.cents) } };
}

/** The plan that is full first, if that is within the years of growth that the policy looks ahead. */
function fullSoon({ candidate, way }: RatedWay, need: CompiledNeed, policy: Policy): Reason | false {
  const full = partsOf(candidate, way, need).flatMap(({ plan, demand: { accounts, megabytes, growth } }) => {
    const people = accounts ?? policy.assumptions.accounts;
    const room = maxMegabytes(plan, people) ?? ((plan.perGb ?? 0) > 0 ? Infinity : includedMegabytes(plan, people));
    if (growth === 0 || room < megabytes || room >= megabytes + policy.growthYears * growth) return [];
    return [{ gigabytes: room / 1000, months: Math.floor((12 * (room - megabytes)) / growth) }];
  });
  const [first] = full.sort((a, b) => a.months - b.months);
  return first !== undefined && { code: 'full-soon', params: first };
}

/** What a statement is about: only criteria and commitments have statements. */
const subjectOf = ({ kind, key }: Wish): Subject => ({ kind: kind as Subject['kind'], key });

/** The page that supports a statement is gone, or has changed since the statement was made. */
function pageCaution(wish: Wish, { page, asOf }: Statement): Reason | null {
  if (page?.state === 'lost') return { code: 'evidence-page-lost', params: subjectOf(wish) };
  const on = page?.changedOn;
  return on && asOf !== null && on > asOf
    ? { code: 'evidence-page-changed', params: { ...subjectOf(wish), on } }
    : null;
}

/** Names the source of the denial, so that nobody takes it for the host's own word. */
function denied(wish: Wish, { statement }: Interval, denial: Statement): Reason {
  const params = { ...subjectOf(wish), by: denial.by, federation: denial.federation ?? null };
  if (denial.reply) return { code: 'contested-answered', params };
  return statement
    ? { code: 'contested', params }
    : { code: 'contested-unanswered', params: { ...params, value: denial.value } };
}

const statedNo = (wish: Wish, interval: Interval): Reason => ({
  code:
    wish.kind === 'support'
      ? 'stated-no-support'
      : wish.kind === 'criterion'
        ? 'stated-no-criterion'
        : 'stated-no-commitment',
  params: { key: wish.key, value: interval.statement?.value ?? null },
});
