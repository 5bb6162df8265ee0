import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { writeOpenApi } from './http/openapi.ts';

/** The committed API description; its differences are part of every review. */
export const OPENAPI_FILE = fileURLToPath(new URL('../openapi/openapi.json', import.meta.url));

/** The OpenAPI document of an application's routes, as JSON. */
export async function describeOpenApi(app: FastifyInstance): Promise<string> {
  await app.ready();
  return `${writeOpenApi(app, 2)}\n`;
}
