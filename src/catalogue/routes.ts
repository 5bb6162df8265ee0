import type { FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Database } from '../database/open.ts';
import { Federation, FederationPath } from '../documents/federation.ts';
import { Host, HostPath } from '../documents/host.ts';
import { Service, ServicePath } from '../documents/service.ts';
import { answerJson } from '../ground/absent.ts';
import { parisDay } from '../ground/clock.ts';
import { CatalogueError } from '../ground/errors.ts';
import { readOwnEntry } from '../hosts/entries/commands.ts';
import { hostNotFound, ownsHost } from '../hosts/rights.ts';
import { versionTag } from '../http/answering/conditional.ts';
import { languageOf, prefers } from '../http/asking/negotiation.ts';
import type { ReadOptions } from '../http/asking/types.ts';
import { Lang, publicGet } from '../http/get.ts';
import { hostAfter } from '../record/changes.ts';
import type { HostFacts } from '../record/host-facts.ts';
import { documentAt, federationsAt } from '../record/past.ts';
import type { Routes } from '../record/writer.ts';
import type { Caller } from '../requests/caller.ts';
import type { CostRules } from '../services/cost.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { pathName, strictObject } from '../vocabulary/shapes.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { federationVersionTag, requireFederation } from './federations.ts';
import type { Catalogue } from './follow.ts';
import { refuseAbsent, refuseAbsentDomain, WithdrawnList, withdrawnPage } from './gone.ts';
import { LINKED_TYPE, LinkedData, type Linker } from './linked.ts';
import { federationsPage, jsonOf, servicesPage } from './list-json.ts';
import { checkMeaning, listPage, pageJson, readPlaceIn } from './listing.ts';
import { findDomain, findHost, type Model } from './model.ts';
import { withOwnCriteria } from './own-criteria.ts';
import { FederationList, HostByDomain, HostList, ListQuery, OfferList, PageQuery, ServiceList } from './schema.ts';
import type { SearchContext } from './search.ts';
import {
  hostWithProvenance,
  hostWithText,
  ProvenanceOption,
  serviceWithProvenance,
  serviceWithText,
} from './writer.ts';

const DomainPath = Type.Object({ domain: pathName('Domain name, such as cloud.aulnes.example', 'aulnes.example') });
const HostQuery = strictObject({
  lang: Lang,
  with: ProvenanceOption,
  at: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'Revision: the document as it stood' }),
  ),
});

const ServiceQuery = strictObject({ lang: Lang, with: ProvenanceOption });

export const absentService = () =>
  new CatalogueError('service-not-found', {
    fr: 'Cet hébergeur n’a pas de service de ce nom.',
    en: 'This host has no service of this name.',
  });

/**
 * A host at a revision, with the criteria of that time; null when it was not public then.
 * @param vocabularies those of the field, without the criteria of federations
 */
async function hostAt(db: Database, vocabularies: Reference, hostId: string, revision: number) {
  const change = await documentAt(db, hostId, revision);
  const host = change && hostAfter(change, withOwnCriteria(vocabularies, await federationsAt(db, revision)));
  return change && host ? { host, facts: change.document as HostFacts, day: parisDay(change.at) } : null;
}

const nextLink = (next: string | null) => (next ? { link: `<${next}>; rel="next"` } : {});

/** Hosts, services and federations as published. Only past revisions and withdrawn hosts need the database. */
export const catalogueRoutes: Routes<
  'contextFor',
  { reference: Reference; catalogue: Catalogue; policy: CostRules; db: Database; linker: Linker }
