import type { Model } from '../catalogue/model.ts';
import { isGone } from '../federations/recommendable.ts';
import type { Match } from '../matching/answer/schema.ts';
import type { Matcher } from '../matching/run.ts';
import type { Need } from '../matching/schema.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import { countedOn } from './counted-on.ts';
import { standingIn } from './standing.ts';
import { chosenIn, type StoredRecommendation } from './store.ts';

const MOST = 3;

/** What a need is matched with. */
export interface Matching {
  matcher: Matcher;
  model: Model;
  say: Speaker;
}

/** Whether somebody was recommended a host to which nobody can be sent any more, or that stood with one. */
const hasLost = (stored: StoredRecommendation, { byId }: Model): boolean => {
  const counted = countedOn(chosenIn(stored), JSON.parse(stored.match) as Match);
  return stored.hosts.some(({ id, slug }) => isGone(byId.get(id), { services: counted.get(slug) ?? [] }));
};

/** Who meets the same need today; `together`: each only a part of it. */
export interface Alternatives {
  alternatives: { host: string; name: string }[];
  together?: true;
}

/** Who meets the same need today, when a host that was recommended no longer can. */
export async function alternativesOf(
  stored: StoredRecommendation,
  { matcher, model, say }: Matching,
): Promise<Alternatives> {
  if (!hasLost(stored, model)) return { alternatives: [] };
  const need = JSON.parse(stored.need) as Need;
  // Words of a vocabulary, or a policy, may have changed so that the need cannot be asked any more.
  if (matcher.faults(need, model).length > 0) return { alternatives: [] };
  const match = await matcher.answerInTurn(need, model, say, { everything: false });
  const { fits, toCheck, together } = standingIn(match, model.bySlug);
  const named = (host: string) => ({ host, name: model.bySlug.get(host)!.name });
  return together.length > 0
    ? { alternatives: together.map(named), together: true }
    : { alternatives: [...fits, ...toCheck].slice(0, MOST).map(({ host }) => named(host)) };
}
