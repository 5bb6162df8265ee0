import swaggerUi from '@fastify/swagger-ui';
import type { RouteOptions } from 'fastify';
import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import { LINKED_TYPE } from '../catalogue/linked.ts';
import { madeFrom } from '../catalogue/list-json.ts';
import { listedHosts } from '../catalogue/model.ts';
import type { OpenDatabase } from '../database/open.ts';
import { DATA_PACKAGE, DUMPS } from '../exchange/dumps/dcat.ts';
import { answerJson } from '../ground/absent.ts';
import { CatalogueError } from '../ground/errors.ts';
import { prefers } from '../http/asking/negotiation.ts';
import { privateGet, publicGet } from '../http/get.ts';
import { writeOpenApi } from '../http/openapi.ts';
import { PAGE_TYPE } from '../pages/frame/pages.ts';
import { homePage, problemListPage } from '../pages/home/documents.tsx';
import { promisePage } from '../pages/home/promise.tsx';
import { administrator } from '../record/context.ts';
import type { Routes } from '../record/writer.ts';
import { VERSION } from '../version.ts';
import type { Reference } from '../vocabulary/reference.ts';
import { Epoch, Licence, strictObject } from '../vocabulary/shapes.ts';

const BACKUP_TYPE = 'application/gzip';

/** The whole embedded database as one file: while the server runs, no other process may open the folder. */
export const backupRoutes: Routes<'only', { dump: OpenDatabase['dump'] }> = (app, { only, dump }) => {
  privateGet(app, '/v1/backup', {
    operationId: 'getBackup',
    summary: 'Everything in the embedded database, for `restore` on the command line; for administrators',
    tag: 'Service',
    answer: {
      content: { [BACKUP_TYPE]: Type.String({ description: 'tar.gz; holds hashed tokens and private texts' }) },
    },
    responseDescription: 'The backup',
    allow: only(administrator),
    errors: ['not-embedded'],
    handler: async () => {
      if (!dump)
        throw new CatalogueError('not-embedded', {
          fr: 'Ce serveur écrit dans une base PostgreSQL : sauvegardez-la avec pg_dump.',
          en: 'This server writes to a PostgreSQL database: back it up with pg_dump.',
        });
      return { body: await dump(), type: BACKUP_TYPE, fileName: 'bercail.tar.gz' };
    },
  });
};

const links = (publicUrl: string) => ({
  'service-desc': `${publicUrl}/openapi.json`,
  'service-doc': `${publicUrl}/docs`,
  status: `${publicUrl}/readyz`,
});

const Home = strictObject({
  name: Type.String(),
  build: Type.String(),
  epoch: Epoch,
  catalogueRevision: Type.Integer(),
  asOf: Type.String({ format: 'date' }),
  licence: Licence,
  hosts: Type.Integer(),
  services: Type.Integer(),
  links: strictObject({
    'service-desc': Type.String(),
    'service-doc': Type.String(),
    status: Type.String(),
    hosts: Type.String(),
    services: Type.String(),
    usages: Type.String(),
    federations: Type.String(),
    'export-hosts': Type.String(),
    'export-tables': Type.String(),
    'export-linked-data': Type.String(),
    'data-catalogue': Type.String(),
    vocabulary: Type.String(),
  }),
});

const Page = Type.String({ description: 'A page for people' });

