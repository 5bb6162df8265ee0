import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';
import { aClosing, closingsIn } from '../support/closings.ts';
import { aService } from '../support/record.ts';
import { spaced, wordsOf } from '../support/words.ts';

const api = useApp();
const { agree, announce, closingOf, promising } = closingsIn(api);
beforeEach(() => {
  api.now = new Date('2026-11-25T12:00:00Z');
});

const pageOf = async (slug: string, below = '') => {
  const { text } = await api.ask('GET', `/hosts/${slug}${below}`, { headers: { accept: 'text/html' } });
  return { html: text, words: wordsOf(text) };
};

describe('the page of a host that closes', () => {
  it('says all that the API says: the promises, the reason, each day, who takes over and who else could', async () => {
    const [leaving, successor] = [await promising(), await api.published({ name: 'Les Noyers' })];
    await announce(leaving, aClosing('2026-12-25', { successor: successor.slug }));
    const { html, words } = await pageOf(leaving.slug);
    expect(words).toContain(spaced((await closingOf(leaving)).text!));
    expect(words).toContain('Raison : Plus assez de bénévoles.');
    expect(words).toContain('Fermeture : 25 décembre 2026');
    expect(words).toContain('Repreneur proposé : Les Noyers');
    expect(html).toContain(`href="/hosts/${leaving.slug}/alternatives"`);
  });

  it('invites nobody any more, and what has not happened yet is not told as real', async () => {
    const leaving = await promising();
    expect((await pageOf(leaving.slug)).words).toContain('Il reste des places');
    await announce(leaving, aClosing('2026-12-25'));
    const { words } = await pageOf(leaving.slug);
    expect(words).not.toContain('Il reste des places');
    expect(words).not.toContain('réel');
    expect(words).toContain('90 jours promis ; annoncé : 30 jours. Promesse non tenue.');
  });

  it('says of one service why it closes, and how to take one’s data along', async () => {
    const host = await promising();
    const body = aClosing('2026-12-25', { exportGuide: 'https://saules.example/partir' });
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage/closing`, { token: host.token, ifMatch: '*', body });
    const { html, words } = await pageOf(host.slug);
    expect(words).toContain('Raison : Plus assez de bénévoles.');
    expect(words).toContain('Comment récupérer ses données');
    expect(html).toContain('href="https://saules.example/partir"');
  });

  it('says so of its whole end, too', async () => {
    const host = await promising();
    await announce(host, aClosing('2026-12-25', { exportGuide: 'https://saules.example/partir' }));
    expect((await pageOf(host.slug)).html).toContain('href="https://saules.example/partir"');
  });

  it('tells the year once it has closed', async () => {
    const leaving = await promising();
    await announce(leaving, aClosing('2026-12-25'));
    api.now = new Date('2027-01-10T12:00:00Z');
    const { words } = await pageOf(leaving.slug);
    expect(words).toContain('Cet hébergeur a fermé en 2026.');
    expect(words).not.toContain('Il reste des places');
    // Nobody asks anything of a host that is no more.
    expect(words).not.toMatch(/Comment demander|Questions à lui poser|à lui demander/);
  });
});

describe('the page of where to go after a host', () => {
  const shownIn = (html: string) =>
    [...html.matchAll(/<li class="card entry"><h3><a href="\/hosts\/([^"]+)"/g)].map(([, slug]) => slug);

  it('says when it ends, who takes over and who offers the same, as the API does', async () => {
    const [leaving, other, successor] = [
      await promising(),
      await promising(),
      await api.published({ name: 'Les Noyers' }),
    ];
    await announce(leaving, aClosing('2026-12-25', { successor: successor.slug }));
    expect((await pageOf(leaving.slug, '/alternatives')).words).toContain('il n’a pas encore dit oui');
    await agree(successor, leaving);
    const { html, words } = await pageOf(leaving.slug, '/alternatives');
    expect(words).toContain('Fermeture : 25 décembre 2026');
    expect(words.match(/Les Noyers prend la suite\./g)?.length).toBe(1);
    expect(words).toContain('Il propose les mêmes usages.');
    const [first, ...others] = shownIn(html);
    expect(first).toBe(successor.slug);
    expect(others).toContain(other.slug);
  });

  it('keeps to the services that end when the host itself goes on', async () => {
    const leaving = await promising('forum');
    const { slug, token } = leaving;
    await api.ask('PUT', `/v1/hosts/${slug}/services/dates`, {
      token,
      body: aService({ name: 'Dates', usages: ['date-poll'] }),
    });
    expect((await pageOf(slug)).words).toContain('Où aller à la place ?');
    await api.ask('PUT', `/v1/hosts/${slug}/services/nuage/closing`, { token, body: aClosing('2026-12-25') });
    const ending = await pageOf(slug);
    expect(ending.html.split(`href="/hosts/${slug}/alternatives"`).length).toBe(3);
    expect(ending.words).toContain('Où aller ensuite');
    const { words } = await pageOf(slug, '/alternatives');
    expect(words).toContain('Fermeture : 25 décembre 2026');
    expect(words).toContain('Nous ne connaissons personne d’autre');
    expect(words).not.toContain('Dates');
  });

  it('is there for nobody else', async () => {
    const absent = await api.ask('GET', '/hosts/nobody/alternatives', { headers: { accept: 'text/html' } });
    expect(absent.status).toBe(404);
  });
});

describe('the page of a host says what only its document said', () => {
  it('that somebody else is about to hold the entry, and from which day', async () => {
    const host = await promising();
    await api.database.db.execute(sql`update hosts set owner_changes_on = '2026-12-02' where id = ${host.id}`);
    await api.ask('PATCH', `/v1/hosts/${host.slug}`, { token: ADMIN_TOKEN, ifMatch: '*', body: { languages: ['fr'] } });
    expect((await pageOf(host.slug)).words).toContain(
      'Elle change de mains le 2 décembre 2026, si personne ne s’y oppose.',
    );
    expect((await pageOf(host.slug, '?lang=en')).words).toContain('It changes hands on 2 December 2026');
  });

  it('what a host and a federation add to their word', async () => {
    const host = await promising();
    const federation = await api.federation({ name: 'Le Réseau' });
    const own = { token: host.token, ifMatch: '*' };
    const note = { fr: 'Deux personnes ont la clé.' };
    await api.ask('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, { ...own, body: { value: 'yes', note } });
    await api.ask('PUT', `/v1/federations/${federation.slug}/reviews/${host.slug}/criterion:free-software-only`, {
      token: federation.token,
      body: { value: 'yes', reviewedOn: '2026-11-20', note: { fr: 'Vu sur place.' } },
    });
    const { words } = await pageOf(host.slug);
    expect(words).toContain('L’hébergeur précise : Deux personnes ont la clé.');
    expect(words).toContain('Le Réseau précise : Vu sur place.');
  });
});
