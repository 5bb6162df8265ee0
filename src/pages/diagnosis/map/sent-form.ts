import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Bercail } from '../../../bercail.ts';
import type { Model } from '../../../catalogue/model.ts';
import { oneLine } from '../../../ground/texts.ts';
import { beginningOf, boundaryOf, ended, TYPE_WITH_FILES, takeForms } from '../../frame/forms.ts';
import type { Page } from '../../frame/page.ts';
import { type MadeFile, pageOf, sendFile, sendPage } from '../../frame/pages.ts';
import { LONGEST_MAP } from './read-map.ts';

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
      if ('file' in made) return sendFile(reply, made.file);
      return sendPage(reply.code(made.status ?? 200), page, made.view, 'no-store');
    },
  );
}

/* Forms with files, as browsers send them. Files are read into memory, and forgotten with the answer. */

export interface SentFile {
  /** Without folders, on one line, cut to what a line holds. */
  name: string;
  /** Undefined: too long to be a map, or cut. */
  text: string | undefined;
}

export interface SentForm {
  fields: URLSearchParams;
  files: SentFile[];
  /** There was more than is read. */
  isCut: boolean;
}

/** Bytes; a letter has four at most. */
const LONGEST_FILE = 4 * LONGEST_MAP;
const LONGEST_NAME = 60;

const nameOf = (name: string): string => [...oneLine(name.replace(/^.*[/\\]/, ''))].slice(0, LONGEST_NAME).join('');

async function parsed(body: Buffer<ArrayBuffer>, type: string): Promise<SentForm | undefined> {
  const sent: SentForm = { fields: new URLSearchParams(), files: [], isCut: false };
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [field, value] of form)
      if (typeof value === 'string') sent.fields.append(field, value);
      // A field for files in which nothing was chosen is sent all the same.
      else if (value.name !== '' || value.size > 0)
        sent.files.push({
          name: nameOf(value.name),
          text: value.size > LONGEST_FILE ? undefined : await value.text(),
        });
    return sent;
  } catch {
    return undefined;
  }
}

/** A form of which only the beginning is there: the file in which it stops counts as cut, those before it are read. */
async function parsedAsFarAs(kept: Buffer<ArrayBuffer>, type: string): Promise<SentForm | undefined> {
  const whole = await parsed(ended(kept, type), type);
  if (whole) {
    const last = whole.files.at(-1);
    if (last) last.text = undefined;
    return whole;
  }
  return parsed(ended(kept.subarray(0, kept.lastIndexOf(`\r\n--${boundaryOf(type)}`)), type), type);
}

/** Takes forms, with files or without, and nothing else. @param most bytes that are read of one */
export function takeSentForms(app: FastifyInstance, most: number): void {
  takeForms(app, { most, as: (fields): SentForm => ({ fields, files: [], isCut: false }) });
  app.addContentTypeParser(TYPE_WITH_FILES, async (request: FastifyRequest, body: Readable): Promise<SentForm> => {
    const type = request.headers['content-type'] ?? TYPE_WITH_FILES;
    const { kept, isCut } = await beginningOf(body, most, type);
    const sent = isCut ? await parsedAsFarAs(kept, type) : await parsed(kept, type);
    return { ...(sent ?? { fields: new URLSearchParams(), files: [] }), isCut };
  });
}
