import { beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { BRASS_BAND, BRASS_BAND_FORM, fillCatalogue, sendForm } from '../support/guided.ts';

const api = useApp({ endsWithoutDatabase: true });
let recommendation: string;
const browser = { accept: 'text/html' };

beforeAll(async () => {
  await fillCatalogue(api);
  const made = await api.ask<{ id: string }>('POST', '/v1/federations/chatons/recommendations', {
    token: ADMIN_TOKEN,
    body: { need: BRASS_BAND },
  });
  recommendation = `/recommendations/${made.body.id}`;
  expect((await api.ask('GET', recommendation, { headers: browser })).status).toBe(200);
  await api.database.close();
}, 60_000);

describe('once the database is away, people', () => {
  it.each([
    ...[
      '/',
      '/hosts',
      '/hosts?q=infini',
      '/hosts?usage=email-hosting&open=yes',
      '/federations',
      '/federations/chatons',
    ],
    ...['/federations/les-choisis', '/closings', '/for-hosts', '/legal', '/terms', '/docs/problems', '/match'],
    ...['', '/alternatives', '/decided', '/report', '/removal'].map((way) => `/hosts/les-aulnes${way}`),
    ...['/compare?host=arn&host=infini', '/embed', '/embed/search', '/embed/search?usage=email-hosting'],
    ...['/embed/match?federation=chatons', '/embed/badge?host=arn', '/badge/arn.svg', '/sitemap.xml', '/robots.txt'],
  ])('still read %s', async (path) => {
    expect((await api.ask('GET', path, { headers: browser })).status).toBe(200);
  });

  it.each(['/match', '/embed/match'])('are still answered, kept an answer and given a calendar by %s', async (path) => {
    const shown = { ...BRASS_BAND_FORM, at: 'matters' };
    for (const go of ['next', 'everything', 'compare', 'decided:les-aulnes', 'keep']) {
      const { status, text } = await sendForm(api, path, { ...shown, go });
      expect(status, go).toBe(200);
      if (go !== 'keep') expect(text, go).toContain('Les Aulnes');
    }
  });

  it.each([
    ['fr', 'Rien n’est perdu'],
    ['en', 'Nothing is lost'],
  ])('are told in %s of what is frozen that it comes back, and not that it is lost', async (lang, what) => {
    const { status, headers, text } = await api.ask('GET', `${recommendation}?lang=${lang}`, { headers: browser });
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain(what);
    expect(text).toContain(`<a href="${recommendation}`);
  });
});
