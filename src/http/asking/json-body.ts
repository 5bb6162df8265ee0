import type { FastifyInstance } from 'fastify';
import { CatalogueError } from '../../ground/errors.ts';
import { notJson } from './json-place.ts';

const TYPES = ['application/json', 'application/merge-patch+json'];

const FORBIDDEN = {
  fr: 'Un champ s’appelle __proto__ ou constructor : ces noms ne sont pas admis.',
  en: 'A field is called __proto__ or constructor: these names are not accepted.',
};

/** Far more than the largest document holds; the checks of a shape take time for each value. */
const VALUES_MAX = 50_000;
const TOO_MANY = {
  fr: `Ce document contient plus de ${VALUES_MAX} valeurs. Envoyez-le en plusieurs fois.`,
  en: `This document holds more than ${VALUES_MAX} values. Send it in several parts.`,
};

function holdsTooMany(body: unknown): boolean {
  const waiting = [body];
  for (let seen = 0; waiting.length > 0; seen++) {
    if (seen + waiting.length > VALUES_MAX) return true;
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    const values = Array.isArray(value) ? value : Object.values(value);
    if (values.length > VALUES_MAX) return true;
    waiting.push(...values);
  }
  return false;
}

/** Reads bodies as JSON; what is not JSON is told with its line, its character, and what was expected there. */
export function addJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(TYPES[0]!);
  app.addContentTypeParser<string>(TYPES, { parseAs: 'string' }, (request, body, done) => {
    void parse(request, body, (error, value) => {
      if (!error && holdsTooMany(value)) return done(new CatalogueError('body-too-large', TOO_MANY));
      if (!error || body === '') return done(error, value);
      done(new CatalogueError('malformed-request', notJson(body) ?? FORBIDDEN, { cause: error }));
    });
  });
}
