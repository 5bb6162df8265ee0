import { randomUUID } from 'node:crypto';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { TestApp } from './app.ts';
import { reference } from './record.ts';

/** Adds two members to a federation, which nobody holds, and whose prices nobody has confirmed for years. */
export async function addOldPrices(test: TestApp, federation: string): Promise<void> {
  const hosts = ['frenes', 'charmes'].map((name) => ({
    ...{ slug: `les-${name}`, name: `Les ${name}`, website: `https://${name}.example`, confirmedByHost: false },
    observed: { state: 'active', asOf: '2022-06' },
    sources: [`https://${name}.example/prix`],
    contact: { email: `contact@${name}.example` },
    memberships: [{ federation, state: 'member' }],
    services: [
      {
        ...{ slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'], registration: 'open' },
        plans: ['Groupe', 'Réseau'].map((plan) => ({ name: plan, fixed: 40 })),
      },
    ],
  }));
  const context = { db: test.database.db, reference, clock: () => test.now, newId: randomUUID };
  const file = { federations: [], hosts } as unknown as SeedFile;
  const { refused } = await seedCatalogue({ ...context, caller: { role: 'anonymous' } }, { file });
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  await test.catalogue.catchUp();
}
