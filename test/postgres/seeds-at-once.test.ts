import { expect, test } from 'vitest';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { patchHost } from '../../src/hosts/entries/commands.ts';
import { aSlug, expectNoDrift, publishedHosts, useRecord } from '../support/record.ts';

const record = useRecord();

test('three seeds at once end well: one loads everything, the others find it there', async () => {
  const seeded = await Promise.all([1, 2, 3].map(() => seedCatalogue(record.as())));
  const [first, ...others] = seeded.sort((a, b) => b.hosts - a.hosts);
  expect(first).toMatchObject({ kept: 0, refused: [] });
  const { hosts, federations } = first!;
  for (const other of others) expect(other).toMatchObject({ hosts: 0, federations: 0, kept: hosts + federations });
  await expectNoDrift(record);
});

test('a renewal and what a host writes at that moment: its words stand, whoever was first', async () => {
  const hosts = Array.from({ length: 8 }, () => {
    const slug = aSlug('releve');
    const seen = { observed: { state: 'active', asOf: '2024' }, sources: ['https://pages.example/releve'] };
    return { slug, name: `Relevé ${slug}`, confirmedByHost: false, languages: ['fr'], ...seen };
  });
  const load = (more: object) =>
    seedCatalogue(record.as(), {
      ...{ file: { federations: [], hosts: hosts.map((one) => ({ ...one, ...more })) } as SeedFile, renew: true },
    });
  await load({});
  const of = async () => (await publishedHosts(record)).filter(({ slug }) => hosts.some((one) => one.slug === slug));
  const written = (await of()).map((host) => patchHost(record.asHost(host), host.slug, { languages: ['br'] }, '*'));
  const [renewed] = await Promise.all([load({ languages: ['en'], foundedOn: '2001' }), ...written]);
  const told = new Map([...renewed.changed, ...renewed.left].map((one) => [one.slug, 'facts' in one]));
  for (const { slug, languages, foundedOn } of await of())
    expect([slug, languages, foundedOn]).toEqual([slug, ['br'], told.get(slug) ? '2001' : undefined]);
  expect(await load({ languages: ['en'], foundedOn: '2002' })).toMatchObject({ renewed: 0, kept: 8 });
  await expectNoDrift(record);
});
