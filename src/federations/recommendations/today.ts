import type { Model } from '../../catalogue/model.ts';
import type { Match } from '../../matching/answer/schema.ts';
import { servicesIn } from '../../matching/answer/services-used.ts';
import type { Matcher } from '../../matching/run.ts';
import type { Need } from '../../matching/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { isGone } from '../recommendable.ts';
import { countedOn } from './counted-on.ts';
import type { StoredRecommendation } from './store.ts';

const MOST = 3;

/** What a need is matched with. */
export interface Matching {
  matcher: Matcher;
  model: Model;
  say: Speaker;
}

/** Whether somebody was recommended a host to which nobody can be sent any more, or that stood with one. */
const hasLost = ({ hosts, match }: StoredRecommendation, { byId, bySlug }: Model): boolean => {
  const ids = new Map(hosts.map(({ id, slug }) => [slug, id]));
  const counted = countedOn([...ids.keys()], JSON.parse(match) as Match);
  const hostOf = (slug: string) => (ids.has(slug) ? byId.get(ids.get(slug)!) : bySlug.get(slug));
  return [...ids.keys(), ...counted.keys()].some((slug) => isGone(hostOf(slug), { services: counted.get(slug) ?? [] }));
};

/** Who meets the same need today, when a host that was recommended no longer can. */
export async function alternativesOf(
  stored: StoredRecommendation,
  { matcher, model, say }: Matching,
): Promise<{ host: string; name: string }[]> {
  if (!hasLost(stored, model)) return [];
  const need = JSON.parse(stored.need) as Need;
  // Words of a vocabulary, or a policy, may have changed so that the need cannot be asked any more.
  if (matcher.faults(need, model).length > 0) return [];
  const { fits, toCheck } = await matcher.answerInTurn(need, model, say, { everything: false });
  return [...fits, ...toCheck]
    .filter(({ host, services }) => !isGone(model.bySlug.get(host), { services: servicesIn(services) }))
    .slice(0, MOST)
    .map(({ host, name }) => ({ host, name }));
}
