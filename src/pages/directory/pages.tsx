import type { Routes } from '../../bercail.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { PARAMETERS, parametersOf, readAsked } from './asked.ts';
import { ClosingsPage, endsIn } from './closings.tsx';
import { findHosts } from './find.ts';
import { HostsPage } from './hosts-page.tsx';

/** The hosts that people may browse, and the closings that were announced. */
export const directoryPages: Routes = (app, { catalogue, policy, publicUrl }) => {
  publicPage(app, '/hosts', { dependsOn: catalogue, headers: 'page' }, (request, model) => {
    const found = findHosts(readAsked(request.query, model), model, policy);
    const { leftOut } = found.asked;
    const page = pageOf(request, model.reference, publicUrl, {
      ...{ carried: parametersOf(found.asked), reads: PARAMETERS, leftOut },
    });
    return [page, <HostsPage key="hosts" found={found} model={model} closings={endsIn(model).coming.length} />];
  });

  publicPage(app, '/closings', { dependsOn: catalogue, headers: 'page' }, (request, model) => [
    pageOf(request, model.reference, publicUrl),
    <ClosingsPage key="closings" model={model} />,
  ]);
};
