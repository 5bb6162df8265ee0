import type { FastifyInstance } from 'fastify';
import { OVERLOADED } from '../ground/admission.ts';
import { readTextsInSteps } from './build.ts';
import type { Catalogue } from './follow.ts';
import type { Model } from './model.ts';
import type { SearchContext } from './search.ts';

/** Reads the texts that searches for hosts or for offers need, once, without delaying other requests. */
export type ReadTexts = (of: SearchContext['of']) => Promise<void>;

/** @param current the present model @param run runs steps without delaying other requests */
export function textsReader(current: () => Model, run: (steps: Generator<'pause', void>) => Promise<void>): ReadTexts {
  const begun: Partial<Record<SearchContext['of'], Promise<void>>> = {};
  const read: ReadTexts = async (of) => {
    const model = current();
    try {
      await run(readTextsInSteps(model, of));
    } catch (error) {
      delete begun[of];
      throw error;
    }
    // A change of one host leaves nearly all texts as they are; these leave none.
    const now = current();
    if (now.epoch !== model.epoch || now.day !== model.day || now.reference !== model.reference) await read(of);
  };
  return (of) => {
    begun[of] ??= read(of);
    return begun[of];
  };
}

/** How many searches may wait; more get 503. */
const WAITING_MAX = 200;

/**
 * The first searches after a start wait until the texts of the catalogue have been read. They would read them
 * themselves, in one piece, and hold up all other requests: thousands of hosts take seconds.
 */
export function addFirstSearches(app: FastifyInstance, catalogue: Pick<Catalogue, 'readTexts'>): void {
  const areRead = new Set<SearchContext['of']>();
  let waiting = 0;
  const ready: (() => void)[] = [];
  // One in each turn of the event loop, as `addLoadLimits` does: all at once would hold it.
  const goOn = (): void => {
    waiting--;
    ready.shift()?.();
    if (ready.length > 0) setImmediate(goOn);
  };
  app.addHook('preHandler', (request, _reply, done) => {
    const { query, routeOptions } = request;
    const isSearch =
      routeOptions.config.reading?.dependsOn === 'catalogue' && (query as { q?: unknown }).q !== undefined;
    // All other lists and pages search hosts.
    const of = routeOptions.schema?.operationId === 'listServices' ? 'offers' : 'hosts';
    if (!isSearch || areRead.has(of)) return done();
    if (waiting >= WAITING_MAX) return done(OVERLOADED);
    waiting++;
    catalogue.readTexts(of).then(
      () => {
        areRead.add(of);
        if (ready.push(done) === 1) setImmediate(goOn);
      },
      (error) => {
        waiting--;
        done(error);
      },
    );
  });
}
