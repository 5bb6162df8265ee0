import { addDays, addMonths } from '../../ground/clock.ts';
import { dateIn } from '../../ground/written-dates.ts';

/** What moves decides what has to be done besides copying and checking. */
export interface Moved {
  mail: boolean;
  files: boolean;
  /** Calendars and address books. */
  dates: boolean;
  site: boolean;
}

const GROUPS: Readonly<Record<keyof Moved, readonly string[]>> = {
  mail: ['email-hosting', 'mailing-lists', 'newsletter'],
  files: ['file-storage-sharing', 'office-suite', 'collaborative-text', 'photo-gallery', 'spreadsheet-database'],
  dates: ['shared-calendar', 'shared-contacts'],
  site: ['website', 'domain-name', 'wiki-knowledge-base', 'forum'],
};

export function movedBy(usages: readonly string[]): Moved {
  const has = (group: keyof Moved) => usages.some((usage) => GROUPS[group].includes(usage));
  return { mail: has('mail'), files: has('files'), dates: has('dates'), site: has('site') };
}

export const STEPS = ['sign', 'copy', 'check', 'switch', 'redirect', 'close'] as const;
export type StepName = (typeof STEPS)[number];

/** A step of the move, and its day; what lasts has a last one. */
export interface MoveStep {
  name: StepName;
  day: string;
  until?: string;
}

/** Long enough for those who write once a term. */
const REDIRECTED_MONTHS = 3;

/** The move in its order: nothing old is closed before three months in which what still arrives there is sent on. */
export function stepsFrom(start: string): MoveStep[] {
  const switched = addDays(start, 21);
  const closed = addMonths(switched, REDIRECTED_MONTHS);
  return [
    { name: 'sign', day: start },
    { name: 'copy', day: addDays(start, 7) },
    { name: 'check', day: addDays(start, 14) },
    { name: 'switch', day: switched },
    { name: 'redirect', day: switched, until: closed },
    { name: 'close', day: closed },
  ];
}

const DEFAULT_DAYS = 14;
const MOST_YEARS = 3;

type StartFault = 'unreadable' | 'past' | 'far';

/** The day on which a move begins, as somebody chose it, and what is wrong with what was typed. */
export interface Start {
  day: string;
  fault?: StartFault;
}

const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
};

/** `2026-12-14` as browsers send it, or `14/12/2026` as people write it. */
function dayIn(typed: string): string | undefined {
  const text = dateIn(typed);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text) ? text : undefined;
}

/** @param earliest the first day on which the host has places, where it is known */
export function startOf(typed: string | undefined, today: string, earliest?: string): Start {
  const usual = addDays(today, DEFAULT_DAYS);
  const day = earliest !== undefined && earliest > usual ? earliest : usual;
  const text = typed?.trim().slice(0, 20) ?? '';
  if (text === '') return { day };
  const chosen = dayIn(text);
  if (chosen === undefined) return { day, fault: 'unreadable' };
  if (chosen < today) return { day, fault: 'past' };
  return chosen > addMonths(today, 12 * MOST_YEARS) ? { day, fault: 'far' } : { day: chosen };
}
