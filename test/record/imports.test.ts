import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { applyImported, type FileToApply } from '../../src/exchange/imports/apply.ts';
import type { ImportedHost } from '../../src/exchange/imports/read.ts';
import { putMember } from '../../src/federations/members/commands.ts';
import { patchHost } from '../../src/hosts/entries/commands.ts';
import { withdrawHost } from '../../src/hosts/entries/withdrawal.ts';
import { readState } from '../../src/record/changes.ts';
import { loadHost } from '../../src/record/finish-write.ts';
import { findHost } from '../../src/record/hosts.ts';
import { patchService } from '../../src/services/commands.ts';
import { aFile, aServiceFile, entryOfCatalogue } from '../support/imports.ts';
import { aService, aSlug, useRecord } from '../support/record.ts';

const record = useRecord();
const ON = '2026-11-25';

const apply = (imported: ImportedHost, as: Pick<FileToApply, 'federation' | 'host' | 'by'>, on = ON) =>
  applyImported(record.as(), { ...as, on, imported });
const byFederation = async () => ({ federation: await record.federation(), by: 'federation' as const });
const entry = async (ref: string): Promise<Host> => {
  const { db } = record.database;
  return (await loadHost(db, record.as(), (await findHost(db, ref))!.id)).document;
};
const marksOf = async (ref: string) => {
  const { db } = record.database;
  return (await loadHost(db, record.as(), (await findHost(db, ref))!.id)).facts.provenance ?? {};
};
const revision = async () => (await readState(record.database.db)).revision;

describe('an organisation that nobody has', () => {
  it('becomes a draft with what its file says, marked with its file and day; nobody else sees it', async () => {
    const source = await byFederation();
    const file = aFile();
    const before = await revision();
    const done = await apply(file, source);
    expect(done).toMatchObject({ outcome: 'created', proposals: 0, problems: [] });
    const made = await entry(done.host!.id);
    expect(made).toMatchObject({ state: 'draft', name: file.name, languages: ['fr'], confirmedOn: null });
    expect(await marksOf(made.id)).toMatchObject({
      languages: { by: 'federation', source: file.source, asOf: '2026-10-01' },
      name: { by: 'federation' },
    });
    expect(await revision()).toBe(before);
  });

  it('stays one entry when its file is read again, and when the file has moved', async () => {
    const source = await byFederation();
    const file = aFile();
    const { host } = await apply(file, source);
    expect(await apply(file, source)).toMatchObject({ host: { id: host!.id }, outcome: 'unchanged' });
    const moved = { ...file, source: 'https://elsewhere.example/orga.properties' };
    expect((await apply(moved, source)).host).toEqual(host);
  });

  it('is another one for another federation: drafts are nobody else’s business', async () => {
    const file = aFile();
    const first = await apply(file, await byFederation());
    const second = await apply(file, await byFederation());
    expect(second.outcome).toBe('created');
    expect(second.host!.id).not.toBe(first.host!.id);
  });

  it('has its services proposed, not written', async () => {
    const file = aFile({ services: [aServiceFile('nuage'), aServiceFile('pads')] });
    const done = await apply(file, await byFederation());
    expect(done.proposals).toBe(2);
    expect((await entry(done.host!.id)).services).toEqual([]);
  });
});

