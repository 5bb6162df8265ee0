import type { Routes } from '../bercail.ts';
import { findHost, isListed } from '../catalogue/model.ts';
import { comparePages } from './compare/pages.tsx';
import { decidedPages } from './decided/pages.tsx';
import { mapPages } from './diagnosis/map/pages.tsx';
import { diagnosisPages } from './diagnosis/pages.tsx';
import { workshopPages } from './diagnosis/workshop/pages.tsx';
import { directoryPages } from './directory/pages.tsx';
import { embedRoutes } from './embed/routes.tsx';
import { federationPages } from './federation/pages.tsx';
import { textsOf } from './frame/layout.tsx';
import { pageOf, publicPage } from './frame/pages.ts';
import { gapPages } from './gaps/pages.tsx';
import { ForHosts, Legal, Terms, Watching } from './home/about.tsx';
import { GUIDE_PATHS, Guide } from './home/guides.tsx';
import { hostPages } from './host/pages.tsx';
import { mendPages } from './mend/pages.tsx';
import { needPages } from './need/pages.tsx';
import { dataPage } from './open-data/data-page.tsx';
import { openDataPages } from './open-data/pages.tsx';
import { recommendationPages } from './recommendation/pages.tsx';

/** What people see. Pages take a need by POST, set no cookie, and ask nothing of anybody else. */
export const pageRoutes: Routes = async (app, bercail) => {
  const { catalogue, reference, publicUrl, operator } = bercail;
  publicPage(app, '/legal', { dependsOn: 'build', headers: 'page' }, (request) => [
    pageOf(request, reference, publicUrl),
    <Legal key="legal" operator={operator} />,
  ]);
  publicPage(app, '/terms', { dependsOn: 'build', headers: 'page' }, (request) => [
    pageOf(request, reference, publicUrl),
    <Terms key="terms" operator={operator} />,
  ]);
  publicPage(app, '/watching', { dependsOn: 'build', headers: 'page' }, (request) => [
    pageOf(request, reference, publicUrl),
    <Watching key="watching" />,
  ]);
  publicPage(app, '/for-hosts', { dependsOn: catalogue, headers: 'page' }, (request, model) => {
    const { host: slug } = request.query as { host?: unknown };
    const host = typeof slug === 'string' ? findHost(model, slug) : undefined;
    const listed = host && isListed(host) ? host : undefined;
    const page = pageOf(request, model.reference, publicUrl, {
      ...{ carried: { host: listed?.slug }, reads: ['host'] },
      leftOut: { values: listed ? [] : textsOf(slug) },
    });
    return [page, <ForHosts key="hosts" operator={operator} host={listed} />];
  });
  for (const of of ['hosts', 'federations'] as const)
    publicPage(app, GUIDE_PATHS[of], { dependsOn: 'build', headers: 'page' }, (request) => [
      pageOf(request, reference, publicUrl),
      <Guide key="guide" of={of} />,
    ]);
  for (const addPages of [
    directoryPages,
    comparePages,
    hostPages,
    decidedPages,
    federationPages,
    gapPages,
    embedRoutes,
    recommendationPages,
    openDataPages,
    dataPage,
  ])
    await addPages(app, bercail);
  // In a scope of their own: they take forms, and nothing else.
  await app.register(async (scope) => mendPages(scope, bercail));
  await app.register(async (scope) => needPages(scope, bercail, '/match', false));
  await app.register(async (scope) => needPages(scope, bercail, '/embed/match', true));
  await app.register(async (scope) => diagnosisPages(scope, bercail));
  await app.register(async (scope) => mapPages(scope, bercail));
  await app.register(async (scope) => workshopPages(scope, bercail));
};
