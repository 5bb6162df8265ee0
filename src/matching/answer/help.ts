import { type Helper, type Reference, textIn } from '../../vocabulary/reference.ts';
import type { Territory, Zone } from '../../vocabulary/shapes.ts';
import { type Language, ZONE_LEVELS } from '../../vocabulary/terms.ts';
import type { Policy } from '../engine/policy.ts';
import type { Match } from './schema.ts';

const FRANCE: readonly Territory[] = [{ level: 'country', code: 'FR' }];

type Help = Match['help'];

/**
 * Finds who accompanies in a territory, given with its wider territories (none: France): nearest first, then by
 * kind in the order of the policy.
 */
export function helpFinder(
  reference: Reference,
  policy: Policy,
): (line: readonly Territory[], language: Language) => Help {
  const kind = ({ kind: name }: Helper) => {
    const place = policy.helpKinds.indexOf(name);
    return place < 0 ? policy.helpKinds.length : place;
  };
  const nearness = (helper: Helper, line: readonly Territory[]): number => {
    let best = -1;
    for (const zone of helper.serves as Zone[]) {
      const holds =
        zone.level === 'world' ||
        line.some(({ level, code }) => level === zone.level && code === (zone as Territory).code);
      if (holds) best = Math.max(best, ZONE_LEVELS.indexOf(zone.level));
    }
    return best;
  };
  const find = (line: readonly Territory[]): Record<Language, Help> => {
    const helpers = reference.helpers
      .map((helper) => ({ helper, near: nearness(helper, line) }))
      .filter(({ near }) => near >= 0)
      .sort((a, b) => b.near - a.near || kind(a.helper) - kind(b.helper) || (a.helper.id < b.helper.id ? -1 : 1))
      .slice(0, policy.shown.helpers)
      .map(({ helper }) => helper);
    const inLanguage = (language: Language): Help =>
      helpers.map(({ name, kind: what, phone, url, summary }) => ({
        name,
        kind: what,
        phone: phone ?? null,
        url,
        text: textIn(summary, language),
      }));
    return { fr: inLanguage('fr'), en: inLanguage('en') };
  };
  // The line of a territory is always the same object.
  const found = new WeakMap<readonly Territory[], Record<Language, Help>>();
  return (given, language) => {
    const line = given.length === 0 ? FRANCE : given;
    const help = found.get(line) ?? find(line);
    found.set(line, help);
    return help[language];
  };
}
