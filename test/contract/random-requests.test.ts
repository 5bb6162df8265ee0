import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { operationsOn } from '../support/operations.ts';
import { numbersFrom } from '../support/random-changes.ts';
import { randomRequests } from '../support/random-requests.ts';

/*
 * Requests that a generator of others makes from the description, right and spoilt, of each operation and of each of those who
 * may ask: every answer is one that the description announces (`ask` looks), and none is a fault of ours.
 * `npm run trial:requests` sends two hundred thousand.
 */

const REQUESTS = Number(process.env.RANDOM_REQUESTS ?? 3000);
const SEED = Number(process.env.RANDOM_SEED ?? 20261201);
const MOST_TOLD = 10;

const api = useApp({ rateLimit: { anonymous: 10_000_000, token: 10_000_000 } });
const operations = operationsOn(api);

describe('any request at all', { timeout: 3_600_000 }, () => {
  it(`has an answer that the description announces: ${REQUESTS} of them`, async () => {
    const random = numbersFrom(SEED);
    const next = randomRequests(random);
    const faults: string[] = [];
    const statuses = new Map<string, number>();
    for (let i = 0; i < REQUESTS && faults.length < MOST_TOLD; i++) {
      const { id, names, query, headers, body } = next();
      const token = Object.values(operations.tokens)[Math.floor(random() * Object.keys(operations.tokens).length)];
      await operations.prepare();
      const { method, path } = operations.found(id);
      const url = operations.addressOf(path, names) + query;
      try {
        const { status, text } = await api.ask(method, url, {
          ...(token !== undefined && { token }),
          headers: { ...headers, 'x-forwarded-for': '' },
          ...(body !== undefined && { body }),
        });
        const kind = `${Math.floor(status / 100)}xx`;
        statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
        // Waiting for a revision that never comes is what was asked.
        if (status >= 500 && !text.includes('revision-not-reached'))
          faults.push(`${id} ${status}: ${text.slice(0, 300)} after ${method} ${url} ${body?.slice(0, 500)}`);
        if (status < 300) operations.took(id);
      } catch (error) {
        faults.push(
          `${(error as Error).message.slice(0, 600)} after ${method} ${url} ${JSON.stringify(headers)} ${body?.slice(0, 500)}`,
        );
      }
    }
    process.stdout.write(`${JSON.stringify(Object.fromEntries(statuses))}\n`);
    expect(faults).toEqual([]);
    // A generator that only ever is refused would show little.
    expect(statuses.get('2xx')).toBeGreaterThan(REQUESTS / 10);
  });
});
