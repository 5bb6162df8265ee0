import { atomOf } from '../atom.ts';
import { calendarOf } from '../calendar.ts';

/* Pure: a list of what waits, as programs subscribe to it. */

/** Something that waits. */
export interface Subscribed {
  /** The same for as long as it is the same thing, within its list. */
  name: string;
  text: string;
  /** The last day to do it in time; null: it has none. */
  due: string | null;
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
  at: Date;
  items: readonly Subscribed[];
}

/** What has a date, as a calendar. */
export const calendarFor = ({ title, page, id, owner, at, items }: Subscription): string =>
  calendarOf(
    { title, url: page, at },
    items.flatMap(({ name, due, text }) =>
      due === null ? [] : [{ id: `${name}.${owner}@${new URL(id).host}`, day: due, text }],
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
