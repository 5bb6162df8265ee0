import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Gaps } from '../../src/recommendations/gaps/gaps.ts';
import type { Referral } from '../../src/recommendations/referrals/schema.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';

const api = useApp();
const OCTOBER = '2026-10-10T12:00:00Z';
const NOVEMBER = '2026-11-10T12:00:00Z';

describe('What was asked for and not met', () => {
  let federations: Owned[];
  let forger: Owned;
  let host: Owned;
  beforeAll(async () => {
    api.now = new Date('2026-09-10T12:00:00Z');
    federations = [await api.federation(), await api.federation(), await api.federation()];
    forger = await api.federation();
    host = await api.published({ name: 'Aulne' });
  });
  let month = 0;
  /** Each test has months of its own. */
  beforeEach(() => {
    month += 2;
    api.now = new Date(Date.UTC(2026, 8 + month, 10, 12));
  });
  const inMonth = () => api.now.toISOString().slice(0, 7);
  const monthEnds = () => {
    api.now = new Date(Date.UTC(api.now.getUTCFullYear(), api.now.getUTCMonth() + 1, 10, 12));
  };

  let budget = 1;
  /** A need that nobody meets, each time another one. */
  const ask = async ({ slug, token }: Owned, times: number, code = '23', usage = 'email-hosting') => {
    for (let i = 0; i < times; i++) {
      const need = { usages: [{ usage }], territory: { level: 'departement', code }, budgetPerYear: budget++ };
      const made = await api.ask('POST', `/v1/federations/${slug}/recommendations`, { token, body: { need } });
      expect(made.status, made.text).toBe(201);
    }
  };
  const read = async ({ slug, token }: Owned, query = '') => {
    const answer = await api.ask<Gaps>('GET', `/v1/federations/${slug}/gaps${query}`, { token });
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };

  it('is told by family of usages, région and month, once the month is over', async () => {
    const when = inMonth();
    for (const federation of federations) await ask(federation, 3);
    expect((await read(federations[0]!)).cells).toEqual([]);
    monthEnds();
    const { cells } = await read(federations[0]!, '?lang=fr');
    expect(cells).toEqual([
      {
        month: when,
        family: 'communication',
        familyLabel: 'Communiquer entre nous',
        region: '75',
        regionLabel: 'Nouvelle-Aquitaine',
        atLeast: 5,
      },
    ]);
    const csv = await api.ask('GET', `/v1/federations/${forger.slug}/gaps.csv?lang=fr`, { token: forger.token });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.text).toBe(
      `\uFEFFmois,famille,région,au moins\r\n${when},Communiquer entre nous,Nouvelle-Aquitaine,5\r\n`,
    );
  });

  it('is never told of few, whatever one federation forges, compares or asks again', async () => {
    const when = inMonth();
    // Four real asks in one place, none in another; the forger floods both, with as many tokens as it likes.
    await ask(federations[0]!, 3);
    await ask(federations[1]!, 1);
    const { body } = await api.ask<{ token: string }>('POST', '/v1/tokens', {
      token: forger.token,
      body: { role: 'federation', federation: forger.slug, label: 'un autre poste' },
    });
    await ask(forger, 8);
    await ask({ ...forger, token: body.token }, 8);
    await ask(forger, 8, '58');
    const during = await read(forger);
    monthEnds();
    const after = await read(forger);
    const cellsOfMonth = (gaps: Gaps) => gaps.cells.filter((cell) => cell.month === when);
    // Both places look the same: nothing says whether anybody else asked in one of them.
    expect([cellsOfMonth(during), cellsOfMonth(after)]).toEqual([[], []]);
    for (const query of [`?from=${when}&to=${when}`, `?to=${when}`, `?from=${when}`])
      expect(cellsOfMonth(await read(forger, query))).toEqual([]);
    // There is nothing else to subtract from: no total, no count of what is hidden.
    expect(Object.keys(after).sort()).toEqual(['cells', 'from', 'text', 'to']);
  });

  it('does not change once its month is over: withdrawing, answering and asking count elsewhere or not at all', async () => {
    const when = inMonth();
    for (const federation of federations) await ask(federation, 3);
    const sent = await api.ask<Referral>('POST', `/v1/federations/${forger.slug}/referrals`, {
      token: forger.token,
      body: { host: host.slug, usages: ['email-hosting'], region: '75' },
    });
    monthEnds();
    const query = `?from=${when}&to=${when}`;
    const { cells } = await read(forger, query);
    expect(cells.length).toBe(1);
    const list = await api.ask<{ items: { id: string }[] }>(
      'GET',
      `/v1/federations/${federations[0]!.slug}/recommendations?limit=3`,
      { token: federations[0]!.token },
    );
    for (const { id } of list.body.items)
      await api.ask('PUT', `/v1/recommendations/${id}/withdrawal`, {
        token: ADMIN_TOKEN,
        body: { reason: { fr: 'Erreur.' } },
      });
    const answer = { token: host.token, body: { outcome: 'full' } };
    expect((await api.ask('PUT', `/v1/hosts/${host.slug}/referrals/${sent.body.id}/answer`, answer)).status).toBe(200);
    await ask(federations[1]!, 5);
    expect((await read(forger, query)).cells).toEqual(cells);
  });

  it('counts the same request once a month for a federation, and referrals that were turned down', async () => {
    const when = inMonth();
    const refer = async ({ slug, token }: Owned, usages: string[], outcome: string) => {
      const body = { host: host.slug, usages, region: '27' };
      const sent = await api.ask<Referral>('POST', `/v1/federations/${slug}/referrals`, { token, body });
      const at = `/v1/hosts/${host.slug}/referrals/${sent.body.id}/answer`;
      expect((await api.ask('PUT', at, { token: host.token, body: { outcome } })).status).toBe(200);
    };
    const other = ['email-hosting', 'mailing-lists', 'newsletter'];
    for (const federation of federations) {
      for (let again = 0; again < 3; again++) await refer(federation, ['email-hosting'], 'full');
      await refer(federation, other, 'not-for-us');
      await refer(federation, ['newsletter'], 'accepted');
    }
    monthEnds();
    // Two requests from each of three federations: four remain without one of them.
    expect((await read(forger)).cells.filter((cell) => cell.month === when)).toEqual([]);
    expect(
      (
        await api.ask('GET', `/v1/federations/${federations[0]!.slug}/referrals`, {
          token: federations[0]!.token,
        })
      ).body,
    ).toMatchObject({ sent: 5, accepted: 1, full: 3, notForUs: 1, waiting: 0 });
  });

  it('counts a case once a month, however many are alike and however often each was turned down', async () => {
    const when = inMonth();
    const need = { usages: [{ usage: 'email-hosting' }], territory: { level: 'region', code: '53' } };
    const turnedDown = async ({ slug, token }: Owned) => {
      const at = `/v1/federations/${slug}/cases`;
      const draft = { label: 'Club', receivedBy: 'phone', need };
      const { body: one } = await api.ask<{ id: string }>('POST', at, { token, body: draft });
      for (const outcome of ['full', 'not-for-us']) {
        const asked = { token, body: { host: host.slug } };
        const sent = await api.ask<Referral>('POST', `${at}/${one.id}/referrals`, asked);
        const answer = { token: host.token, body: { outcome } };
        expect((await api.ask('PUT', `/v1/hosts/${host.slug}/referrals/${sent.body.id}/answer`, answer)).status).toBe(
          200,
        );
      }
    };
    for (const federation of [federations[0]!, federations[1]!])
      for (let time = 0; time < 4; time++) await turnedDown(federation);
    const cells = async () => (await read(forger)).cells.filter((cell) => cell.month === when);
    // Four remain without those of one federation: one more case, of another, makes five.
    const [before] = [api.now, monthEnds()];
    expect(await cells()).toEqual([]);
    api.now = before;
    await turnedDown(federations[2]!);
    monthEnds();
    expect(await cells()).toMatchObject([{ region: '53', atLeast: 5 }]);
  });

  it('is not what several hosts meet together, nor what a host has to be asked, nor what somebody offers', async () => {
    const when = inMonth();
    const offer = async (usage: string, plan: object) => {
      const { slug } = await api.published({ serves: [{ level: 'country', code: 'BE' }] });
      const body = { name: 'Service', usages: [usage], capacity: { state: 'open' }, plans: [plan] };
      await api.ask('PUT', `/v1/hosts/${slug}/services/service`, { token: ADMIN_TOKEN, ifMatch: '*', body });
    };
    await offer('task-management', { name: 'Tout', fixed: 0, maxAccounts: 'unlimited' });
    await offer('web-analytics', { name: 'Tout', fixed: 0 });
    await offer('online-shop', { name: 'À demander' });
    let other = 1000;
    const askAll = async (usages: string[]) => {
      const answers: Match[] = [];
      for (const { slug, token } of federations)
        for (let time = 0; time < 5; time++) {
          const need = {
            usages: usages.map((usage) => ({ usage })),
            territory: { level: 'country', code: 'BE' },
            budgetPerYear: other++,
          };
          const asking = { token, body: { need } };
          const made = await api.ask<{ match: Match }>('POST', `/v1/federations/${slug}/recommendations`, asking);
          expect(made.status, made.text).toBe(201);
          answers.push(made.body.match);
        }
      return answers[0]!;
    };
    const together = await askAll(['task-management', 'web-analytics']);
    expect([together.fits, together.combinations[0]?.state]).toEqual([[], 'fits']);
    const toAsk = await askAll(['online-shop']);
    expect([toAsk.fits, toAsk.toCheck.length]).toEqual([[], 1]);
    const nobody = await askAll(['task-management', 'backup']);
    expect([nobody.fits, nobody.toCheck, nobody.combinations]).toEqual([[], [], []]);
    monthEnds();
    const { cells } = await read(forger);
    expect(cells.filter(({ month }) => month === when).map(({ family }) => family)).toEqual([
      'learning-and-foundations',
    ]);
  });

  it('is told month by month, and never for the month that runs', async () => {
    api.now = new Date(NOVEMBER);
    const path = `/v1/federations/${forger.slug}/gaps`;
    expect(await api.refused('GET', `${path}?to=2026-11`, { token: forger.token })).toEqual(
      meaningless({ '/to': 'month-not-over' }),
    );
    expect(await api.refused('GET', `${path}?from=2026-10&to=2026-09`, { token: forger.token })).toEqual(
      meaningless({ '/to': 'ends-before-it-begins' }),
    );
    expect(await read(forger)).toMatchObject({ from: '2025-11', to: OCTOBER.slice(0, 7) });
  });
});
