import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { editHost } from '../../src/exchange/spreadsheets/edits.ts';
import { fieldsFor } from '../../src/exchange/spreadsheets/fields.ts';
import { hostsWorkbook, rowsOf } from '../../src/exchange/spreadsheets/workbook.ts';
import { documentOf } from '../../src/host-documents/write.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { longCsv, toCsv } from '../../src/spreadsheets/csv.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { aDocument, anOffer, aPlan } from '../support/documents.ts';
import { DAY, policy, reference } from '../support/matching.ts';

/* One thread answers everybody: what is long is made in pieces, and others get their turn in between. */

/** How often others got their turn until something was made. */
async function turnsDuring<T>(make: () => Promise<T>): Promise<number> {
  let turns = 0;
  let isMade = false;
  const others = (): void => {
    if (isMade) return;
    turns++;
    setImmediate(others);
  };
  setImmediate(others);
  await make();
  isMade = true;
  return turns;
}

describe('A need that is put to thousands of hosts', () => {
  const documents: Host[] = Array.from({ length: 3000 }, (_, at) =>
    aDocument({
      id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      slug: `h-${at}`,
      services: [anOffer({ plans: [aPlan({ fixed: 10 }), aPlan({ fixed: 12, from: '2027-03-01' })] })],
    }),
  );
  const usages = [{ usage: 'file-storage-sharing' }];
  const catalogue = { epoch: 'e', revision: 1, day: DAY, reference, groups: [documents], federationBySlug: new Map() };
  const matcher = createMatcher(policy, reference, 'a secret for the tests');
  const say = speaker('fr', reference);
  const answer = (need: Need) => matcher.answerInTurn(need, catalogue, say, { everything: false });

  it.each([
    ['of today', {}],
    ['of a day to come', { startsBy: '2027-06-01' }],
  ])('lets others in while they are looked at, at the prices %s', async (_of, more) => {
    expect(await turnsDuring(() => answer({ usages, ...more }))).toBeGreaterThan(3);
  });

  it('is told of each host that it names, in its own place', async () => {
    const hosts = ['h-7', 'h-2999', 'h-0'];
    const { asked = [], fits, toCheck } = await answer({ usages, hosts });
    expect(asked.map(({ host }) => host)).toEqual(hosts);
    expect(new Set(asked.map(({ state }) => state)).size).toBe(1);
    expect(fits.length + toCheck.length).toBeGreaterThan(0);
  });
});

describe('A long list as a table', () => {
  const items = Array.from({ length: 501 }, (_, at) => ({ a: `a "${at}"`, b: at }));

  it('is the same as at once, and lets others in', async () => {
    const columns = ['a', 'b'];
    for (const some of [items, items.slice(0, 50), []])
      expect(await longCsv(columns, some, (one) => one, 'semicolon')).toBe(toCsv(columns, some, 'semicolon'));
    expect(await turnsDuring(() => longCsv(columns, items, (one) => one))).toBeGreaterThanOrEqual(10);
  });

  const services = Array.from({ length: 200 }, (_, at) =>
    anOffer({ slug: `s-${at}`, name: `Service ${at}`, plans: [aPlan({ name: 'Un' }), aPlan({ name: 'Deux' })] }),
  );
  const host = aDocument({ services });

  it('lets others in while a workbook of many services and plans is made', async () => {
    const rows = await rowsOf([host], reference, 'fr');
    expect([rows.services.length, rows.plans.length]).toEqual([200, 400]);
    expect(await turnsDuring(() => rowsOf([host], reference, 'fr'))).toBeGreaterThanOrEqual(10);
    expect(await turnsDuring(() => hostsWorkbook(rows, 'fr', reference))).toBeGreaterThanOrEqual(10);
  });

  it('lets others in while it is read, however few plans each service has', async () => {
    const rows = await rowsOf([host], reference);
    const plans = rows.plans.map((row, at) => ({
      ...{ sheet: 'plans' as const, line: at + 2 },
      cells: Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, String(cell ?? '')])),
    }));
    const read = { hosts: [], services: [], plans };
    // Once to find the service of each, and once to read it.
    const turns = await turnsDuring(() => editHost(documentOf(host), read, fieldsFor(reference), '2026-11-27'));
    expect(turns).toBeGreaterThanOrEqual(2 * Math.floor(plans.length / 25) - 1);
  });
});
