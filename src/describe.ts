import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { writeOpenApi } from './http/openapi.ts';

/** The committed description of the API; its differences are part of every review. */
export const OPENAPI_FILE = fileURLToPath(new URL('../openapi/openapi.json', import.meta.url));

/** The OpenAPI document of the routes of an application, as JSON. */
export async function describeOpenApi(app: FastifyInstance): Promise<string> {
  await app.ready();
  return `${writeOpenApi(app, 2)}\n`;
}
