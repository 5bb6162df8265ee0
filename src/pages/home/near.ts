import { findByDomain, type Model } from '../../catalogue/model.ts';
import { nearestTo } from '../../ground/texts.ts';

/** A page that was likely meant. */
export interface Near {
  name: string;
  path: string;
}

const TYPED_MAX = 100;
const SHOWN = 3;

/** What was typed as the name of a host or of a federation, in an address where nothing is. */
export function typedIn(path: string): { of: 'hosts' | 'federations'; name: string } | undefined {
  const [, of, typed] = /^\/(hosts|federations)\/([^/]+)/.exec(path) ?? [];
  if (of === undefined || typed === undefined) return undefined;
  try {
    const name = decodeURIComponent(typed).slice(0, TYPED_MAX);
    return { of: of as 'hosts' | 'federations', name };
  } catch {
    return undefined;
  }
}

/** Pages near to one that is not there: one whose name differs by few letters, then what a search for it finds. */
export function nearTo(path: string, model: Model): Near[] {
  const typed = typedIn(path);
  if (!typed) return [];
  const slug = typed.name.toLowerCase();
  if (typed.of === 'federations') {
    const federation = model.federationBySlug.get(nearestTo(slug, model.federationBySlug.keys()) ?? '');
    return federation ? [{ name: federation.name, path: `/federations/${federation.slug}` }] : [];
  }
  const scores = model.hostText().search(slug.replaceAll(/[-_.]+/g, ' ')) ?? new Map<number, number>();
  const found = [...scores].sort(([, a], [, b]) => b - a).map(([index]) => model.documents[index]);
  const hosts = [model.bySlug.get(nearestTo(slug, model.bySlug.keys()) ?? ''), findByDomain(model, slug), ...found];
  return [...new Set(hosts)]
    .flatMap((host) => (host ? [{ name: host.name, path: `/hosts/${host.slug}` }] : []))
    .slice(0, SHOWN);
}
