import type { Known, Meant } from './interpret.ts';
import { LEGAL_FORM_OF } from './organization.ts';
import type { Findings } from './problems.ts';

/*
 * What the catalogue has no place for, kept as it was written. Nothing about persons: where somebody lives who hosts at
 * home, who owns what a person owns, mailboxes.
 */

/** Keys whose values have a place in the catalogue. */
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

/** Types of which an owner is no person. */
const ORGANISED = new Set(['association', 'cooperative', 'company']);

const MOST_KEPT = 500;
const LONGEST_KEPT = 4000;

/** Whether a value is read elsewhere: one that could not be is kept as it was written. */
const hasPlace = ({ key, rule, parsed }: Meant): boolean =>
  rule?.type === 'sub' || rule?.type === 'list' || (TAKEN.has(key) && parsed.text !== undefined);

/** The other keys of a file with their values; tells once which of them are left out, and why. */
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
