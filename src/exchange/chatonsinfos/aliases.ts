import { distance } from '../../ground/texts.ts';
import { KEYS, ruleOf } from './keys.ts';

/* Keys that present files still use, although the format has renamed or removed them. */

/** The present name of a key; null: the format no longer has it. */
const RETIRED: readonly (readonly [before: string, now: string | null])[] = [
  ['organization.geography', null],
  ['organization.geography.latitude', 'organization.geolocation.latitude'],
  ['organization.geography.longitude', 'organization.geolocation.longitude'],
  ['organization.geography.address', 'organization.geolocation.address'],
  ['organization.technical.url', 'organization.guide.technical'],
  ['organization.logo.url', 'organization.logo'],
  ['federation.logo.url', 'federation.logo'],
  ['service.logo.url', 'service.logo'],
  ['federation.technical.url', 'federation.guide.technical'],
  ['service.technical.url', 'service.guide.technical'],
  ['service.load', 'service.registration.load'],
];

const MISSPELT: readonly (readonly [typed: string, meant: string])[] = [
  ['organization.socialnetworks.pixelfeld', 'organization.socialnetworks.pixelfed'],
  ['federation.socialnetworks.pixelfeld', 'federation.socialnetworks.pixelfed'],
  ['organization.funding.tipee', 'organization.funding.tipeee'],
  ['software.licence.name', 'software.license.name'],
  ['software.licence.url', 'software.license.url'],
];

const retired = new Map(RETIRED);
const misspelt = new Map(MISSPELT);

/** How a key was understood. */
export type Understood =
  | { readonly as: 'known'; readonly key: string }
  | { readonly as: 'retired'; readonly key: string | undefined }
  | { readonly as: 'misspelt'; readonly key: string }
  | { readonly as: 'unknown' };

/** The key in the format's case and with its first word. In `subs` and memberships, chosen names stay as typed. */
function plain(typed: string): string {
  const key = typed.toLowerCase().replace(/^organisation\./, 'organization.');
  return key.startsWith('subs.') ? `subs.${typed.slice('subs.'.length)}` : key;
}

/** The key of the format that was meant, if that is certain. */
export function understand(typed: string): Understood {
  if (ruleOf(typed)) return { as: 'known', key: typed };
  const key = plain(typed);
  const now = retired.get(key);
  if (now !== undefined) return { as: 'retired', key: now ?? undefined };
  const meant = misspelt.get(key) ?? key;
  if (!ruleOf(meant)) return { as: 'unknown' };
  // `startDate` and `endDate` are the names of an earlier version.
  return { as: /(start|end)Date$/.test(typed) ? 'retired' : 'misspelt', key: meant };
}

const NAMES = KEYS.map(({ key }) => key).filter((key) => !key.includes('*'));
const LONGEST_NAME = Math.max(...NAMES.map(({ length }) => length)) + 2;

/** A key that resembles an unknown key: in its last part, one letter in four may differ. */
export function keyNear(typed: string): string | undefined {
  if (typed.length > LONGEST_NAME) return undefined;
  const key = plain(typed);
  const most = Math.max(1, Math.floor(key.split('.').at(-1)!.length / 4));
  const near = NAMES.map((name) => ({ name, away: distance(key, name, most) })).sort((a, b) => a.away - b.away);
  return near[0]!.away <= most ? near[0]!.name : undefined;
}
