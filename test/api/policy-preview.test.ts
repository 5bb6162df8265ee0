import { beforeAll, describe, expect, it } from 'vitest';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import type { PolicyPreview } from '../../src/recommendations/preview/previewer.ts';
import { readSeed } from '../../src/vocabulary/reference.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { reference } from '../support/record.ts';

const api = useApp();
const panel = readSeed<{ needs: { key: string; need: Need }[] }>('panel.json');
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('A policy that is tried before it is adopted', () => {
  let federation: Owned;
  /** Cheap and not free software; dearer, and free as a page shows. Both offer everything to everybody. */
  let cheap: Owned;
  let proven: Owned;
  const admin = { token: ADMIN_TOKEN, ifMatch: '*' };

  const host = async (name: string, fixed: number, body: object): Promise<Owned> => {
    const made = await api.published({ name, serves: [{ level: 'world' }], audiences: ['associations'] });
    const service = {
      name: 'Tout',
      usages: [...reference.usages.keys()].slice(0, 40),
      capacity: { state: 'open' },
      plans: [{ name: 'Groupe', fixed, maxAccounts: 'unlimited', maxGb: 'unlimited' }],
    };
    expect((await api.ask('PUT', `/v1/hosts/${made.slug}/services/tout`, { ...admin, body: service })).status).toBe(
      201,
    );
    await api.ask('PUT', `/v1/hosts/${made.slug}/claims/free-software-only`, { ...admin, body });
    return made;
  };
  beforeAll(async () => {
    federation = await api.federation({ name: 'CHATONS' });
    cheap = await host('Aulne', 5, { value: 'no' });
    proven = await host('Bouleau', 45, { value: 'yes', evidenceUrl: 'https://bouleau.example/logiciels' });
  });
  const path = () => `/v1/federations/${federation.slug}/policy/preview`;
  const preview = async (policy: object, lang = 'fr') => {
    const answer = await api.ask<PolicyPreview>('POST', `${path()}?lang=${lang}`, {
      token: federation.token,
      body: { policy },
    });
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const free = { require: { criteria: [{ criterion: 'free-software-only', evidence: 'documented' }] } };

  it('moves nothing when it says what is in force, and says so', async () => {
    const { summary, changes, needs, inForce } = await preview({});
    expect([changes, inForce, summary.firstPlaceChanges, summary.leftOut]).toEqual([[], undefined, [], []]);
    expect(plain(summary.text)).toBe(`Rien ne bouge pour les ${panel.needs.length} besoins types essayés.`);
    expect(needs.map(({ need }) => need)).toEqual(panel.needs.map(({ key }) => key));
    expect(needs.every(({ before, after, moves }) => moves.length === 0 && before.length === after.length)).toBe(true);
  });

  it('tells per need who moves and by which rule, and over all of them who wins, loses and is left out', async () => {
    const { summary, changes, needs } = await preview(free);
    const rule = 'require:criterion:free-software-only';
    expect(changes.map((one) => [one.rule, one.change, plain(one.text)])).toEqual([
      [rule, 'added', 'Nouvelle règle : « uniquement des logiciels libres » est exigé, avec une page publique.'],
    ]);
    const moved = needs.find(({ before, after, moves }) =>
      moves.some(({ host }) => host === proven.slug && before[1]?.place?.rank === 2 && after[0]?.host === host),
    )!;
    expect(moved.before[0]).toMatchObject({ host: cheap.slug, place: { list: 'fits', rank: 1 } });
    expect(moved.after[0]).toMatchObject({ host: proven.slug, place: { list: 'fits', rank: 1 } });
    const seen = moved.moves.find((one) => one.host === cheap.slug);
    expect(seen).toMatchObject({ rules: [rule] });
    expect(seen).not.toHaveProperty('after');
    expect(plain(moved.moves.find((one) => one.host === proven.slug)!.text)).toBe(
      'Bouleau serait à la 1re place parmi ceux qui semblent convenir, et non à la 2e place parmi ceux qui semblent convenir. Nouvelle règle : « uniquement des logiciels libres » est exigé, avec une page publique.',
    );
    const first = summary.firstPlaceChanges.find(({ need }) => need === moved.need)!;
    expect(plain(first.text)).toBe('Première place avant : Aulne. Après : Bouleau.');
    expect(summary.gains[0]).toMatchObject({ host: proven.slug, worse: 0 });
    expect(summary.losses[0]).toMatchObject({ host: cheap.slug, better: 0 });
    expect(summary.leftOut).toMatchObject([{ host: cheap.slug, rules: [rule] }]);
    expect(summary.leftOut[0]!.needs.length).toBe(summary.losses[0]!.worse);
    expect((await preview(free, 'en')).summary.text).toMatch(/^Of \d+ typical needs, the first place changes for/);
  });

  it('announces exactly the places that matches give once it is adopted, and what taking it away would change', async () => {
    const before = await api.revision();
    const { needs } = await preview(free);
    expect(await api.revision()).toBe(before);
    const put = { token: federation.token, ifMatch: '*', body: free };
    await api.ask('PUT', `/v1/federations/${federation.slug}/policy`, put);
    for (const { need, after } of needs) {
      const body = { ...panel.needs.find(({ key }) => key === need)!.need, federation: federation.slug };
      const match = (await api.ask<Match>('POST', '/v1/matches', { body })).body;
      const real = [...match.fits, ...match.toCheck].map(({ host, rank }) => [host, rank]);
      expect(after.map(({ host, place }) => [host, place!.rank])).toEqual(real);
    }
    const removed = await preview({});
    expect(removed).toMatchObject({ inForce: 1, changes: [{ change: 'removed' }] });
    expect(removed.summary.leftOut).toEqual([]);
    expect(removed.summary.gains[0]).toMatchObject({ host: cheap.slug });
    const harder = await preview({
      require: { criteria: [{ criterion: 'free-software-only', evidence: 'certified' }] },
    });
    expect(harder.changes).toMatchObject([{ change: 'changed' }]);
  });

  it('takes the body of PUT policy as it is, or below policy, and not both', async () => {
    const ask = (body: object) => api.ask<PolicyPreview>('POST', path(), { token: federation.token, body });
    const harder = { require: { criteria: [{ criterion: 'free-software-only', evidence: 'certified' }] } };
    const [bare, wrapped] = [await ask(harder), await ask({ policy: harder })];
    expect([bare.status, bare.body.changes.length]).toEqual([200, 1]);
    expect(bare.body).toEqual(wrapped.body);
    const wrong = { token: federation.token, body: { factors: { price: 3 } } };
    expect(await api.refused('POST', path(), wrong)).toEqual(meaningless({ '/factors/price': 'factor-out-of-range' }));
    expect(await api.refused('POST', path(), { ...wrong, body: { policy: harder, factors: { price: 2 } } })).toEqual(
      meaningless({ '/factors': 'beside-the-policy' }),
    );
  });

  it('says which typical needs would then ask too much together', async () => {
    const criteria = [...reference.criteria.keys()].slice(0, 10).map((criterion) => ({ criterion }));
    const { summary, needs } = await preview({ require: { criteria } });
    expect(needs.length + summary.refused.length).toBe(panel.needs.length);
  });

  it('says everything in sentences of 25 words at most, in both languages', async () => {
    const subjects = [...reference.commitmentKinds.keys()].slice(0, 12).map((key) => `commitment:${key}`);
    const policy = { ...free, factors: Object.fromEntries(subjects.map((subject) => [subject, 2])) };
    for (const lang of ['fr', 'en']) {
      const { changes, summary, needs } = await preview(policy, lang);
      const told = [changes, summary.firstPlaceChanges, summary.gains, summary.losses, summary.leftOut];
      const texts = [summary.text, ...told.flat().map(({ text }) => text)];
      texts.push(...needs.flatMap(({ moves }) => moves.map(({ text }) => text)));
      for (const sentence of texts.flatMap((text) => text.split(/(?<=[.?!])\s/))) {
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
        expect(sentence.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0, sentence).toBeLessThanOrEqual(25);
      }
    }
  });
});
