import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { SeedFile } from '../../src/exchange/seed/check.ts';
import { seedCatalogue } from '../../src/exchange/seed/seed.ts';
import type { HistoryEntry } from '../../src/history/schema.ts';
import type { ConfirmationPreview } from '../../src/hosts/confirmations/schema.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import type { TodoItem } from '../../src/waiting/host/schema.ts';
import { ADMIN_TOKEN } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { reference } from '../support/record.ts';
import { PATH, useSites } from '../support/sites.ts';

/** What a host does not list is unknown, until the host says that the list is whole. */

const sites = useSites();
const { test, answers } = sites;
const ALL = ['services', 'plans', 'support', 'audiences', 'languages'];

let made = 0;
/** An entry that somebody else gathered: files for groups of ten in the Creuse, in French, for associations. */
const gathered = async (over: object = {}) => {
  const slug = `releve-${++made}`;
  const file = {
    federations: [],
    hosts: [
      {
        ...{ slug, name: `Relevé ${made}`, website: sites.aSite(), sources: ['https://liste.example'] },
        ...{ seat: { country: 'FR', territory: { level: 'departement', code: '23' } }, confirmedByHost: false },
        ...{ serves: [{ level: 'departement', code: '23' }], audiences: ['associations'], languages: ['fr'] },
        ...{ support: [{ kind: 'training', mode: 'remote' }], observed: { state: 'active', asOf: '2026-06' } },
        services: [
          {
            ...{ slug: 'nuage', name: 'Nuage', usages: ['file-storage-sharing'], registration: 'open' },
            plans: [{ name: 'Groupe', fixed: 40, maxAccounts: 10, maxGb: 50, observedOn: '2026-05' }],
          },
        ],
        ...over,
      },
    ],
  } as unknown as SeedFile;
  const context = { ...sites.context(), newId: randomUUID, caller: { role: 'anonymous' as const } };
  expect((await seedCatalogue({ ...context, reference }, { file })).refused).toEqual([]);
  await test.catalogue.catchUp();
  return slug;
};
const read = async (slug: string) => (await test.ask<Host>('GET', `/v1/hosts/${slug}`)).body;
const takenOver = async (slug: string) => {
  const { body } = await sites.claim(slug);
  answers[PATH] = body.challenge.content;
  expect((await sites.check(slug, body.token)).proven).toBe(true);
  return body.token;
};
/** A token of its host, from an administrator: an hour has only so many claims. */
const ownerOf = async (slug: string) => {
  const body = { role: 'host', host: slug, label: 'bureau' };
  return (await test.ask<{ token: string }>('POST', '/v1/tokens', { token: ADMIN_TOKEN, body })).body.token;
};
const confirm = async (slug: string, token: string, body?: object) => {
  const answer = await test.ask<Host>('POST', `/v1/hosts/${slug}/confirmations`, { token, body });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const preview = async (slug: string, token: string, body?: object, lang = 'fr') => {
  const url = `/v1/hosts/${slug}/confirmations?dryRun=true&lang=${lang}`;
  const { status, body: told, text } = await test.ask<{ would: ConfirmationPreview }>('POST', url, { token, body });
  expect(status, text).toBe(200);
  return told.would;
};
type Place = 'fits' | 'to check' | 'improbable' | 'near' | 'out';
const placeOf = async (slug: string, need: Partial<Need>): Promise<Place> => {
  const usages = [{ usage: 'file-storage-sharing' }];
  const { status, body, text } = await test.ask<Match>('POST', '/v1/matches', {
    body: { usages, require: { openToNewcomers: false }, limit: 20, hosts: [slug], ...need },
  });
  expect(status, text).toBe(200);
  if (body.asked[0]!.state === 'improbable') return 'improbable';
  const isIn = (list: readonly { host: string }[]) => list.some(({ host }) => host === slug);
  return isIn(body.fits) ? 'fits' : isIn(body.toCheck) ? 'to check' : isIn(body.nearMisses) ? 'near' : 'out';
};

/** A need for what an entry of the tests does not list, by the list that lacks it. */
const LACKED: Readonly<Record<string, Partial<Need>>> = {
  services: { usages: [{ usage: 'file-storage-sharing' }, { usage: 'mailing-lists' }] },
  support: { require: { openToNewcomers: false, support: ['migration'] } },
  audiences: { audience: 'schools' },
  languages: { language: 'en' },
};

/** What a list that is no whole one leaves of a need for what it lacks: open, or improbable where it would name it. */
const LEFT: Readonly<Record<string, Place>> = {
  services: 'to check',
  support: 'to check',
  audiences: 'improbable',
  languages: 'improbable',
};

describe('Who takes an entry over', () => {
  it('confirms nothing: the entry stays as it was, and so does its place', async () => {
    const slug = await gathered();
    const before = await read(slug);
    for (const [list, need] of Object.entries(LACKED))
      expect([list, await placeOf(slug, need)]).toEqual([list, LEFT[list]]);
    await takenOver(slug);
    const after = await read(slug);
    expect(after).toEqual({ ...before, domainVerifiedOn: '2026-11-25', version: after.version });
    expect([after.confirmedByHost, after.complete]).toEqual([false, []]);
    for (const [list, need] of Object.entries(LACKED))
      expect([list, await placeOf(slug, need)]).toEqual([list, LEFT[list]]);
    const { body } = await test.ask<{ items: HistoryEntry[] }>('GET', `/v1/hosts/${slug}/history`);
    expect(body.items.flatMap(({ sentences }) => sentences.map(({ code }) => code))).not.toContain('confirmed');
  });

  it('is asked to confirm it, and shown how', async () => {
    const slug = await gathered();
    const token = await takenOver(slug);
    const todo = async (lang: string) =>
      (await test.ask<{ items: TodoItem[] }>('GET', `/v1/hosts/${slug}/todo?lang=${lang}`, { token })).body.items.find(
        ({ kind }) => kind === 'confirmation',
      );
    const call = { method: 'POST', path: `/v1/hosts/${slug}/confirmations`, body: { complete: [] } };
    expect(await todo('fr')).toMatchObject({ call, text: expect.stringContaining('entières') });
    expect(await todo('en')).toMatchObject({ call, text: expect.stringContaining('whole') });
    await confirm(slug, token, call.body);
    expect(await todo('fr')).toBeUndefined();
  });
});

describe('A confirmation', () => {
  it('that names no list makes nothing a no', async () => {
    const slug = await gathered();
    const token = await ownerOf(slug);
    const body = await confirm(slug, token);
    expect(body).toMatchObject({ confirmedByHost: true, confirmedOn: '2026-11-25', complete: [] });
    for (const [list, need] of Object.entries(LACKED))
      expect([list, await placeOf(slug, need)]).toEqual([list, LEFT[list]]);
    expect(await placeOf(slug, { territory: { level: 'departement', code: '29' } })).toBe('improbable');
  });

  it.each(Object.keys(LACKED))('makes whole the list that it names, and no other: %s', async (list) => {
    const slug = await gathered();
    const token = await ownerOf(slug);
    expect((await confirm(slug, token, { complete: [list] })).complete).toEqual([list]);
    expect((await read(slug)).complete).toEqual([list]);
    for (const [other, need] of Object.entries(LACKED))
      expect([other, (await placeOf(slug, need)) === LEFT[other]]).toEqual([other, other !== list]);
  });

  it('that names the services says where they are offered, and that of another usage nothing is unknown', async () => {
    const slug = await gathered();
    const token = await ownerOf(slug);
    const elsewhere = { territory: { level: 'departement', code: '29' } } as const;
    const other: Partial<Need> = { usages: [{ usage: 'mailing-lists' }] };
    const known = async () =>
      (await test.ask<Match>('POST', '/v1/matches', { body: other })).body.excluded.nothingKnown;
    const before = await known();
    await confirm(slug, token, { complete: ['services'] });
    expect(await known()).toBe(before - 1);
    expect(await placeOf(slug, elsewhere)).not.toBe('to check');
  });

  it('that names the plans says that there is no larger one', async () => {
    const slug = await gathered();
    const token = await ownerOf(slug);
    const tooMany = { usages: [{ usage: 'file-storage-sharing', accounts: 12 }], hosts: undefined };
    const near = async () => {
      const { body } = await test.ask<Match>('POST', '/v1/matches', {
        body: { ...tooMany, audience: 'associations', territory: { level: 'departement', code: '23' } },
      });
      return body.nearMisses.find(({ host }) => host === slug);
    };
    const search = async () =>
      (
        await test.ask<{ unknownPrice: number }>(
          'GET',
          '/v1/services?usage=file-storage-sharing&maxPricePerYear=100&accounts=12',
        )
      ).body.unknownPrice;
    await confirm(slug, token);
    const before = await search();
    expect(await placeOf(slug, { usages: [{ usage: 'file-storage-sharing', accounts: 12 }] })).not.toBe('fits');
    await confirm(slug, token, { complete: ['plans'] });
    expect(await search()).toBe(before - 1);
    const told = await near();
    if (told) expect(told.params).toMatchObject({ allPlans: true });
  });

  it('is taken back, list by list, and silence leaves what is there', async () => {
    const slug = await gathered();
    const token = await ownerOf(slug);
    await confirm(slug, token, { complete: ALL });
    expect(await placeOf(slug, LACKED.services!)).not.toBe('to check');
    expect((await confirm(slug, token)).complete).toEqual(ALL);
    expect((await confirm(slug, token, {})).complete).toEqual(ALL);
    expect((await confirm(slug, token, { complete: ['languages', 'plans'] })).complete).toEqual(['plans', 'languages']);
    expect(await placeOf(slug, LACKED.services!)).toBe('to check');
    expect((await confirm(slug, token, { complete: [] })).complete).toEqual([]);
    const { body } = await test.ask<{ items: HistoryEntry[] }>('GET', `/v1/hosts/${slug}/history?lang=fr`);
    expect(body.items[0]!.sentences.map(({ text }) => text)).toEqual([
      'L’hébergeur ne dit plus que ces listes sont entières\u00a0: formules et langues. Ce qui y manque est inconnu.',
    ]);
  });
});

describe('A dry run of a confirmation', () => {
  it('tells what would become a no, in words and as data, and writes nothing', async () => {
    const slug = await gathered();
    const token = await ownerOf(slug);
    const [before, revision] = [await read(slug), await test.revision()];
    const told = await preview(slug, token, { complete: ALL });
    expect(told).toMatchObject({ complete: ALL, notes: [], version: before.version });
    expect(told.becomesNo.map(({ list, code }) => `${list}: ${code}`)).toEqual([
      'services: other-usages',
      'services: other-places',
      'plans: more-room',
      'support: other-support',
      'audiences: other-audiences',
      'languages: other-languages',
    ]);
    const [usages, , room, support, audiences, languages] = told.becomesNo;
    expect(usages!.params).toMatchObject({ listed: ['file-storage-sharing'] });
    expect(usages!.params.missing).toHaveLength(reference.usages.size - 1);
    expect(room!.params).toEqual({ service: 'Nuage', accounts: 10, gigabytes: 50 });
    expect(support!.params.missing).toContain('migration');
    expect(audiences!.params.missing).toContain('schools');
    expect(languages!.text).toBe('Toute autre langue deviendrait un non. Vous parlez\u00a0: français.');
    const english = await preview(slug, token, { complete: ['languages'] }, 'en');
    expect(english.becomesNo[0]!.text).toBe('Any other language would become a no. You speak: French.');
    expect([await read(slug), await test.revision()]).toEqual([before, revision]);
  });

  it('has nothing to tell where no list is named, and says of what nothing was said, and what is taken back', async () => {
    const slug = await gathered({ support: undefined });
    const token = await ownerOf(slug);
    expect(await preview(slug, token)).toMatchObject({ complete: [], becomesNo: [], notes: [] });
    const unsaid = await preview(slug, token, { complete: ['support'] });
    expect([unsaid.becomesNo, unsaid.notes.map(({ code }) => code)]).toEqual([[], ['not-said']]);
    await confirm(slug, token, { complete: ['support', 'languages'] });
    const back = await preview(slug, token, { complete: ['support'] });
    expect(back.notes.map(({ list, code }) => [list, code])).toEqual([['languages', 'taken-back']]);
    expect(await placeOf(slug, LACKED.support!)).toBe('to check');
  });
});

describe('The page that confirms', () => {
  it('shows what somebody recorded elsewhere, until it is the word of the host', async () => {
    const page = 'https://liste.example/charte';
    const claims = [{ criterion: 'free-software-only', value: 'partial', evidenceUrl: page, asOf: '2025-03' }];
    const slug = await gathered({ claims });
    const desk = await new Browser(test).signIn(await ownerOf(slug));
    const form = `/manage/hosts/${slug}/confirmation`;
    const recorded = () => /Relevé ailleurs[\s\S]*?<\/section>/.exec(desk.text)?.[0].replaceAll('\u00a0', ' ');
    await desk.open(form);
    for (const told of ['en partie', 'mars 2025', page]) expect(recorded(), told).toContain(told);
    const byOf = async () => (await read(slug)).claims[0]!.statements.map(({ by }) => by);
    expect(await byOf()).toEqual(['import']);
    await desk.fill(form);
    expect(await byOf()).toEqual(['host']);
    await desk.open(form);
    expect(recorded()).toBeUndefined();
  });
});

describe('A list of which nothing is said', () => {
  it('is unknown to the match and to the page, whatever its entry calls whole', async () => {
    const slug = await gathered({ support: undefined, languages: undefined });
    const token = await ownerOf(slug);
    const page = async () => (await test.app.inject({ url: `/hosts/${slug}` })).body.replaceAll('\u00a0', ' ');
    await confirm(slug, token, { complete: ['services', 'support', 'languages'] });
    expect(await placeOf(slug, LACKED.support!)).toBe('to check');
    expect(await page()).toContain('Il dit que ces listes sont entières : services.');
    await test.ask('PATCH', `/v1/hosts/${slug}`, { token, ifMatch: '*', body: { support: [] } });
    expect(await placeOf(slug, LACKED.support!)).not.toBe('to check');
    expect(await page()).toContain('Il dit que ces listes sont entières : services et aide proposée.');
  });
});

describe('A publication', () => {
  it('by its own token, or by an administrator for it, says that all lists are whole', async () => {
    const own = await sites.publishedByProof();
    expect((await read(own.slug)).complete).toEqual(ALL);
    expect((await read((await test.published()).slug)).complete).toEqual(ALL);
  });

  it('makes whole the lists that it names, and no other; it names none where nothing is whole', async () => {
    const drafted = async (body: object) => {
      const draft = await test.draft();
      const answer = await test.ask<Host>('POST', `/v1/hosts/${draft.id}/publication?force=true`, {
        token: ADMIN_TOKEN,
        body,
      });
      expect(answer.status, answer.text).toBe(200);
      return answer.body;
    };
    expect(await drafted({ complete: ['languages', 'services'] })).toMatchObject({
      complete: ['services', 'languages'],
    });
    expect(await drafted({ complete: [] })).toMatchObject({ complete: [], confirmedByHost: true });
    expect((await drafted({})).complete).toEqual(ALL);
  });

  it('of an entry that changed since it was seen is refused, and so is a confirmation', async () => {
    const draft = await test.draft();
    const seen = `v${draft.version}`;
    await test.ask('PATCH', `/v1/hosts/${draft.id}`, { token: draft.token, ifMatch: '*', body: { name: 'Autre' } });
    const stale = { ifMatch: seen, body: { complete: ['services'] } };
    const publication = `/v1/hosts/${draft.id}/publication?force=true`;
    expect((await test.ask('POST', publication, { token: ADMIN_TOKEN, ...stale })).status).toBe(412);
    expect((await test.ask<Host>('GET', `/v1/hosts/${draft.id}`, { token: draft.token })).body.state).toBe('draft');
    expect((await test.ask('POST', publication, { token: ADMIN_TOKEN, ...stale, ifMatch: '*' })).status).toBe(200);
    const confirmed = await test.ask('POST', `/v1/hosts/${draft.id}/confirmations`, { token: draft.token, ...stale });
    expect(confirmed.status).toBe(412);
  });

  it('of an entry that had left says no more of its lists than before', async () => {
    const slug = await gathered();
    const token = await ownerOf(slug);
    await test.ask('DELETE', `/v1/hosts/${slug}`, { token, ifMatch: '*' });
    const { body } = await sites.publish(slug, token);
    expect(body).toMatchObject({ state: 'published', complete: [] });
  });
});
