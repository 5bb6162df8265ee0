import { errorCodes, type FastifyInstance, type FastifyRequest } from 'fastify';

const TYPE = 'multipart/form-data';
/** Beyond this, a form with a file is read to its end and forgotten: a photograph chosen by mistake is no reason to hang up. */
const MOST_KEPT = 64_000;
const MOST_READ = 20_000_000;

/** The beginning of a body, and whether it is all of it. @throws FST_ERR_CTP_BODY_TOO_LARGE when it does not end */
async function beginningOf(body: AsyncIterable<Buffer>): Promise<{ kept: Buffer<ArrayBuffer>; isCut: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  let isCut = false;
  for await (const part of body) {
    length += part.length;
    if (length > MOST_READ) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
    if (length <= MOST_KEPT) parts.push(part);
    else isCut = true;
  }
  return { kept: Buffer.concat(parts), isCut };
}

/** The fields of a form, a file as its text. What cannot be read is a form without answers. */
async function fieldsOf(body: Uint8Array<ArrayBuffer>, type: string): Promise<URLSearchParams> {
  const fields = new URLSearchParams();
  try {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form) fields.append(name, typeof value === 'string' ? value : await value.text());
  } catch {
    // Neither a form nor a reason to fail: what it lacks is asked for again.
  }
  return fields;
}

/** Takes forms that send a file along. The answers stand before the file, so that they are read whatever it is. */
export function takeFiles(app: FastifyInstance): void {
  app.addContentTypeParser(TYPE, async (request: FastifyRequest, body: AsyncIterable<Buffer>) => {
    const type = request.headers['content-type'] ?? TYPE;
    const { kept, isCut } = await beginningOf(body);
    if (!isCut) return fieldsOf(kept, type);
    const boundary = /boundary="?([^";,]{1,70})/i.exec(type)?.[1] ?? '';
    return fieldsOf(Buffer.concat([kept, Buffer.from(`\r\n--${boundary}--\r\n`)]), type);
  });
}
