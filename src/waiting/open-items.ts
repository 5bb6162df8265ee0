import { addDays } from '../ground/clock.ts';
import type { Speaker } from '../vocabulary/speaker.ts';

/** Days before the due day from which an item is shown: a federation meets about once a month before it. */
export const DAYS_AHEAD = 60;

/** One open item of a host, a federation or administrators, before it is put into words. */
export interface OpenItem<Kind extends string = string> {
  kind: Kind;
  /** What it is about, when the owner has several items of this kind. */
  subject?: string;
  /** The last day to do it in time; null: unknown. */
  due: string | null;
  overdue: boolean;
  /** The day since which it waits, as far as known; null: it does not wait yet. */
  since: string | null;
}

/** All items of a host or federation, most urgent first. Its calendar, feed and mails are made from this list. */
export interface WaitingList<Fact extends OpenItem = OpenItem> {
  owner: { id: string; name: string };
  /** Paths of the site: the list in the API, a page to read, and the desk to answer. */
  paths: { list: string; page: string; desk: string };
  day: string;
  facts: readonly Fact[];
  tell: (fact: Fact, say: Speaker) => string;
  /** Identifies an item within its list as long as it waits. */
  nameOf: (fact: Fact) => string;
  /** The page of the desk on which an item is done, for calendars and feeds; absent: that of the owner. */
  pathOf?: (fact: Fact) => string | undefined;
  /** The calendar and feed entries of an item, when it has other entries than itself. */
  itemsOf?: (fact: Fact, item: Subscribed, showing: { say: Speaker; site: string }) => Subscribed[];
}

/** An item as an entry of calendars and feeds. */
export interface Subscribed {
  name: string;
  text: string;
  /** Its day in the calendar; null: it is only in the feed. */
  on: string | null;
  /** The day since which it waits; null: it does not wait yet and is only in the calendar. */
  since: string | null;
  /** The path of a page with more; absent: that of the owner. */
  path?: string | undefined;
}

/** Whether the last day has passed. */
export const isLate = (due: string | null, day: string): boolean => due !== null && due < day;

/** Whether something that ends on a day (null: unknown) is near enough to be shown. */
export const isDueSoon = (due: string | null, day: string, ahead = DAYS_AHEAD): boolean =>
  due === null || due <= addDays(day, ahead);

/** The due day of an item in the words of a sentence. */
export interface DueWords {
  due: string;
  isPast: boolean;
  isDated: boolean;
}

export const dueWordsOf = ({ due, overdue }: Pick<OpenItem, 'due' | 'overdue'>, say: Speaker): DueWords => ({
  due: due === null ? '' : say.date(due),
  isPast: overdue,
  isDated: due !== null,
});
