import { addDays } from '../ground/clock.ts';
import type { Speaker } from '../vocabulary/speaker.ts';

/** Days before its day from which something is told: federations meet about once a month, and a meeting must come before. */
export const DAYS_AHEAD = 60;

/** One thing that waits for a host, a federation or administrators, before it is a sentence in a language. */
export interface Waits<Kind extends string = string> {
  kind: Kind;
  /** What it is about, where the owner of the list has several such things. */
  subject?: string;
  /** The last day to do it in time; null: none is known. */
  due: string | null;
  overdue: boolean;
  /** The day since which it waits, as far as anybody knows; null: it does not yet. */
  since: string | null;
}

/** All that waits for a host or a federation, the most urgent first. Its calendar, its feed and its mails are made from it. */
export interface WaitingList<Fact extends Waits = Waits> {
  owner: { id: string; name: string };
  /** Addresses within the site: of its list in the API, where people read of it, and where they answer. */
  paths: { list: string; page: string; desk: string };
  day: string;
  facts: readonly Fact[];
  tell: (fact: Fact, say: Speaker) => string;
  /** Names a thing within its list for as long as it waits. */
  nameOf: (fact: Fact) => string;
  /** What a calendar and a feed show of a thing, where that is more than itself. */
  itemsOf?: (fact: Fact, item: Subscribed, told: { say: Speaker; site: string }) => Subscribed[];
}

/** Something that waits, as calendars and feeds show it. */
export interface Subscribed {
  name: string;
  text: string;
  /** Its day in the calendar; null: it is only in the feed. */
  on: string | null;
  /** The day since which it waits; null: it does not yet, and is only in the calendar. */
  since: string | null;
}

/** Whether the last day has gone by. */
export const isLate = (due: string | null, day: string): boolean => due !== null && due < day;

/** Whether something that ends on a day (null: unknown) is near enough to be shown. */
export const isNear = (due: string | null, day: string, ahead = DAYS_AHEAD): boolean =>
  due === null || due <= addDays(day, ahead);

/** When something is due, in the words of a sentence. */
export interface When {
  due: string;
  isPast: boolean;
  isDated: boolean;
}

export const whenOf = ({ due, overdue }: Pick<Waits, 'due' | 'overdue'>, say: Speaker): When => ({
  due: due === null ? '' : say.date(due),
  isPast: overdue,
  isDated: due !== null,
});
