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
import { type Proposal, proposalsOf } from '../answer/proposals.ts';

/** What a federation recommended, as it was on that day. */
export interface FrozenAnswer {
  need: Need;
  match: Match;
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

/** One answer for each host that was chosen: alone when it meets the need alone, else with others. */
function chosenProposals(chosen: readonly string[], proposals: readonly Proposal[]): Proposal[] {
  const slugsOf = ({ hosts }: Proposal) => hosts.map(({ host }) => host.slug);
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
  const all = proposalsOf({ match, need, bySlug, say, language: stored.language }, Number.POSITIVE_INFINITY);
  return { need, match, proposals: chosenProposals(chosenIn(stored), all) };
}
