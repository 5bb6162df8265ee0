import { type Helper, type Reference, textIn } from '../vocabulary/reference.ts';
import type { Territory, Zone } from '../vocabulary/shapes.ts';
import { type Language, ZONE_LEVELS } from '../vocabulary/terms.ts';
import type { Policy } from './engine/policy.ts';
import type { Match } from './schema.ts';

const MOST_HELPERS = 3;

/** Organisations that accompany in a territory: nearest first, then by kind in the order of the policy. */
export function helpersFor(territory: Territory | null, reference: Reference, policy: Policy): Helper[] {
  const line = territory === null ? [{ level: 'country', code: 'FR' }] : reference.territories.lineage(territory);
  const nearness = (helper: Helper): number => {
    let best = -1;
    for (const zone of helper.serves as Zone[]) {
      const holds =
        zone.level === 'world' ||
        line.some(({ level, code }) => level === zone.level && code === (zone as Territory).code);
      if (holds) best = Math.max(best, ZONE_LEVELS.indexOf(zone.level));
    }
    return best;
  };
  const kind = ({ kind: name }: Helper) => {
    const place = policy.helpKinds.indexOf(name);
    return place < 0 ? policy.helpKinds.length : place;
  };
  return reference.helpers
    .map((helper) => ({ helper, near: nearness(helper) }))
    .filter(({ near }) => near >= 0)
    .sort((a, b) => b.near - a.near || kind(a.helper) - kind(b.helper) || (a.helper.id < b.helper.id ? -1 : 1))
    .slice(0, MOST_HELPERS)
    .map(({ helper }) => helper);
}

/** Helpers as an answer shows them. */
export const toHelp = (helpers: readonly Helper[], language: Language): Match['help'] =>
  helpers.map(({ name, kind, phone, url, summary }) => ({
    name,
    kind,
    phone: phone ?? null,
    url,
    text: textIn(summary, language),
  }));
