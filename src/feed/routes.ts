import { Type } from 'typebox';
import { requireFederation } from '../catalogue/federations.ts';
import type { Catalogue } from '../catalogue/follow.ts';
import { listJson, madeFrom } from '../catalogue/list-json.ts';
import type { Database } from '../database/open.ts';
import { FederationPath } from '../documents/federation.ts';
import { fault } from '../ground/errors.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { publicGet } from '../http/get.ts';
import { nextAddress, readCursor } from '../http/pagination.ts';
import type { Routes } from '../record/writer.ts';
import { refuseShape } from '../requests/shape.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { catalogueFeed } from './atom.ts';
import { readFeed, requireFollowable } from './changes.ts';
import { FeedChanges, FeedQuery } from './schema.ts';

const PATH = '/v1/changes';
const PAGE = 20;

/** The revision after which a page begins. */
function placeIn({ after, ...query }: Pick<FeedQuery, 'after' | 'cursor' | 'epoch'>): number {
  if (query.cursor === undefined) return after ?? 0;
  if (after !== undefined)
    refuseShape([
      {
        ...fault('/after', 'contradicts', {
          fr: '« cursor » dit déjà où reprendre. Envoyez l’un ou l’autre.',
          en: '`cursor` says already where to go on. Send one of the two.',
        }),
        in: 'query',
      },
    ]);
  const [last] = readCursor({ path: PATH, query }, ([at]) => /^\d{1,10}$/.test(at!))!;
  return Number(last);
}

/** Changes of the catalogue, for programs that keep a copy and for feed readers. */
export const feedRoutes: Routes<never, { catalogue: Catalogue; db: Database; publicUrl: string }> = (
  app,
  { catalogue, db, publicUrl },
) => {
  const tag = 'Following';

  publicGet(app, PATH, {
    dependsOn: catalogue,
    operationId: 'listChanges',
    summary: 'Every change of a published document, in order, for whoever keeps a copy of the catalogue',
    tag,
    answer: FeedChanges,
    query: FeedQuery,
    errors: ['epoch-changed', 'revision-not-found', 'invalid-cursor', 'database-unavailable'],
    handler: async ({ query }, model) => {
      const { limit = PAGE } = query;
      const after = placeIn(query);
      requireFollowable(model, { after, epoch: query.epoch });
      const { items, last } = await readFeed(db, model, { after, limit });
      const list = { path: PATH, query: { limit, epoch: model.epoch } };
      const next = last < model.revision ? nextAddress(list, [String(last)]) : null;
      const rest = { total: model.revision, next, ...madeFrom(model) };
      return { body: listJson(items, rest), ...(next && { link: `<${next}>; rel="next"` }) };
    },
  });

  publicGet(app, '/feed.atom', {
    dependsOn: catalogue,
    operationId: 'getCatalogueFeed',
    summary: 'What changes in the catalogue, for a feed reader: new hosts, closings, hosts that left',
    tag,
    answer: { content: { 'application/atom+xml': Type.String() } },
    errors: ['database-unavailable'],
    reading: { byLanguage: true },
    handler: async (request, model) => {
      const say = speaker(languageOf(request), model.reference);
      const feed = await catalogueFeed(db, model, { publicUrl, say });
      return { ...feed, type: 'application/atom+xml; charset=utf-8' };
    },
  });

  publicGet(app, '/federations/:federation/feed.atom', {
    dependsOn: catalogue,
    operationId: 'getFederationFeed',
    summary: 'Who joins and leaves a federation, and what happens to its members, for a feed reader',
    tag,
    answer: { content: { 'application/atom+xml': Type.String() } },
    params: FederationPath,
    errors: ['federation-not-found', 'database-unavailable'],
    reading: { byLanguage: true },
    handler: async (request, model) => {
      const federation = requireFederation(model, request.params.federation);
      const say = speaker(languageOf(request), model.reference);
      const feed = await catalogueFeed(db, model, { publicUrl, say, federation });
      return { ...feed, type: 'application/atom+xml; charset=utf-8' };
    },
  });
};
