import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';

const test = useApp();
let host: Owned;
let draft: Owned;
beforeAll(async () => {
  host = await test.published({
    slug: 'les-aulnes',
    name: 'Les Aulnes',
    contact: { email: 'contact@les-aulnes.example' },
  });
  await test.published({ slug: 'les-saules', name: 'Les Saules' });
  draft = await test.draft({ slug: 'les-noisetiers', name: 'Les Noisetiers' });
  for (const [slug, usages] of [
    ['nuage', ['file-storage-sharing']],
    ['courriel', ['email-hosting']],
  ] as const)
    await test.ask('PUT', `/v1/hosts/les-aulnes/services/${slug}`, {
      token: host.token,
      body: { name: slug, usages },
    });
});

const at = (part = '') => `/manage/hosts/les-aulnes${part}`;
const inDesk = (token = host.token) => new Browser(test).signIn(token);
const read = async (ref = 'les-aulnes', token = host.token): Promise<Host> =>
  (await test.ask<Host>('GET', `/v1/hosts/${ref}`, { token })).body;
const opened = async (part: string, token?: string) => {
  const browser = await inDesk(token);
  await browser.open(at(part));
  return browser;
};

describe('The desk of a host', () => {
  it('changes the first facts, each read back in its form and in the API', async () => {
    const desk = await opened('/facts');
    const typed = {
      serves: 'Creuse\nNouvelle-Aquitaine\nBelgique\nGuéret 23',
      phone: '+33 5 55 00 00 00',
      summary: 'Des fichiers\net du courriel.',
    };
    await desk.fill(at('/facts'), typed);
    // What it changed for the needs of others may follow.
    expect(desk.at.split('&')[0], desk.text).toBe(`${at()}?saved=yes`);
    const { contact, serves, summary } = await read();
    expect(serves).toEqual([
      { level: 'departement', code: '23' },
      { level: 'region', code: '75' },
      { level: 'country', code: 'BE' },
      { level: 'commune', code: '23096' },
    ]);
    expect(contact).toEqual({ email: 'contact@les-aulnes.example', phone: '+33 5 55 00 00 00' });
    expect(summary?.fr).toBe(typed.summary);
    const { version } = await read();
    await desk.open(at('/facts'));
    // The link to what everybody sees asks for the new version, which the public page knows.
    await desk.open(at());
    const [, seen] = /href="(\/hosts\/les-aulnes\?version=[^"]+)"/.exec(desk.text)!;
    await desk.open(seen!);
    expect(desk.text).not.toContain('pas de réglage');
    await desk.open(at('/facts'));
    for (const [name, value] of Object.entries(typed))
      expect(desk.form(at('/facts')).fields.get(name), name).toBe(value);
    await desk.fill(at('/facts'));
    expect((await read()).version).toBe(version);
  });

  it('asks the ten questions, each with why it matters, and takes back what is emptied', async () => {
    const desk = await opened('/questions');
    expect([...new Set(desk.form(at('/questions')).fields.keys())]).toContain('closing-notice');
    expect(desk.text.match(/id="hint-[\w-]+"/g)).toHaveLength(10);
    await desk.fill(at('/questions'), {
      'closing-notice': '3 mois',
      'backup-offsite': 'no',
      'data-retrieval-after-end': 'un mois',
      'price-change-notice': '2 jours',
      'people-with-emergency-access': 'trois personnes',
      'support-response': 'aucun délai promis',
      'hardware-host-and-country': 'Octopuce\nFrance',
      'french-speaking-support': 'partial',
    });
    expect(desk.at, desk.text).toBe(`${at()}?saved=yes`);
    const said = async () => Object.fromEntries((await read()).commitments.map(({ kind, value }) => [kind, value]));
    expect(await said()).toEqual({
      'closing-notice': 90,
      'data-retrieval-after-end': 30,
      'price-change-notice': 2,
      'people-with-emergency-access': 3,
      'backup-offsite': false,
      'support-response': 'none',
      'hardware-host-and-country': ['Octopuce', 'France'],
    });
    await desk.open(at('/questions'));
    await desk.fill(at('/questions'), { 'backup-offsite': '', 'closing-notice': '120', 'support-response': '48 h' });
    expect(await said()).toMatchObject({ 'closing-notice': 120, 'support-response': 48 });
    expect(await said()).not.toHaveProperty('backup-offsite');
  });

  it('says what is wrong beside each field, and keeps all that was typed', async () => {
    const desk = await opened('/facts');
    const typed = { email: 'pas une adresse', url: 'ftp://x', serves: 'Nulle-part-du-tout', summary: 'Gardé' };
    expect((await desk.fill(at('/facts'), typed)).status).toBe(422);
    expect(desk.text).toContain('id="fault-serves"');
    for (const [name, value] of Object.entries(typed)) expect(desk.form(at('/facts')).fields.get(name)).toBe(value);
    await desk.fill(at('/facts'), { serves: '' });
    for (const name of ['email', 'url']) expect(desk.text).toContain(`id="fault-${name}"`);
    expect(desk.text).toContain('<title>Erreur\u00a0: ');
    await desk.open(at('/questions'));
    expect(
      (await desk.fill(at('/questions'), { 'closing-notice': 'longtemps', 'price-change-notice': '1 ou 2 mois' }))
        .status,
    ).toBe(422);
    // Two faults that are the same are told apart in the list above the form.
    const listed = [...desk.text.matchAll(/<li><a href="#[\w-]+">([^<]+)/g)].map(([, text]) => text);
    expect(listed).toHaveLength(2);
    expect(new Set(listed).size).toBe(2);
    expect(listed[0]).toMatch(/^Préavis avant fermeture/);
    expect((await desk.fill(at('/questions'), { 'closing-notice': '99999', 'price-change-notice': '' })).status).toBe(
      422,
    );
    expect(desk.text).toContain('id="fault-closing-notice"');
  });

  it('shows what somebody else wrote meanwhile beside one’s own words, and loses neither', async () => {
    const [one, two] = [await opened('/facts'), await opened('/facts')];
    await one.fill(at('/facts'), { phone: '0155000001', serves: 'France' });
    expect((await two.fill(at('/facts'), { phone: '0155000002', summary: 'Le mien' })).status).toBe(409);
    expect(two.text).toMatch(/id="theirs-phone"[\s\S]*0155000001/);
    const { fields } = two.form(at('/facts'));
    expect([fields.get('phone'), fields.get('summary'), fields.get('serves')]).toEqual([
      '0155000002',
      'Le mien',
      'France',
    ]);
    await two.fill(at('/facts'));
    expect((await read()).contact?.phone).toBe('0155000002');
    // Another part of the entry changed: nothing to choose.
    const three = await opened('/facts');
    await (await opened('/questions')).fill(at('/questions'), { 'price-change-notice': '30' });
    await three.fill(at('/facts'), { phone: '0155000003' });
    expect(three.at).toBe(`${at()}?saved=yes`);
  });

  it('takes a text as long as its field allows in place of another one as long, and loses nothing of it', async () => {
    const [long, other] = ['é'.repeat(4000), 'à'.repeat(4000)];
    const desk = await opened('/facts');
    const summary = desk.form(at('/facts')).fields.get('summary') ?? '';
    await desk.fill(at('/facts'), { summary: long });
    await desk.open(at('/facts'));
    const nowhere = `${'É'.repeat(99)}\n`.repeat(25);
    expect((await desk.fill(at('/facts'), { summary: other, serves: nowhere })).status).toBe(422);
    expect(desk.form(at('/facts')).fields.get('summary')).toBe(other);
    await desk.fill(at('/facts'), { serves: 'France' });
    expect((await read()).summary?.fr).toBe(other);
    await desk.open(at('/facts'));
    await desk.fill(at('/facts'), { summary });
  });

  it('confirms that all is still true below the entry, and says which silence is a no', async () => {
    await test.ask('POST', '/v1/hosts/les-aulnes/confirmations', { token: host.token, body: { complete: [] } });
    test.now = new Date('2026-11-26T12:00:00Z');
    const desk = await opened('/confirmation');
    const texts = () => desk.text.replaceAll('\u00a0', ' ');
    // The entry first, then the one sentence, each list in a fold, and the button.
    const shown = [
      '<h2>Les Aulnes</h2>',
      'Ce que la fiche ne dit pas restera inconnu',
      'Tout autre usage deviendrait un non.',
    ];
    const places = [...shown, 'tout est encore vrai</button>'].map((text) => texts().indexOf(text));
    expect(places[0]).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    await (await opened('/facts')).fill(at('/facts'), { summary: 'Autre chose' });
    // What was shown is no longer so: it is shown anew first.
    const stale = await desk.fill(at('/confirmation'), { complete: ['services', 'languages'] });
    expect(stale.status).toBe(409);
    expect((await read()).confirmedOn).toBe('2026-11-25');
    expect(texts()).toContain('Ce que la fiche ne dit pas ici voudra dire « non » : services et langues.');
    await desk.fill(at('/confirmation'));
    expect(desk.at).toBe(`${at()}?saved=yes`);
    expect(await read()).toMatchObject({ confirmedOn: '2026-11-26', complete: ['services', 'languages'] });
  });

  it('serves a draft too', async () => {
    const desk = await inDesk(draft.token);
    await desk.open(`/manage/hosts/${draft.id}/facts`);
    await desk.fill(`/manage/hosts/${draft.id}/facts`, {
      email: 'bonjour@les-noisetiers.example',
      serves: 'la Creuse',
    });
    const { contact, serves } = await read(draft.id, draft.token);
    expect(contact?.email).toBe('bonjour@les-noisetiers.example');
    // Not the commune of that name, far away.
    expect(serves).toEqual([{ level: 'departement', code: '23' }]);
  });

  it('writes in the history as any token does, under the name of the operation', async () => {
    const { body } = await test.ask<{ items: object[] }>('GET', '/v1/audit?host=les-aulnes', { token: host.token });
    expect(JSON.stringify(body.items)).toContain('putHostDocument');
  });
});
