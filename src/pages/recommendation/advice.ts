import type { Model } from '../../catalogue/model.ts';
import { asAnswered } from '../../catalogue/own-criteria.ts';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import { isUnavailable } from '../../federations/recommendable.ts';
import type { Lookup } from '../../ground/lookup.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/engine/need/schema.ts';
import type { Matcher } from '../../matching/run.ts';
import { chosenIn, type StoredRecommendation } from '../../recommendations/store.ts';
import { hostAfter } from '../../record/changes.ts';
import { documentAt } from '../../record/past.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { shownIn } from '../answer/shown.ts';
import { fullness } from '../parts/contact.tsx';
import { pointsOf } from '../parts/points.ts';
import { type Addressee, type AnsweredNeed, type Proposal, proposalsOf } from '../parts/proposals.ts';
import { lowerFirst } from '../words/typeset.ts';

/** What a federation recommended, as it was on that day. */
export interface FrozenAnswer extends AnsweredNeed {
  /** The answers that the federation recommends, in the order of the answer. */
  proposals: readonly Proposal[];
}

/** A host with the contact details of another state of it, and the addresses of its services that are still there. */
function withContactOf(host: Host, { contact, website, services }: Host): Host {
  const { contact: _contact, website: _website, ...rest } = host;
  const addresses = new Map(services.map(({ slug, url }) => [slug, url]));
  return {
    ...rest,
    ...(contact && { contact }),
    ...(website && { website }),
    services: host.services.map(({ url: _url, ...service }) => {
      const url = addresses.get(service.slug);
      return { ...service, ...(url && { url }) };
    }),
  };
}

/** Hosts as they were when they were recommended, with today's contact details: the old ones may be dead. */
async function hostsThen(db: Database, stored: StoredRecommendation, model: Model): Promise<[string, Host][]> {
  const hosts: [string, Host][] = [];
  for (const { id, slug } of stored.hosts) {
    const now = model.byId.get(id);
    const then = await documentAt(db, id, stored.catalogueRevision);
    const host = (then && hostAfter(then, asAnswered(model.reference))) ?? now;
    if (host) hosts.push([slug, withContactOf(host, now ?? host)]);
  }
  return hosts;
}

const slugsOf = ({ hosts }: Proposal): string[] => hosts.map(({ host }) => host.slug);

/** One answer for each host that was chosen: alone when it meets the need alone, else with others. */
function chosenProposals(chosen: readonly string[], proposals: readonly Proposal[]): Proposal[] {
  const byChoice = (proposal: Proposal) => slugsOf(proposal).filter((slug) => !chosen.includes(slug)).length;
  const answers = chosen.flatMap((slug) => {
    const having = proposals.filter((proposal) => slugsOf(proposal).includes(slug));
    return (
      having.sort((a, b) => Number(a.hosts.length > 1) - Number(b.hosts.length > 1) || byChoice(a) - byChoice(b))[0] ??
      []
    );
  });
  return proposals.filter((proposal) => answers.includes(proposal));
}

/** Chosen hosts of whom the answer says that something speaks against them, as near misses; it holds two of these at most. */
const improbableIn = (match: Match, chosen: readonly string[], bySlug: Pick<Lookup<Host>, 'get'>): NearMiss[] =>
  match.asked.flatMap(({ host, state, reasons: [missing], text }) => {
    const isNamed = state === 'improbable' && chosen.includes(host) && missing !== undefined;
    if (!isNamed || match.nearMisses.some((one) => one.host === host)) return [];
    const name = bySlug.get(host)?.name ?? host;
    return [{ host, name, missing, because: 'against' as const, params: {}, text, questions: [] }];
  });

type NearMiss = Match['nearMisses'][number];

/**
 * The answers of a recommendation in the order in which a reader of the match sees them; those after its few first ones
 * as they are in its lists. Near misses are among them where they were shown, or where one was chosen.
 */
function givenIn(answered: AnsweredNeed, stored: StoredRecommendation): Proposal[] {
  const { match, bySlug } = answered;
  const chosen = chosenIn(stored);
  const given = stored.hosts.map(({ slug }) => slug);
  const improbable = improbableIn(match, chosen, bySlug);
  const near = [...match.nearMisses, ...improbable];
  const shown = [...match.shown, ...near.map(({ host }) => ({ kind: 'near-miss' as const, hosts: [host] }))];
  const first = shownIn({ ...answered, match: { ...match, nearMisses: near, shown } }).filter((one) =>
    slugsOf(one).every((slug) => given.includes(slug)),
  );
  const named = first.flatMap(slugsOf);
  const left = chosen.filter((slug) => !named.includes(slug));
  const others = chosenProposals(left, proposalsOf(answered, Number.POSITIVE_INFINITY));
  return [...new Map([...first, ...others].map((one) => [`${one.almost ? 'near ' : ''}${one.key}`, one])).values()];
}

/** Reads what was stored, as the same answers that the page of a match would show. */
export async function readFrozenAnswer(
  db: Database,
  stored: StoredRecommendation,
  model: Model,
  say: Speaker,
): Promise<FrozenAnswer> {
  const need = JSON.parse(stored.need) as Need;
  const match = JSON.parse(stored.match) as Match;
  const then = new Map(await hostsThen(db, stored, model));
  const bySlug = { get: (slug: string) => then.get(slug) ?? model.bySlug.get(slug) };
  const answered = { match, need, bySlug, say, language: stored.language };
  return { ...answered, proposals: givenIn(answered, stored) };
}

