import type { HttpResponse, Outgoing } from '../../src/outgoing/fetch.ts';

/** The answer of a page, empty unless a test says otherwise. */
export const anAnswer = (over: Partial<HttpResponse> = {}): HttpResponse & { problem: null } => ({
  ...{ problem: null, status: 200, address: '', contentType: null, etag: null, lastModified: null, retryAfter: null },
  body: Buffer.alloc(0),
  ...over,
});

/** Only pages are read; whoever sends something fails the test. */
export const readingOnly = (get: Outgoing['get']): Outgoing => ({
  get,
  post: () => {
    throw new Error('Nothing is sent here');
  },
  texts: () => {
    throw new Error('No name is asked here');
  },
});
