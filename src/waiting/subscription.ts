import { Feed } from 'feed';
import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';
import { oneLine } from '../ground/texts.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Subscribed, WaitingList, Waits } from './waits.ts';

/** One entry of a feed: a sentence, and the time from which it was true. */
export interface FeedEntry {
  /** A permanent and unique id. */
  id: string;
  text: string;
  at: Date;
  /** A page with more details; absent: the page of the feed. */
  link?: string;
}

/** The library writes titles and contents as HTML; our texts are plain text. */
const asHtml = (text: string): string =>
  oneLine(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * An Atom feed (RFC 4287).
 * @param link page with more details; `self`: the address of the feed, if it is public
 */
export function atomOf(
  { id, title, link, self, at }: { id: string; title: string; link: string; self?: string; at: Date },
  entries: readonly FeedEntry[],
): string {
  const feed = new Feed({
    id,
    title: oneLine(title),
    link,
    ...(self && { feedLinks: { atom: self } }),
    updated: at,
    generator: 'Bercail',
    author: { name: 'Bercail' },
  });
  for (const entry of entries) {
    const text = asHtml(entry.text);
    feed.addItem({ id: entry.id, title: text, content: text, link: entry.link ?? link, date: entry.at });
  }
  return feed.atom1();
}

/** Something due on a day, for a calendar. */
export interface DueDay {
  /** Permanent for one item, so that a calendar moves its existing entry. */
  id: string;
  day: string;
  text: string;
  /** Additional text of several lines. */
  more?: string;
  /** Whether it has an alarm one week before. */
  isRemembered: boolean;
}

const ASK_AGAIN_SECONDS = 6 * 3600;
const WEEK_SECONDS = 7 * 24 * 3600;

/** A calendar of whole days (RFC 5545) for subscription. */
export function calendarOf(
  { title, url, at }: { title: string; url: string; at: Date },
  days: readonly DueDay[],
): string {
  const calendar = ical({
    name: oneLine(title),
    prodId: { company: 'Bercail', product: 'Bercail' },
    ttl: ASK_AGAIN_SECONDS,
  });
  for (const { id, day, text, more, isRemembered } of days) {
    const summary = oneLine(text);
    const event = calendar.createEvent({
      ...{ id, allDay: true, stamp: at, url, summary, ...(more && { description: more }) },
      start: new Date(`${day}T00:00:00Z`),
      // A task does not make anybody busy for the whole day.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
    if (isRemembered) event.createAlarm({ type: ICalAlarmType.display, trigger: WEEK_SECONDS, description: summary });
  }
  return calendar.toString();
}

/**
 * The calendar day of a task. Late and undated tasks are on the present day, because nobody looks at past days, and
 * calendar programs do not show tasks (VTODO) of subscribed calendars.
 * @param due the last day to do it in time
 */
const dayToDo = (due: string | null, day: string): string => (due === null || due < day ? day : due);

/** The recipient's view of a list. */
export interface Showing {
  /** The address of the site. */
  site: string;
  at: Date;
  say: Speaker;
}

function itemsFor<Fact extends Waits>(list: WaitingList<Fact>, { say, site }: Showing): Subscribed[] {
  const { facts, tell, nameOf, itemsOf, day } = list;
  return facts.flatMap((fact) => {
    const item = { name: nameOf(fact), text: tell(fact, say), on: dayToDo(fact.due, day), since: fact.since };
    return itemsOf ? itemsOf(fact, item, { say, site }) : [item];
  });
}

const titleOf = ({ owner }: Pick<WaitingList, 'owner'>, { language }: Speaker): string =>
  language === 'fr' ? `À faire pour ${owner.name}` : `To do for ${owner.name}`;

/** Open and future items as a calendar. Ids contain the id of the owner, because its slug may change. */
export function calendarFor<Fact extends Waits>(list: WaitingList<Fact>, showing: Showing): string {
  const { site, at, say } = showing;
  const { owner, paths, day } = list;
  return calendarOf(
    { title: titleOf(list, say), url: site + paths.page, at },
    itemsFor(list, showing).flatMap(({ name, on, text }) =>
      on === null ? [] : [{ id: `${name}.${owner.id}@${new URL(site).host}`, day: on, text, isRemembered: on > day }],
    ),
  );
}

/** Items that are already open, as a feed. */
export function feedFor<Fact extends Waits>(list: WaitingList<Fact>, showing: Showing): string {
  const { site, at, say } = showing;
  const id = site + list.paths.list;
  return atomOf(
    { id, title: titleOf(list, say), link: site + list.paths.page, at },
    itemsFor(list, showing).flatMap(({ name, text, since }) =>
      since === null ? [] : [{ id: `${id}#${name}`, text, at: new Date(`${since}T00:00:00Z`) }],
    ),
  );
}
