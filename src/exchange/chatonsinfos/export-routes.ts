import { Type } from 'typebox';
import { requireFederation } from '../../catalogue/federations.ts';
import type { Catalogue } from '../../catalogue/follow.ts';
import { refuseAbsent } from '../../catalogue/gone.ts';
import { findHost, type Model } from '../../catalogue/model.ts';
import type { Database } from '../../database/open.ts';
import { FederationPath } from '../../documents/federation.ts';
import { type Host, HostPath } from '../../documents/host.ts';
import { type Service, ServicePath } from '../../documents/service.ts';
import { parisDay } from '../../ground/clock.ts';
import { CatalogueError } from '../../ground/errors.ts';
import { publicGet } from '../../http/get.ts';
import type { Routes } from '../../record/writer.ts';
import { type Publication, writeFederation, writeHost, writeService } from './write.ts';

const TYPE = 'text/plain';
const NoQuery = Type.Object({}, { additionalProperties: false });

const absentService = () =>
  new CatalogueError('service-not-found', {
    fr: 'Cet hébergeur n’a pas de service de ce nom.',
    en: 'This host has no service of this name.',
  });

const serviceNamed = ({ services }: Host, ref: string): Service => {
  const service = services.find(({ slug, id }) => [slug, id].includes(ref));
  if (!service) throw absentService();
  return service;
};

/** The published data as ChatonsInfos files. */
export const chatonsInfosExportRoutes: Routes<never, { catalogue: Catalogue; db: Database; publicUrl: string }> = (
  app,
  { catalogue, db, publicUrl },
) => {
  const publicationOf = ({ lastChanges, day, reference }: Model, id: string): Publication => {
    const changed = lastChanges.get(id)?.at;
    return { publicUrl, reference, day, changedOn: changed && parisDay(changed) };
  };
  const file = (body: string, name: string) => ({
    body,
    type: `${TYPE}; charset=utf-8`,
    fileName: `${name}.properties`,
  });
  const tag = 'Exchange';
  const answer = { content: { [TYPE]: Type.String() } };

  publicGet(
    app,
    '/v1/hosts/:host.properties',
    {
      dependsOn: catalogue,
      operationId: 'downloadHostFile',
      summary: 'A host as a file of ChatonsInfos, which leads to those of its services',
      tag,
      answer,
      params: HostPath,
      query: NoQuery,
      errors: ['host-not-found', 'host-gone'],
    },
    ({ params }, model) => {
      const host = findHost(model, params.host);
      return host ? file(writeHost(host, publicationOf(model, host.id)), host.slug) : refuseAbsent(db, params.host);
    },
  );

  publicGet(
    app,
    '/v1/hosts/:host/services/:service.properties',
    {
      dependsOn: catalogue,
      operationId: 'downloadServiceFile',
      summary: 'A service of a host as a file of ChatonsInfos',
      tag,
      answer,
      params: ServicePath,
      query: NoQuery,
      errors: ['host-not-found', 'host-gone', 'service-not-found'],
    },
    ({ params }, model) => {
      const host = findHost(model, params.host);
      if (!host) return refuseAbsent(db, params.host);
      const service = serviceNamed(host, params.service);
      return file(writeService(host, service, publicationOf(model, host.id)), `${host.slug}-${service.slug}`);
    },
  );

  publicGet(
    app,
    '/v1/federations/:federation.properties',
    {
      dependsOn: catalogue,
      operationId: 'downloadFederationFile',
      summary: 'A federation as a file of ChatonsInfos, which leads to those of its members',
      tag,
      answer,
      params: FederationPath,
      query: NoQuery,
      errors: ['federation-not-found'],
    },
    ({ params }, model) => {
      const federation = requireFederation(model, params.federation);
      return file(writeFederation(federation, publicationOf(model, federation.id)), federation.slug);
    },
  );
};