/** Something that has happened since, and that makes the advice another one. */
export interface AdviceChange {
  kind: 'gone' | 'dropped' | 'unsure' | 'full' | 'disputed' | 'overtaken';
  /** The name of the answer that it is about, and the slugs of its hosts. */
  name: string;
  hosts: readonly string[];
  /** What is in question, as few words; of `overtaken` the name of the host that comes first today. */
  named: readonly string[];
}

interface Today {
  matcher: Matcher;
  model: Model;
  say: Speaker;
}

/** Whether nobody can begin with a host today, for what it says itself. */
export const isNoLongerPossible = ({ kind }: AdviceChange): boolean => kind === 'dropped' || kind === 'full';

/** Whether an answer is no longer valid because one of its hosts is gone. */
export const hasLapsed = ({ hosts }: Proposal, { byId }: Pick<Model, 'byId'>): boolean =>
  hosts.some(({ host, services }) => isUnavailable(byId.get(host.id), { services }));

/** Names of the points of a host that somebody denies. */
const disputedIn = ({ claims, commitments }: Host, say: Speaker): string[] => [
  ...commitments.filter(({ contested }) => contested).map(({ kind }) => say.commitment(kind)),
  ...claims.filter(({ contested }) => contested).map(({ criterion }) => say.criterion(criterion)),
];

/** How a part of the need is answered today for one of the hosts that were recommended for it. */
async function askedToday(need: Need, host: string, { matcher, model, say }: Today): Promise<Match | undefined> {
  const asked: Need = { ...need, hosts: [host], limit: 20 };
  // A changed vocabulary or policy may have made the need invalid.
  if (matcher.faults(asked, model).length > 0) return undefined;
  return matcher.answerInTurn(asked, model, say, { everything: false });
}

/** What has become of one host of an answer that still holds. */
async function changesOfHost(
  { host: then, services, need, day }: Addressee,
  { title: name, state }: Proposal,
  today: Today,
): Promise<{ changes: AdviceChange[]; match: Match | undefined }> {
  const { model, say } = today;
  const now = model.byId.get(then.id);
  if (!now) return { changes: [], match: undefined };
  const match = await askedToday(need, now.slug, today);
  const asked = match?.asked[0];
  const about = (kind: AdviceChange['kind'], named: readonly string[] = []): AdviceChange => ({
    ...{ kind, name, named, hosts: [then.slug] },
  });
  const points = pointsOf(
    asked?.reasons ?? [],
    need.usages.map(({ usage }) => usage),
    say,
  );
  const changes: AdviceChange[] = [];
  const isFull = fullness({ host: now, services, day: model.day }) !== undefined;
  if (isFull && !fullness({ host: then, services, day })) changes.push(about('full'));
  const isOnlyFull = isFull && asked?.reasons.every((reason) => reason === 'open-to-newcomers');
  if (asked?.state === 'excluded' && !isOnlyFull) changes.push(about('dropped', points));
  const isUnsure = (asked?.state === 'to-check' && state === 'fits') || asked?.state === 'improbable';
  if (isUnsure) changes.push(about('unsure', points));
  const before = disputedIn(then, say);
  const disputed = disputedIn(now, say).filter((point) => !before.includes(point));
  if (disputed.length > 0) changes.push(about('disputed', disputed.map(lowerFirst)));
  return { changes, match };
}

/** Who is before the first answer today, where nobody did on that day. */
function overtaking(first: Proposal, match: Match | undefined, { byId }: Pick<Model, 'byId'>): AdviceChange[] {
  const [leader] = match?.fits ?? [];
  const { host } = first.hosts[0]!;
  // It may be called something else by now.
  const slug = byId.get(host.id)?.slug ?? host.slug;
  const own = match?.fits.find((one) => one.host === slug);
  if (!leader || leader.host === slug || own?.tied) return [];
  return [{ kind: 'overtaken', name: first.title, hosts: [slug], named: [leader.name] }];
}

/** What makes the advice another one than on its day, in the order of its answers. */
export async function changesOfAdvice(
  { match: then, proposals }: Pick<FrozenAnswer, 'match' | 'proposals'>,
  today: Today,
): Promise<AdviceChange[]> {
  const changes: AdviceChange[] = [];
  for (const [place, proposal] of proposals.entries()) {
    const { hosts, title: name } = proposal;
    if (hasLapsed(proposal, today.model)) {
      const gone = hosts.filter((one) => hasLapsed({ ...proposal, hosts: [one] }, today.model));
      changes.push({ kind: 'gone', name, hosts: gone.map(({ host }) => host.slug), named: [] });
      continue;
    }
    // It never fitted.
    if (proposal.almost) continue;
    for (const addressee of hosts) {
      const { changes: own, match } = await changesOfHost(addressee, proposal, today);
      changes.push(...own);
      const wasFirst = place === 0 && hosts.length === 1 && then.fits[0]?.host === hosts[0]?.host.slug;
      if (wasFirst && own.every(({ kind }) => kind === 'disputed'))
        changes.push(...overtaking(proposal, match, today.model));
    }
  }
  return changes;
}
