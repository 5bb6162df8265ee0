import { expect, test } from 'vitest';
import { applyImported } from '../../src/exchange/imports/apply.ts';
import { acceptProposals, readProposals } from '../../src/exchange/imports/commands.ts';
import { patchHost } from '../../src/hosts/entries/commands.ts';
import { loadHost } from '../../src/record/finish-write.ts';
import { aFile } from '../support/imports.ts';
import { aSlug, useRecord } from '../support/record.ts';

const record = useRecord();

async function differing() {
  const website = `https://${aSlug('deux')}.example`;
  const host = await record.published({ slug: aSlug('deux'), website, languages: ['fr'] });
  const imported = aFile({ name: host.name, website, facts: { languages: ['br'] } });
  await applyImported(record.as(), { host, by: 'host-file', on: '2026-11-25', imported });
  const { items } = await readProposals(record.asHost(host), host.id, { limit: 20, after: undefined });
  expect(items).toHaveLength(1);
  return { host, ids: items.map(({ id }) => id) };
}
const codesOf = async (...commands: Promise<unknown>[]) =>
  (await Promise.allSettled(commands)).map((one) => (one.status === 'fulfilled' ? 'ok' : one.reason.code)).sort();

test('of two acceptances of one proposal at once, one finds it', async () => {
  for (let round = 0; round < 5; round++) {
    const { host, ids } = await differing();
    const accept = () => acceptProposals(record.asHost(host), host.id, { ids }, undefined);
    expect(await codesOf(accept(), accept())).toEqual(['meaningless-request', 'ok']);
  }
});

test('a host that writes while its file is accepted loses nothing that it was not told of', async () => {
  for (let round = 0; round < 5; round++) {
    const { host, ids } = await differing();
    const ifMatch = `v${host.version}`;
    const codes = await codesOf(
      acceptProposals(record.asHost(host), host.id, { ids }, ifMatch),
      patchHost(record.asHost(host), host.id, { languages: ['en'] }, ifMatch),
    );
    expect(codes).toEqual(['ok', 'version-stale']);
    const { document } = await loadHost(record.database.db, record.as(), host.id);
    expect([['br'], ['en']]).toContainEqual(document.languages);
  }
});
