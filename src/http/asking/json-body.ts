import type { FastifyInstance } from 'fastify';
import { CatalogueError } from '../../errors.ts';
import { notJson } from './json-place.ts';

const TYPES = ['application/json', 'application/merge-patch+json'];

const FORBIDDEN = {
  fr: 'Un champ s’appelle __proto__ ou constructor : ces noms ne sont pas admis.',
  en: 'A field is called __proto__ or constructor: these names are not accepted.',
};

/** Reads bodies as JSON; what is not JSON is told with its line, its character, and what was expected there. */
export function addJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(TYPES[0]!);
  app.addContentTypeParser<string>(TYPES, { parseAs: 'string' }, (request, body, done) => {
    void parse(request, body, (error, value) => {
      if (!error || body === '') return done(error, value);
      done(new CatalogueError('malformed-request', notJson(body) ?? FORBIDDEN, { cause: error }));
    });
  });
}
