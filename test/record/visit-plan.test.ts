import { expect, it } from 'vitest';
import { addDays } from '../../src/ground/clock.ts';
import { planVisits } from '../../src/watching/plan.ts';
import { useRecord } from '../support/record.ts';

/* Which sites come first, when a day has time for all of them, and when it has not. */

const record = useRecord();

/** The site that each of sixty days visits first. @param aDay sites that a day has time for */
async function firstOfDays(aDay: number): Promise<string[]> {
  const firsts: string[] = [];
  for (let days = 0; days < 60; days++) {
    const planning = { day: addDays('2026-12-03', days), most: 1, aDay };
    const [first, ...others] = await planVisits(record.database.db, record.now, planning);
    expect(others).toEqual([]);
    firsts.push(first!.site);
  }
  return firsts;
}

it('Sites are visited at about the same time of each day, and each has its turn where a day has no time for all', async () => {
  const sites = ['un.example', 'deux.example', 'trois.example'];
  for (const site of sites) await record.published({ website: `https://${site}`, name: site });
  expect(new Set(await firstOfDays(3)).size).toBe(1);
  expect(new Set(await firstOfDays(2))).toEqual(new Set(sites));
});