describe('an entry of the catalogue', () => {
  it('is found by its exact domain, and what was compiled is brought up to date', async () => {
    const host = await entryOfCatalogue(record, { languages: ['en'], foundedOn: '2013' });
    const source = await byFederation();
    const file = aFile({ name: host.name, website: `https://www.${new URL(host.website!).hostname}/accueil` });
    const before = await revision();
    const done = await apply(file, source);
    expect(done).toMatchObject({ host: { id: host.id }, outcome: 'changed', proposals: 0 });
    expect(await entry(host.id)).toMatchObject({ languages: ['fr'], foundedOn: '2014', confirmedOn: null });
    expect(await revision()).toBe(before + 1);
    expect(await apply(file, source)).toMatchObject({ outcome: 'unchanged' });
    expect(await revision()).toBe(before + 1);
  });

  it('keeps its site where people were sent to it in cases: another one waits, and the rest is written', async () => {
    const host = await entryOfCatalogue(record, { languages: ['en'] });
    const { id } = await record.federation();
    await record.database.run(sql`
      with opened as (
        insert into cases (id, federation_id, version, label, received_by, need, unread, shortlist, ends_on, created_at, updated_at)
        values (gen_random_uuid(), ${id}, 1, 'Fanfare', 'phone', '{}', '[]', '{}', '2028-11-01', now(), now()) returning id
      )
      insert into referrals (id, federation_id, host_id, case_id, usages, sent_on)
      select gen_random_uuid(), ${id}, ${host.id}, id, array['forum'], '2026-11-01' from opened`);
    const website = `https://${new URL(host.website!).hostname}:8443/`;
    const done = await apply(aFile({ name: host.name, website }), await byFederation());
    expect(done).toMatchObject({ host: { id: host.id }, outcome: 'changed', proposals: 1 });
    expect(await entry(host.id)).toMatchObject({ website: host.website, languages: ['fr'] });
  });

  it('keeps what its host wrote: a difference waits, once', async () => {
    const host = await entryOfCatalogue(record, { languages: ['en'] });
    await patchHost(record.asHost(host), host.id, { languages: ['br'] }, '*');
    const source = await byFederation();
    const file = aFile({ name: host.name, website: host.website! });
    expect(await apply(file, source)).toMatchObject({ proposals: 1 });
    expect(await apply(file, source)).toMatchObject({ outcome: 'unchanged', proposals: 1 });
    expect(await entry(host.id)).toMatchObject({ languages: ['br'], foundedOn: '2014' });
  });

  it('keeps what is newer than the file', async () => {
    const host = await entryOfCatalogue(record, { languages: ['en'] });
    const file = aFile({ name: host.name, website: host.website!, asOf: '2019-01-01' });
    expect(await apply(file, await byFederation())).toMatchObject({ proposals: 1 });
    expect((await entry(host.id)).languages).toEqual(['en']);
  });

  it('that is confirmed is not filled in by a federation, but by the file of the host itself', async () => {
    const host = await record.published({ slug: aSlug('own'), website: `https://${aSlug('own')}.example` });
    const file = aFile({ name: host.name, website: host.website! });
    expect(await apply(file, await byFederation())).toMatchObject({ outcome: 'unchanged', proposals: 2 });
    const done = await apply(file, { host, by: 'host-file' });
    expect(done).toMatchObject({ outcome: 'changed', proposals: 0 });
    expect((await entry(host.id)).languages).toEqual(['fr']);
  });

  it('does not get back what its host took away', async () => {
    const host = await record.published({
      slug: aSlug('own'),
      languages: ['en'],
      website: `https://${aSlug('own')}.example`,
    });
    await patchHost(record.asHost(host), host.id, { languages: null }, '*');
    const file = aFile({ name: host.name, website: host.website!, facts: { languages: ['fr'] } });
    expect(await apply(file, { host, by: 'host-file' })).toMatchObject({ outcome: 'unchanged', proposals: 1 });
    expect(await entry(host.id)).not.toHaveProperty('languages');
  });

  it('is left alone when two entries have the domain, and the report names them', async () => {
    const website = `https://${aSlug('twice')}.example`;
    const [one, two] = [
      await record.published({ website, slug: aSlug('un') }),
      await record.published({ website, slug: aSlug('deux') }),
    ];
    const source = await byFederation();
    const before = await revision();
    const done = await apply(aFile({ website }), source);
    expect(done).toMatchObject({ host: null, outcome: 'unchanged', problems: [{ code: 'ambiguous-domain' }] });
    expect(JSON.stringify(done.problems)).toContain(one.slug);
    expect(JSON.stringify(done.problems)).toContain(two.slug);
    expect(await revision()).toBe(before);
  });

  it('that was withdrawn does not come back, nor in another draft', async () => {
    const host = await record.published({ slug: aSlug('left'), website: `https://${aSlug('left')}.example` });
    await withdrawHost(record.as(), host.id, '*');
    const done = await apply(aFile({ website: host.website! }), await byFederation());
    expect(done).toMatchObject({ host: null, problems: [{ code: 'entry-withdrawn', params: { host: host.slug } }] });
  });

  it('is found by its name only as a member of that very federation', async () => {
    const host = await entryOfCatalogue(record, {});
    const source = await byFederation();
    const file = aFile({ name: host.name.toUpperCase() });
    delete file.website;
    const stranger = await apply(file, source);
    expect(stranger).toMatchObject({ outcome: 'created' });
    const home = await byFederation();
    await putMember(
      record.asFederation(home.federation),
      { federation: home.federation.id, host: host.id },
      { state: 'member' },
      undefined,
    );
    expect((await apply(file, home)).host).toEqual({ id: host.id, slug: host.slug });
  });

  it('never gets a price, and refuses what it could not hold', async () => {
    const host = await entryOfCatalogue(record, {});
    const facts = { languages: ['fr'], seat: { country: 'XX' }, foundedOn: '2999' };
    const file = aFile({ name: host.name, website: host.website!, facts });
    const done = await apply(file, await byFederation());
    expect(done.problems.map(({ code, params }) => [code, params.field])).toEqual([
      ['fact-refused', 'foundedOn'],
      ['fact-refused', 'seat'],
    ]);
    expect(await entry(host.id)).not.toHaveProperty('seat');
  });
});

