import { expect, test } from 'vitest';
import { announceClosing } from '../../src/closings/commands.ts';
import { applyImported } from '../../src/exchange/imports/apply.ts';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { type SeedOptions, seedCatalogue } from '../../src/exchange/seed/seed.ts';
import { putMember, removeMember } from '../../src/federations/members/commands.ts';
import { confirmHost } from '../../src/hosts/confirmations/commands.ts';
import { patchHost } from '../../src/hosts/entries/commands.ts';
import { withdrawHost } from '../../src/hosts/entries/withdrawal.ts';
import { changesAfter, readPublished, readState } from '../../src/record/changes.ts';
import { updateHost } from '../../src/record/hosts.ts';
import { redactHost } from '../../src/redaction/commands.ts';
import { putService } from '../../src/services/commands.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { aFile } from '../support/imports.ts';
import { aService, aSlug, publishedHosts, refusal, useRecord } from '../support/record.ts';

const record = useRecord();
interface Entry {
  slug: string;
  sources?: string[];
  factSources?: Record<string, string>;
  services?: { slug: string }[];
}
const catalogue = readSeed<{ hosts: Entry[]; federations: object[] }>('catalogue.json');
const published = async (slug: string) => (await publishedHosts(record)).find((host) => host.slug === slug)!;

test('every entry of the catalogue is accepted, published, and confirmed by nobody', async () => {
  const progress: number[] = [];
  const seeded = await seedCatalogue(record.as(), { onProgress: ({ hosts }) => progress.push(hosts) });
  const total = catalogue.hosts.length + catalogue.federations.length;
  expect(seeded).toEqual({
    hosts: catalogue.hosts.length,
    federations: catalogue.federations.length,
    kept: 0,
    renewed: 0,
    ...{ changed: [], left: [] },
    refused: [],
    revision: total,
  });
  expect(progress).toEqual([0, catalogue.hosts.length]);
  const hosts = await publishedHosts(record);
  expect(hosts.map(({ slug }) => slug)).toEqual(catalogue.hosts.map(({ slug }) => slug).sort());
  expect(hosts.every((host) => !host.confirmedByHost && host.sources !== undefined)).toBe(true);
});

test('each entry is one change, made by an import; federations come last, with their members', async () => {
  const { changes } = await changesAfter(record.database.db, 0, 1000);
  expect(changes.every(({ kind, by }) => kind === 'created' && by === 'import')).toBe(true);
  expect(changes.filter(({ federationId }) => federationId).map(({ revision }) => revision)).toEqual(
    catalogue.federations.map((_, place) => catalogue.hosts.length + 1 + place),
  );
});

test('imported facts say that they are, and how old they are', async () => {
  const host = await published('framasoft');
  expect(host.provenance).toMatchObject({
    summary: { by: 'import', asOf: '2025-12' },
    'services/framaspace': { by: 'import', asOf: '2025-12' },
  });
  const { statements } = host.claims.find(({ criterion }) => criterion === 'popular-education')!;
  expect(statements[0]).toMatchObject({ by: 'import', asOf: '2024' });
  expect(await published('tuxfamily')).toMatchObject({ state: 'closed', closing: { approximate: true } });
});

test('of several pages, a fact names the one it was read at where that is known, and no other', async () => {
  const page = 'https://kaz.bzh/';
  const { provenance, services } = await published('kaz');
  expect(provenance!.website).toMatchObject({ by: 'import', source: page });
  expect(provenance!.summary).not.toHaveProperty('source');
  // One page: all facts are from it.
  const single = catalogue.hosts.find(({ sources, factSources }) => sources!.length === 1 && !factSources)!;
  const marks = Object.values((await published(single.slug)).provenance!);
  expect(marks.map(({ source }) => source)).toEqual(marks.map(() => single.sources![0]));
  expect(services.length).toBeGreaterThan(0);
  for (const { factSources = {}, sources, ...entry } of catalogue.hosts)
    for (const [fact, source] of Object.entries(factSources)) {
      expect(sources).toContain(source);
      const [part, slug, field] = fact.split('/');
      const whole = part === 'services' ? entry.services!.find((one) => one.slug === slug)! : entry;
      expect(whole, fact).toHaveProperty(field ?? part!);
    }
});

test('a second run changes nothing', async () => {
  const before = await readState(record.database.db);
  const seeded = await seedCatalogue(record.as());
  expect(seeded).toMatchObject({
    hosts: 0,
    federations: 0,
    kept: catalogue.hosts.length + catalogue.federations.length,
    refused: [],
    revision: null,
  });
  expect(await readState(record.database.db)).toEqual(before);
});

test('what somebody edited is never overwritten, and is no longer called imported', async () => {
  const host = await published('framasoft');
  await patchHost(record.asHost(host), host.slug, { summary: { fr: 'Nos mots' } }, '"v1"');
  await putService(record.asHost(host), host.slug, 'framaspace', aService(), '"v2"');
  const file = { federations: [], hosts: catalogue.hosts.filter(({ slug }) => slug === 'framasoft') };
  expect(await seedCatalogue(record.as(), { file, renew: true })).toMatchObject({ kept: 1, renewed: 0 });
  const edited = await published('framasoft');
  expect(edited.summary).toMatchObject({ fr: 'Nos mots' });
  expect(edited.provenance).not.toHaveProperty('summary');
  expect(edited.provenance).not.toHaveProperty('services/framaspace');
  expect(edited.provenance).toHaveProperty('services/framapad');
});

