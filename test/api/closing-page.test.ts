import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';
import { aClosing, closingsIn } from '../support/closings.ts';

const api = useApp();
const { announce, closingOf, promising } = closingsIn(api);
beforeEach(() => {
  api.now = new Date('2026-11-25T12:00:00Z');
});

const plain = (text: string): string => text.replaceAll(/[\s\u00a0\u202f]+/g, ' ');
const pageOf = async (slug: string) => {
  const { text } = await api.ask('GET', `/hosts/${slug}`, { headers: { accept: 'text/html' } });
  return { html: text, words: plain(text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ')) };
};

describe('the page of a host that closes', () => {
  it('says all that the API says: the promises, the reason, each day, who takes over and who else could', async () => {
    const [leaving, successor] = [await promising(), await api.published({ name: 'Les Noyers' })];
    await announce(leaving, aClosing('2026-12-25', { successor: successor.slug }));
    const { html, words } = await pageOf(leaving.slug);
    expect(words).toContain(plain((await closingOf(leaving)).text!));
    expect(words).toContain('Raison : Plus assez de bénévoles.');
    expect(words).toContain('Fermeture : 25 décembre 2026');
    expect(words).toContain('Repreneur proposé : Les Noyers');
    expect(html).toContain(`/v1/hosts/${leaving.slug}/alternatives`);
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

  it('tells the year once it has closed', async () => {
    const leaving = await promising();
    await announce(leaving, aClosing('2026-12-25'));
    api.now = new Date('2027-01-10T12:00:00Z');
    const { words } = await pageOf(leaving.slug);
    expect(words).toContain('Cet hébergeur a fermé en 2026.');
    expect(words).not.toContain('Il reste des places');
  });
});
