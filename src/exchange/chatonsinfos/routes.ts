import type { FastifyRequest, preParsingHookHandler } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Catalogue } from '../../catalogue/follow.ts';
import type { Clock } from '../../ground/clock.ts';
import { parisDay } from '../../ground/clock.ts';
import { languageOf } from '../../http/asking/negotiation.ts';
import { OnlyLang } from '../../http/get.ts';
import { errors } from '../../http/openapi.ts';
import { refuseOtherTypes } from '../../http/write.ts';
import type { Outgoing } from '../../outgoing/fetch.ts';
import type { Routes } from '../../record/writer.ts';
import { requireToken } from '../../requests/caller.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { checkFile, fetchedCheck, unfetched } from './check.ts';
import { fetchFile, MOST_CHECKED_BYTES } from './fetch.ts';
import { FileCheck, FileToCheck } from './schema.ts';

const [TEXT, JSON_TYPE] = ['text/plain', 'application/json'];

const EXAMPLE = 'file.class = Organization\norganization.name = Les Aulnes\norganization.type = ASSOCIATION\n';

type Sent = Buffer | Static<typeof FileToCheck> | undefined;

const isJson = ({ headers }: FastifyRequest): boolean =>
  (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase() === JSON_TYPE;

/** A request that makes this server fetch an address needs a token; this is checked before anything is read. */
const onlyHoldersFetch = async (request: FastifyRequest): Promise<void> => {
  if (isJson(request)) requireToken(request.caller);
};

/** Checks of ChatonsInfos files. A file travels in the request body; it is neither stored nor logged. */
export const chatonsInfosRoutes: Routes<
  never,
  { catalogue: Catalogue; clock: Clock; outgoing: Outgoing; publicUrl: string }
> = (app, { catalogue, clock, outgoing, publicUrl }) => {
  app.addContentTypeParser(TEXT, { parseAs: 'buffer', bodyLimit: MOST_CHECKED_BYTES }, (_request, body, done) =>
    done(null, body),
  );

  app.post<{ Body: Sent }>(
    '/v1/exchange/chatonsinfos/check',
    {
      onRequest: onlyHoldersFetch,
      preParsing: refuseOtherTypes([TEXT, JSON_TYPE]) as preParsingHookHandler,
      bodyLimit: MOST_CHECKED_BYTES,
      schema: {
        operationId: 'checkChatonsInfosFile',
        summary: 'What is wrong with a file of ChatonsInfos, what it lacks for a match, and the file corrected',
        description:
          'Send the file itself as `text/plain`, in any encoding; with curl, `--data-binary @file.properties`. With a token, its address as JSON: it is then fetched. Nothing is kept.',
        tags: ['Exchange'],
        querystring: OnlyLang,
        body: {
          content: {
            // Bytes in any encoding: there is no schema to validate first.
            [TEXT]: { schema: Type.Unsafe<Buffer>({ description: 'The file', examples: [EXAMPLE] }) },
            [JSON_TYPE]: { schema: FileToCheck },
          },
        },
        response: {
          200: { description: 'What was found', content: { [JSON_TYPE]: { schema: FileCheck } } },
          ...errors('no-token', 'body-too-large', 'unsupported-media-type', 'database-unavailable'),
        },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const { reference } = catalogue.current();
      const language = languageOf(request);
      const say = speaker(language, reference);
      const check = (bytes: Buffer, address: string) =>
        checkFile(bytes, { address, reference, day: parisDay(clock()) }, say);
      const checkAt = async (url: string) => {
        const got = await fetchFile(url, outgoing);
        return 'problem' in got ? unfetched(got.problem, say) : fetchedCheck(check(got.bytes, url));
      };
      const isFile = body === undefined || Buffer.isBuffer(body);
      const answer = isFile ? check(body ?? Buffer.alloc(0), publicUrl) : await checkAt(body.url);
      return reply.headers({ 'content-language': language, 'cache-control': 'private, no-store' }).send(answer);
    },
  );
};