/** Entry points for programs and people: home, API catalogue, OpenAPI, documentation. */
export const discoveryRoutes: Routes<never, { catalogue: Catalogue; reference: Reference; publicUrl: string }> = async (
  app,
  { catalogue, reference, publicUrl },
) => {
  const tag = 'Service';
  const linkHeader = Object.entries(links(publicUrl))
    .map(([relation, address]) => `<${address}>; rel="${relation}"`)
    .join(', ');

  // The home page ignores unknown parameters, because links on other sites add their own. Programs get an error for
  // them, because they may be mistyped.
  app.addHook('preValidation', async (request) => {
    if (request.routeOptions.url === '/' && prefers('text/html', request.headers.accept)) request.query = {};
  });
  publicGet(app, '/', {
    dependsOn: catalogue,
    operationId: 'getHome',
    summary: 'A page for people, or JSON for programs',
    tag,
    answer: { content: { 'application/json': Home, 'text/html': Page } },
    reading: { byLanguage: true, byFormat: 'text/html' },
    headers: 'page',
    handler: (request, model) => {
      if (prefers('text/html', request.headers.accept))
        return {
          body: homePage(request, model, publicUrl),
          type: PAGE_TYPE,
          link: linkHeader,
        };
      const body = {
        name: 'Bercail',
        build: VERSION,
        ...madeFrom(model),
        hosts: listedHosts(model),
        services: model.offers.filter(({ service }) => service).length,
        links: {
          ...links(publicUrl),
          hosts: `${publicUrl}/v1/hosts`,
          services: `${publicUrl}/v1/services`,
          usages: `${publicUrl}/v1/usages`,
          federations: `${publicUrl}/v1/federations`,
          'export-hosts': `${publicUrl}/v1/export/hosts.ndjson`,
          'export-tables': publicUrl + DATA_PACKAGE,
          'export-linked-data': `${publicUrl}/v1/export/catalogue.jsonld`,
          'data-catalogue': `${publicUrl}/v1/export/dcat.jsonld`,
          vocabulary: `${publicUrl}/ns`,
        },
      };
      return { body: answerJson(body), link: linkHeader };
    },
  });

  const LinkSet = Type.Object({ linkset: Type.Array(Type.Object({}, { additionalProperties: true })) });
  publicGet(app, '/.well-known/api-catalog', {
    dependsOn: 'build',
    operationId: 'getApiCatalog',
    summary: 'Where the description, the documentation and the state of this service are (RFC 9727)',
    tag,
    answer: { content: { 'application/linkset+json': LinkSet } },
    handler: () => {
      const dumps = DUMPS.map(({ path, media }) => ({ href: publicUrl + path, type: media }));
      const openData = {
        anchor: `${publicUrl}/v1/export/dcat.jsonld`,
        item: dumps,
        describedby: [
          { href: `${publicUrl}/ns`, type: 'text/html' },
          { href: `${publicUrl}/ns/context.jsonld`, type: LINKED_TYPE },
          { href: publicUrl + DATA_PACKAGE, type: 'application/json' },
        ],
        license: [{ href: 'https://creativecommons.org/publicdomain/zero/1.0/' }],
      };
      const relations = Object.entries(links(publicUrl)).map(([relation, href]) => [
        relation,
        [{ href, type: relation === 'service-doc' ? 'text/html' : 'application/json' }],
      ]);
      return {
        body: JSON.stringify({ linkset: [{ anchor: `${publicUrl}/v1`, ...Object.fromEntries(relations) }, openData] }),
        type: 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
        link: `<${publicUrl}/.well-known/api-catalog>; rel="api-catalog"`,
      };
    },
  });

  let description: Buffer | undefined;
  publicGet(app, '/openapi.json', {
    dependsOn: 'build',
    operationId: 'getOpenApi',
    summary: 'This description (OpenAPI 3.1)',
    tag,
    answer: Type.Object({ openapi: Type.String() }, { additionalProperties: true }),
    handler: () => {
      description ??= Buffer.from(writeOpenApi(app));
      return { body: description };
    },
  });

  await app.register(async (documentation) => {
    documentation.addHook('onRoute', (route: RouteOptions) => {
      route.config = { ...route.config, headers: 'documentation', quota: false };
      // The documentation viewer always adds routes for a description of its own; the description is at
      // `/openapi.json`.
      if (/^\/docs\/(json|yaml)$/.test(route.url)) route.handler = (_, reply) => reply.redirect('/openapi.json', 308);
    });
    await documentation.register(swaggerUi, { routePrefix: '/docs', staticCSP: false });
  });

  publicGet(app, '/docs/problems', {
    dependsOn: 'build',
    operationId: 'getProblems',
    summary: 'What the codes of errors mean',
    tag,
    answer: { content: { 'text/html': Page } },
    reading: { byLanguage: true },
    headers: 'page',
    handler: (request) => ({ body: problemListPage(request, reference, publicUrl), type: PAGE_TYPE }),
  });

  publicGet(app, '/docs/promise', {
    dependsOn: 'build',
    operationId: 'getPromise',
    summary: 'What of this interface stays, for how long, and how an end is announced',
    tag,
    answer: { content: { 'text/html': Page } },
    reading: { byLanguage: true },
    headers: 'page',
    handler: (request) => ({ body: promisePage(request, reference, publicUrl), type: PAGE_TYPE }),
  });
};
