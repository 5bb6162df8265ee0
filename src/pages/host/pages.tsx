import { toAlternatives } from '../../alternatives/answer.ts';
import { isAtWork } from '../../alternatives/find.ts';
import type { Routes } from '../../bercail.ts';
import { refuseAbsentDomainPage, refuseAbsentPage } from '../../catalogue/gone.ts';
import { findByDomain, findFederation, findHost, type Model } from '../../catalogue/model.ts';
import { federationNamesIn, hostWithText, namesIn } from '../../catalogue/writer.ts';
import { asCatalogueError } from '../../database/errors.ts';
import { hasEnded } from '../../documents/closing.ts';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { priceHolds } from '../../services/cost.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { addressIn } from '../frame/page.ts';
import { pageOf, publicPage } from '../frame/pages.ts';
import { entryOf } from '../parts/entry.ts';
import type { HostView } from '../parts/host-view.tsx';
import { pastFacts } from '../parts/past-facts.ts';
import { AlternativesPage } from './alternatives.tsx';
import { HostPage } from './host-page.tsx';

/** Changes that one page tells. */
const CHANGES_SHOWN = 50;

/** The revision in an address, before which the past is shown; undefined for anything else. */
const revisionIn = (typed: unknown): number | undefined =>
  typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? Number(typed) : undefined;

/** A page for each host, and a way to it from the name of its site. */
export const hostPages: Routes = (app, { catalogue, policy, pasts, db, publicUrl }) => {
  /** The past is in the database only: without it the rest of the page is still shown. */
  const pastOf = async (
    id: string,
    model: Model,
    say: Speaker,
    before: number | undefined,
  ): Promise<HostView['past']> => {
    const teller = {
      reference: model.reference,
      say,
      nameOf: namesIn(model),
      federationName: federationNamesIn(model),
      factsOf: (before: Host, after: Host) => pastFacts(before, after, model.reference, say.language),
    };
    try {
      return await pasts.read(
        { epoch: model.epoch, hostId: id, until: model.revision, before, limit: CHANGES_SHOWN },
        teller,
      );
    } catch (error) {
      if (asCatalogueError(error)?.code === 'database-unavailable') return undefined;
      throw error;
    }
  };

  publicPage(app, '/hosts/:host', { dependsOn: catalogue, headers: 'page' }, async (request, model) => {
    const ref = (request.params as { host: string }).host;
    const host = findHost(model, ref) ?? (await refuseAbsentPage(db, ref, model.reference));
    const page = pageOf(request, model.reference, publicUrl, { reads: ['before', 'page', 'version'] });
    const hostToday = hostWithText(host, page.say, model);
    const { before, page: services } = request.query as { before?: unknown; page?: unknown };
    const earlierThan = revisionIn(before);
    const past = await pastOf(host.id, model, page.say, earlierThan);
    const viewed: HostView = {
      host: hostToday,
      entry: entryOf(host, model, policy),
      day: model.day,
      past,
      isEarlier: earlierThan !== undefined,
      servicesAsked: services,
      reference: model.reference,
      holds: (plan) => priceHolds(plan, host, model.day, policy),
      federationName: (slug) => curved(findFederation(model, slug)?.name ?? slug),
      hostName: (slug) => model.bySlug.get(slug)?.name ?? slug,
      isHostAtWork: (slug) => {
        const other = model.bySlug.get(slug);
        return other !== undefined && isAtWork(other);
      },
    };
    return [page, <HostPage key={host.id} {...viewed} />, past ? {} : { incomplete: true }];
  });

  publicPage(app, '/hosts/:host/alternatives', { dependsOn: catalogue, headers: 'page' }, async (request, model) => {
    const ref = (request.params as { host: string }).host;
    const host = findHost(model, ref) ?? (await refuseAbsentPage(db, ref, model.reference));
    const page = pageOf(request, model.reference, publicUrl, { reads: ['page'] });
    const alternatives = await toAlternatives(host, model, model.reference.territories.lineage, page.say);
    const entryAs = (slug: string, usages: readonly string[]) => {
      const other = model.bySlug.get(slug);
      return other && entryOf(other, model, policy, usages);
    };
    const usagesOf = (slug: string) => {
      const offered = model.bySlug.get(slug)?.services.filter((service) => !hasEnded(service));
      return new Set(offered?.flatMap(({ usages }) => usages));
    };
    const { page: asked } = request.query as { page?: unknown };
    return [page, <AlternativesPage key={host.id} {...{ host, alternatives, entryAs, usagesOf, asked }} />];
  });

  app.get<{ Params: { domain: string } }>(
    '/hosts/by-domain/:domain',
    { config: { headers: 'page' }, schema: { hide: true } },
    async (request, reply) => {
      const model = catalogue.current();
      const { domain } = request.params;
      const host = findByDomain(model, domain) ?? (await refuseAbsentDomainPage(db, domain, model.reference));
      const page = pageOf(request, model.reference, publicUrl);
      return reply.redirect(addressIn(page, `/hosts/${host.slug}`));
    },
  );
};