test('what was loaded before is written anew when it is to be renewed, and is no news when it says the same', async () => {
  const before = await published('zaclys');
  const renew = async (over: object, more: object[] = []) => {
    const entries = catalogue.hosts.filter(({ slug }) => slug === 'zaclys').map((one) => ({ ...one, ...over }));
    const { revision: _, ...seeded } = await seedCatalogue(record.as(), {
      ...{ file: { federations: [], hosts: [...entries, ...more] }, renew: true },
    });
    return seeded;
  };
  expect(await renew({})).toMatchObject({ hosts: 0, renewed: 0, kept: 1, refused: [] });
  expect((await published('zaclys')).version).toBe(before.version);
  const double = { ...catalogue.hosts.find(({ slug }) => slug === 'zaclys'), slug: 'double' };
  expect(await renew({ foundedOn: '2001' }, [double])).toMatchObject({
    ...{ hosts: 0, renewed: 1 },
    refused: [{ slug: 'double', faults: [{ pointer: '/website', code: 'website-taken' }] }],
  });
  const { foundedOn, version, services } = await published('zaclys');
  expect([foundedOn, version]).toEqual(['2001', before.version + 1]);
  expect(services.map(({ id }) => id)).toEqual(before.services.map(({ id }) => id));
});

/** An entry as it was loaded, and as its file says it later. */
async function loaded(over: object = {}) {
  const slug = aSlug('releve');
  const entry = {
    ...{ slug, name: `Relevé ${slug}`, website: `https://${slug}.example`, confirmedByHost: false },
    ...{ observed: { state: 'active', asOf: '2024' }, sources: ['https://pages.example/releve'], ...over },
  };
  const load = async (more: object, options: SeedOptions = {}) =>
    await seedCatalogue(record.as(), {
      ...{ file: { federations: [], hosts: [{ ...entry, ...more }] } as SeedFile, renew: true, ...options },
    });
  expect(await load({})).toMatchObject({ hosts: 1, refused: [] });
  return { slug, load, now: async () => await published(slug) };
}

test('a renewal says what it changes, changes nothing when it is only tried, and nothing the second time', async () => {
  const { load, now } = await loaded({ services: [{ slug: 'mail', name: 'Courriel', usages: ['email-hosting'] }] });
  const news = {
    observed: { state: 'active', asOf: '2026-08' },
    ...{ factsAsOf: '2024', contact: { email: 'contact@releve.example' } },
    claims: [{ criterion: 'non-profit', value: 'yes' }],
    services: [
      { slug: 'mail', name: 'Courriel', usages: ['email-hosting'], ownDomain: false },
      { slug: 'nuage', ...aService({ plans: [{ name: 'Groupe', for: 'organisation', fixed: 35 }] }) },
    ],
  };
  const { version, slug } = await now();
  const tried = await load(news, { dryRun: true });
  const facts = ['claims/non-profit', 'contact', 'factsAsOf', 'observed', 'services/mail/ownDomain', 'services/nuage'];
  expect(tried).toMatchObject({ renewed: 1, changed: [{ slug, facts }], left: [], revision: null });
  expect((await now()).version).toBe(version);
  expect(await load(news)).toMatchObject({ renewed: 1, changed: [{ slug, facts }] });
  expect(await now()).toMatchObject({
    ...{ version: version + 1, observed: { asOf: '2026-08' }, factsAsOf: '2024', confirmedByHost: false },
    ...{ contact: { email: 'contact@releve.example' }, provenance: { contact: { by: 'import', asOf: '2024' } } },
  });
  expect(await load(news)).toMatchObject({ renewed: 0, kept: 1, changed: [], left: [] });
  expect((await now()).version).toBe(version + 1);
});

test('a renewal leaves a sign of life that somebody saw after the catalogue was compiled', async () => {
  const { slug, load, now } = await loaded();
  const { id } = await now();
  const seen = { state: 'active', asOf: '2026-09' } as const;
  await updateHost(record.database.db, id, { observed: seen });
  await load({ observed: { state: 'active', asOf: '2026-08' }, foundedOn: '2001' });
  expect(await now()).toMatchObject({ slug, foundedOn: '2001', observed: seen, factsAsOf: '2026-08' });
});

