import type { Routes } from '../../bercail.ts';
import { findFederation } from '../../catalogue/model.ts';
import { listedSelection } from '../../federations/selection/listed.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { FederationPage } from './federation-page.tsx';

/** A page for each federation: nothing but its public document. */
export const federationPages: Routes = (app, { catalogue, publicUrl, operator }) => {
  publicPage(app, '/federations/:federation', { dependsOn: catalogue, headers: 'page' }, (request, model) => {
    const federation = findFederation(model, (request.params as { federation: string }).federation);
    if (!federation)
      throw new CatalogueError('federation-not-found', {
        fr: 'Aucune fédération de ce nom n’est dans le catalogue. L’adresse est peut-être mal recopiée.',
        en: 'No federation of this name is in the catalogue. The address may be mistyped.',
      });
    const view = (
      <FederationPage
        key={federation.id}
        federation={federation}
        chosen={listedSelection(model, federation)}
        bySlug={model.bySlug}
        day={model.day}
        operator={operator}
      />
    );
    return [pageOf(request, model.reference, publicUrl), view];
  });
};
