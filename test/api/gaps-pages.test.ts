import { beforeAll, describe, expect, it } from 'vitest';
import type { Zone } from '../../src/vocabulary/shapes.ts';
import { useApp } from '../support/app.ts';
import { Browser } from '../support/desk.ts';
import { aService } from '../support/record.ts';
import { wordsOf } from '../support/words.ts';

const api = useApp();
const see = async (url: string) => wordsOf((await api.ask('GET', url, { headers: { accept: 'text/html' } })).text);
const NEW_AQUITAINE = { level: 'region', code: '75' } as const;
const NORMANDY = { level: 'region', code: '28' } as const;

/** A host of one usage, which says where it serves, or nothing. */
const offering = async (name: string, usage: string, serves?: Zone[], more: object = {}) => {
  const host = await api.published({ name, ...(serves && { serves }), ...more });
  const body = aService({ usages: [usage] });
  await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body });
  return host;
};
const between = (text: string, from: string, to: string) => text.slice(text.indexOf(from), text.indexOf(to));

describe('What nobody is known to offer', () => {
  beforeAll(async () => {
    await offering('Aulne', 'file-storage-sharing', [{ level: 'country', code: 'FR' }]);
    await offering('Bouleau', 'email-hosting', [NEW_AQUITAINE]);
    await offering('Charme', 'forum', [{ level: 'departement', code: '23' }]);
    // It never said where it serves.
    await offering('Douglas', 'mailing-lists');
    // Nor did this one, whose seat is abroad: that is no word of where it serves.
    await offering('Érable', 'date-poll', undefined, { seat: { country: 'BE' } });
  });

  it('is told by usage, with the régions where nobody is known; who said nothing of where is no gap', async () => {
    const page = await see('/gaps?lang=en');
    const nowhere = between(page, 'Nobody known, anywhere', 'By usage');
    expect(nowhere).toContain('Video');
    for (const known of ['mailboxes', 'Forum', 'Mailing lists']) expect(nowhere).not.toContain(known);
    const somewhere = between(page, 'By usage', 'The page of a région');
    expect(somewhere).toContain('Normandie');
    expect(somewhere).not.toContain('Mailing lists');
    expect(await see('/federations')).toContain('Ce que personne ne propose, région par région');
  });

  it('is a sheet for one région, in the name of the network that hands it out', async () => {
    const { slug } = await api.federation({ slug: 'les-noues', name: 'Les Noues' });
    const sheet = await see(`/gaps?region=${NORMANDY.code}&federation=${slug}`);
    expect(sheet).toContain('Ce qui manque à notre territoire : Normandie');
    expect(sheet).toContain('Les Noues, d’après le catalogue Bercail, au 25 novembre 2026.');
    const nobody = between(sheet, 'Personne de connu (', 'Peut-être, à demander');
    expect(nobody).toContain('Forum');
    expect(between(sheet, 'Un ou deux hébergeurs seulement', 'Comment lire')).toContain('Aulne');
    // A part of it is not all of it.
    const own = await see(`/gaps?region=${NEW_AQUITAINE.code}`);
    expect(between(own, 'Peut-être, à demander', 'Un ou deux')).toContain('Forum');
    const maybe = between(own, 'Peut-être, à demander', 'Un ou deux');
    expect(maybe).toMatch(/sondage|date/i);
    expect(await see('/gaps?region=nulle-part')).toContain('Ce que personne ne propose');
  });
});

describe('The guides', () => {
  it('are found from public pages and from the desk of each', async () => {
    const html = async (url: string) => (await api.ask('GET', url, { headers: { accept: 'text/html' } })).text;
    expect(await html('/for-hosts')).toContain('href="/guide/hosts"');
    expect(await html('/federations')).toContain('href="/guide/federations"');
    for (const of of ['hosts', 'federations'])
      expect(wordsOf(await html(`/guide/${of}`))).toMatch(/[àÀ] lire une fois|d’un bout à l’autre/);
    const federation = await api.federation();
    const host = await api.published();
    for (const [token, at, guide] of [
      [federation.token, `/manage/federations/${federation.slug}`, '/guide/federations'],
      [host.token, `/manage/hosts/${host.slug}`, '/guide/hosts'],
    ] as const) {
      const desk = await new Browser(api).signIn(token);
      await desk.open(at);
      expect(desk.text).toContain(`href="${guide}"`);
    }
  });
});
