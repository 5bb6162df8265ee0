import type { Host } from '../../src/documents/host.ts';
import type { SeedFile, SeedHost } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { aSlug, publishedHosts, type SystemOfRecord } from './record.ts';

/** An entry that the catalogue compiled from public pages in 2025, and that nobody has confirmed. */
export async function entryOfCatalogue(record: SystemOfRecord, over: Partial<SeedHost>): Promise<Host> {
  const slug = aSlug('releve');
  const entry = {
    slug,
    name: `Relevé ${slug}`,
    website: `https://${slug}.example`,
    confirmedByHost: false,
    observed: { status: 'active', asOf: '2025-12' },
    sources: ['https://pages.example/releve'],
    ...over,
  };
  const { refused } = await seedCatalogue(record.as(), { file: { federations: [], hosts: [entry] } as SeedFile });
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  return (await publishedHosts(record)).find((host) => host.slug === slug)!;
}
