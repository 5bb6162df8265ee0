import { beforeEach, describe, expect, it } from 'vitest';
import type { Alternatives } from '../../src/alternatives/answer.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { aClosing, closingsIn, REASON } from '../support/closings.ts';
import { aSlug } from '../support/record.ts';

const api = useApp();
const admin = { token: ADMIN_TOKEN, ifMatch: '*' };
const { announce, read, closingOf, promising, agree } = closingsIn(api);
const setDay = (day: string) => {
  api.now = new Date(`${day}T12:00:00Z`);
};
beforeEach(() => setDay('2026-11-25'));

describe('a successor', () => {
  it('is shown as agreed when both said so, and until one takes it back', async () => {
    const [leaving, successor] = [await promising(), await api.published({ name: 'Les Noyers' })];
    await announce(leaving, aClosing('2027-06-30', { successor: successor.slug }));
    expect((await closingOf(leaving)).successor).toEqual({ host: successor.slug, agreed: false });
    expect((await closingOf(leaving)).text).toContain(
      'Les Noyers est proposé pour prendre la suite\u00a0; il n’a pas encore dit oui.',
    );
    const { status, body } = await agree(successor, leaving);
    expect([status, body.slug, body.closing?.successor]).toEqual([
      201,
      leaving.slug,
      { host: successor.slug, agreed: true },
    ]);
    expect((await closingOf(leaving)).text).toMatch(/Les Noyers prend la suite\.$/);
    const url = `/v1/hosts/${successor.slug}/successions/${leaving.slug}`;
    const left = await api.ask<Host>('DELETE', url, { token: successor.token, ifMatch: `"v${body.version}"` });
    expect(left.body.closing?.successor).toEqual({ host: successor.slug, agreed: false });
    expect(await api.refused('DELETE', url, { token: successor.token, ifMatch: '*' })).toEqual([
      404,
      'succession-not-found',
    ]);
  });

  it('stays agreed when the days move, and no more when another one is named', async () => {
    const [leaving, successor, other] = [await promising(), await api.published(), await api.published()];
    await announce(leaving, aClosing('2027-06-30', { successor: successor.slug }));
    await agree(successor, leaving);
    await announce(leaving, aClosing('2027-07-31', { successor: successor.slug }), '*');
    expect((await closingOf(leaving)).successor?.agreed).toBe(true);
    await announce(leaving, aClosing('2027-07-31', { successor: other.slug }), '*');
    expect((await closingOf(leaving)).successor).toEqual({ host: other.slug, agreed: false });
    await announce(leaving, aClosing('2027-07-31', { successor: successor.slug }), '*');
    expect((await closingOf(leaving)).successor?.agreed).toBe(false);
  });

  it('cannot agree to what nobody asked of it', async () => {
    const [leaving, other, named] = [await promising(), await api.published(), await api.published()];
    const url = `/v1/hosts/${other.slug}/successions/${leaving.slug}`;
    expect(await api.refused('PUT', url, { token: other.token })).toEqual([409, 'not-named-successor']);
    await announce(leaving, aClosing('2027-06-30', { successor: named.slug }));
    expect(await api.refused('PUT', url, { token: other.token })).toEqual([409, 'not-named-successor']);
  });

  it('whose slug is mistyped is refused, with the one that was meant', async () => {
    const [leaving, successor] = [await promising(), await api.published({ slug: aSlug('les-bruyeres') })];
    const mistyped = successor.slug.replace('bruyeres', 'bruyere');
    const url = `/v1/hosts/${leaving.slug}/closing`;
    const naming = async (name: string, lang = 'fr') =>
      (
        await api.ask<{ status: number; errors: { pointer: string; code: string; message: string }[] }>(
          'PUT',
          `${url}?lang=${lang}`,
          { token: leaving.token, ifMatch: '*', body: aClosing('2027-06-30', { successor: name }) },
        )
      ).body;
    expect(await naming(mistyped)).toMatchObject({
      status: 422,
      errors: [
        {
          pointer: '/successor',
          code: 'successor-unknown',
          message: `« ${mistyped} » n’est pas dans le catalogue. Vouliez-vous dire « ${successor.slug} » ?`,
        },
      ],
    });
    expect((await naming('tout-autre-chose-du-lointain', 'en')).errors[0]!.message).toBe(
      '“tout-autre-chose-du-lointain” is not in the catalogue. A successor must first have a published entry: see /v1/hosts.',
    );
    // An administrator may know more; the owner then moves the days without being asked again.
    const known = aClosing('2027-06-30', { successor: mistyped });
    expect((await api.ask('PUT', url, { ...admin, body: known })).status).toBe(201);
    expect((await announce(leaving, aClosing('2027-07-30', { successor: mistyped }), '*')).status).toBe(200);
  });

  it('is at work, and somebody else', async () => {
    const [leaving, gone] = [await promising(), await api.published()];
    await api.ask('PUT', `/v1/hosts/${gone.slug}/suspension`, { ...admin, body: { reason: REASON } });
    const url = `/v1/hosts/${leaving.slug}/closing`;
    const naming = (successor: string) =>
      api.refused('PUT', url, { token: leaving.token, body: aClosing('2027-06-30', { successor }) });
    expect((await naming(gone.slug))[2]).toEqual({ '/successor': 'successor-not-at-work' });
    expect((await naming(leaving.slug))[2]).toEqual({ '/successor': 'successor-is-oneself' });
  });
});

