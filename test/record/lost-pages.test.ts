import { expect, it } from 'vitest';
import { ownHost } from '../../src/hosts/entries/commands.ts';
import type { Fetched } from '../../src/outgoing/fetch.ts';
import { putClaim } from '../../src/statements/commands.ts';
import { visitSites } from '../../src/watching/visits.ts';
import { anAnswer, readingOnly } from '../support/outgoing.ts';
import { useRecord } from '../support/record.ts';

/* When a page given as evidence is lost: three looks that failed, over fourteen days. */

const record = useRecord();
const answered = (status: number): Fetched =>
  anAnswer({ status, contentType: 'text/html', body: Buffer.from('Libre.') });
let count = 0;

/** The evidence that stands on a page which is not there, after each look, so many days after the one before. */
async function seenAfter(days: readonly number[]): Promise<string[]> {
  const website = `https://hote${++count}.example`;
  const { id } = await record.published({ website, name: `Hôte ${count}` });
  const [gone, there] = [`${website}/logiciels`, `${website}/statuts`];
  await putClaim(record.as(), id, 'free-software-only', { value: 'yes', evidenceUrl: gone }, undefined);
  // Another page answers: our own line is up.
  await putClaim(record.as(), id, 'non-profit', { value: 'yes', evidenceUrl: there }, undefined);
  const get = async (address: string) => answered(address === there ? 200 : 404);
  const seen: string[] = [];
  for (const passed of days) {
    record.now = new Date(record.now.getTime() + passed * 86_400_000);
    await visitSites(record.as(), readingOnly(get), { pause: async () => {} });
    const claim = (await ownHost(record.as(), id)).claims.find(({ criterion }) => criterion === 'free-software-only')!;
    seen.push(`${claim.evidence} ${claim.statements[0]!.page?.state}`);
  }
  return seen;
}

it('A page counts in full after two looks that failed, however far apart: the third one decides', async () => {
  expect(await seenAfter([0, 60, 7])).toEqual(['documented failing', 'documented failing', 'declared lost']);
});

it('A page counts in full after three looks that failed within thirteen days, and not beyond', async () => {
  // Clocks are set back on 31 October: the third look, 336 hours after the first, comes late on the thirteenth day.
  record.now = new Date('2027-10-18T22:10:00Z');
  expect(await seenAfter([0, 7, 7, 7])).toEqual([...Array(3).fill('documented failing'), 'declared lost']);
});
