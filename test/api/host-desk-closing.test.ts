import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import { type Owned, useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';

const test = useApp();
let host: Owned;
beforeAll(async () => {
  host = await test.published({ slug: 'les-aulnes', name: 'Les Aulnes' });
  await test.published({ slug: 'les-saules', name: 'Les Saules' });
  await test.published({ slug: 'les-saules-blancs', name: 'Les Saules blancs' });
  const asking = { token: host.token, ifMatch: '*' };
  await test.ask('PUT', '/v1/hosts/les-aulnes/services/nuage', {
    ...asking,
    body: { name: 'Nuage', usages: ['file-storage-sharing'] },
  });
  await test.ask('PUT', '/v1/hosts/les-aulnes/commitments/closing-notice', { ...asking, body: { value: 90 } });
});

const WHOLE = '/manage/hosts/les-aulnes/closing/host';
const NUAGE = '/manage/hosts/les-aulnes/closing/services/nuage';
const typed = { closed: '2027-03-15', reason: 'Plus assez de bénévoles.' };
const opened = async (path: string, token = host.token) => {
  const desk = await new Browser(test).signIn(token);
  await desk.open(path);
  return desk;
};
const anybody = async () => (await test.ask<Host>('GET', '/v1/hosts/les-aulnes')).body;
const closing = async () => (await anybody()).closing;

describe('The closing on a host’s desk', () => {
  it('says what was promised before any date is chosen, and asks again what is missing or unclear', async () => {
    const desk = await opened('/manage/hosts/les-aulnes');
    expect(desk.text).toContain('href="/manage/hosts/les-aulnes/closing"');
    await desk.open('/manage/hosts/les-aulnes/closing');
    expect(desk.text).toContain(`href="${NUAGE}"`);
    await desk.open(WHOLE);
    expect(desk.text).toMatch(/prévenir 90.jours avant[\s\S]*au plus tôt le 23 février 2027[\s\S]*id="closed"/);
    const wrong = { closed: 'bientôt', successor: 'saules b', exportGuide: 'chez nous' };
    expect((await desk.fill(WHOLE, wrong)).status).toBe(422);
    for (const field of ['closed', 'reason', 'exportGuide']) expect(desk.text).toContain(`id="fault-${field}"`);
    expect(desk.form(WHOLE).fields.get('closed')).toBe('bientôt');
    expect((await desk.fill(WHOLE, { ...typed, successor: 'saule', exportGuide: '' })).status).toBe(422);
    expect(desk.text).toContain('id="which"');
    expect((await desk.fill(WHOLE, { successor: 'Personne' })).status).toBe(422);
    expect(desk.text).toContain('id="fault-successor"');
    expect(await closing()).toBeUndefined();
  });

  it('shows what everybody will read, who will know, and a broken promise, which it does not refuse', async () => {
    const desk = await opened(WHOLE);
    await desk.fill(WHOLE, { ...typed, closed: '2027-01-10', successor: 'Les Saules' });
    expect(desk.shown!.status, desk.text).toBe(200);
    expect(desk.text).toMatch(/promis 90.jours de délai, et vous en laissez 46/);
    expect(desk.text).toContain('Les Saules, à qui l’on demande');
    // Corrected, nothing typed is lost; then announced.
    await desk.fill(WHOLE, {}, 1);
    expect(desk.form(WHOLE).fields.get('reason')).toBe(typed.reason);
    await desk.fill(WHOLE, { closed: '2027-03-15', readOnly: '2027-02-15' });
    expect(desk.text).not.toContain('n’est pas tenue');
    expect(await closing()).toBeUndefined();
    await desk.fill(WHOLE);
    expect(desk.at).toBe(`${WHOLE}?done=announced`);
    expect(await closing()).toMatchObject({
      announcedOn: '2026-11-25',
      stages: { readOnly: '2027-02-15', closed: '2027-03-15' },
      reason: { fr: typed.reason },
      successor: { host: 'les-saules', agreed: false },
    });
  });

  it('is changed, shown anew when the entry changed meanwhile, and cancelled within a week', async () => {
    const desk = await opened(WHOLE);
    await desk.fill(WHOLE, { closed: '2027-04-01' }, 1);
    await test.ask('PUT', '/v1/hosts/les-aulnes/commitments/price-change-notice', {
      ...{ token: host.token, ifMatch: '*', body: { value: 30 } },
    });
    expect((await desk.fill(WHOLE)).status).toBe(409);
    expect((await closing())!.stages.closed).toBe('2027-03-15');
    await desk.fill(WHOLE);
    expect((await closing())!.stages.closed).toBe('2027-04-01');
    await desk.fill(WHOLE);
    expect(desk.at).toBe(`${WHOLE}?done=cancelled`);
    expect(await closing()).toBeUndefined();
  });

  it('closes one service alone; after a week only its days move, and at the end it says so', async () => {
    const desk = await opened(NUAGE);
    // Where a browser has no field for days, one writes them as one does on paper.
    await desk.fill(NUAGE, {
      ...typed,
      restricted: '15/12/2026',
      closed: '15/03/2027',
      successor: 'Les Saules blancs',
    });
    await desk.fill(NUAGE);
    expect((await anybody()).services[0]!.closing).toMatchObject({ stages: { closed: '2027-03-15' } });
    const page = (await test.ask('GET', '/hosts/les-aulnes', { headers: { accept: 'text/html' } })).text;
    expect(page.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('Plus de nouveaux venus : 15 décembre 2026');
    const english = (await test.ask('GET', '/hosts/les-aulnes?lang=en', { headers: { accept: 'text/html' } })).text;
    expect(english).toContain('No newcomers: 15 December 2026');
    // Who is to say yes is called by name.
    await desk.open('/manage/hosts/les-aulnes');
    expect(desk.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('« Les Saules blancs » n’a pas encore dit oui');
    test.now = new Date('2027-03-16T12:00:00Z');
    const later = await opened(NUAGE);
    expect(later.text).toContain('ne s’annule plus');
    expect(later.text).toContain('C’est fini.');
    expect((await later.fill(NUAGE, { closed: '2027-05-01' })).status).toBe(422);
    expect(later.text).toContain('id="fault-closed"');
  });
});
