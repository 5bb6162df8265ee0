import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Pool } from '../../src/recommendations/pools/schema.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';

const api = useApp();
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('Several needs together', () => {
  let federation: Owned;
  /** A price for all up to 50 accounts; a price for each account; too small for the group. */
  let flat: Owned;
  let each: Owned;
  let small: Owned;
  const host = async (name: string, plans: object[]): Promise<Owned> => {
    const made = await api.published({ name, serves: [{ level: 'world' }] });
    await api.ask('PUT', `/v1/hosts/${made.slug}/services/nuage`, {
      token: ADMIN_TOKEN,
      ifMatch: '*',
      body: { name: 'Nuage', usages: ['file-storage-sharing'], capacity: { state: 'open' }, plans },
    });
    return made;
  };
  beforeAll(async () => {
    federation = await api.federation({ name: 'CHATONS' });
    flat = await host('Aulne', [
      { name: 'Petit', fixed: 60, maxAccounts: 10, maxGb: 50 },
      { name: 'Grand', fixed: 100, maxAccounts: 50, maxGb: 'unlimited' },
    ]);
    each = await host('Bouleau', [{ name: 'Par compte', fixed: 0, perAccount: 10, maxGb: 'unlimited' }]);
    small = await host('Cèdre', [{ name: 'Petit', fixed: 20, maxAccounts: 10, maxGb: 30 }]);
  });
  const ask = (body: object, lang = 'fr') =>
    api.ask<Pool>('POST', `/v1/federations/${federation.slug}/pools?lang=${lang}`, { token: federation.token, body });
  const member = (label: string, accounts: number, storageGb: number, over: object = {}) => ({
    label,
    need: { usages: [{ usage: 'file-storage-sharing', accounts, storageGb }], budgetPerYear: 100, ...over },
  });
  const needs = [member('La fanfare', 7, 10.1), member('Le club', 3, 20.2), member('L’atelier', 5, 0.7)];
  const hostIn = (pool: Pool, { slug }: Owned) => pool.hosts.find((one) => one.host === slug)!;

  it('add accounts and gigabytes up, against quotas and prices', async () => {
    const { status, body, text } = await ask({ name: 'Mon canton', needs });
    expect(status, text).toBe(200);
    expect(body).toMatchObject({ name: 'Mon canton', federation: federation.slug });
    expect(body.totals).toEqual([{ usage: 'file-storage-sharing', accounts: 15, storageGb: 31, storageGbAtLeast: 31 }]);
    expect(body.need.budgetPerYear).toBe(300);
    expect(body.hosts.map((one) => one.host).sort()).toEqual([flat.slug, each.slug].sort());
    expect([hostIn(body, flat).perYear, hostIn(body, each).perYear]).toEqual([100, 150]);
    expect(body.group.nearMisses).toMatchObject([{ host: small.slug, missing: 'too-small' }]);
  });

  it('share the price by accounts, exact to the cent, beside what each would pay alone', async () => {
    const { body } = await ask({ needs });
    const { shares, text } = hostIn(body, flat);
    expect(shares.map(({ label, accounts, perYear, alone }) => [label, accounts, perYear, alone])).toEqual([
      ['La fanfare', 7, 46.67, 60],
      ['Le club', 3, 20, 60],
      ['L’atelier', 5, 33.33, 60],
    ]);
    expect(shares.reduce((sum, { perYear }) => sum + Math.round(perYear! * 100), 0)).toBe(10_000);
    expect(plain(text)).toBe('Aulne coûte 100 € par an pour les 3 membres. Séparément, ce serait 180 €.');
  });

  it('tell what a member that leaves takes away', async () => {
    const { body } = await ask({ needs });
    const { without } = hostIn(body, flat);
    // Without the band, eight accounts fit the small plan; without the club, twelve still need the large one.
    expect(without.map(({ label, perYear, more }) => [label, perYear, more])).toEqual([
      ['La fanfare', 60, 6.67],
      ['Le club', 100, 20],
      ['L’atelier', 60, -6.67],
    ]);
    expect(plain(without[1]!.text)).toBe('Sans Le club, les autres paieraient 20 € de plus par an.');
    expect(hostIn(body, each).without.map(({ more }) => more)).toEqual([0, 0, 0]);
  });

  it('have the answer of the group under the mean of their weights, and the answer of each as if it asked alone', async () => {
    const wishing = [
      member('Un', 5, 1, { wish: { price: 'very-important' } }),
      member('Deux', 5, 1, { wish: { price: 'plus', commitments: { 'closing-notice': 'plus' } } }),
    ];
    const { body } = await ask({ needs: wishing });
    const { contributions } = body.group.fits[0]!;
    // All of the first on the price, half of the second on each: three quarters and one quarter.
    expect(contributions.map(({ criterion, points }) => [criterion, points])).toEqual([
      ['commitment:closing-notice', 250],
      ['price', 750],
    ]);
    for (const { shares, low } of body.hosts)
      expect(Math.abs(shares.reduce((sum, share) => sum + share.low, 0) / shares.length - low)).toBeLessThanOrEqual(1);
    for (const [index, { match }] of body.each.entries()) {
      const own = { ...wishing[index]!.need, federation: federation.slug };
      const answer = await api.ask<Match>('POST', '/v1/matches?lang=fr', { body: own });
      const { epoch: _, ...said } = answer.body;
      expect(match).toEqual(said);
    }
  });

  it('never hide the member for whom the first host is bad', async () => {
    const elsewhere = member('Les voisins', 2, 1, { budgetPerYear: 5 });
    const { body } = await ask({ needs: [...needs, elsewhere] });
    expect(body.worst).toMatchObject({ labels: ['Les voisins'], host: body.hosts[0]!.host });
    expect(body.hosts[0]!.shares.at(-1)!.suits).toBe('no');
    expect(plain(body.worst!.text)).toContain('ne convient pas à Les voisins');
    const wishing = { wish: { commitments: { 'closing-notice': 'very-important' } } };
    const careful = (await ask({ needs: [...needs, member('La prudente', 2, 1, wishing)] })).body;
    expect(careful.hosts[0]!.lowest).toEqual({ labels: ['La prudente'], low: 0 });
    expect(careful.worst).toMatchObject({ labels: ['La prudente'] });
    expect(careful.hosts[0]!.inOwnTopThree).toBe(4);
  });

  it('say what could not be put together, and keep nothing', async () => {
    const creuse = { territory: { level: 'departement', code: '23' } };
    const nievre = { territory: { level: 'departement', code: '58' } };
    const { body } = await ask({
      needs: [
        member('Un', 2, 1, creuse),
        { label: 'Deux', need: { usages: [{ usage: 'file-storage-sharing' }], ...nievre } },
      ],
    });
    expect(body.notes.map(({ code }) => code).sort()).toEqual([
      'no-common-budget',
      'one-account-assumed',
      'storage-unsaid',
      'wider-territory',
    ]);
    expect(body.need.territory).toEqual({ level: 'country', code: 'FR' });
    const english = (await ask({ needs }, 'en')).body;
    expect(english.hosts[0]!.text).toMatch(/for the 3 members/);
  });

  it('count the room of mail as everywhere, and never take room that nobody said for none', async () => {
    const mail = (label: string, usage: object) => ({
      label,
      need: { usages: [{ usage: 'email-hosting', ...usage }] },
    });
    const { body } = await ask({
      needs: [
        mail('La fanfare', { accounts: 7 }),
        mail('Le club', { accounts: 3, storageGb: 20 }),
        member('L’atelier', 5, 10),
        { label: 'Les voisins', need: { usages: [{ usage: 'file-storage-sharing', accounts: 2 }] } },
      ],
    });
    expect(body.totals).toEqual([
      { usage: 'email-hosting', accounts: 10, storageGb: 27, storageGbAtLeast: 27 },
      { usage: 'file-storage-sharing', accounts: 7, storageGb: null, storageGbAtLeast: 10 },
    ]);
    const noted = (code: string) => plain(body.notes.find((note) => note.code === code)?.text ?? '');
    expect(noted('mail-storage-assumed')).toBe('Pour le mail, nous comptons 1 Go par boîte.');
    expect(noted('storage-unsaid')).toMatch(
      /il manque la place voulue par Les voisins\. Nous comptons 10 Go, c’est un minimum\.$/,
    );
  });

  it('tell who would pay more than its budget, and what it would pay alone', async () => {
    const poor = member('Les voisins', 30, 1, { budgetPerYear: 50 });
    const rich = member('La mairie', 20, 1, { budgetPerYear: 200 });
    const { body } = await ask({ needs: [poor, rich] });
    const { shares } = hostIn(body, flat);
    expect(shares.map(({ perYear, alone, suits }) => [perYear, alone, suits])).toEqual([
      [60, 100, 'no'],
      [40, 100, 'fits'],
    ]);
    expect(shares.map(({ overBudget }) => overBudget && plain(overBudget))).toEqual([
      'Les voisins paierait 60 € par an, plus que son budget de 50 €.',
      undefined,
    ]);
  });

  it('call nobody worst served when all are served alike', async () => {
    const { body } = await ask({ needs: [member('Un', 5, 1), member('Deux', 5, 1)] });
    const { host: first, low } = body.hosts[0]!;
    expect(body.worst).toMatchObject({ labels: [], host: first });
    expect(plain(body.worst!.text)).toMatch(new RegExp(`vaut autant pour tous les membres : ${low} points`));
    expect(body.hosts[0]!.lowest).toEqual({ labels: ['Un', 'Deux'], low });
  });

  it('look where all are, and say so when no territory holds them all', async () => {
    const here = { territory: { level: 'departement', code: '23' } };
    const abroad = { territory: { level: 'country', code: 'BE' } };
    const { body } = await ask({ needs: [member('Un', 2, 1, here), member('Deux', 2, 1, abroad)] });
    expect(body.need).not.toHaveProperty('territory');
    expect(body.notes.map(({ code }) => code)).toEqual(['no-common-territory']);
    expect(body.notes[0]!.text).toContain('sans tenir compte du lieu');
  });

  it('look in the list that its members name, when it is the same', async () => {
    const selection = { onlyFrom: 'selection' };
    const { body } = await ask({ needs: [member('Un', 2, 1, selection), member('Deux', 2, 1)] });
    expect([body.need.onlyFrom, body.hosts]).toEqual(['selection', []]);
    const mixed = [...needs, member('Un', 2, 1, selection), member('Deux', 2, 1, { onlyFrom: 'members' })];
    const refusal = await ask({ needs: mixed });
    expect(refusal.status).toBe(422);
    expect((refusal.body as unknown as Problem).errors).toMatchObject([
      {
        pointer: '/needs/4/need/onlyFrom',
        code: 'only-from-differs',
        message: expect.stringMatching(/« Deux ».*« Un »/),
      },
    ]);
  });

  it('are refused with a word on each need that is none, and when they ask for too much together', async () => {
    const refused = (list: object[]) =>
      api.refused('POST', `/v1/federations/${federation.slug}/pools`, {
        token: federation.token,
        body: { needs: list },
      });
    expect(await refused([needs[0]!, { label: 'Deux', need: { usages: [{ usage: 'knitting' }] } }])).toEqual(
      meaningless({ '/needs/1/need/usages/0/usage': 'unknown-usage' }),
    );
    const data = (code: string) => member(code, 1, 1, { require: { dataCountries: [code] } });
    expect(await refused([data('FR'), data('BE')])).toEqual(meaningless({ '/needs': 'no-common-data-country' }));
  });
});
