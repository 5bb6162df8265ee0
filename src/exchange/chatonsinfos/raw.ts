import type { Known, Meant } from './interpret.ts';
import { LEGAL_FORM_OF } from './organization.ts';
import type { Findings } from './words/problems.ts';

/*
 * Keys for which the catalogue has no field, stored as written. Without personal data: the location of a person who
 * hosts at home, the owner of privately owned machines, mail addresses.
 */

/** Keys whose values the catalogue stores in fields. */
const TAKEN = new Set([
  'file.class',
  'file.datetime',
  'federation.name',
  'federation.website',
  'federation.description',
  'federation.contact.url',
  'organization.name',
  'organization.website',
  'organization.description',
  'organization.type',
  'organization.startdate',
  'organization.country.code',
  'organization.contact.url',
  'service.name',
  'service.website',
  'service.description',
  'service.startdate',
  'service.registration',
  'service.registration.load',
  'host.country.code',
  'software.name',
  'software.license.name',
]);

const LOCATION = /^organization\.(geolocation|geography)(\.|$)/;
const OWNER = 'organization.owner.';
const AT_HOME = new Set(['host.name', 'host.description']);

/** Types of organisations; only their owner is certainly not a person. */
const ORGANISED = new Set(['association', 'cooperative', 'company']);

const MOST_KEPT = 500;
const LONGEST_KEPT = 4000;

/** Whether a field holds the value. A value that could not be parsed is stored as written. */
const hasPlace = ({ key, rule, parsed }: Meant): boolean =>
  rule?.type === 'sub' || rule?.type === 'list' || (TAKEN.has(key) && parsed.text !== undefined);

/** The other keys of a file with their values; reports once which keys are left out, and why. */
export function rawOf(meant: readonly Meant[], read: Known, found: Findings): Record<string, string> {
  const isHome = read.get('host.provider.type') === 'HOME';
  const isOrganised = ORGANISED.has(LEGAL_FORM_OF[read.get('organization.type') ?? ''] ?? '');
  const kept: [string, string][] = [];
  for (const one of meant) {
    const { key, value, counts, entry, parsed } = one;
    if (!counts || value === undefined || hasPlace(one)) continue;
    if (LOCATION.test(key)) found.add('location-not-kept', {}, entry.line, entry.key);
    else if ((isHome && AT_HOME.has(key)) || (!isOrganised && key.startsWith(OWNER)))
      found.add('person-not-kept', {}, entry.line, entry.key);
    else if (!value.includes('@') && kept.length < MOST_KEPT)
      kept.push([key, (parsed.isPart ? value : (parsed.text ?? value)).slice(0, LONGEST_KEPT)]);
  }
  return Object.fromEntries(kept);
}
