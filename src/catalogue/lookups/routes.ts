import { OF_DATA } from '../../http/answering/public-answers.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { OnlyLang } from '../../http/get.ts';
import { errors } from '../../http/openapi.ts';
import type { Routes } from '../../record/writer.ts';
import type { Catalogue } from '../follow.ts';
import { madeFrom } from '../listing.ts';
import { lookUp } from './look-up.ts';
import { LookupAnswer, LookupDraft } from './schema.ts';

/** Looks up many domains at once, from any site. The question is neither stored nor logged. */
export const lookupRoutes: Routes<never, { catalogue: Catalogue }> = (app, { catalogue }) => {
  app.post<{ Body: LookupDraft }>(
    '/v1/hosts/lookups',
    {
      config: { crossOrigin: true },
      schema: {
        operationId: 'lookUpDomains',
        summary: 'Which of up to a hundred domains are those of hosts: their federations, and whether they close',
        tags: ['Catalogue'],
        querystring: OnlyLang,
        body: LookupDraft,
        response: {
          200: { description: 'One item for each domain', content: { 'application/json': { schema: LookupAnswer } } },
          ...errors('malformed-request', 'body-too-large', 'unsupported-media-type'),
        },
      },
    },
    (request, reply) => {
      const model = catalogue.current();
      const language = languageOf(request);
      const items = lookUp(request.body.domains, model, language);
      return reply
        .headers({
          'content-type': 'application/json; charset=utf-8',
          'content-language': language,
          link: OF_DATA,
          'cache-control': 'no-store',
        })
        .send(JSON.stringify({ items, ...madeFrom(model) }));
    },
  );
};
