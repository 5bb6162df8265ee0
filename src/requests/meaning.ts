import { parisDay } from '../ground/clock.ts';
import { type Fault, fault, oneFault, type Sentence } from '../ground/errors.ts';
import type { Lookup } from '../ground/lookup.ts';
import { frenchDate } from '../ground/written-dates.ts';
import { nearestKey } from '../vocabulary/nearest.ts';
import { type Reference, textIn } from '../vocabulary/reference.ts';
import type { Zone } from '../vocabulary/shapes.ts';
import type { Language } from '../vocabulary/terms.ts';
import { fold } from '../vocabulary/territories.ts';
import { ACCOUNTS, inGigabytes, STORAGE } from '../vocabulary/units.ts';

/* Checks of meaning that several rooms share. Each check returns its faults; the list is empty when there are none. */

/** Refuses days that do not exist, such as 2026-02-31, which the schema accepts. */
export function dateFaults(pointer: string, date: string | undefined): Fault[] {
  if (date === undefined) return [];
  const [year, month = 1, day = 1] = date.split('-').map(Number) as [number, number?, number?];
  const real = new Date(Date.UTC(2000, month - 1, day));
  real.setUTCFullYear(year);
  const exists = year >= 1000 && real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
  return exists
    ? []
    : [fault(pointer, 'no-such-day', { fr: `Le calendrier n’a pas de ${date}.`, en: `The calendar has no ${date}.` })];
}

/** Refuses dates after today. A month or a year is accepted once it has begun. */
export function pastFaults(pointer: string, date: string | undefined, today: string): Fault[] {
  if (date === undefined) return [];
  const faults = dateFaults(pointer, date);
  if (faults.length > 0 || date <= today.slice(0, date.length)) return faults;
  return oneFault(pointer, 'in-the-future', {
    fr: `${frenchDate(date)} est dans l’avenir.`,
    en: `${date} is in the future.`,
  });
}

/** Refuses an end before its beginning. Dates of different precision are compared by the coarser precision. */
export function orderFaults(pointer: string, from: string | undefined, to: string | undefined): Fault[] {
  if (from === undefined || to === undefined) return [];
  const length = Math.min(from.length, to.length);
  if (from.slice(0, length) <= to.slice(0, length)) return [];
  return oneFault(pointer, 'ends-before-it-begins', {
    fr: `${to} vient avant ${from}.`,
    en: `${to} comes before ${from}.`,
  });
}

export function countryFaults(pointer: string, code: string | undefined, { territories }: Reference): Fault[] {
  if (code === undefined || territories.find({ level: 'country', code })) return [];
  return oneFault(pointer, 'unknown-country', {
    fr: `Aucun pays n’a le code ${code}.`,
    en: `No country has the code ${code}.`,
  });
}

export function zoneFaults(pointer: string, zone: Zone | undefined, { territories }: Reference): Fault[] {
  if (!zone || zone.level === 'world' || territories.find(zone)) return [];
  return oneFault(pointer, 'unknown-territory', {
    fr: `Aucun territoire de ce niveau n’a le code ${zone.code}.`,
    en: `No ${zone.level} has the code ${zone.code}.`,
  });
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isId = (ref: string): boolean => ID.test(ref);

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether a reference in a path can be a slug. Anything else is never sent to the database, which refuses U+0000. */
export const isSlug = (ref: string): boolean => SLUG.test(ref);

export const SHORT_NAME_MAX = 80;

/** A short name derived from a text. */
export const shortNameFrom = (text: string): string =>
  fold(text.slice(0, 500)).replaceAll(' ', '-').slice(0, SHORT_NAME_MAX).replace(/-$/, '');

/** Slugs that would collide with a fixed path under `/v1/hosts` or `/v1/federations`. */
const RESERVED = new Set(['by-domain', 'lookups']);

/** Refuses slugs that look like an id or are reserved. */
export function slugFaults(pointer: string, slug: string): Fault[] {
  if (!isId(slug) && !RESERVED.has(slug)) return [];
  return oneFault(pointer, 'reserved-slug', {
    fr: 'Cet identifiant serait pris pour autre chose. Choisissez-en un autre.',
    en: 'This slug would be taken for something else. Choose another one.',
  });
}

/** Refuses more decimals than the column stores: the database would round, and so change the value. */
export function decimalsFaults(pointer: string, value: number | undefined, decimals: number): Fault[] {
  if (value === undefined) return [];
  const scaled = value * 10 ** decimals;
  if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * Math.max(1, Math.abs(value))) return [];
  return oneFault(pointer, 'too-many-decimals', {
    fr: `${decimals} décimales au plus.`,
    en: `At most ${decimals} decimals.`,
  });
}

