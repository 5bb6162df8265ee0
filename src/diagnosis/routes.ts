import type { Catalogue } from '../catalogue/follow.ts';
import { CatalogueError } from '../ground/errors.ts';
import { OF_DATA } from '../http/answering/public-answers.ts';
import { emptyUnlessSent } from '../http/asking/json-body.ts';
import { languageOf } from '../http/asking/negotiation.ts';
import { Lang } from '../http/get.ts';
import { errors } from '../http/openapi.ts';
import type { Routes } from '../record/writer.ts';
import { strictObject } from '../vocabulary/shapes.ts';
import { speaker } from '../vocabulary/speaker.ts';
import { Diagnosis } from './answer.ts';
import type { Diagnose } from './diagnose.ts';
import { mapFaults, ToolMap } from './schema.ts';

/** From a map of present tools to findings and a need. The map is in the request body; it is not stored or logged. */
export const diagnosisRoutes: Routes<never, { catalogue: Catalogue; diagnose: Diagnose }> = (
  app,
  { catalogue, diagnose },
) => {
  app.post<{ Body: ToolMap }>(
    '/v1/diagnoses',
    {
      config: { crossOrigin: true, bodyMayLack: true },
      preValidation: emptyUnlessSent,
      schema: {
        operationId: 'diagnoseTools',
        summary: 'What a map of tools and practices shows, and the need that it makes',
        tags: ['Diagnosis'],
        querystring: strictObject({ lang: Lang }),
        body: ToolMap,
        response: {
          200: { description: 'The findings', content: { 'application/json': { schema: Diagnosis } } },
          ...errors('malformed-request', 'meaningless-request', 'body-too-large', 'unsupported-media-type'),
          ...errors('database-unavailable'),
        },
      },
    },
    (request, reply) => {
      const model = catalogue.current();
      const faults = mapFaults(request.body, model.reference);
      if (faults.length > 0)
        throw new CatalogueError(
          'meaningless-request',
          {
            fr: 'Cette carte ne peut pas être lue telle quelle : voyez chaque point.',
            en: 'This map cannot be read as it is: see each point.',
          },
          { faults },
        );
      const language = languageOf(request);
      const answer = diagnose(request.body, model, speaker(language, model.reference));
      return reply.headers({ 'content-language': language, link: OF_DATA, 'cache-control': 'no-store' }).send(answer);
    },
  );
};
