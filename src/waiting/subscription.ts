import { atomOf, calendarOf } from '../http/answering/feeds.ts';
import type { Speaker } from '../vocabulary/speaker.ts';
import type { Subscribed, WaitingList, Waits } from './waits.ts';

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
