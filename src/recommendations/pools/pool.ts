import type { Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import type { MatchedHost } from '../../matching/answer/matched-host.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Policy } from '../../matching/engine/need/policy.ts';
import { rulesOf } from '../../matching/engine/need/rules.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Matcher } from '../../matching/run.ts';
import { refuseFaults } from '../../requests/version.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { needOfFederation } from '../commands.ts';
import { type Joint, jointFaults, jointNeed, type PoolMember } from './joint-need.ts';
import type { Pool, PoolDraft } from './schema.ts';
import { lowFor, sharesOf, type Weights, weighedByMean, weightsOf } from './weights.ts';
import { sayPool } from './words.ts';

interface Pooling {
  matcher: Matcher;
  model: Model;
  say: Speaker;
  policy: Policy;
}

type Suits = Pool['hosts'][number]['shares'][number]['suits'];
/** How well a host meets a need, and its price in cents a year. */
type Suited = { suits: Suits; cents: number | null };

const ALL = 20;
const centsOf = (host: MatchedHost | undefined): number | null =>
  host?.cost.perYear == null ? null : Math.round(host.cost.perYear * 100);
const eurosOf = (cents: number | null): number | null => (cents === null ? null : cents / 100);
const placed = ({ fits, toCheck }: Match): MatchedHost[] => [...fits, ...toCheck];

/** Accounts of a member: the number of people of its largest usage, at least one. */
const accountsOf = ({ usages }: Need): number => Math.max(1, ...usages.map(({ accounts }) => accounts ?? 1));

/** Matches a need with some hosts only; returns for each of them how well it meets the need. */
async function among(need: Need, model: Model, slugs: readonly string[], { matcher, say }: Pooling) {
  const documents = model.documents.filter(({ slug }) => slugs.includes(slug));
  const whole = { ...need, limit: ALL };
  const match = await matcher.answerInTurn(whole, { ...model, groups: [documents] }, say, { everything: false });
  return (slug: string): Suited => {
    const host = placed(match).find((one) => one.host === slug);
    const suits = match.fits.some((one) => one.host === slug) ? 'fits' : host ? 'to-check' : 'no';
    return { suits, cents: centsOf(host) };
  };
}

/** The same, with the price of a host even if it is above the budget. */
async function alongside(need: Need, model: Model, slugs: readonly string[], pooling: Pooling) {
  const within = await among(need, model, slugs, pooling);
  const without = await among({ ...need, budgetPerYear: null }, model, slugs, pooling);
  return (slug: string): Suited => {
    const found = within(slug);
    return found.suits === 'no' ? { ...found, cents: without(slug).cents } : found;
  };
}

/**
 * The needs of the members, and the joint need.
 * @throws CatalogueError meaningless-request, with all faults
 */
function prepareNeeds(
  draft: PoolDraft,
  federation: Federation,
  pooling: Pooling,
): { members: PoolMember[]; joint: Joint } {
  const { matcher, model, policy } = pooling;
  const { reference } = model;
  const prepared = draft.needs.map(({ need }, index) =>
    needOfFederation(need, federation, `/needs/${index}/need`, (one) => matcher.faults(one, model)),
  );
  refuseFaults(prepared.flatMap(({ faults }) => faults));
  const members = prepared.map(({ need }, index) => ({ label: draft.needs[index]!.label, need }));
  const joint = jointNeed(members, policy, reference);
  const faults = jointFaults(members, joint);
  refuseFaults(
    faults.length > 0 ? faults : matcher.faults(joint.need, model).map((one) => ({ ...one, pointer: '/needs' })),
  );
  return { members, joint };
}

/**
 * Matches several needs together: the answer for the group and for each member, who pays what, and what changes when a
 * member leaves. Nothing is stored.
 * @throws CatalogueError meaningless-request
 */
export async function pool(draft: PoolDraft, federation: Federation, pooling: Pooling): Promise<Pool> {
  const { matcher, model, say, policy } = pooling;
  const { reference } = model;
  const { members, joint } = prepareNeeds(draft, federation, pooling);
  const labels = members.map(({ label }) => label);
  const needs = members.map(({ need }) => need);
  const rules = rulesOf(federation.policy ?? {});
  const weights = weightsOf(joint.need, needs, rules, policy, reference);
  const group: Match = {
    ...(await matcher.answerInTurn(joint.need, model, say, {
      everything: false,
      weigh: (compiled, some) => weighedByMean(compiled, weightsOf(joint.need, needs, some, policy, reference)),
    })),
    // Robustness is computed from importance words, but a group's weights are averages of points.
    robustness: null,
  };
  const each: Match[] = [];
  for (const need of needs) each.push(await matcher.answerInTurn(need, model, say, { everything: false }));
  const slugs = placed(group).map(({ host }) => host);
  const alone = [];
  for (const need of needs) alone.push(await alongside(need, model, slugs, pooling));
  const withoutMember = [];
  for (const index of needs.keys()) {
    const others = members.filter((_, other) => other !== index);
    const { need } = jointNeed(others, policy, reference);
    withoutMember.push(await among({ ...need, budgetPerYear: null }, model, slugs, pooling));
  }
  const context = { labels, needs, weights, each, alone, withoutMember, say, fits: group.fits.length };
  const hosts = placed(group).map((host, index) => toHost(host, index < group.fits.length, context));
  return {
    federation: federation.slug,
    name: draft.name ?? null,
    catalogueRevision: group.catalogueRevision,
    asOf: group.asOf,
    policyVersion: group.policyVersion,
    totals: joint.usages.map(({ need: { usage, accounts, storageGb = null }, unsaidBy }) => ({
      usage,
      accounts: accounts!,
      storageGb: unsaidBy.length > 0 ? null : storageGb,
      storageGbAtLeast: storageGb,
    })),
    notes: joint.notes.map((note) => ({ ...note, text: sayPool(note, say) })),
    hosts,
    worst: hosts[0] ? worstServed(hosts[0], say) : null,
    need: joint.need,
    group,
    each: each.map((match, index) => ({ label: labels[index]!, match })),
  };
}

interface GroupContext {
  labels: readonly string[];
  needs: readonly Need[];
  weights: readonly Weights[];
  each: readonly Match[];
  alone: readonly ((slug: string) => Suited)[];
  withoutMember: readonly ((slug: string) => Suited)[];
  say: Speaker;
}

function toHost(host: MatchedHost, fits: boolean, context: GroupContext): Pool['hosts'][number] {
  const { labels, needs, weights, each, alone, withoutMember, say } = context;
  const cents = centsOf(host);
  const accounts = needs.map(accountsOf);
  const parts = cents === null ? null : sharesOf(cents, accounts);
  const shares = labels.map((label, index) => {
    const suited = alone[index]!(host.host);
    return {
      label,
      accounts: accounts[index]!,
      perYear: eurosOf(parts?.[index] ?? null),
      overBudget: overBudget(label, parts?.[index] ?? null, needs[index]!, say),
      alone: eurosOf(suited.cents),
      low: lowFor(weights[index]!, host),
      suits: suited.suits,
    };
  });
  const apart = shares.every((share) => share.alone !== null)
    ? shares.reduce((sum, share) => sum + Math.round(share.alone! * 100), 0)
    : null;
  const low = Math.min(...shares.map((share) => share.low));
  const words = { name: host.name, perYear: eurosOf(cents), alone: eurosOf(apart), members: labels.length };
  return {
    host: host.host,
    name: host.name,
    list: fits ? 'fits' : 'to-check',
    rank: host.rank,
    low: host.low,
    perYear: eurosOf(cents),
    shares,
    lowest: { labels: labelsOf(shares.filter((share) => share.low === low)), low },
    inOwnTopThree: each.filter((match) => firstThree(match).includes(host.host)).length,
    without: labels.map((label, index) => {
      const without = withoutMember[index]!(host.host).cents;
      const more = without === null || parts === null ? null : without - (cents! - parts[index]!);
      return {
        label,
        perYear: eurosOf(without),
        more: eurosOf(more),
        text: sayPool({ code: 'without', params: { label, more: eurosOf(more) } }, say),
      };
    }),
    text: sayPool({ code: 'host', params: words }, say),
  };
}

const firstThree = (match: Match): string[] =>
  placed(match)
    .slice(0, 3)
    .map(({ host }) => host);

const ORDER: readonly Suits[] = ['no', 'to-check', 'fits'];

type Share = Pool['hosts'][number]['shares'][number];

const labelsOf = (shares: readonly Share[]): string[] => shares.map(({ label }) => label);

/** The sentence for a member whose share is above its budget; null when it is not. */
function overBudget(label: string, cents: number | null, { budgetPerYear }: Need, say: Speaker): string | null {
  if (cents === null || budgetPerYear == null || cents <= Math.round(budgetPerYear * 100)) return null;
  return sayPool({ code: 'over-budget', params: { label, perYear: cents / 100, budget: budgetPerYear } }, say);
}

/** The members for which a host is worst: it does not meet their need, else lowest score; none if all are equal. */
function worstServed({ host, name, shares }: Pool['hosts'][number], say: Speaker): NonNullable<Pool['worst']> {
  const byWorst = (a: Share, b: Share) => ORDER.indexOf(a.suits) - ORDER.indexOf(b.suits) || a.low - b.low;
  const least = [...shares].sort(byWorst)[0]!;
  const worst = shares.filter((share) => byWorst(share, least) === 0);
  const { suits, low } = least;
  const isAlike = worst.length === shares.length;
  const words = { members: isAlike ? null : labelsOf(worst), name, suits, low };
  return { host, labels: isAlike ? [] : labelsOf(worst), text: sayPool({ code: 'worst', params: words }, say) };
}
