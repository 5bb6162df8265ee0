import type { Federation } from '../../documents/federation.ts';
import { type FederationHelperEntry, helpersOf } from '../../federations/helpers/commands.ts';
import { type Helper, type Reference, textIn } from '../../vocabulary/reference.ts';
import type { Territory, Zone } from '../../vocabulary/shapes.ts';
import { type Language, ZONE_LEVELS } from '../../vocabulary/terms.ts';
import type { Policy } from '../engine/policy.ts';
import type { Match } from './schema.ts';

const FRANCE: readonly Territory[] = [{ level: 'country', code: 'FR' }];

type Help = Match['help'];
type AnyHelper = Helper & Partial<Pick<FederationHelperEntry, 'federation'>>;

/** What decides who helps, beside the language. */
export interface HelpSearch {
  federations: ReadonlyMap<string, Federation>;
  /** The federation that the need names: whom it recommends comes first. */
  federation: string | undefined;
  /** A territory with its wider territories; none: France. */
  line: readonly Territory[];
}

/** How near a helper is to the first of some territories, each within the next; −1 when it does not serve there. */
export function nearness(helper: Helper, line: readonly Territory[]): number {
  let best = -1;
  for (const zone of helper.serves as Zone[]) {
    const holds =
      zone.level === 'world' ||
      line.some(({ level, code }) => level === zone.level && code === (zone as Territory).code);
    if (holds) best = Math.max(best, ZONE_LEVELS.indexOf(zone.level));
  }
  return best;
}

const inLanguage = (helpers: readonly AnyHelper[], language: Language): Help =>
  helpers.map(({ name, kind, phone, url, federation, summary }) => ({
    name,
    kind,
    phone: phone ?? null,
    url,
    ...(federation && { federation: federation.name }),
    text: textIn(summary, language),
  }));

/**
 * Finds who accompanies in a territory: whom the federation of the need recommends, then nearest first, then who answers
 * by telephone, then by kind in the order of the policy. A directory, which is none of these kinds, comes last.
 */
export function helpFinder(reference: Reference, policy: Policy): (asked: HelpSearch, language: Language) => Help {
  const kind = ({ kind: name }: Helper) => {
    const place = policy.helpKinds.indexOf(name);
    return place < 0 ? policy.helpKinds.length : place;
  };
  const find = ({ federation: own, line }: HelpSearch, all: readonly AnyHelper[]): Record<Language, Help> => {
    const isOwn = ({ federation }: AnyHelper) => (own !== undefined && federation?.slug === own ? 1 : 0);
    const helpers = all
      .map((helper) => ({ helper, near: nearness(helper, line), own: isOwn(helper) }))
      .filter(({ near }) => near >= 0)
      .sort(
        (a, b) =>
          b.own - a.own ||
          b.near - a.near ||
          Number(b.helper.phone !== undefined) - Number(a.helper.phone !== undefined) ||
          kind(a.helper) - kind(b.helper) ||
          (a.helper.id < b.helper.id ? -1 : 1),
      )
      .slice(0, policy.shown.helpers)
      .map(({ helper }) => helper);
    return { fr: inLanguage(helpers, 'fr'), en: inLanguage(helpers, 'en') };
  };
  /** For each catalogue: everybody who accompanies, and what was found. The line of a territory is always the same object. */
  const known = new WeakMap<
    ReadonlyMap<string, Federation>,
    { all: readonly AnyHelper[]; found: WeakMap<readonly Territory[], Map<string | undefined, Record<Language, Help>>> }
  >();
  return ({ federations, federation, line: given }, language) => {
    const line = given.length === 0 ? FRANCE : given;
    const kept = known.get(federations) ?? {
      all: [...reference.helpers, ...helpersOf(federations.values())],
      found: new WeakMap(),
    };
    known.set(federations, kept);
    const byFederation = kept.found.get(line) ?? new Map<string | undefined, Record<Language, Help>>();
    kept.found.set(line, byFederation);
    const help = byFederation.get(federation) ?? find({ federations, federation, line }, kept.all);
    byFederation.set(federation, help);
    return help[language];
  };
}
