import type { Host } from '../../src/documents/host.ts';
import type { ImportedHost, ImportedService } from '../../src/exchange/imports/read.ts';
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
    observed: { state: 'active', asOf: '2025-12' },
    sources: ['https://pages.example/releve'],
    ...over,
  };
  const { refused } = await seedCatalogue(record.as(), { file: { federations: [], hosts: [entry] } as SeedFile });
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  return (await publishedHosts(record)).find((host) => host.slug === slug)!;
}

/** What a file says of an organisation that no other test has. */
export const aFile = (over: Partial<ImportedHost> = {}): ImportedHost => {
  const name = aSlug('orga');
  return {
    source: `https://federation.example/${name}.properties`,
    asOf: '2026-10-01',
    name,
    website: `https://${name}.example/`,
    facts: { languages: ['fr'], foundedOn: '2014' },
    services: [],
    ...over,
  };
};

export const aServiceFile = (slug: string, over: Partial<ImportedService['facts']> = {}): ImportedService => ({
  source: `https://federation.example/${slug}.properties`,
  asOf: '2026-10-01',
  slug,
  facts: { name: slug, usages: ['file-storage-sharing'], ...over },
});
