import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import { refuseAbsent } from '../catalogue/gone.ts';
import { findHost, type Model } from '../catalogue/model.ts';
import { federationNamesIn, namesIn } from '../catalogue/writer.ts';
import type { Database } from '../database/open.ts';
import { type Host, HostPath } from '../documents/host.ts';
import type { HistoryReader, HostHistoryPage } from '../history/host-history.ts';
import { hostNotFound } from '../hosts/rights.ts';
import { atomOf, calendarOf } from '../http/answering/feeds.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { publicGet } from '../http/get.ts';
import type { Routes } from '../record/writer.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { datesOf, type News, newsIn } from './news.ts';
import { FOLLOWING } from './words.ts';

/** Number of entries in a feed: feed readers keep entries that they have read. */
const NEWS_SHOWN = 30;
const CHANGES_AT_A_TIME = 50;
/** For a host that changes every day, older news are only in its history. */
const MOST_PAGES = 3;

/**
 * A host that people may follow; a suspended entry cannot be followed.
 * @throws CatalogueError host-gone, host-not-found
 */
async function requireFollowed(db: Database, model: Model, ref: string): Promise<Host> {
  const host = findHost(model, ref) ?? (await refuseAbsent(db, ref));
  if (host.state === 'suspended') throw hostNotFound();
  return host;
}

const morningOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Public addresses for following a host: its end, its prices, its statements. */
export const followingRoutes: Routes<
  never,
  { catalogue: Catalogue; db: Database; pasts: HistoryReader; publicUrl: string }
> = (app, { catalogue, db, pasts, publicUrl }) => {
  const tag = 'Catalogue';

  publicGet(app, '/hosts/:host/feed.atom', {
    dependsOn: catalogue,
    operationId: 'getHostFeed',
    summary: 'What happened to a host, for a feed reader: closings, prices, promises and their ends',
    tag,
    answer: { content: { 'application/atom+xml': Type.String() } },
    params: HostPath,
    errors: ['host-not-found', 'host-gone', 'database-unavailable'],
    reading: { byLanguage: true },
    handler: async (request, model) => {
      const host = await requireFollowed(db, model, request.params.host);
      const say = speaker(languageOf(request), model.reference);
      const teller = {
        reference: model.reference,
        say,
        nameOf: namesIn(model),
        federationName: federationNamesIn(model),
      };
      const news: News[] = [];
      let before: HostHistoryPage['next'] | undefined;
      for (let page = 0; page < MOST_PAGES && before !== null && news.length < NEWS_SHOWN; page++) {
        const past = await pasts.read(
          { epoch: model.epoch, hostId: host.id, until: model.revision, before, limit: CHANGES_AT_A_TIME },
          teller,
        );
        news.push(...newsIn(past.items));
        before = past.next;
      }
      const shown = news.slice(0, NEWS_SHOWN);
      // Identified by its id, because a slug may change.
      const file = say.language === 'fr' ? 'feed.atom' : `feed.atom?lang=${say.language}`;
      const id = `${publicUrl}/hosts/${host.id}/${file}`;
      const body = atomOf(
        {
          id,
          title: FOLLOWING[say.language].title(host.name),
          link: `${publicUrl}/hosts/${host.slug}`,
          self: `${publicUrl}/hosts/${host.slug}/${file}`,
          at: shown[0] ? new Date(shown[0].at) : morningOf(model.day),
        },
        // The instant is part of the id, because a restored database may assign a revision again.
        shown.map(({ revision, at, text }) => ({ id: `${id}#${revision}.${Date.parse(at)}`, text, at: new Date(at) })),
      );
      return { body, type: 'application/atom+xml; charset=utf-8' };
    },
  });

  publicGet(app, '/hosts/:host/dates.ics', {
    dependsOn: catalogue,
    operationId: 'getHostDates',
    summary: 'Days of a host, for a calendar: stages of its closings, first days of its prices',
    tag,
    answer: { content: { 'text/calendar': Type.String() } },
    params: HostPath,
    errors: ['host-not-found', 'host-gone'],
    reading: { byLanguage: true },
    handler: async (request, model) => {
      const host = await requireFollowed(db, model, request.params.host);
      const say = speaker(languageOf(request), model.reference);
      const body = calendarOf(
        {
          title: FOLLOWING[say.language].title(host.name),
          url: `${publicUrl}/hosts/${host.slug}`,
          at: morningOf(model.day),
        },
        datesOf(host, model.day, say).map(({ name, day, text }) => ({
          id: `${name}.${host.id}@${new URL(publicUrl).host}`,
          day,
          text,
          isRemembered: day > model.day,
        })),
      );
      return { body, type: 'text/calendar; charset=utf-8' };
    },
  });
};
