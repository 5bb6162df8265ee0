import { atomOf } from '../../feed/atom.ts';
import { calendarOf } from '../../feed/calendar.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { addressOf, type Desk, type Waiting } from '../todo/waiting.ts';
import { tellWaiting } from '../todo/words.ts';

/* Pure: what waits for a host, as programs subscribe to it. */

export interface Subscription {
  desk: Desk;
  waiting: readonly Waiting[];
  day: string;
  at: Date;
  publicUrl: string;
}

const titleOf = ({ desk }: Subscription, { language }: Speaker): string =>
  language === 'fr' ? `À faire pour ${desk.host.name}` : `To do for ${desk.host.name}`;
const nameOf = ({ kind, subject }: Waiting): string => (subject === undefined ? kind : `${kind}.${subject}`);
const pageOf = ({ desk, publicUrl }: Subscription): string => publicUrl + addressOf(desk.host);

/** What has a date, as a calendar. A host keeps its identifier when it gets a slug, so names are made of that. */
export const todoCalendar = (subscription: Subscription, say: Speaker): string => {
  const { desk, waiting, day, at, publicUrl } = subscription;
  const server = new URL(publicUrl).host;
  return calendarOf(
    { title: titleOf(subscription, say), url: pageOf(subscription), at },
    waiting.flatMap((one) =>
      one.due === null
        ? []
        : [{ id: `${nameOf(one)}.${desk.host.id}@${server}`, day: one.due, text: tellWaiting(one, day, say) }],
    ),
  );
};

/** All that waits, as a feed. */
export const todoFeed = (subscription: Subscription, say: Speaker): string => {
  const { desk, waiting, day, at, publicUrl } = subscription;
  const id = `${publicUrl}/v1/hosts/${desk.host.id}/todo`;
  return atomOf(
    { id, title: titleOf(subscription, say), link: pageOf(subscription), at },
    waiting.map((one) => ({
      id: `${id}#${nameOf(one)}`,
      text: tellWaiting(one, day, say),
      at: new Date(`${one.since}T00:00:00Z`),
    })),
  );
};
