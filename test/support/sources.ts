import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import type { ImportFile, ImportReport, Source } from '../../src/exchange/sources/schema.ts';
import { createOutgoing } from '../../src/outgoing/fetch.ts';
import { ADMIN_TOKEN, type Owned, useApp } from './app.ts';
import { type FaultyWeb, startFaultyWeb } from './faulty-web.ts';
import { reference } from './record.ts';
import { toThisMachine } from './this-machine.ts';

export type SourceOf = 'federations' | 'hosts';

/** An application that reads what sites on this machine publish. */
export function useSources() {
  const allowed = new Set<string>();
  const test = useApp({ outgoingAllow: allowed });
  let web: FaultyWeb;
  beforeAll(async () => {
    web = await startFaultyWeb();
  });
  afterAll(() => web.close());

  const pathOf = (owner: { id: string }, kind: SourceOf = 'federations') => `/v1/${kind}/${owner.id}/source`;
  return {
    test,
    web: () => web,
    /** Sites that may be asked although they are on this machine. */
    allow: (...sites: string[]) => {
      for (const site of sites) allowed.add(`${site}:${web.port}`);
    },
    /** Puts a file of properties on a site; returns its address. */
    publish: (name: string, lines: Readonly<Record<string, string>>, fault?: 'no-tag') => {
      allowed.add(`${name.split('/')[0]}:${web.port}`);
      const text = Object.entries(lines).map(([key, value]) => `${key} = ${value}\n`);
      web.files.set(name, { body: Buffer.from(text.join('')), fault });
      return `http://${name.replace('/', `:${web.port}/`)}`;
    },
    pathOf,
    give: async (owner: Owned, url: string, kind?: SourceOf) => {
      const asking = { token: owner.token, body: { url }, ifMatch: '*' };
      const given = await test.ask<Source>('PUT', pathOf(owner, kind), asking);
      expect([200, 201], given.text).toContain(given.status);
      return given.body;
    },
    /** Asks for a run, and waits for its end. */
    run: async (owner: { id: string }, kind?: SourceOf, token = ADMIN_TOKEN): Promise<ImportReport> => {
      // Runs are told apart by when they began.
      test.now = new Date(test.now.getTime() + 60_000);
      const began = await test.ask<ImportReport>('POST', `${pathOf(owner, kind)}/runs`, { token });
      expect(began.status, began.text).toBe(202);
      for (;;) {
        const { status, body, text } = await test.ask<ImportReport>('GET', String(began.headers.location), { token });
        expect(status, text).toBe(200);
        if (body.state !== 'running') return body;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    /** All files of a run, page by page. */
    files: async (owner: Owned, run: string, kind?: SourceOf, query = '') => {
      const items: ImportFile[] = [];
      for (let next: string | null = `${pathOf(owner, kind)}/runs/${run}/files?limit=100${query}`; next !== null; ) {
        type Page = { items: ImportFile[]; next: string | null };
        const { body }: { body: Page } = await test.ask<Page>('GET', next, { token: ADMIN_TOKEN });
        items.push(...body.items);
        next = body.next;
      }
      return items;
    },
    /** What the catalogue does unasked is given this. */
    unasked: () => ({
      context: { db: test.database.db, reference, clock: () => test.now, newId: randomUUID },
      outgoing: createOutgoing({ allowed, userAgent: 'Bercail', lookUp: toThisMachine }),
    }),
  };
}

/** Files by their states, and by what is wrong with them. */
export const tellFiles = (files: readonly ImportFile[]) =>
  files.map(({ url, state, problems }) =>
    [new URL(url).pathname, state, ...problems.map(({ code }) => code)].join(' '),
  );
