import assert from 'node:assert/strict';
import { callerAt, listHosts, matchNeed } from 'bercail-client';

/** Somebody without a token: searches, and asks who meets a need. @param host one that offers files for 48 € a year */
export async function visitorStory(address: string, host: string): Promise<void> {
  const anybody = callerAt(address);
  const { data: found } = await listHosts({ ...anybody, query: { usage: ['file-storage-sharing'], lang: 'fr' } });
  assert.ok(found.items.some(({ slug }) => slug === host));
  const { data: match } = await matchNeed({
    ...anybody,
    body: {
      usages: [{ usage: 'file-storage-sharing', accounts: 12, storageGb: 30 }],
      budgetPerYear: 60,
    },
  });
  const answered = [...match.fits, ...match.toCheck].find((one) => one.host === host);
  assert.equal(answered?.cost.perYear, 48);
  assert.ok(answered.reasons.every(({ text }) => text.length > 0));
}
