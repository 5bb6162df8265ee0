import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { asCatalogueError } from '../../database/errors.ts';
import { CatalogueError, type Fault } from '../../ground/errors.ts';
import { logFailure, problemOf } from '../../http/problems.ts';
import type { Page } from './page.ts';

/** Why a form was not taken. */
interface Refused {
  error: CatalogueError;
  faults: readonly Fault[];
  /** In the words of a page. */
  sentence: string;
}

/**
 * A refusal to be said in the form itself, so that nothing typed is lost: sets the status, and writes to the log what
 * failed. What is no domain error is thrown on.
 */
export function refusedIn(thrown: unknown, page: Page, request: FastifyRequest, reply: FastifyReply): Refused {
  const error = asCatalogueError(thrown) ?? thrown;
  if (!(error instanceof CatalogueError)) throw thrown;
  const { site: publicUrl, language } = page;
  const { status, body, retryAfterSeconds } = problemOf(error, { publicUrl, requestId: request.id, language });
  logFailure(request, error, body);
  reply.code(status);
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return { error, faults: error.faults, sentence: body.detail ?? body.title };
}

const FORM_TYPE = 'application/x-www-form-urlencoded';
const FORM_MAX = 50_000;
/** Our largest form has some two thousand; each costs time, however short. */
const MOST_FIELDS = 5_000;

/** The fields of a form. @throws CatalogueError body-too-large */
function fieldsIn(body: string): URLSearchParams {
  let fields = 1;
  for (let at = body.indexOf('&'); at >= 0; at = body.indexOf('&', at + 1)) fields++;
  if (fields > MOST_FIELDS)
    throw new CatalogueError('body-too-large', {
      fr: 'Ce formulaire a plus de 5 000 champs : ce n’est pas un des nôtres. Rouvrez la page et remplissez-la de nouveau.',
      en: 'This form has more than 5,000 fields: it is not one of ours. Open the page again and fill it in anew.',
    });
  // Forms send each end of a line as two characters, which a field counts as one.
  return new URLSearchParams(body.replaceAll(/%0D%0A/gi, '%0A'));
}

/**
 * A scope that takes forms, and nothing else: programs have the API.
 * @param as what handlers get of one
 * @param most letters of one
 */
export function takeForms(
  app: FastifyInstance,
  { most = FORM_MAX, as = (fields) => fields }: { most?: number; as?: (fields: URLSearchParams) => unknown } = {},
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: most }, async (_request: unknown, body: string) =>
    as(fieldsIn(body)),
  );
}
