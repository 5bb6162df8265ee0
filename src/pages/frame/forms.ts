import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Bercail } from '../../bercail.ts';
import type { Model } from '../../catalogue/model.ts';
import { asCatalogueError } from '../../database/errors.ts';
import { CatalogueError, type Fault } from '../../ground/errors.ts';
import { oneLine } from '../../ground/texts.ts';
import { logFailure, problemOf } from '../../http/problems.ts';
import type { Page } from './page.ts';
import { pageOf, sendPage } from './pages.ts';

export const TYPE_WITH_FILES = 'multipart/form-data';
/** Beyond this it is answered before it ends; Node drops the rest when the answer is out. */
const MOST_READ = 20_000_000;

/** Parts of a form that are read: each costs time, however small. */
const MOST_PARTS = 1_000;

/** The beginning of a form, and whether there is more of it. @param most how much of it is kept */
async function beginningOf(
  body: Readable,
  most: number,
  type: string,
): Promise<{ kept: Buffer<ArrayBuffer>; isCut: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  let isCut = false;
  // Without destroying it: the answer goes out on the same connection.
  for await (const part of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    if (length < most) parts.push(part.subarray(0, most - length));
    length += part.length;
    isCut = length > most;
    if (length > MOST_READ) break;
  }
  const kept = Buffer.concat(parts);
  const end = endOfParts(kept, boundaryOf(type));
  return end === undefined ? { kept, isCut } : { kept: kept.subarray(0, end), isCut: true };
}

/** Where the first part is that is not read any more. */
function endOfParts(kept: Buffer, boundary: string): number | undefined {
  const mark = `--${boundary}`;
  let parts = 0;
  for (let at = kept.indexOf(mark); at >= 0; at = kept.indexOf(mark, at + mark.length))
    // The line break before a mark belongs to it.
    if (++parts > MOST_PARTS + 1) return at - 2;
  return undefined;
}

/** The beginning of a form with an end, so that it can be read. */
const ended = (kept: Buffer<ArrayBuffer>, type: string): Buffer<ArrayBuffer> =>
  Buffer.concat([kept, Buffer.from(`\r\n--${boundaryOf(type)}--\r\n`)]);

/** What is between the parts of a form. */
const boundaryOf = (type: string): string => /boundary="?([^";,]{1,70})/i.exec(type)?.[1] ?? '';

/** The fields of a form. What cannot be read is a form without answers. @param put what becomes of a file */
async function fieldsOf(
  body: Uint8Array<ArrayBuffer>,
  type: string,
  put: (fields: URLSearchParams, name: string, file: File) => Promise<void>,
): Promise<URLSearchParams> {
  const fields = new URLSearchParams();
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form)
      if (typeof value === 'string') fields.append(name, value);
      else await put(fields, name, value);
  } catch {
    // Neither a form nor a reason to fail: what it lacks is asked for again.
  }
  return fields;
}

/**
 * Takes forms that send a file along. The answers are before the file, so that they are read whatever it is.
 * @param most bytes; beyond these a form is read and forgotten: a photograph chosen by mistake is no reason to hang up
 */
export function takeFiles(app: FastifyInstance, most: number): void {
  app.addContentTypeParser(TYPE_WITH_FILES, async (request: FastifyRequest, body: Readable) => {
    const type = request.headers['content-type'] ?? TYPE_WITH_FILES;
    const { kept, isCut } = await beginningOf(body, most, type);
    const fields = await fieldsOf(isCut ? ended(kept, type) : kept, type, async (taken, name, file) =>
      taken.append(name, await file.text()),
    );
    // Only the button that takes a file back sends a form like this; its own name may be after the end of what was read.
    fields.set('go', 'resume');
    return fields;
  });
}

/**
 * Takes forms that send a file of any kind: its bytes come as base64url, so that the next form carries them as a hidden
 * field; next to them its name as `name` and `cut` when it was longer.
 * @param most bytes that are kept
 */
