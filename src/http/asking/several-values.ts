import type { FastifyInstance, RouteOptions } from 'fastify';

/* Several values of a parameter are repeated (`usage=a&usage=b`) or separated by commas (`usage=a,b`): commas are read here alone. */

/** Marks a parameter whose values hold no comma themselves. */
export const BY_COMMAS = 'x-by-commas';

interface Query {
  properties?: Record<string, Record<string, unknown>>;
}

const split = (value: unknown): unknown => {
  if (typeof value === 'string') return value.includes(',') ? value.split(',') : value;
  return Array.isArray(value) ? value.flatMap(split) : value;
};

/** Splits such values on every route that takes some, before they are validated. */
export function splitSeveralValues(app: FastifyInstance): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    const { properties = {} } = (route.schema?.querystring ?? {}) as Query;
    const names = Object.keys(properties).filter((name) => properties[name]?.[BY_COMMAS]);
    if (names.length === 0) return;
    route.preValidation = [
      ...[route.preValidation ?? []].flat(),
      (request, _reply, done) => {
        const query = request.query as Record<string, unknown>;
        for (const name of names) if (query[name] !== undefined) query[name] = split(query[name]);
        done();
      },
    ];
  });
}
