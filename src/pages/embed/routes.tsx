import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { PublicAnswers } from '../../http/public-answers.ts';
import type { Matcher } from '../../matching/run.ts';
import type { CostRules } from '../../services/cost.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { inlineStylesAt, pageOf, publicPage, type Speakers } from '../frame/pages.ts';
import { readFilters } from './filters.ts';
import { findList } from './found.ts';
import { List } from './list.tsx';
import { scriptRoutes } from './script-routes.ts';
import { LIST_STYLE } from './style.ts';

export interface EmbedRoutes {
  catalogue: Catalogue;
  answers: PublicAnswers;
  speakers: Speakers;
  reference: Reference;
  costRules: CostRules;
  matcher: Matcher;
}

/** Lists of hosts that stand inside other sites. */
export const embedRoutes =
  ({ catalogue, answers, speakers, reference, costRules, matcher }: EmbedRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(scriptRoutes({ answers }));

    const config = { headers: 'embedded', inlineStyles: inlineStylesAt(LIST_STYLE) } as const;
    publicPage(app, answers, '/embed/search', config, async (request) => {
      const model = catalogue.current();
      const filters = readFilters(request.query, model, reference);
      const page = pageOf(request, speakers, { embedded: true });
      const found = await findList(filters, { model, matcher, reference, costRules, say: page.say });
      return [page, <List key="list" filters={filters} found={found} day={model.day} />, { of: model }];
    });
  };