test('a renewal leaves what its host holds, wrote or withdrew, and what an administrator wrote, and says why', async () => {
  const news = { foundedOn: '2001' };
  const left = async (touch: (slug: string) => Promise<unknown>) => {
    const { slug, load } = await loaded();
    await touch(slug);
    const { changed, left: why } = await load(news);
    expect([changed, why.map((one) => one.slug)]).toEqual([[], [slug]]);
    return why[0]!.because;
  };
  const day = '2027-06-01';
  expect(await left((slug) => patchHost(record.as(), slug, { languages: ['fr'] }, '*'))).toBe('written-here');
  // Whoever took a fact away said something too, and an end has no mark of its own.
  const gone = await loaded({ languages: ['fr'] });
  await patchHost(record.as(), gone.slug, { languages: null }, '*');
  expect((await gone.load({ languages: ['fr'], ...news })).left).toEqual([
    { slug: gone.slug, because: 'written-here' },
  ]);
  expect(
    await left((slug) =>
      announceClosing(record.as(), { host: slug }, { stages: { closed: day }, reason: { fr: 'Fin' } }, undefined),
    ),
  ).toBe('written-here');
  expect(await left((slug) => confirmHost(record.as(), slug, {}))).toBe('its-host-speaks');
  expect(await left((slug) => withdrawHost(record.as(), slug, '*'))).toBe('not-at-work');
  expect(await left((slug) => redactHost(record.as(), slug, { text: 'Relevé' }))).toBe('redacted');
});

test('a renewal leaves what a federation says, of members and in its file, and renews the rest', async () => {
  const federation = await record.federation();
  const member = { federation: federation.slug, state: 'member' };
  const { slug, load, now } = await loaded({ memberships: [{ ...member, toCheck: true }], languages: ['fr'] });
  const { id } = await now();
  const memberOf = async () =>
    (await now()).memberships.map(({ federation: of, state, toCheck }) => [of, state, toCheck]);
  expect(await load({ memberships: [member] })).toMatchObject({
    changed: [{ facts: [`memberships/${federation.slug}`] }],
  });
  await putMember(record.asFederation(federation), { federation: federation.slug, host: id }, { state: 'former' }, '*');
  const file = aFile({
    website: `https://${slug}.example`,
    name: 'Autre nom',
    facts: { languages: ['br'] },
    asOf: '2026-10-01',
  });
  await applyImported(record.as(), { federation, by: 'federation', on: '2026-11-25', imported: file });
  expect((await now()).languages).toEqual(['br']);
  expect(await load({ memberships: [member], languages: ['en'], foundedOn: '2001' })).toMatchObject({
    ...{ renewed: 1, changed: [{ facts: ['foundedOn'] }], left: [] },
  });
  expect(await now()).toMatchObject({ languages: ['br'], foundedOn: '2001' });
  expect(await memberOf()).toEqual([[federation.slug, 'former', undefined]]);
  // It never was one: a file that names it still does not bring it back.
  await removeMember(record.asFederation(federation), { federation: federation.slug, host: id }, '*', { never: true });
  await load({ memberships: [member], languages: ['en'], foundedOn: '2002' });
  expect([await memberOf(), (await now()).foundedOn]).toEqual([[], '2002']);
});

test('words that were taken out of an entry do not come back with a file that has them still', async () => {
  const { summary } = await published('zaclys');
  const text = Object.values(summary!)[0]!.slice(0, 20);
  await redactHost(record.as(), 'zaclys', { text });
  const file = { federations: [], hosts: catalogue.hosts.filter(({ slug }) => slug === 'zaclys') };
  expect(await seedCatalogue(record.as(), { file, renew: true })).toMatchObject({ kept: 1, renewed: 0 });
  expect(JSON.stringify(await published('zaclys'))).not.toContain(text);
});

test('an entry that the rules refuse is named with its faults, and the others are loaded', async () => {
  const entry = { slug: 'new-host', name: 'New', observed: { state: 'unknown' }, sources: ['https://s.example'] };
  const file: SeedFile = {
    federations: [{ slug: 'chatons', name: 'CHATONS', website: 'https://chatons.org/', charter: 'chatons' }],
    hosts: [
      { ...entry, confirmedByHost: false, memberships: [{ federation: 'chatons', state: 'member' }] },
      { ...entry, slug: 'bad-shape', confirmedByHost: true },
      {
        ...entry,
        slug: 'bad-meaning',
        confirmedByHost: false,
        claims: [{ criterion: 'be-nice', value: 'yes' }],
        commitments: [{ kind: 'closing-notice', value: 90, service: 'mail' }],
        memberships: [{ federation: 'nobody', state: 'member' }],
      },
      'not an entry',
    ],
  };
  const seeded = await seedCatalogue(record.as(), { file });
  expect(seeded).toMatchObject({ hosts: 1, federations: 0, kept: 1 });
  expect(seeded.refused.map(({ slug, faults }) => [slug, faults[0]?.pointer])).toEqual([
    ['bad-shape', '/confirmedByHost'],
    ['bad-meaning', '/claims/0/criterion'],
    ['(no slug)', ''],
  ]);
  const { federations } = await readPublished(record.database.db);
  const chatons = federations.find(({ slug }) => slug === 'chatons')!;
  expect(chatons).toMatchObject({ version: 2 });
  expect(chatons.members.map(({ host }) => host)).toContain('new-host');
});

test('an imported entry belongs to nobody until somebody proves it', async () => {
  const host = await published('zaclys');
  const other = await published('framasoft');
  expect(await refusal(patchHost(record.asHost(other), host.slug, { name: 'B' }, '*'))).toEqual({ code: 'not-yours' });
});
