import type { FastifyInstance } from 'fastify';

const FORM_MAX = 50_000;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** From here on, a form and nothing else is taken: programs have the API. */
export function takeForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: FORM_MAX }, (_request, body, done) =>
    done(null, new URLSearchParams(body as string)),
  );
}