describe('whoever looks for a host that closes', () => {
  const needOf = (usage: string) => ({ usages: [{ usage }], limit: 20 });
  const notesFor = async (usage: string) =>
    (await api.ask<Match>('POST', '/v1/matches', { body: needOf(usage) })).body.notes
      .filter(({ code }) => code === 'closing-successor')
      .map(({ text }) => text);
  const alternativesTo = async ({ slug }: Owned, query = '') =>
    await api.ask<Alternatives>('GET', `/v1/hosts/${slug}/alternatives${query}`);

  it('is told who takes over, while it closes and once it has closed', async () => {
    const [leaving, successor] = [await promising('forum'), await api.published({ name: 'Les Noyers' })];
    await announce(leaving, aClosing('2027-03-15', { successor: successor.slug }));
    const name = (await read(leaving)).name;
    const named = () => notesFor('forum');
    expect(await named()).toEqual([
      `${name} ferme (15 mars 2027). Les Noyers est proposé pour prendre la suite\u00a0; il n’a pas encore dit oui.`,
    ]);
    await api.ask('PUT', `/v1/hosts/${successor.slug}/successions/${leaving.slug}`, { token: successor.token });
    expect(await named()).toEqual([`${name} ferme (15 mars 2027). Les Noyers prend la suite.`]);
    setDay('2027-03-15');
    expect(await named()).toEqual([`${name} a fermé (15 mars 2027). Les Noyers prend la suite.`]);
    const { body } = await api.ask<Match>('POST', '/v1/matches?explain=all', { body: needOf('forum') });
    expect(body.excluded.hosts?.map(({ host }) => host)).not.toContain(leaving.slug);
    await api.ask('DELETE', `/v1/hosts/${successor.slug}/successions/${leaving.slug}`, {
      token: successor.token,
      ifMatch: '*',
    });
    expect(await named()).toEqual([]);
  });

  it('is told so of a single service too', async () => {
    const [leaving, successor] = [await promising('newsletter'), await api.published({ name: 'Les Noyers' })];
    const url = `/v1/hosts/${leaving.slug}/services/nuage/closing`;
    await api.ask('PUT', url, { token: leaving.token, body: aClosing('2027-03-15', { successor: successor.slug }) });
    await api.ask('PUT', `/v1/hosts/${successor.slug}/successions/${leaving.slug}`, { token: successor.token });
    setDay('2027-03-16');
    const name = (await read(leaving)).name;
    expect(await notesFor('newsletter')).toEqual([
      `Le service «\u00a0Nuage\u00a0» des ${name.slice('Les '.length)} a fermé (15 mars 2027). Les Noyers prend la suite.`,
    ]);
  });

  it('finds its successor first among the alternatives, and says whether it agreed', async () => {
    const [leaving, successor] = [await promising(), await api.published({ name: 'Les Noyers' })];
    await announce(leaving, aClosing('2027-03-15', { successor: successor.slug }));
    await api.ask('PUT', `/v1/hosts/${successor.slug}/successions/${leaving.slug}`, { token: successor.token });
    setDay('2027-03-15');
    const { status, body, headers } = await alternativesTo(leaving);
    expect(status).toBe(200);
    expect(body.closing?.text).toContain('Fermé le 15 mars 2027.');
    expect(body.notes.map(({ text }) => text)).toEqual(['Les Noyers prend la suite.']);
    const [service] = body.items;
    expect(service).toMatchObject({ service: 'nuage', usages: ['file-storage-sharing'] });
    expect(service!.hosts[0]).toMatchObject({
      host: successor.slug,
      successor: { agreed: true },
      missing: ['file-storage-sharing'],
    });
    expect(service!.hosts.length).toBeLessThanOrEqual(5);
    expect(service!.hosts.map(({ host }) => host)).not.toContain(leaving.slug);
    expect((await alternativesTo(leaving, '?lang=en')).body.notes[0]!.text).toBe('Les Noyers takes over.');
    const again = { headers: { 'if-none-match': headers.etag as string } };
    expect((await api.ask('GET', `/v1/hosts/${leaving.slug}/alternatives`, again)).status).toBe(304);
  });

  it('is told when the successor is not in the catalogue', async () => {
    const leaving = await promising();
    const body = aClosing('2027-03-15', { successor: 'quelqu-un-d-ailleurs' });
    await api.ask('PUT', `/v1/hosts/${leaving.slug}/closing`, { ...admin, body });
    expect((await alternativesTo(leaving)).body.notes[0]!.text).toBe(
      'Le repreneur proposé («\u00a0quelqu-un-d-ailleurs\u00a0») n’est pas dans ce catalogue.',
    );
  });
});