describe('a file that saw an organisation at work again', () => {
  it('makes no undated fact of its entry younger', async () => {
    const host = await entryOfCatalogue(record, {
      claims: [{ criterion: 'non-profit', value: 'yes' }],
      services: [{ slug: 'nuage', ...aService({ plans: [{ name: 'Groupe', fixed: 35 }] }) }],
    });
    const file = aFile({ name: host.name, website: host.website!, observed: { state: 'active', asOf: '2026-10-01' } });
    const source = await byFederation();
    await apply(file, source);
    const seen = { observed: { asOf: '2026-10-01' }, factsAsOf: '2025-12' };
    expect(await entry(host.id)).toMatchObject(seen);
    await apply({ ...file, observed: { state: 'active', asOf: '2026-11-20' } }, source);
    const after = await entry(host.id);
    expect(after).toMatchObject({ observed: { asOf: '2026-11-20' }, factsAsOf: '2025-12' });
    expect(after.claims.find(({ criterion }) => criterion === 'non-profit')?.statements[0]).toMatchObject({
      asOf: '2025-12',
    });
  });
});

describe('two files that say otherwise', () => {
  it('of one rank do not overwrite each other at every reading: the newer stated day wins', async () => {
    const host = await entryOfCatalogue(record, {});
    const [one, two] = [await byFederation(), await byFederation()];
    const file = (languages: string[], asOf: string | null, source: string) =>
      aFile({ name: host.name, website: host.website!, facts: { languages }, asOf, source });
    await apply(file(['fr'], null, 'https://one.example/a'), one);
    expect(await apply(file(['en'], null, 'https://two.example/a'), two)).toMatchObject({ proposals: 1 });
    expect((await entry(host.id)).languages).toEqual(['fr']);
    await apply(file(['en'], '2026-11-26', 'https://two.example/a'), two, '2026-11-27');
    expect((await entry(host.id)).languages).toEqual(['en']);
    await apply(file(['fr'], null, 'https://one.example/a'), one, '2026-11-28');
    expect((await entry(host.id)).languages).toEqual(['en']);
  });

  it('of the host wins over that of a federation', async () => {
    const host = await entryOfCatalogue(record, {});
    const file = aFile({ name: host.name, website: host.website! });
    await apply(
      { ...file, facts: { languages: ['br'] }, source: 'https://host.example/own' },
      { host, by: 'host-file' },
    );
    expect(await apply(file, await byFederation())).toMatchObject({ proposals: 1 });
    expect((await entry(host.id)).languages).toEqual(['br']);
  });
});

