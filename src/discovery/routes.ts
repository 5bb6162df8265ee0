import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';
import { Type } from 'typebox';
import type { Catalogue } from '../catalogue/follow.ts';
import { madeFrom } from '../catalogue/listing.ts';
import { listedHosts } from '../catalogue/model.ts';
import type { PublicAnswers } from '../http/answering/public-answers.ts';
import { publicGet } from '../http/answering/public-get.ts';
import { prefers } from '../http/asking/negotiation.ts';
import { errors } from '../http/openapi.ts';
import { PAGE_TYPE, type Speakers } from '../pages/frame/pages.ts';
import { homePage, problemListPage } from '../pages/home/documents.tsx';

export interface DiscoveryRoutes {
  catalogue: Catalogue;
  answers: PublicAnswers;
  speakers: Speakers;
  publicUrl: string;
  build: string;
  /** true once the process has been asked to stop. */
  isStopping: () => boolean;
  metrics: { text(): Promise<string>; contentType: string };
}

const PATIENCE_MS = 500;
const links = (publicUrl: string) => ({
  'service-desc': `${publicUrl}/openapi.json`,
  'service-doc': `${publicUrl}/docs`,
  status: `${publicUrl}/readyz`,
});

const Home = Type.Object(
  {
    name: Type.String(),
    build: Type.String(),
    catalogueRevision: Type.Integer(),
    asOf: Type.String({ format: 'date' }),
    hosts: Type.Integer(),
    services: Type.Integer(),
    links: Type.Object(
      {
        'service-desc': Type.String(),
        'service-doc': Type.String(),
        status: Type.String(),
        hosts: Type.String(),
        services: Type.String(),
        usages: Type.String(),
        federations: Type.String(),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false, $id: 'Home' },
);

const State = (states: readonly string[]) =>
  Type.Object({ state: Type.Enum([...states], { type: 'string' }) }, { additionalProperties: false });

const Page = Type.String({ description: 'A page for people' });

/** How programs and people find their way, and how operators see that all is well. */
export const discoveryRoutes =
  ({ catalogue, answers, speakers, publicUrl, build, isStopping, metrics }: DiscoveryRoutes) =>
  async (app: FastifyInstance): Promise<void> => {
    const tag = 'Service';
    const linkHeader = Object.entries(links(publicUrl))
      .map(([relation, address]) => `<${address}>; rel="${relation}"`)
      .join(', ');

    publicGet(
      app,
      answers,
      '/',
      {
        operationId: 'getHome',
        summary: 'A page for people, or JSON for programs',
        tag,
        answer: { content: { 'application/json': Home, 'text/html': Page } },
        reading: { byLanguage: true, byFormat: 'text/html' },
        headers: 'page',
      },
      (request) => {
        const model = catalogue.current();
        const counts = {
          hosts: listedHosts(model),
          services: model.offers.filter(({ service }) => service).length,
        };
        if (prefers('text/html', request.headers.accept))
          return {
            body: homePage(request, speakers, { ...counts, asOf: model.day, federations: model.federations }),
            type: PAGE_TYPE,
            link: linkHeader,
          };
        const body = {
          name: 'Bercail',
          build,
          ...madeFrom(model),
          ...counts,
          links: {
            ...links(publicUrl),
            hosts: `${publicUrl}/v1/hosts`,
            services: `${publicUrl}/v1/services`,
            usages: `${publicUrl}/v1/usages`,
            federations: `${publicUrl}/v1/federations`,
          },
        };
        return { body: JSON.stringify(body), link: linkHeader };
      },
    );

    const LinkSet = Type.Object({ linkset: Type.Array(Type.Object({}, { additionalProperties: true })) });
    publicGet(
      app,
      answers,
      '/.well-known/api-catalog',
      {
        operationId: 'getApiCatalog',
        summary: 'Where the description, the documentation and the state of this service are (RFC 9727)',
        tag,
        answer: { content: { 'application/linkset+json': LinkSet } },
      },
      () => {
        const relations = Object.entries(links(publicUrl)).map(([relation, href]) => [
          relation,
          [{ href, type: relation === 'service-doc' ? 'text/html' : 'application/json' }],
        ]);
        return {
          body: JSON.stringify({ linkset: [{ anchor: `${publicUrl}/v1`, ...Object.fromEntries(relations) }] }),
          type: 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
          link: `<${publicUrl}/.well-known/api-catalog>; rel="api-catalog"`,
        };
      },
    );

    let description: Buffer | undefined;
    publicGet(
      app,
      answers,
      '/openapi.json',
      {
        operationId: 'getOpenApi',
        summary: 'This description (OpenAPI 3.1)',
        tag,
        answer: Type.Object({ openapi: Type.String() }, { additionalProperties: true }),
      },
      () => {
        description ??= Buffer.from(JSON.stringify(app.swagger()));
        return { body: description };
      },
    );

    await app.register(async (documentation) => {
      documentation.addHook('onRoute', (route: RouteOptions) => {
        route.config = { ...route.config, headers: 'documentation', quota: false };
      });
      await documentation.register(swaggerUi, { routePrefix: '/docs', staticCSP: false });
    });

    publicGet(
      app,
      answers,
      '/docs/problems',
      {
        operationId: 'getProblems',
        summary: 'What the codes of errors mean',
        tag,
        answer: { content: { 'text/html': Page } },
        reading: { byLanguage: true },
        headers: 'page',
      },
      (request) => ({ body: problemListPage(request, speakers), type: PAGE_TYPE }),
    );

    const probe = { config: { quota: false } as const };
    const unkept = (reply: FastifyReply) => reply.header('cache-control', 'no-store');
    app.get(
      '/healthz',
      {
        ...probe,
        schema: {
          operationId: 'getHealth',
          summary: 'The process lives',
          tags: [tag],
          response: { 200: { description: 'It lives', ...State(['alive']) }, ...errors() },
        },
      },
      async (_request, reply) => unkept(reply).send({ state: 'alive' }),
    );

    app.get(
      '/readyz',
      {
        ...probe,
        schema: {
          operationId: 'getReadiness',
          summary: 'Whether reads are answered, and writes too',
          tags: [tag],
          response: {
            200: {
              description: 'ready, or degraded: the database is away, reading goes on',
              ...State(['ready', 'degraded']),
            },
            503: { description: 'Stopping', ...State(['stopping']) },
            ...Object.fromEntries(Object.entries(errors()).filter(([status]) => status !== '503')),
          },
        },
      },
      async (_request, reply) => {
        if (isStopping()) return unkept(reply).code(503).header('retry-after', 5).send({ state: 'stopping' });
        let timer: NodeJS.Timeout | undefined;
        const patience = new Promise<false>((resolve) => {
          timer = setTimeout(resolve, PATIENCE_MS, false);
        });
        const answersInTime = await Promise.race([
          catalogue.catchUp().then(
            () => true,
            () => false,
          ),
          patience,
        ]);
        clearTimeout(timer);
        return unkept(reply).send({ state: answersInTime ? 'ready' : 'degraded' });
      },
    );

    app.get(
      '/metrics',
      {
        ...probe,
        schema: {
          operationId: 'getMetrics',
          summary: 'Prometheus metrics',
          tags: [tag],
          response: {
            200: { description: 'Prometheus text', content: { 'text/plain': { schema: Type.String() } } },
            ...errors(),
          },
        },
      },
      async (_request, reply) =>
        unkept(reply)
          .type(metrics.contentType)
          .send(await metrics.text()),
    );
  };