export function takeBytes(app: FastifyInstance, most: number): void {
  app.addContentTypeParser(TYPE_WITH_FILES, async (request: FastifyRequest, body: Readable) => {
    const type = request.headers['content-type'] ?? TYPE_WITH_FILES;
    const { kept, isCut } = await beginningOf(body, most, type);
    const fields = await fieldsOf(isCut ? ended(kept, type) : kept, type, async (taken, name, file) => {
      taken.set(name, Buffer.from(await file.arrayBuffer()).toString('base64url'));
      taken.set('name', file.name);
    });
    if (isCut) fields.set('cut', 'yes');
    return fields;
  });
}

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

/** What answers a form. */
export interface FormAnswer {
  view: VNode;
  status?: 200 | 422;
}

const EMPTY: SentForm = { fields: new URLSearchParams(), files: [], isCut: false };

/** A page made of a map that somebody sent: nobody keeps it, no browser either. OpenAPI does not describe it. */
export function postedPage(
  app: FastifyInstance,
  path: string,
  { catalogue, publicUrl }: Pick<Bercail, 'catalogue' | 'publicUrl'>,
  answer: (sent: SentForm, page: Page, model: Model) => FormAnswer | Promise<FormAnswer>,
): void {
  app.post<{ Body: SentForm | undefined }>(
    path,
    { config: { headers: 'page' }, schema: { hide: true } },
    async (request, reply): Promise<FastifyReply> => {
      const model = catalogue.current();
      const page = pageOf(request, model.reference, publicUrl);
      const { view, status = 200 } = await answer(request.body ?? EMPTY, page, model);
      return sendPage(reply.code(status), page, view, 'no-store');
    },
  );
}

/* Forms with files, as browsers send them. Files are read into memory, and forgotten with the answer. */

interface SentFile {
  /** Without folders, on one line, cut to what a line holds. */
  name: string;
  /** Undefined: too long, or cut. */
  text: string | undefined;
}

export interface SentForm {
  fields: URLSearchParams;
  files: SentFile[];
  /** There was more than is read. */
  isCut: boolean;
}

const LONGEST_NAME = 60;

const nameOf = (name: string): string => [...oneLine(name.replace(/^.*[/\\]/, ''))].slice(0, LONGEST_NAME).join('');

async function parsed(body: Buffer<ArrayBuffer>, type: string, longest: number): Promise<SentForm | undefined> {
  const sent: SentForm = { fields: new URLSearchParams(), files: [], isCut: false };
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [field, value] of form)
      if (typeof value === 'string') sent.fields.append(field, value);
      // A field for files in which nothing was chosen is sent all the same.
      else if (value.name !== '' || value.size > 0)
        sent.files.push({
          name: nameOf(value.name),
          text: value.size > longest ? undefined : await value.text(),
        });
    return sent;
  } catch {
    return undefined;
  }
}

/** A form of which only the beginning is there: the file in which it stops counts as cut, those before it are read. */
async function parsedAsFarAs(kept: Buffer<ArrayBuffer>, type: string, longest: number): Promise<SentForm | undefined> {
  const whole = await parsed(ended(kept, type), type, longest);
  if (whole) {
    const last = whole.files.at(-1);
    if (last) last.text = undefined;
    return whole;
  }
  return parsed(ended(kept.subarray(0, kept.lastIndexOf(`\r\n--${boundaryOf(type)}`)), type), type, longest);
}

/**
 * Takes forms, with files or without, and nothing else.
 * @param most bytes that are read of one
 * @param longest bytes of a file
 */
export function takeSentForms(app: FastifyInstance, most: number, longest: number): void {
  takeForms(app, { most, as: (fields): SentForm => ({ fields, files: [], isCut: false }) });
  app.addContentTypeParser(TYPE_WITH_FILES, async (request: FastifyRequest, body: Readable): Promise<SentForm> => {
    const type = request.headers['content-type'] ?? TYPE_WITH_FILES;
    const { kept, isCut } = await beginningOf(body, most, type);
    const sent = await (isCut ? parsedAsFarAs : parsed)(kept, type, longest);
    return { ...(sent ?? { fields: new URLSearchParams(), files: [] }), isCut };
  });
}
