import type { Routes } from '../../bercail.ts';
import { refuseAbsentPage } from '../../catalogue/gone.ts';
import { findHost, type Model } from '../../catalogue/model.ts';
import { federationNamesIn, hostWithText } from '../../catalogue/writer.ts';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import { takeForms } from '../frame/forms.ts';
import type { Page } from '../frame/page.ts';
import { pageOf, publicPage, sendPage } from '../frame/pages.ts';
import { DecidedPage } from './decided-page.tsx';
import { decisionOf } from './decision.ts';

/** The host that somebody chose. @throws CatalogueError host-gone, host-not-found */
export async function requireChosen(db: Database, model: Model, ref: string, page: Page): Promise<Host> {
  const host = findHost(model, ref) ?? (await refuseAbsentPage(db, ref, model.reference));
  return hostWithText(host, page.say, model);
}

/** What comes once a host is chosen, for a reader of its page. */
export const decidedPages: Routes = async (app, { catalogue, db, policy, publicUrl }) => {
  const path = '/hosts/:host/decided';
  const decide = async (ref: string, model: Model, page: Page, typed: string | undefined) => {
    const host = await requireChosen(db, model, ref, page);
    const decision = decisionOf({
      host,
      day: model.day,
      typed,
      rules: policy,
      federationName: federationNamesIn(model),
      say: page.say,
    });
    return { decision, form: { action: `/hosts/${host.slug}/decided`, values: {} } };
  };

  publicPage(app, path, { dependsOn: catalogue, headers: 'page' }, async (request, model) => {
    const page = pageOf(request, model.reference, publicUrl);
    const { host } = request.params as { host: string };
    const decided = await decide(host, model, page, undefined);
    return [page, <DecidedPage key="decided" {...decided} isPosted={false} />];
  });

  await app.register(async (scope) => {
    takeForms(scope);
    scope.post<{ Params: { host: string }; Body: URLSearchParams | undefined }>(
      path,
      { config: { headers: 'page' }, schema: { hide: true } },
      async (request, reply) => {
        const model = catalogue.current();
        const page = pageOf(request, model.reference, publicUrl);
        const sent = request.body ?? new URLSearchParams();
        const decided = await decide(request.params.host, model, page, sent.get('start') ?? undefined);
        return sendPage(reply, page, <DecidedPage {...decided} isPosted />, 'no-store');
      },
    );
  });
};