> = (app, { reference, catalogue, policy, db, contextFor, linker }) => {
  const tag = 'Catalogue';
  // Documents with a closing contain sentences, so answers depend on the language.
  const reading: ReadOptions = { byLanguage: true, byFormat: LINKED_TYPE };
  const orLinked = (answer: TSchema) => ({ content: { 'application/json': answer, [LINKED_TYPE]: LinkedData } });
  /** The answer as linked data, when the request prefers that. */
  const linked = ({ headers }: FastifyRequest, write: () => string) =>
    prefers(LINKED_TYPE, headers.accept) ? { body: write(), type: LINKED_TYPE } : undefined;
  const sayTo = (request: FastifyRequest, model: Model) => speaker(languageOf(request), model.reference);
  const versionOfHost = (caller: Caller, host: Host) =>
    ownsHost(caller, host) ? { versionTag: versionTag(host.version) } : {};

  interface ListRoute {
    of: SearchContext['of'];
    operationId: string;
    summary: string;
    answer: TSchema;
    query: typeof ListQuery;
  }
  const list = (path: string, { of, ...described }: ListRoute) =>
    publicGet(app, path, {
      ...{ dependsOn: catalogue, tag, reading, takesFields: true, ...described },
      answer: orLinked(described.answer),
      errors: ['invalid-cursor', 'meaningless-request'],
      handler: (request, model) => {
        const { query } = request;
        const after = readPlaceIn(path, query, model);
        checkMeaning(query, model);
        const context = { model, costRules: policy, of, say: sayTo(request, model) };
        const page = listPage(query, context, path, after);
        return {
          ...(linked(request, () => linker.list({ ...page, address: request.raw.url as string }, of, model)) ?? {
            body: pageJson(page, context),
          }),
          ...nextLink(page.next),
        };
      },
    });
  list('/v1/hosts', {
    of: 'hosts',
    operationId: 'listHosts',
    summary: 'Hosts, filtered, counted and paged',
    answer: HostList,
    query: ListQuery,
  });
  list('/v1/services', {
    of: 'offers',
    operationId: 'listServices',
    summary: 'Services of all hosts: the same filters, offer by offer',
    answer: OfferList,
    query: ListQuery,
  });

  publicGet(app, '/v1/withdrawn-hosts', {
    dependsOn: catalogue,
    operationId: 'listWithdrawnHosts',
    summary: 'Hosts that have left: slug, day, and why where that was said; without entries of individuals',
    tag,
    answer: WithdrawnList,
    query: PageQuery,
    errors: ['invalid-cursor', 'database-unavailable'],
    handler: async ({ query, routeOptions }, model) => {
      const { body, next } = await withdrawnPage(db, query, model, routeOptions.url as string);
      return { body, ...nextLink(next) };
    },
  });

  publicGet(app, '/v1/hosts/:host', {
    dependsOn: catalogue,
    operationId: 'getHost',
    takesFields: true,
    summary: 'A host: the whole document, or as it stood at a revision',
    tag,
    answer: orLinked(Host),
    params: HostPath,
    query: HostQuery,
    errors: ['host-not-found', 'host-gone', 'revision-not-found', 'database-unavailable'],
    reading,
    handler: async (request, model) => {
      const { caller, params, query } = request;
      if (query.at === undefined) {
        const published = findHost(model, params.host);
        const { host, facts } = published
          ? { host: published, facts: model.facts.get(published.id) }
          : ((await readOwnEntry(contextFor(caller), params.host)) ?? (await refuseAbsent(db, params.host)));
        return {
          ...(linked(request, () => linker.host(host, model)) ?? {
            body: jsonOf(hostWithProvenance(hostWithText(host, sayTo(request, model), model), facts, query.with)),
          }),
          ...versionOfHost(caller, host),
        };
      }
      const { id } = findHost(model, params.host) ?? (await refuseAbsent(db, params.host));
      if (query.at > model.revision)
        throw new CatalogueError('revision-not-found', {
          fr: `La dernière révision est ${model.revision}.`,
          en: `The latest revision is ${model.revision}.`,
        });
      const past = await hostAt(db, reference, id, query.at);
      if (!past) throw hostNotFound();
      const { host, facts, day } = past;
      const asLinked = linked(request, () => linker.pastHost(host, day, model));
      // Recent site observations say nothing about an earlier day, so only the names are passed.
      const { bySlug } = model;
      const answered = () =>
        hostWithProvenance(hostWithText(host, sayTo(request, model), { bySlug }), facts, query.with);
      return asLinked ?? { body: answerJson(answered()) };
    },
  });

  publicGet(app, '/v1/hosts/by-domain/:domain', {
    dependsOn: catalogue,
    operationId: 'getHostByDomain',
    summary: 'The host behind a domain, or behind one above it; also behind a domain that it had',
    tag,
    answer: HostByDomain,
    params: DomainPath,
    errors: ['host-not-found', 'host-gone'],
    reading: { byLanguage: true },
    handler: (request, model) => {
      const found = findDomain(model, request.params.domain);
      if (!found) return refuseAbsentDomain(db, request.params.domain);
      const host = hostWithText(found.host, sayTo(request, model), model);
      return { body: found.former ? answerJson({ ...host, former: true }) : jsonOf(host) };
    },
  });

  publicGet(app, '/v1/hosts/:host/services', {
    dependsOn: catalogue,
    operationId: 'listHostServices',
    takesFields: true,
    comesWhole: true,
    summary: 'Services of a host, all in one page',
    tag,
    answer: orLinked(ServiceList),
    params: HostPath,
    query: ServiceQuery,
    errors: ['host-not-found', 'host-gone'],
    reading,
    handler: (request, model) => {
      const host = findHost(model, request.params.host);
      if (!host) return refuseAbsent(db, request.params.host);
      const { services } = hostWithText(host, sayTo(request, model), model);
      const facts = model.facts.get(host.id);
      return (
        linked(request, () => linker.services(host, request.raw.url as string, model)) ?? {
          body: servicesPage(
            host,
            services.map((one) => serviceWithProvenance(one, facts, request.query.with)),
            model,
          ),
        }
      );
    },
  });

  publicGet(app, '/v1/hosts/:host/services/:service', {
    dependsOn: catalogue,
    operationId: 'getHostService',
    takesFields: true,
    summary: 'A service of a host',
    tag,
    answer: orLinked(Service),
    params: ServicePath,
    query: ServiceQuery,
    errors: ['host-not-found', 'host-gone', 'service-not-found'],
    reading,
    handler: (request, model) => {
      const { caller, params, query } = request;
      const host = findHost(model, params.host);
      if (!host) return refuseAbsent(db, params.host);
      const service = host.services.find(({ slug, id }) => [slug, id].includes(params.service));
      if (!service) throw absentService();
      return {
        ...(linked(request, () => linker.service(host, service, model)) ?? {
          body: jsonOf(
            serviceWithProvenance(
              serviceWithText(service, sayTo(request, model), model),
              model.facts.get(host.id),
              query.with,
            ),
          ),
        }),
        ...versionOfHost(caller, host),
      };
    },
  });

  publicGet(app, '/v1/federations', {
    dependsOn: catalogue,
    operationId: 'listFederations',
    comesWhole: true,
    summary: 'Networks of hosts, all in one page',
    tag,
    answer: FederationList,
    handler: (_request, model) => ({ body: federationsPage(model) }),
  });

  publicGet(app, '/v1/federations/:federation', {
    dependsOn: catalogue,
    operationId: 'getFederation',
    summary: 'A federation and its members',
    tag,
    answer: Federation,
    params: FederationPath,
    errors: ['federation-not-found'],
    handler: ({ caller, params }, model) => {
      const federation = requireFederation(model, params.federation);
      return { body: jsonOf(federation), ...federationVersionTag(caller, federation) };
    },
  });
};
