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
  const { catalogue, reference, policy, matcher, publicUrl, operator } = bercail;
  scriptRoutes(app);
  await badgeRoutes(app, bercail);

  const config = { dependsOn: catalogue, headers: 'embedded', inlineStyles: inlineStylesAt(LIST_STYLE) } as const;
  publicPage(app, '/embed/search', config, async (request, model) => {
    const filters = readFilters(request.query, model, reference);
    const page = pageOf(request, model.reference, publicUrl, { embedded: true });
    const found = await findList(filters, { model, matcher, costRules: policy, say: page.say });
    return [page, <List key="list" filters={filters} found={found} day={model.day} operator={operator} />];
  });

  publicPage(app, '/embed', { dependsOn: catalogue, headers: 'builder' }, (request, model) => {
    const filters = readFilters(request.query, model, reference);
    const builder = (
      <Builder key="builder" filters={filters} model={model} reference={reference} publicUrl={publicUrl} />
    );
    return [pageOf(request, model.reference, publicUrl), builder];
  });
};
