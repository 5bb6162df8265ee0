import type { FastifyInstance } from 'fastify';
import { Feed } from 'feed';
import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';
import { type Static, type TObject, Type } from 'typebox';
import { capital, oneLine } from '../ground/texts.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { Lang, privateGet } from '../http/get.ts';
import type { Tag } from '../http/openapi.ts';
import type { Allow } from '../http/types.ts';
import { write } from '../http/write.ts';
import type { Caller } from '../requests/caller.ts';
import type { Language } from '../vocabulary/terms.ts';

/** One entry of a feed: a sentence, and the moment it was first true. */
export interface FeedEntry {
  /** An address that never changes nor names anything else. */
  id: string;
  text: string;
  at: Date;
  /** Where people read more of it; that of the feed when absent. */
  link?: string;
}

/** The library writes titles and contents as HTML; ours are plain text. */
const asHtml = (text: string): string =>
  oneLine(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** An Atom feed (RFC 4287). @param link where people read more; `self`: where the feed is, when that is public */
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

/** Something that is due on a day, for a calendar. */
export interface DueDay {
  /** Never changes for one thing, so that a calendar moves the entry it has already. */
  id: string;
  day: string;
  text: string;
  /** What stands beside it, in several lines. */
  more?: string;
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
  for (const { id, day, text, more, isRemembered } of days) {
    const summary = oneLine(text);
    const event = calendar.createEvent({
      ...{ id, allDay: true, stamp: at, url, summary, ...(more && { description: more }) },
      start: new Date(`${day}T00:00:00Z`),
      // Something to do takes nobody’s whole day.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
    if (isRemembered) event.createAlarm({ type: ICalAlarmType.display, trigger: WEEK_SECONDS, description: summary });
  }
  return calendar.toString();
}

/** Where a host or a federation subscribes to what waits for it, without a token. */
export const PrivateAddress = Type.Object(
  {
    ics: Type.String({
      description:
        'A calendar of all that waits or will; what is late or has no date stands on the present day. Shown this once: keep it to yourself',
    }),
    atom: Type.String({ description: 'A feed of all that waits. Shown this once: keep it to yourself' }),
  },
  { additionalProperties: false, $id: 'PrivateAddress' },
);
export type PrivateAddress = Static<typeof PrivateAddress>;

export const PrivateQuery = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 200, description: 'As the private address was given' }),
    lang: Lang,
  },
  { additionalProperties: false },
);

/* A list of what waits, in the form that calendars and feeds are made from. Pure. */

/** Something that waits. */
export interface Subscribed {
  /** Identifies the thing within its list for as long as it waits. */
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
 * The day of a task in the calendar: late and undated ones are on the present day, because nobody looks at past days, and
 * calendar programs do not show tasks (VTODO) of subscribed calendars.
 * @param due the last day to do it in time
 */
export const dayToDo = (due: string | null, day: string): string => (due === null || due < day ? day : due);

/** A list as a calendar. */
const calendarFor = ({ title, page, id, owner, day, at, items }: Subscription): string =>
  calendarOf(
    { title, url: page, at },
    items.flatMap(({ name, on, text }) =>
      on === null ? [] : [{ id: `${name}.${owner}@${new URL(id).host}`, day: on, text, isRemembered: on > day }],
    ),
  );

/** What waits already, as a feed. */
const feedFor = ({ title, page, id, at, items }: Subscription): string =>
  atomOf(
    { id, title, link: page, at },
    items.flatMap(({ name, text, since }) =>
      since === null ? [] : [{ id: `${id}#${name}`, text, at: new Date(`${since}T00:00:00Z`) }],
    ),
  );

const FORMATS = [
  { ending: 'ics', type: 'text/calendar', make: calendarFor, noun: 'Calendar', as: 'a calendar' },
  { ending: 'atom', type: 'application/atom+xml', make: feedFor, noun: 'Feed', as: 'a feed' },
] as const;

interface Subscribing<Params> {
  /** Whose it is, and what waits there: `/v1/hosts/:host` and `todo`. */
  of: string;
  list: string;
  params: TObject;
  tag: Tag;
  /** Of the two operations that open and end the address. */
  ids: { open: string; close: string; read: string };
  /** “what waits for”, and “a host”. */
  what: string;
  owner: string;
  allow: Allow<Params>;
  /** @returns how a path names the owner, and the key, which is shown this once */
  open: (caller: Caller, params: Params) => Promise<{ name: string; key: string }>;
  close: (caller: Caller, params: Params) => Promise<void>;
  read: (request: { caller: Caller; params: Params; key: string; language: Language }) => Promise<Subscription>;
  publicUrl: string;
}

/**
 * Adds the private address of a list that waits: it is opened and ended with a token, and read as a calendar and as a feed
 * by programs that send none.
 */
export function addPrivateAddress<Params>(
  app: FastifyInstance,
  { of, list, params, tag, ids, what, owner, allow, open, close, read, publicUrl }: Subscribing<Params>,
): void {
  const path = `${of}/private-address`;
  write(
    app,
    'POST',
    path,
    {
      operationId: ids.open,
      summary: `Private addresses of ${what} ${owner}, for a calendar or a feed; those before end`,
      tag,
      params,
      answers: { 201: PrivateAddress },
      holdsSecret: true,
      allow: allow as Allow<unknown>,
    },
    async (request) => {
      const { name, key } = await open(request.caller, request.params as Params);
      const at = `${publicUrl}${of.replace(/:\w+/, name)}/${list}`;
      return { status: 201, body: addressesWith(at, key) };
    },
  );
  write(
    app,
    'DELETE',
    path,
    {
      operationId: ids.close,
      summary: `End the private addresses of ${owner}`,
      tag,
      params,
      answers: { 204: null },
      allow: allow as Allow<unknown>,
      errors: ['private-address-not-found'],
    },
    async (request) => {
      await close(request.caller, request.params as Params);
      return { status: 204 };
    },
  );
  for (const { ending, type, make, noun, as } of FORMATS)
    privateGet<TObject, typeof PrivateQuery>(
      app,
      `${of}/${list}.${ending}`,
      {
        operationId: `${ids.read}${noun}`,
        summary: `${capital(what)} ${owner}, as ${as} at its private address`,
        tag,
        params,
        query: PrivateQuery,
        answer: { content: { [type]: Type.String() } },
        responseDescription: `As ${as}`,
        errors: ['private-address-not-found'],
      },
      async (request) => {
        const { caller, query } = request;
        const asked = { caller, params: request.params as Params, key: query.key, language: languageOf(request) };
        return { body: make(await read(asked)), type: `${type}; charset=utf-8`, isLocalized: true };
      },
    );
}

/** The two addresses that a key opens. @param at without its ending */
export const addressesWith = (at: string, key: string): PrivateAddress => ({
  ics: `${at}.ics?key=${key}`,
  atom: `${at}.atom?key=${key}`,
});