/** Today in Paris. */
export const today = ({ clock }: { clock: () => Date }): string => parisDay(clock());

/** The address where each vocabulary can be read. */
const LIST_PATHS = {
  usage: '/v1/usages',
  criterion: '/v1/criteria',
  'commitment-kind': '/v1/commitment-kinds',
  'support-kind': '/docs',
  tool: '/v1/tools',
  charter: '/v1/criteria',
  federation: '/v1/federations',
  host: '/v1/hosts',
};
export type VocabularyList = keyof typeof LIST_PATHS;

/** “Did you mean …?” with a leading space, to append to a sentence; empty without a guess. */
export function suggestion(nearest: string | undefined): { fr: string; en: string } {
  if (nearest === undefined) return { fr: '', en: '' };
  return { fr: ` Vouliez-vous dire « ${nearest} » ?`, en: ` Did you mean “${nearest}”?` };
}

/** What is said of something that does not exist: a sentence, and what was most likely meant. */
export interface Mistake {
  message: Sentence;
  suggestion?: string;
}

/** What is said of an unknown key: where the list is, and the nearest key. */
export function unknownKey(key: string, known: Lookup<unknown>, list: VocabularyList): Mistake {
  const nearest = nearestKey(key, known);
  const { fr, en } = suggestion(nearest);
  return {
    message: {
      fr: `« ${key} » n’est pas dans la liste : voir ${LIST_PATHS[list]}.${fr}`,
      en: `“${key}” is not in the list: see ${LIST_PATHS[list]}.${en}`,
    },
    ...(nearest !== undefined && { suggestion: nearest }),
  };
}

/** `unknown-usage` and the like, unless the key is known. */
export const keyFaults = (pointer: string, list: VocabularyList, key: string, known: Lookup<unknown>): Fault[] =>
  known.has(key) ? [] : [{ pointer, code: `unknown-${list}`, ...unknownKey(key, known, list) }];

/** Faults of amounts by unit. @param allowed units that make sense here, without accounts and storage */
export function amountFaults(
  pointer: string,
  amounts: Readonly<Record<string, number | 'unlimited'>> | undefined,
  allowed: readonly string[],
  reference: Reference,
): Fault[] {
  return Object.entries(amounts ?? {}).flatMap(([unit, amount]) => {
    const at = `${pointer}/${unit}`;
    if (unit === ACCOUNTS || unit === STORAGE)
      return oneFault(at, 'unit-with-own-field', {
        fr: 'Les comptes et les gigaoctets ont leurs propres champs.',
        en: 'Accounts and gigabytes have fields of their own.',
      });
    if (!allowed.includes(unit)) return [fault(at, 'unit-of-no-usage', unitRefusal(unit, allowed, reference))];
    if (amount === 'unlimited') return [];
    if (inGigabytes(unit)) return decimalsFaults(at, amount, 3);
    return Number.isInteger(amount)
      ? []
      : [fault(at, 'not-whole', { fr: 'Il faut un nombre entier.', en: 'Expected a whole number.' })];
  });
}

function unitRefusal(unit: string, allowed: readonly string[], { units }: Reference): Fault['message'] {
  const named = (language: Language) =>
    allowed.map((key) => `${key} (${textIn(units.get(key)?.label ?? {}, language)})`).join(', ');
  return allowed.length === 0
    ? {
        fr: `« ${unit} » n’a pas de sens ici : seuls les comptes et la place comptent.`,
        en: `“${unit}” means nothing here: only accounts and space count.`,
      }
    : {
        fr: `« ${unit} » n’a pas de sens ici. Possible : ${named('fr')}.`,
        en: `“${unit}” means nothing here. Possible: ${named('en')}.`,
      };
}
