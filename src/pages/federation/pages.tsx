import type { Routes } from '../../bercail.ts';
import { findFederation, type Model } from '../../catalogue/model.ts';
import type { Federation } from '../../documents/federation.ts';
import { reviewsOf } from '../../federations/reviews/listed.ts';
import { listedSelection } from '../../federations/selection/listed.ts';
import { CatalogueError } from '../../ground/errors.ts';
import type { CostRules } from '../../services/cost.ts';
import { entryOf } from '../directory/entry.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { FederationPage } from './federation-page.tsx';
import type { MemberEntry } from './members.tsx';
import { NetworksPage } from './network.tsx';
import type { ChosenEntry } from './own-list.tsx';

const chosenBy = (federation: Federation, model: Model, rules: CostRules): ChosenEntry[] =>
  listedSelection(model, federation).flatMap((choice) => {
    const host = model.bySlug.get(choice.host);
    return host ? [{ choice, entry: entryOf(host, model, rules) }] : [];
  });

const membersOf = ({ slug, members }: Federation, model: Model, rules: CostRules): MemberEntry[] =>
  members.flatMap((member) => {
    const host = model.bySlug.get(member.host);
    if (!host) return [];
    const reviews = reviewsOf(slug, host);
    const aged = reviews.filter(({ aged }) => aged).length;
    return [{ member, entry: entryOf(host, model, rules), reviews: { inForce: reviews.length - aged, aged } }];
  });

/** The networks, and a page for each: nothing but public documents. */
export const federationPages: Routes = (app, { catalogue, policy, publicUrl, operator }) => {
  publicPage(app, '/federations', { dependsOn: catalogue, headers: 'page' }, (request, model) => [
    pageOf(request, model.reference, publicUrl),
    <NetworksPage key="networks" model={model} />,
  ]);

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
        chosen={chosenBy(federation, model, policy)}
        members={membersOf(federation, model, policy)}
        day={model.day}
        operator={operator}
      />
    );
    return [pageOf(request, model.reference, publicUrl), view];
  });
};
