import { Feed } from 'feed';
import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';
import { oneLine } from '../../ground/texts.ts';

/* Feeds and calendars, whatever they tell. */

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
interface DueDay {
  /** Permanent for one item, so that a calendar moves its existing entry. */
  id: string;
  day: string;
  text: string;
  /** Additional text of several lines. */
  more?: string;
  /** A page with more details; absent: that of the calendar. */
  url?: string;
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
  for (const { id, day, text, more, isRemembered, url: own } of days) {
    const summary = oneLine(text);
    const event = calendar.createEvent({
      ...{ id, allDay: true, stamp: at, url: own ?? url, summary, ...(more && { description: more }) },
      start: new Date(`${day}T00:00:00Z`),
      // A task does not make anybody busy for the whole day.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
    if (isRemembered) event.createAlarm({ type: ICalAlarmType.display, trigger: WEEK_SECONDS, description: summary });
  }
  return calendar.toString();
}
