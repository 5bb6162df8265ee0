import type { Routes } from '../../bercail.ts';
import { inlineStylesAt, pageOf, publicPage } from '../frame/pages.ts';
import { badgeRoutes } from './badge.tsx';
import { Builder } from './builder.tsx';
import { readFilters } from './filters.ts';
import { findList } from './hosts.ts';
import { LIST_STYLE, List } from './list.tsx';
import { scriptRoutes } from './script-routes.ts';

/** Lists of hosts that stand inside other sites. */
export const embedRoutes: Routes = async (app, bercail) => {
  const { catalogue, speakers, reference, policy, matcher, publicUrl } = bercail;
  scriptRoutes(app);
  await badgeRoutes(app, bercail);

  const config = { headers: 'embedded', inlineStyles: inlineStylesAt(LIST_STYLE) } as const;
  publicPage(app, '/embed/search', config, async (request) => {
    const model = catalogue.current();
    const filters = readFilters(request.query, model, reference);
    const page = pageOf(request, speakers, { embedded: true });
    const found = await findList(filters, { model, matcher, costRules: policy, say: page.say });
    return [page, <List key="list" filters={filters} found={found} day={model.day} />, { snapshot: model }];
  });

  publicPage(app, '/embed', { headers: 'builder' }, (request) => {
    const model = catalogue.current();
    const filters = readFilters(request.query, model, reference);
    const builder = (
      <Builder key="builder" filters={filters} model={model} reference={reference} publicUrl={publicUrl} />
    );
    return [pageOf(request, speakers), builder];
  });
};
