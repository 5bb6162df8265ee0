import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';

/*
 * Entries are renamed, move, are merged, leave and come back in any order, taking back names that they or others had.
 * Whatever was public once must lead somewhere: a slug and an id to the one entry that they belong to, or to its
 * tombstone; a domain to an entry that has it or had it, as long as one of those is there, else to the tombstone of one
 * that left with it.
 */

const RUNS = Number(process.env.PROPERTY_RUNS ?? 4);
const api = useApp();

const SLUGS = ['aulne', 'bouleau', 'cedre', 'daphne', 'erable', 'frene'];
const PLACES = ['un', 'deux', 'trois', 'quatre', 'cinq'];

type Step =
  | { do: 'publish' | 'rename'; which: number; slug: string }
  | { do: 'move'; which: number; place: string }
  | { do: 'merge'; which: number; into: number }
  | { do: 'leave' | 'return'; which: number };

const which = fc.nat({ max: 7 });
const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('publish' as const), which, slug: fc.constantFrom(...SLUGS) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('rename' as const), which, slug: fc.constantFrom(...SLUGS) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), which, place: fc.constantFrom(...PLACES) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merge' as const), which, into: which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('leave' as const, 'return' as const), which }) },
);

/** An entry as it should be: every name that it ever had, and those that were merged into it. */
interface Expected {
  id: string;
  slugs: Set<string>;
  ids: Set<string>;
  domains: Set<string>;
  /** The domain that it has now, or left with. */
  domain: string;
  isThere: boolean;
}

let run = 0;

it('every slug, id and domain that ever was public leads to one present entry, or to its tombstone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 20, maxLength: 45 }), async (steps) => {
      const mark = `${++run}`;
      const named = (word: string) => `${word}-${mark}`;
      const siteOf = (place: string) => `${place}-${mark}.example`;
      const entries: Expected[] = [];
      const at = (index: number) => (entries.length === 0 ? undefined : entries[index % entries.length]);
      const send = async (method: string, url: string, body?: object) =>
        (await api.ask(method, url, { token: ADMIN_TOKEN, ifMatch: '*', body })).status < 300;
      const ownerOf = (slug: string) => entries.find(({ slugs }) => slugs.has(slug));

      for (const step of steps) {
        const entry = at(step.which);
        if (step.do === 'publish') {
          const slug = named(step.slug);
          const site = siteOf(`${step.slug}-${entries.length}`);
          const draft = await api.draft({ slug, name: `Nom ${entries.length} ${mark}`, website: `https://${site}` });
          const isPublished = await send('POST', `/v1/hosts/${draft.id}/publication?force=true`);
          expect(isPublished, slug).toBe(ownerOf(slug) === undefined);
          if (isPublished)
            entries.push({
              ...{ id: draft.id, slugs: new Set([slug]), ids: new Set([draft.id]) },
              ...{ domains: new Set([site]), domain: site, isThere: true },
            });
        } else if (!entry) continue;
        else if (step.do === 'rename' && entry.isThere) {
          const slug = named(step.slug);
          const isRenamed = await send('PATCH', `/v1/hosts/${entry.id}`, { slug });
          expect(isRenamed, slug).toBe([undefined, entry].includes(ownerOf(slug)));
          if (isRenamed) entry.slugs.add(slug);
        } else if (step.do === 'move' && entry.isThere) {
          const site = siteOf(step.place);
          expect(await send('PATCH', `/v1/hosts/${entry.id}`, { website: `https://www.${site}` })).toBe(true);
          entry.domains.add(site);
          entry.domain = site;
        } else if (step.do === 'merge') {
          const into = at(step.into)!;
          const body = { from: [...entry.slugs][0]!, reason: { fr: 'Une seule association.' } };
          const isMerged = await send('POST', `/v1/hosts/${into.id}/merges`, body);
          expect(isMerged).toBe(entry !== into && entry.isThere && into.isThere);
          if (!isMerged) continue;
          for (const names of ['slugs', 'ids', 'domains'] as const)
            for (const name of entry[names]) into[names].add(name);
          entries.splice(entries.indexOf(entry), 1);
        } else if (step.do === 'leave' && entry.isThere) {
          expect(await send('DELETE', `/v1/hosts/${entry.id}`)).toBe(true);
          entry.isThere = false;
        } else if (step.do === 'return' && !entry.isThere) {
          expect(await send('POST', `/v1/hosts/${entry.id}/publication`)).toBe(true);
          entry.isThere = true;
        }
      }

      for (const { id, slugs, ids, isThere } of entries)
        for (const name of [...slugs, ...ids]) {
          const first = await api.ask<Host>('GET', `/v1/hosts/${name}`);
          if (!isThere) {
            expect([name, first.status]).toEqual([name, 410]);
            continue;
          }
          // One step is enough, however often it was renamed and merged.
          const last = first.status === 308 ? await api.ask<Host>('GET', String(first.headers.location)) : first;
          expect([name, last.status, last.body.id]).toEqual([name, 200, id]);
        }

      const domains = [...new Set(entries.flatMap((entry) => [...entry.domains]))];
      for (const domain of domains) {
        const had = entries.filter((entry) => entry.isThere && entry.domains.has(domain)).map(({ id }) => id);
        const { status, body } = await api.ask<Host>('GET', `/v1/hosts/by-domain/${domain}`);
        const hasLeft = entries.some((entry) => !entry.isThere && entry.domain === domain);
        expect([domain, status]).toEqual([domain, had.length > 0 ? 200 : hasLeft ? 410 : 404]);
        if (had.length > 0) expect(had).toContain(body.id);
      }
    }),
    { numRuns: RUNS },
  );
}, 240_000);