describe('a service', () => {
  it('of the entry is brought up to date, field by field; what the host wrote of it waits', async () => {
    const host = await entryOfCatalogue(record, { services: [{ slug: 'nuage', ...aService({ dataCountry: 'DE' }) }] });
    await patchService(record.asHost(host), host.id, 'nuage', { registration: 'members' }, '*');
    const service = aServiceFile('nuage', {
      name: 'Nuage',
      dataCountry: 'FR',
      registration: 'open',
      url: 'https://n.example',
    });
    const file = aFile({ name: host.name, website: host.website!, facts: {}, services: [service] });
    const done = await apply(file, await byFederation());
    expect(done).toMatchObject({ outcome: 'changed', proposals: 1 });
    expect((await entry(host.id)).services[0]).toMatchObject({
      dataCountry: 'FR',
      registration: 'members',
      url: 'https://n.example',
    });
  });

  it('keeps the usages that anybody said: those of a file are guessed from the program', async () => {
    const host = await entryOfCatalogue(record, { services: [{ slug: 'nuage', ...aService({ usages: ['forum'] }) }] });
    const guessed = aServiceFile('nuage', {
      name: 'Nuage',
      software: { name: 'Nextcloud' },
      usages: ['file-storage-sharing'],
    });
    const file = aFile({ name: host.name, website: host.website!, facts: {}, services: [guessed] });
    expect(await apply(file, { host, by: 'host-file' })).toMatchObject({ outcome: 'changed', proposals: 0 });
    const [service] = (await entry(host.id)).services;
    expect(service).toMatchObject({ usages: ['forum'], software: { name: 'Nextcloud' } });
  });

  it('is the same one when the file calls it something else', async () => {
    const host = await entryOfCatalogue(record, { services: [{ slug: 'nuage', ...aService() }] });
    const source = await byFederation();
    const service = aServiceFile('nuage', { name: 'Nuage' });
    const file = aFile({ name: host.name, website: host.website!, facts: {}, services: [service] });
    await apply(file, source);
    const renamed = { ...service, slug: 'cumulus', facts: { ...service.facts, name: 'Cumulus' } };
    expect(await apply({ ...file, services: [renamed] }, source)).toMatchObject({ outcome: 'changed', proposals: 0 });
    expect((await entry(host.id)).services.map(({ slug, name }) => [slug, name])).toEqual([['nuage', 'Cumulus']]);
  });
});

describe('a membership', () => {
  it('that the source of a federation states is written, and ends when it says so', async () => {
    const host = await entryOfCatalogue(record, {});
    const source = await byFederation();
    const file = aFile({
      name: host.name,
      website: host.website!,
      facts: {},
      membership: { state: 'member', since: '2016' },
    });
    expect(await apply(file, source)).toMatchObject({ outcome: 'changed' });
    expect((await entry(host.id)).memberships).toEqual([
      expect.objectContaining({
        federation: source.federation.slug,
        state: 'member',
        since: '2016',
        statedBy: 'federation',
      }),
    ]);
    expect(await apply(file, source)).toMatchObject({ outcome: 'unchanged' });
    await apply({ ...file, membership: { state: 'former', since: '2016', until: '2025' } }, source);
    expect((await entry(host.id)).memberships).toEqual([expect.objectContaining({ state: 'former', until: '2025' })]);
  });

  it('that the federation wrote by hand stays', async () => {
    const host = await entryOfCatalogue(record, {});
    const source = await byFederation();
    const ref = { federation: source.federation.id, host: host.id };
    await putMember(record.asFederation(source.federation), ref, { state: 'member', since: '2011' }, undefined);
    const file = aFile({
      name: host.name,
      website: host.website!,
      facts: {},
      membership: { state: 'member', since: '2016' },
    });
    await apply(file, source);
    expect((await entry(host.id)).memberships).toEqual([expect.objectContaining({ since: '2011' })]);
  });
});
