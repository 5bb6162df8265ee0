import { atomOf } from './atom.ts';
import { calendarOf } from './calendar.ts';

/* Pure: a list of what waits, as programs subscribe to it. */

/** Something that waits. */
export interface Subscribed {
  /** The same for as long as it is the same thing, within its list. */
  name: string;
  text: string;
  /** Its day in the calendar; null: it is only in the feed. */
  on: string | null;
  /** The day since which it waits; null: it does not yet, and is only in the calendar. */
  since: string | null;
}

export interface Subscription {
  title: string;
  /** Where people read more. */
  page: string;
  /** Names the list for ever: an address with the identifier of its owner, who may change its slug. */
  id: string;
  owner: string;
  /** The present day. */
  day: string;
  at: Date;
  items: readonly Subscribed[];
}

/**
 * The day in a calendar of something to do: what is late, or has no date, stands on the present day. Nobody looks
 * into the past of a calendar, and lists of tasks are not shown for calendars that one subscribes to.
 * @param due the last day to do it in time
 */
export const dayToDo = (due: string | null, day: string): string => (due === null || due < day ? day : due);

/** A list as a calendar. */
export const calendarFor = ({ title, page, id, owner, day, at, items }: Subscription): string =>
  calendarOf(
    { title, url: page, at },
    items.flatMap(({ name, on, text }) =>
      on === null ? [] : [{ id: `${name}.${owner}@${new URL(id).host}`, day: on, text, isRemembered: on > day }],
    ),
  );

/** All that waits already, as a feed. */
export const feedFor = ({ title, page, id, at, items }: Subscription): string =>
  atomOf(
    { id, title, link: page, at },
    items.flatMap(({ name, text, since }) =>
      since === null ? [] : [{ id: `${id}#${name}`, text, at: new Date(`${since}T00:00:00Z`) }],
    ),
  );
