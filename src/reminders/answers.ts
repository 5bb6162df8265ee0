import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type TObject, Type } from 'typebox';
import { languageOf } from '../http/asking/negotiation.ts';
import { privateGet } from '../http/get.ts';
import type { Tag } from '../http/openapi.ts';
import type { Language } from '../vocabulary/terms.ts';
import { calendarFor, feedFor, type PrivateAddress, PrivateQuery, type Subscription } from './subscription.ts';

const FORMATS = [
  { ending: 'ics', type: 'text/calendar', make: calendarFor, noun: 'Calendar', what: 'a calendar' },
  { ending: 'atom', type: 'application/atom+xml', make: feedFor, noun: 'Feed', what: 'a feed' },
] as const;

interface Subscribing<Params> {
  /** Without its ending. */
  path: string;
  params: TObject;
  tag: Tag;
  /** Begins the names of the operations: `getTodo` makes `getTodoCalendar`. */
  operation: string;
  summary: string;
  read: (asked: { request: FastifyRequest; params: Params; key: string; language: Language }) => Promise<Subscription>;
}

/** Where programs that send no token subscribe to what waits for somebody. */
export function addSubscriptions<Params>(
  app: FastifyInstance,
  { path, params, tag, operation, summary, read }: Subscribing<Params>,
): void {
  for (const { ending, type, make, noun, what } of FORMATS)
    privateGet<TObject, typeof PrivateQuery>(
      app,
      `${path}.${ending}`,
      {
        operationId: `${operation}${noun}`,
        summary: `${summary}, as ${what} at its private address`,
        tag,
        params,
        query: PrivateQuery,
        answer: { content: { [type]: Type.String() } },
        responseDescription: `As ${what}`,
        errors: ['private-address-not-found'],
      },
      async (request) => {
        const language = languageOf(request);
        const { key } = request.query;
        const subscription = await read({ request, params: request.params as Params, key, language });
        return { body: make(subscription), type: `${type}; charset=utf-8`, isLocalized: true };
      },
    );
}

/** The two addresses that a key opens. @param at without its ending */
export const addressesWith = (at: string, key: string): PrivateAddress => ({
  ics: `${at}.ics?key=${key}`,
  atom: `${at}.atom?key=${key}`,
});
