import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Caller } from '../../accounts/caller.ts';
import { mayWriteHost } from '../../accounts/reach.ts';
import { languageOf } from '../../http/language.ts';
import { errors, ref } from '../../http/openapi.ts';
import { write } from '../../http/write.ts';
import { today } from '../../vocabulary/meaning.ts';
import { speaker } from '../../vocabulary/speaker.ts';
import { HostPath } from '../schema.ts';
import { listWaiting } from '../todo/list.ts';
import type { TodoRoutes } from '../todo/routes.ts';
import { closePrivateAddress, openPrivateAddress, readDeskByKey } from './commands.ts';
import { PrivateAddress, PrivateQuery } from './schema.ts';
import { todoCalendar, todoFeed } from './subscription.ts';

/** As what a program may subscribe to what waits for a host. */
const FORMATS = [
  { ending: 'ics', type: 'text/calendar', make: todoCalendar, operationId: 'getTodoCalendar', what: 'a calendar' },
  { ending: 'atom', type: 'application/atom+xml', make: todoFeed, operationId: 'getTodoFeed', what: 'a feed' },
] as const;

/** An address that only its owner knows: calendars and readers of feeds send no token. */
export const privateAddressRoutes =
  ({ writer: { contextFor }, reference, costRules, publicUrl }: TodoRoutes & { publicUrl: string }) =>
  async (app: FastifyInstance): Promise<void> => {
    const tag = 'Writing';
    const path = '/v1/hosts/:host/private-address';
    const speakers = { fr: speaker('fr', reference), en: speaker('en', reference) };
    const allow = ({ caller, params }: { caller: Caller; params: { host: string } }) =>
      mayWriteHost(contextFor(caller), params.host);

    write(
      app,
      'POST',
      path,
      {
        operationId: 'openPrivateAddress',
        summary: 'Private addresses of what waits for a host, for a calendar or a feed; those before end',
        tag,
        params: HostPath,
        answers: { 201: ref(PrivateAddress) },
        holdsSecret: true,
        allow,
        errors: ['host-not-found'],
      },
      async ({ caller, params }) => {
        const { name, key } = await openPrivateAddress(contextFor(caller), params.host);
        const at = `${publicUrl}/v1/hosts/${name}/todo`;
        return { status: 201, body: { ics: `${at}.ics?key=${key}`, atom: `${at}.atom?key=${key}` } };
      },
    );

    write(
      app,
      'DELETE',
      path,
      {
        operationId: 'closePrivateAddress',
        summary: 'End the private addresses of a host',
        tag,
        params: HostPath,
        answers: { 204: null },
        allow,
        errors: ['host-not-found', 'private-address-not-found'],
      },
      async ({ caller, params }) => {
        await closePrivateAddress(contextFor(caller), params.host);
        return { status: 204 };
      },
    );

    for (const { ending, type, make, operationId, what } of FORMATS)
      app.get<{ Params: { host: string }; Querystring: { key: string } }>(
        `/v1/hosts/:host/todo.${ending}`,
        {
          config: { crossOrigin: false },
          schema: {
            operationId,
            summary: `What waits for a host, as ${what} at its private address`,
            tags: [tag],
            params: HostPath,
            querystring: PrivateQuery,
            response: {
              200: { description: `As ${what}`, content: { [type]: { schema: Type.String() } } },
              ...errors('private-address-not-found', 'database-unavailable'),
            },
          },
        },
        async (request, reply) => {
          const { params, query, caller } = request;
          const context = contextFor(caller);
          const day = today(context);
          const language = languageOf(request);
          const desk = await readDeskByKey(context, params.host, query.key);
          const waiting = listWaiting(desk, day, costRules);
          const body = make({ desk, waiting, day, at: context.clock(), publicUrl }, speakers[language]);
          return reply
            .headers({
              'content-type': `${type}; charset=utf-8`,
              'content-language': language,
              'cache-control': 'private, no-store',
            })
            .send(Buffer.from(body));
        },
      );
  };
