import { expect, test } from 'vitest';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { expectNoDrift, useRecord } from '../support/record.ts';

const record = useRecord();

test('three seeds at once end well: one loads everything, the others find it there', async () => {
  const seeded = await Promise.all([1, 2, 3].map(() => seedCatalogue(record.as())));
  const [first, ...others] = seeded.sort((a, b) => b.hosts - a.hosts);
  expect(first).toMatchObject({ kept: 0, refused: [] });
  const { hosts, federations } = first!;
  for (const other of others) expect(other).toMatchObject({ hosts: 0, federations: 0, kept: hosts + federations });
  await expectNoDrift(record);
});
