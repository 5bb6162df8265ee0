import type { Static } from 'typebox';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { ReviewList } from '../../src/federations/reviews/listed.ts';
import { meaningless, type Owned, useApp } from '../support/app.ts';

const api = useApp();
let host: Owned;
let federation: Owned;
const SUBJECT = 'criterion:free-software-only';
const at = (subject = SUBJECT) => `/v1/hosts/${host.slug}/replies/${federation.slug}/${subject}`;
const review = (body: object, subject = SUBJECT, of = host) =>
  api.ask('PUT', `/v1/federations/${federation.slug}/reviews/${of.slug}/${subject}`, {
    ...{ token: federation.token, ifMatch: '*', body },
  });
const reply = { text: { fr: 'Le pilote est libre depuis mai.' }, evidenceUrl: 'https://aulnes.example/pilote' };
const no = { value: 'no', reviewedOn: '2026-11-01', evidenceUrl: 'https://communs.example/why', tie: 'none' };
const statement = async () => {
  const { claims } = (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body;
  return claims[0]?.statements.find(({ by }) => by === 'federation');
};

beforeAll(async () => {
  host = await api.published({ name: 'Les Aulnes', website: 'https://aulnes.example' });
  federation = await api.federation({ website: 'https://communs.example' });
  await review(no);
});

describe('replies/{federation}/{subject}', () => {
  it('stands beside what the federation says, with its day', async () => {
    const before = await api.revision();
    const said = await api.ask<Host>('PUT', at(), { token: host.token, body: reply });
    expect([said.status, said.headers.etag]).toEqual([201, `"v${said.body.version}"`]);
    expect(await statement()).toMatchObject({ value: 'no', tie: 'none', reply: { ...reply, repliedOn: '2026-11-25' } });
    expect(await api.revision()).toBe(before + 1);
  });

  it('leaves contested what is contested: the last word of one is not the truth of both', async () => {
    const { claims } = (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body;
    expect(claims).toMatchObject([{ criterion: 'free-software-only', contested: true }]);
  });

  it('is to what was reviewed then: rewritten since, it says so and waits for the host again', async () => {
    const asking = { token: host.token, ifMatch: '*', body: reply };
    const waits = async () => {
      const todo = await api.ask<{ items: { kind: string }[] }>('GET', `/v1/hosts/${host.slug}/todo`, asking);
      return todo.body.items.some(({ kind }) => kind === 'contested');
    };
    const progress = async () =>
      (await api.ask<Static<typeof ReviewList>>('GET', `/v1/federations/${federation.slug}/reviews`)).body.progress;
    const sheet = async () => (await api.ask('GET', `/v1/federations/${federation.slug}/reviews.csv`)).text;
    await api.ask('PUT', `/v1/hosts/${host.slug}/claims/free-software-only`, { ...asking, body: { value: 'yes' } });
    await api.ask('PUT', at(), asking);
    expect([await waits(), (await progress()).answered]).toEqual([false, 1]);
    await review({ ...no, reviewedOn: '2026-11-20', tie: { fr: 'Aucun.' } });
    expect((await statement())!.reply).not.toHaveProperty('toEarlier');
    for (const rewritten of [
      { ...no, evidenceUrl: 'https://communs.example/other' },
      { ...no, note: { fr: 'Le pilote, et aussi la base.' } },
      { ...no, value: 'partial' },
    ]) {
      await review(rewritten);
      expect((await statement())!.reply).toMatchObject({ ...reply, toEarlier: true });
      expect((await progress()).answered).toBe(0);
      const [columns, row] = (await sheet()).split('\r\n');
      expect([columns, row]).toEqual([expect.stringMatching(/,reply\.toEarlier$/), expect.stringMatching(/,yes$/)]);
      expect((await api.ask('PUT', at(), asking)).status).toBe(200);
      expect((await statement())!.reply).toEqual({ ...reply, repliedOn: '2026-11-25' });
    }
    await review(no);
    expect(await waits()).toBe(true);
    const page = (lang: string) => api.ask('GET', `/hosts/${host.slug}?lang=${lang}`);
    expect((await page('fr')).text).toContain('Cette réponse est à une version précédente de la revue.');
    expect((await page('en')).text).toContain('This reply is to an earlier version of the review.');
    const past = await api.ask<{ items: { sentences: { text: string }[] }[] }>('GET', `/v1/hosts/${host.slug}/history`);
    expect(past.body.items[0]!.sentences.map(({ text }) => text)).toEqual([expect.stringMatching(/c’est contesté/)]);
    await api.ask('PUT', at(), asking);
    expect(await waits()).toBe(false);
    const { text } = await page('fr');
    expect(text).toContain('Le pilote est libre depuis mai.');
    expect(text).not.toContain('version précédente');
  });

  it('is taken back once, and goes with the review', async () => {
    const asking = { token: host.token, ifMatch: '*' };
    expect((await api.ask('DELETE', at(), asking)).status).toBe(200);
    expect(await statement()).not.toHaveProperty('reply');
    expect(await api.refused('DELETE', at(), asking)).toEqual([404, 'reply-not-found']);
    await api.ask('PUT', at(), { ...asking, body: reply });
    const taken = `/v1/federations/${federation.slug}/reviews/${host.slug}/${SUBJECT}`;
    await api.ask('DELETE', taken, { token: federation.token, ifMatch: '*' });
    await review(no);
    expect(await statement()).not.toHaveProperty('reply');
  });
});

describe('a review of the federation’s own host', () => {
  it.each(['https://communs.example/hebergement', 'https://nuage.communs.example', 'https://www.communs.example'])(
    'says what ties them, whatever it says: %s',
    async (website) => {
      const own = await api.published({ website });
      const url = `/v1/federations/${federation.slug}/reviews/${own.slug}/${SUBJECT}`;
      for (const tie of [undefined, 'none'])
        expect(
          await api.refused('PUT', url, {
            ...{ token: federation.token, ifMatch: '*', body: { value: 'yes', reviewedOn: '2026-11-01', tie } },
          }),
        ).toEqual(meaningless({ '/tie': 'own-host' }));
      const tie = { fr: 'C’est notre propre hébergement.' };
      expect((await review({ value: 'yes', reviewedOn: '2026-11-01', tie }, SUBJECT, own)).status).toBe(201);
    },
  );

  it('is not that of a neighbour with a like name', async () => {
    const neighbour = await api.published({ website: 'https://les-communs.example' });
    expect((await review({ value: 'yes', reviewedOn: '2026-11-01' }, SUBJECT, neighbour)).status).toBe(201);
  });
});

describe('GET reviews', () => {
  it('tells every review, what is to be done again first, and how far they have come', async () => {
    const other = await api.federation({ website: 'https://reseau.example' });
    const members = `/v1/federations/${other.slug}/members`;
    const reviewed = await api.published({ name: 'Bouleau' });
    const never = await api.published({ name: 'Cèdre' });
    const put = (url: string, body: object) => api.ask('PUT', url, { token: other.token, ifMatch: '*', body });
    for (const { slug } of [reviewed, never]) await put(`${members}/${slug}`, { state: 'member' });
    const reviews = `/v1/federations/${other.slug}/reviews/${reviewed.slug}`;
    await put(`${reviews}/${SUBJECT}`, { value: 'yes', reviewedOn: '2026-11-01' });
    await put(`${reviews}/criterion:no-advertising`, { ...no, expiresOn: '2027-01-01' });
    await put(`${reviews}/commitment:closing-notice`, { value: 90, reviewedOn: '2020' });
    const text = { text: { fr: 'Pas d’accord.' } };
    await api.ask('PUT', `/v1/hosts/${reviewed.slug}/replies/${other.slug}/criterion:no-advertising`, {
      ...{ token: reviewed.token, body: text },
    });
    const { body } = await api.ask<Static<typeof ReviewList>>('GET', `/v1/federations/${other.slug}/reviews`);
    expect(body.items.map(({ subject, until, aged, contested }) => [subject, until, aged, contested])).toEqual([
      ['commitment:closing-notice', '2022-12-31', true, false],
      ['criterion:no-advertising', '2027-01-01', false, true],
      [SUBJECT, '2028-11-01', false, false],
    ]);
    expect(body.items[1]).toMatchObject({
      ...{ host: reviewed.slug, name: 'Bouleau', value: 'no', level: 'peer-reviewed', reviewedOn: '2026-11-01' },
      ...{ tie: 'none', reply: { ...text, repliedOn: '2026-11-25' } },
    });
    expect(body.progress).toEqual({
      ...{ members: 2, membersReviewed: 1, inForce: 2, aged: 1, dueSoon: 1, contested: 1, answered: 1 },
    });
  });
});
