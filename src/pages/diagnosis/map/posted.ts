import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Bercail } from '../../../bercail.ts';
import type { Model } from '../../../catalogue/model.ts';
import type { Page } from '../../frame/page.ts';
import { pageOf, sendPage } from '../../frame/pages.ts';
import type { SentForm } from './sent-form.ts';

/** A file that is made for whoever asks, and kept by nobody. */
export interface MadeFile {
  name: string;
  type: string;
  body: string;
}

/** What answers a form: a page, or a file. */
export type FormAnswer = { view: VNode; status?: 200 | 422 } | { file: MadeFile };

const EMPTY: SentForm = { fields: new URLSearchParams(), files: [], isCut: false };

/** A page made of a map that somebody sent: nobody keeps it, no browser either. OpenAPI does not describe it. */
export function postedPage(
  app: FastifyInstance,
  path: string,
  { catalogue, publicUrl }: Bercail,
  answer: (sent: SentForm, page: Page, model: Model, request: FastifyRequest) => FormAnswer | Promise<FormAnswer>,
): void {
  app.post<{ Body: SentForm | undefined }>(
    path,
    { config: { headers: 'page' }, schema: { hide: true } },
    async (request, reply): Promise<FastifyReply> => {
      const model = catalogue.current();
      const page = pageOf(request, model.reference, publicUrl);
      const made = await answer(request.body ?? EMPTY, page, model, request);
      if ('view' in made) return sendPage(reply.code(made.status ?? 200), page, made.view, 'no-store');
      const { name, type, body } = made.file;
      return reply
        .headers({
          'content-type': type,
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'no-store',
        })
        .send(body);
    },
  );
}
