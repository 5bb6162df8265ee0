import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';
import { oneLine } from '../ground/one-line.ts';

/** Something that is due on a day, for a calendar. */
export interface DueDay {
  /** The same for as long as it is the same thing: a calendar moves what it knows already. */
  id: string;
  day: string;
  text: string;
  /** A reminder a week before. */
  isRemembered: boolean;
}

const ASK_AGAIN_SECONDS = 6 * 3600;
const WEEK_SECONDS = 7 * 24 * 3600;

/** A calendar of whole days (RFC 5545), to subscribe to. */
export function calendarOf(
  { title, url, at }: { title: string; url: string; at: Date },
  days: readonly DueDay[],
): string {
  const calendar = ical({
    name: oneLine(title),
    prodId: { company: 'Bercail', product: 'Bercail' },
    ttl: ASK_AGAIN_SECONDS,
  });
  for (const { id, day, text, isRemembered } of days) {
    const summary = oneLine(text);
    const event = calendar.createEvent({
      ...{ id, allDay: true, stamp: at, url, summary },
      start: new Date(`${day}T00:00:00Z`),
      // Something to do takes nobody’s whole day.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
    if (isRemembered) event.createAlarm({ type: ICalAlarmType.display, trigger: WEEK_SECONDS, description: summary });
  }
  return calendar.toString();
}
