import type { Model } from '../../catalogue/model.ts';
import { asAnswered } from '../../catalogue/own-criteria.ts';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import type { Match } from '../../matching/answer/schema.ts';
import type { Need } from '../../matching/schema.ts';
import { chosenIn, type StoredRecommendation } from '../../recommendations/store.ts';
import { hostAfter } from '../../record/changes.ts';
import { documentAt } from '../../record/past.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { type AnsweredNeed, type Proposal, proposalsOf } from '../answer/proposals.ts';
import { shownIn, shownOf } from '../answer/shown.ts';

/** What a federation recommended, as it was on that day. */
export interface FrozenAnswer extends AnsweredNeed {
  /** The answers that the federation stands by, in the order of the answer. */
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
const improbableIn = (match: Match, chosen: readonly string[], bySlug: ReadonlyMap<string, Host>): NearMiss[] =>
  (match.asked ?? []).flatMap(({ host, state, reasons: [missing], text }) => {
    const isNamed = state === 'improbable' && chosen.includes(host) && missing !== undefined;
    if (!isNamed || match.nearMisses.some((one) => one.host === host)) return [];
    return [{ host, name: bySlug.get(host)?.name ?? host, missing, because: 'against' as const, params: {}, text }];
  });

type NearMiss = Match['nearMisses'][number];

/**
 * The answers of a recommendation in the order in which a reader of the match sees them; those after its few first ones
 * as they stand in its lists. Near misses stand among them where they were shown, or where one was chosen.
 */
function givenIn(answered: AnsweredNeed, stored: StoredRecommendation): Proposal[] {
  const { match, bySlug } = answered;
  const chosen = chosenIn(stored);
  const given = stored.hosts.map(({ slug }) => slug);
  const improbable = improbableIn(match, chosen, bySlug);
  const near = [...match.nearMisses, ...improbable];
  const shown = [...shownOf(match), ...near.map(({ host }) => ({ kind: 'near-miss' as const, hosts: [host] }))];
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
  const bySlug = new Map([...model.bySlug, ...(await hostsThen(db, stored, model))]);
  const answered = { match, need, bySlug, say, language: stored.language };
  return { ...answered, proposals: givenIn(answered, stored) };
}
