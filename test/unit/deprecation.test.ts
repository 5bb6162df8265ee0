import fastify from 'fastify';
import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { addHeaders, headersByRoute, securityHeaders } from '../../src/http/answering/headers.ts';
import { indexRoutes } from '../../src/http/asking/route-index.ts';
import type { Deprecated } from '../../src/http/asking/types.ts';
import { privateGet } from '../../src/http/get.ts';
import { addOpenApi, publishSchemas, writeOpenApi } from '../../src/http/openapi.ts';
import { Problem } from '../../src/http/problems.ts';

/** An application with one operation that ends, and one that stays. */
async function appWith(deprecated: Deprecated) {
  const app = fastify();
  const routes = indexRoutes(app);
  publishSchemas(app, Problem);
  await addOpenApi(app, { version: '1.0.0', webhooks: {} });
  const sources = { style: "'none'", script: "'none'" };
  addHeaders(app, routes, headersByRoute(securityHeaders(sources, { secure: true, subdomains: false })));
  const common = {
    summary: 'Something',
    tag: 'Service',
    answer: Type.Object({}),
    handler: () => ({ body: {} }),
  } as const;
  privateGet(app, '/v1/ends', { ...common, operationId: 'getEnding', deprecated });
  privateGet(app, '/v1/stays', { ...common, operationId: 'getStaying' });
  await app.ready();
  return app;
}

const ENDS = { since: '2027-01-01', until: '2029-01-01' };

it('says of an operation that ends since when that is known and when it may be gone, in each answer', async () => {
  const app = await appWith(ENDS);
  const { headers } = await app.inject('/v1/ends');
  expect(headers).toMatchObject({ deprecation: '@1798761600', sunset: 'Mon, 01 Jan 2029 00:00:00 GMT' });
  expect(String(headers.deprecation)).toBe(`@${Date.UTC(2027, 0, 1) / 1000}`);
  const refused = await app.inject('/v1/ends?no=such');
  expect(refused.headers).toMatchObject({ sunset: headers.sunset });
  const staying = await app.inject('/v1/stays');
  expect(staying.headers).not.toHaveProperty('deprecation');
  await app.close();
});

it('says so in the description, with both headers', async () => {
  const app = await appWith(ENDS);
  const { paths, components } = JSON.parse(writeOpenApi(app));
  expect(paths['/v1/ends'].get).toMatchObject({ deprecated: true });
  expect(Object.keys(paths['/v1/ends'].get.responses['200'].headers)).toEqual(
    expect.arrayContaining(['Deprecation', 'Sunset']),
  );
  expect(paths['/v1/stays'].get).not.toHaveProperty('deprecated');
  expect(components.headers).toHaveProperty('Sunset');
  await app.close();
});

it('takes no end before the two years that are promised', async () => {
  await expect(appWith({ ...ENDS, until: '2028-12-31' })).rejects.toThrow('24 months are promised');
});
