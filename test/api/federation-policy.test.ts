import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { FederationPolicy, PolicyVersion } from '../../src/documents/federation-policy.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { changesAfter } from '../../src/record/changes.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { policy } from '../support/matching.ts';
import { reference } from '../support/record.ts';

const test = useApp();

describe('The policy of a federation', () => {
  let federation: Owned;
  let path: string;
  beforeAll(async () => {
    federation = await test.federation();
    path = `/v1/federations/${federation.slug}/policy`;
  });
  const put = (body: object, ifMatch?: string) =>
    test.ask<Federation>('PUT', path, { token: federation.token, body, ifMatch });

  it('is public once adopted, and so is each one that there was', async () => {
    const rules = { factors: { price: 1.5 } };
    const made = await put(rules);
    expect(made).toMatchObject({ status: 201, headers: { etag: '"v2"' }, body: { policy: { version: 1, ...rules } } });
    const { body, headers } = await test.ask<FederationPolicy>('GET', path);
    expect(body).toEqual({ version: 1, adoptedOn: '2026-11-25', ...rules });
    const tag = headers.etag as string;
    expect((await test.ask('GET', path, { headers: { 'if-none-match': tag } })).status).toBe(304);

    test.now = new Date('2026-12-01T12:00:00Z');
    expect(await put({ minimumWords: { proximity: 'plus' } }, '"v2"')).toMatchObject({ status: 200 });
    expect((await test.ask('GET', path, { headers: { 'if-none-match': tag } })).status).toBe(200);
    expect((await test.ask('GET', path, { token: federation.token })).headers.etag).toBe('"v3"');
    await test.ask('DELETE', path, { token: ADMIN_TOKEN, ifMatch: '"v3"' });
    const versions = await test.ask<{ items: PolicyVersion[]; total: number }>('GET', `${path}/versions`);
    expect(versions.body).toMatchObject({ total: 3, next: null, catalogueRevision: await test.revision() });
    expect(versions.body.items).toEqual([
      { version: 1, adoptedOn: '2026-11-25', removed: false, ...rules },
      { version: 2, adoptedOn: '2026-12-01', removed: false, minimumWords: { proximity: 'plus' } },
      { version: 3, adoptedOn: '2026-12-01', removed: true },
    ]);
    expect(await test.refused('GET', path)).toEqual([404, 'policy-not-found']);
  });

  it('stands in the document that the feed carries', async () => {
    const before = await test.revision();
    await put({ factors: { price: 2 } });
    const { changes } = await changesAfter(test.database.db, before, 10);
    expect(changes).toMatchObject([{ slug: federation.slug, document: { policy: { version: 4 } } }]);
    const { body } = await test.ask<Federation>('GET', `/v1/federations/${federation.slug}`);
    expect(body).toEqual(changes[0]!.document);
  });

  it('says so when it holds no rule, for the rules of before then no longer apply', async () => {
    const { status, body } = await test.ask<Federation & { notes?: { code: string; text: string }[] }>(
      'PUT',
      `${path}?lang=fr`,
      { token: federation.token, body: { factors: {} }, ifMatch: '*' },
    );
    expect([status, Object.keys(body.policy!)]).toEqual([200, ['version', 'adoptedOn']]);
    expect(body.notes).toMatchObject([
      { code: 'policy-without-rules', text: expect.stringMatching(/^Cette politique ne contient aucune règle/) },
    ]);
    expect((await put({ factors: { price: 2 } }, '*')).body).not.toHaveProperty('notes');
    expect((await test.ask('GET', `/v1/federations/${federation.slug}`)).body).not.toHaveProperty('notes');
  });

  it('is refused with a plain sentence for each rule that it breaks', async () => {
    const body = { factors: { price: 3, 'host:les-aulnes': 1 }, minimumWords: { price: 'not-important' } };
    const { status, body: problem } = await test.ask<{ errors: { pointer: string; message: string }[] }>('PUT', path, {
      token: federation.token,
      body,
      headers: { 'accept-language': 'fr' },
    });
    expect(status).toBe(422);
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual([
      '/minimumWords/price',
      '/factors/price',
      '/factors/host:les-aulnes',
    ]);
    for (const { message } of problem.errors) expect(message.split(' ').length).toBeLessThanOrEqual(25);
    expect(problem.errors[1]!.message).toContain('0,5 à 2');
  });
});

