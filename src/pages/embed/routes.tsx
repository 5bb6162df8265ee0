import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { PublicAnswers } from '../../http/answering/public-answers.ts';
import type { Matcher } from '../../matching/run.ts';
import type { CostRules } from '../../services/cost.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { inlineStylesAt, pageOf, publicPage, type Speakers } from '../frame/pages.ts';
import { badgeRoutes } from './badge.tsx';
import { Builder } from './builder.tsx';
import { readFilters } from './filters.ts';
import { findList } from './hosts.ts';
import { LIST_STYLE, List } from './list.tsx';
import { scriptRoutes } from './script-routes.ts';

export interface EmbedRoutes {
  catalogue: Catalogue;
  answers: PublicAnswers;
  speakers: Speakers;
  reference: Reference;
  costRules: CostRules;
  matcher: Matcher;
  publicUrl: string;
}

/** Lists of hosts that stand inside other sites. */
export const embedRoutes =
  ({ catalogue, answers, speakers, reference, costRules, matcher, publicUrl }: EmbedRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(scriptRoutes({ answers }));
    await app.register(badgeRoutes({ catalogue, answers, speakers }));

    const config = { headers: 'embedded', inlineStyles: inlineStylesAt(LIST_STYLE) } as const;
    publicPage(app, answers, '/embed/search', config, async (request) => {
      const model = catalogue.current();
      const filters = readFilters(request.query, model, reference);
      const page = pageOf(request, speakers, { embedded: true });
      const found = await findList(filters, { model, matcher, costRules, say: page.say });
      return [page, <List key="list" filters={filters} found={found} day={model.day} />, { of: model }];
    });

    publicPage(app, answers, '/embed', { headers: 'builder' }, (request) => {
      const model = catalogue.current();
      const filters = readFilters(request.query, model, reference);
      const builder = (
        <Builder key="builder" filters={filters} model={model} reference={reference} publicUrl={publicUrl} />
      );
      return [pageOf(request, speakers), builder];
    });
  };