describe('A match for a need that names the federation', () => {
  let federation: Owned;
  /** Cheap and silent; dearer and free software, as a public page shows; dearest, and it says so only. */
  let cheap: Owned;
  let proven: Owned;
  let declared: Owned;

  const host = async (name: string, fixed: number, evidenceUrl?: string | null): Promise<Owned> => {
    const made = await test.published({ name, serves: [{ level: 'world' }] });
    const owner = { token: ADMIN_TOKEN, ifMatch: '*' };
    await test.ask('PUT', `/v1/hosts/${made.slug}/services/nuage`, {
      ...owner,
      body: {
        name: 'Nuage',
        usages: ['file-storage-sharing'],
        capacity: { state: 'open' },
        plans: [{ name: 'Groupe', fixed, maxAccounts: 'unlimited', maxGb: 'unlimited' }],
      },
    });
    if (evidenceUrl !== undefined)
      await test.ask('PUT', `/v1/hosts/${made.slug}/claims/free-software-only`, {
        ...owner,
        body: { value: 'yes', ...(evidenceUrl && { evidenceUrl }) },
      });
    return made;
  };
  beforeAll(async () => {
    federation = await test.federation({ name: 'CHATONS' });
    cheap = await host('Aulne', 50);
    proven = await host('Bouleau', 80, 'https://bouleau.example/logiciels');
    declared = await host('Cèdre', 90, null);
  });
  const adopt = async (body: object) => {
    const { status } = await test.ask('PUT', `/v1/federations/${federation.slug}/policy`, {
      token: federation.token,
      ifMatch: '*',
      body,
    });
    expect([200, 201]).toContain(status);
  };
  const need = (over: object = {}) => ({
    usages: [{ usage: 'file-storage-sharing', storageGb: 10 }],
    budgetPerYear: 100,
    wish: { price: 'important', criteria: { 'free-software-only': 'plus' } },
    federation: federation.slug,
    ...over,
  });
  const match = async (body: object, lang = 'fr') => {
    const answer = await test.ask<Match>('POST', `/v1/matches?lang=${lang}`, { body });
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  const slugs = (list: Match['fits']) => list.map((one) => one.host);
  const pointsOf = ({ fits }: Match, criterion: string) =>
    fits[0]!.contributions.find((one) => one.criterion === criterion)?.points;

  it('is a plain one while the federation has no policy, or one that says nothing', async () => {
    const plain = await match(need());
    expect(slugs(plain.fits)).toEqual([cheap.slug, proven.slug, declared.slug]);
    expect(plain.policyVersion).toBe(policy.version);
    expect(plain).not.toHaveProperty('policyEffects');
    expect(plain.fits[0]).not.toHaveProperty('withoutPolicy');
    await adopt({});
    expect(await match(need())).toEqual({ ...plain, catalogueRevision: await test.revision() });
  });

  it('takes what the federation requires, names the rule, and says who moves from where to where', async () => {
    await adopt({ require: { criteria: [{ criterion: 'free-software-only', evidence: 'documented' }] } });
    const answer = await match(need());
    expect(answer.policyVersion).toBe(`${policy.version}+${federation.slug}.2`);
    expect(slugs(answer.fits)).toEqual([proven.slug]);
    expect(slugs(answer.toCheck)).toEqual([cheap.slug, declared.slug]);
    expect(answer.toCheck[0]!.unknownNeeds).toEqual(['criterion:free-software-only']);
    expect(answer.fits[0]!.withoutPolicy).toEqual({ list: 'fits', rank: 2 });
    expect(answer.notes.at(-1)!.text).toBe(
      'Règle de CHATONS : « uniquement des logiciels libres » est exigé, avec une page publique.',
    );
    const rules = ['require:criterion:free-software-only'];
    expect(answer.policyEffects).toMatchObject([
      {
        host: proven.slug,
        with: { list: 'fits', rank: 1 },
        without: { list: 'fits', rank: 2 },
        rules,
        movedBy: 'others',
      },
      {
        host: cheap.slug,
        with: { list: 'to-check', rank: 1 },
        without: { list: 'fits', rank: 1 },
        rules,
        movedBy: 'rules',
      },
      { host: declared.slug, with: { list: 'to-check', rank: 2 }, without: { list: 'fits', rank: 3 }, rules },
    ]);
    expect(answer.policyEffects!.slice(0, 2).map(({ text }) => text)).toEqual([
      'Avec la règle de CHATONS, Bouleau passe de la 2e à la 1re place parmi ceux qui semblent convenir. C’est parce que d’autres reculent. La règle : « uniquement des logiciels libres » est exigé, avec une page publique.',
      'Avec la règle de CHATONS, Aulne est à vérifier, à la 1re place. Sans elle, il serait à la 1re place parmi ceux qui semblent convenir. La règle : « uniquement des logiciels libres » est exigé, avec une page publique.',
    ]);
    expect((await match(need(), 'en')).policyEffects![0]!.text).toMatch(
      /^With the rule of CHATONS, Bouleau moves from 2nd to 1st place among those that seem to fit\. This is because others come down\. The rule: “.+” is required, with a public page\.$/,
    );
  });

  it('names every requirement that a host does not prove, and nothing else, when none moves it alone', async () => {
    await adopt({
      require: {
        criteria: [{ criterion: 'free-software-only' }, { criterion: 'non-profit' }],
        commitments: [{ kind: 'closing-notice', atLeast: 30 }],
      },
      factors: { price: 2 },
    });
    const { policyEffects } = await match(need());
    const requirements = ['require:criterion:non-profit', 'require:commitment:closing-notice'];
    const rulesFor = ({ slug }: Owned) => policyEffects!.find(({ host }) => host === slug)!.rules;
    expect(rulesFor(cheap)).toEqual(['require:criterion:free-software-only', ...requirements]);
    expect(rulesFor(proven)).toEqual(requirements);
  });

  it('keeps the harder of the two where both require the same', async () => {
    await adopt({ require: { criteria: [{ criterion: 'free-software-only' }] } });
    expect(slugs((await match(need())).fits)).toEqual([proven.slug, declared.slug]);
    const documented = { require: { criteria: [{ criterion: 'free-software-only', evidence: 'documented' }] } };
    const answer = await match(need(documented));
    expect(slugs(answer.fits)).toEqual([proven.slug]);
    expect([answer.policyEffects, answer.notes.filter(({ code }) => code === 'policy-rule')]).toEqual([[], []]);
  });

  it('counts as unknown what is held below the evidence asked', async () => {
    await adopt({ minimumEvidence: { 'criterion:free-software-only': 'documented' } });
    const answer = await match(need());
    const ofDeclared = answer.fits.find((one) => one.host === declared.slug)!;
    expect(ofDeclared.contributions[0]).toMatchObject({ worth: { low: 0, high: 100 }, evidence: 'unknown' });
    expect(ofDeclared.questions.map(({ code }) => code)).toContain('ask-criterion-evidence');
    const ofProven = answer.fits.find((one) => one.host === proven.slug)!;
    expect(ofProven.contributions[0]).toMatchObject({ worth: { low: 70 }, evidence: 'documented' });
    const required = await match(need({ require: { criteria: [{ criterion: 'free-software-only' }] } }));
    expect([slugs(required.fits), slugs(required.toCheck)]).toEqual([[proven.slug], [cheap.slug, declared.slug]]);
  });

  it('raises words and multiplies points, and names what moved whom among several rules', async () => {
    await adopt({
      minimumWords: { 'criterion:free-software-only': 'important', price: 'plus' },
      factors: { 'criterion:free-software-only': 2, price: 0.5, proximity: 2 },
    });
    const answer = await match(need());
    expect(pointsOf(answer, 'criterion:free-software-only')).toBe(4);
    expect(pointsOf(answer, 'price')).toBe(1);
    expect(slugs(answer.fits)[0]).toBe(proven.slug);
    // Words the need said already, and subjects it does not know, are no news.
    expect(answer.notes.filter(({ code }) => code === 'policy-rule').map(({ params }) => params.rule)).toEqual([
      'minimum-word:criterion:free-software-only',
      'factor:criterion:free-software-only',
      'factor:price',
    ]);
    const plain = await match(need({ federation: undefined }));
    expect(slugs(plain.fits)[0]).toBe(cheap.slug);
    expect(answer.policyEffects!.find((one) => one.host === proven.slug)!.rules.length).toBeGreaterThan(0);
  });

  it('never takes points from what the association calls very important', async () => {
    await adopt({ factors: { price: 0.5, 'criterion:free-software-only': 0.5 } });
    const answer = await match(
      need({ wish: { price: 'very-important', criteria: { 'free-software-only': 'important' } } }),
    );
    expect([pointsOf(answer, 'price'), pointsOf(answer, 'criterion:free-software-only')]).toEqual([4, 1]);
    const told = answer.notes.filter(({ code }) => code.startsWith('policy-rule'));
    expect(told.map(({ code, params }) => [code, params.rule])).toEqual([
      ['policy-rule', 'factor:criterion:free-software-only'],
      ['policy-rule-aside', 'factor:price'],
    ]);
    expect(told[1]!.text).toBe(
      'Règle de CHATONS laissée de côté : « prix » pèse moins. Pour vous, c’est « très important ».',
    );
  });

  it('names no host that the answer does not show, and counts those that it takes out', async () => {
    await adopt({ require: { criteria: [{ criterion: 'free-software-only', evidence: 'documented' }] } });
    const answer = await match(need({ limit: 1 }));
    expect([slugs(answer.fits), slugs(answer.toCheck)]).toEqual([[proven.slug], [cheap.slug]]);
    expect(answer.policyEffects!.map((one) => one.host)).toEqual([proven.slug, cheap.slug]);
    expect(answer.notes.filter(({ code }) => code === 'policy-takes-out')).toEqual([]);
    await adopt({
      factors: { price: 0.5, 'criterion:free-software-only': 2 },
      minimumWords: { 'criterion:free-software-only': 'very-important' },
    });
    const other = await match(need({ limit: 1 }));
    expect(slugs(other.fits)).toEqual([proven.slug]);
    expect(other.policyEffects!.map((one) => one.host)).toEqual([proven.slug]);
    expect(other.notes.at(-1)!.text).toBe(
      'Les règles de CHATONS font sortir 1 hébergeur des premières places montrées ici.',
    );
  });

  it('is refused when need and policy together ask too much', async () => {
    const keys = [...reference.criteria.keys()];
    await adopt({ require: { criteria: keys.slice(0, 10).map((criterion) => ({ criterion })) } });
    const usages = [...reference.usages.keys()].slice(0, 10).map((usage) => ({ usage }));
    await match(need({ usages }));
    const own = { criteria: [{ criterion: keys[0] }, { criterion: keys[10] }] };
    expect(await test.refused('POST', '/v1/matches', { body: need({ usages, require: own }) })).toEqual(
      meaningless({ '/federation': 'too-many-hard-needs-with-policy' }),
    );
  });
});
