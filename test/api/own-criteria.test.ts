import { beforeAll, describe, expect, it } from 'vitest';
import type { Federation } from '../../src/documents/federation.ts';
import type { OwnCriterion } from '../../src/documents/federation-policy.ts';
import type { Host } from '../../src/documents/host.ts';
import type { MemberAnswer } from '../../src/federations/criteria/answers.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { PolicyPreview } from '../../src/recommendations/preview/previewer.ts';
import type { TodoItem } from '../../src/waiting/host/schema.ts';
import { meaningless, type Owned, useApp } from '../support/app.ts';

const api = useApp();
let federation: Owned;
let other: Owned;

const visits = {
  label: { fr: 'Ouvert aux visites', en: 'Open to visitors' },
  question: { fr: 'Peut-on venir voir qui s’en occupe ?', en: 'Can one come and meet the people in charge?' },
  howToProve: { fr: 'Les jours d’ouverture, sur une page publique.', en: 'Opening days, on a public page.' },
};
const url = (key: string, of = federation) => `/v1/federations/${of.slug}/criteria/${key}`;
const put = (key: string, body: object = visits, of = federation) =>
  api.ask<Federation>('PUT', url(key, of), { token: of.token, ifMatch: '*', body });
const refusedPut = (key: string, body: object = visits, of = federation) =>
  api.refused('PUT', url(key, of), { token: of.token, ifMatch: '*', body });
const read = async (key: string) => (await api.ask<OwnCriterion>('GET', url(key))).body;
const say = async (host: Owned, method: string, path: string, body?: object) => {
  const at = `/v1/hosts/${host.slug}/${path}`;
  const answer = await api.ask<Host>(method, at, { token: host.token, ifMatch: '*', body });
  expect([200, 201], answer.text).toContain(answer.status);
  return answer.body;
};
const claimOf = async (host: Owned, key: string) =>
  (await api.ask<Host>('GET', `/v1/hosts/${host.slug}`)).body.claims.find(({ criterion }) => criterion === key);
const nuage = {
  ...{ name: 'Nuage', usages: ['file-storage-sharing'], capacity: { state: 'open' } },
  plans: [{ name: 'Groupe', fixed: 60, maxAccounts: 20, maxGb: 100 }],
};
const aHostAtWork = async (name: string) => {
  const host = await api.published({ name });
  await say(host, 'PUT', 'services/nuage', nuage);
  return host;
};
const need = { usages: [{ usage: 'file-storage-sharing', accounts: 5, storageGb: 10 }], limit: 20 };
const ask = async (over: object) =>
  (await api.ask<Match>('POST', '/v1/matches?explain=all', { body: { ...need, ...over } })).body;

beforeAll(async () => {
  federation = await api.federation({ name: 'Les Communs' });
  other = await api.federation({ name: 'Le Réseau' });
});

describe('criteria/{key}', () => {
  it('is a criterion of the federation’s own, listed with the common ones', async () => {
    const before = await api.revision();
    const made = await put('open-to-visitors', { ...visits, level: 'required' });
    const criterion = {
      key: 'open-to-visitors',
      ...{ version: 1, adoptedOn: '2026-11-25', definedOn: '2026-11-25', definedIn: 1 },
      ...visits,
      level: 'required',
    };
    expect([made.status, made.body.criteria]).toEqual([201, [criterion]]);
    expect(await api.revision()).toBe(before + 1);
    expect(await read('open-to-visitors')).toEqual(criterion);

    const { items } = (await api.ask<{ items: { key: string }[] }>('GET', '/v1/criteria')).body;
    expect(items.at(-1)).toMatchObject({
      key: 'open-to-visitors',
      label: visits.label,
      // Nobody wrote a question for the host itself, nor a definition.
      askHost: visits.question,
      definition: visits.question,
      federation: { slug: federation.slug, name: 'Les Communs' },
      ...{ level: 'required', version: 1, definedOn: '2026-11-25' },
    });
    expect((await put('open-to-visitors', { ...visits, level: 'required' })).status).toBe(200);
    expect(await api.revision()).toBe(before + 1);
  });

  it('has a key that nobody else has, neither the common list nor another federation', async () => {
    expect(await refusedPut('free-software-only')).toEqual(meaningless({ '/key': 'key-taken' }));
    expect(await refusedPut('open-to-visitors', visits, other)).toEqual(meaningless({ '/key': 'key-taken' }));
    expect(await refusedPut('Open_To')).toEqual(meaningless({ '/key': 'not-a-slug' }));
  });

  it('has one holder, even where another process has not heard of it yet', async () => {
    const beside = await api.beside();
    expect((await put('same-key')).status).toBe(201);
    const answer = await beside.app.inject({
      method: 'PUT',
      url: url('same-key', other),
      headers: { authorization: `Bearer ${other.token}` },
      payload: visits,
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, 'slug-taken']);
  });

  it('has words that stand inside a sentence', async () => {
    expect(await refusedPut('visits', { ...visits, label: { fr: 'Ouvert aux visites.' } })).toEqual(
      meaningless({ '/label/fr': 'label-in-a-sentence' }),
    );
    for (const fr of ['x'.repeat(121), 'deux\nlignes', '  ', 'ouvert \u202eretourné'])
      expect((await refusedPut('visits', { ...visits, label: { fr } }))[0]).toBe(400);
  });
});

describe('A criterion of a federation’s own works like the common ones', () => {
  let open: Owned;
  let closed: Owned;
  let silent: Owned;

  beforeAll(async () => {
    [open, closed, silent] = [await aHostAtWork('Aulne'), await aHostAtWork('Bouleau'), await aHostAtWork('Cèdre')];
    await say(open, 'PUT', 'claims/open-to-visitors', { value: 'yes', evidenceUrl: 'https://aulne.example/visites' });
    await say(closed, 'PUT', 'claims/open-to-visitors', { value: 'no' });
  });

  it('in claims', async () => {
    expect(await claimOf(open, 'open-to-visitors')).toMatchObject({ value: 'yes', evidence: 'documented' });
    expect(await claimOf(silent, 'open-to-visitors')).toBeUndefined();
    const near = { token: open.token, ifMatch: '*', body: { value: 'yes' } };
    const refused = await api.ask<{ errors: { message: string }[] }>(
      ...(['PUT', `/v1/hosts/${open.slug}/claims/open-to-visitor`, near] as const),
    );
    expect(refused.body.errors[0]!.message).toContain('« open-to-visitors »');
  });

  it('in filters', async () => {
    const found = await api.ask<{ items: { slug: string }[] }>('GET', '/v1/hosts?criterion=open-to-visitors');
    expect(found.body.items.map(({ slug }) => slug)).toEqual([open.slug]);
  });

  it('in needs, required and wished; who says nothing is unknown, and never a no', async () => {
    const required = await ask({ require: { criteria: [{ criterion: 'open-to-visitors' }] } });
    expect(required.fits.map(({ host }) => host)).toEqual([open.slug]);
    expect(required.toCheck.map(({ host }) => host)).toEqual([silent.slug]);
    expect(required.toCheck[0]!.questions.map(({ text }) => text)).toContain('Peut-on venir voir qui s’en occupe ?');

    const wished = await ask({ wish: { criteria: { 'open-to-visitors': 'very-important' } } });
    const score = new Map(wished.fits.map(({ host, low, high }) => [host, [low, high]]));
    expect(score.get(open.slug)).toEqual([70, 100]);
    expect(score.get(silent.slug)).toEqual([0, 100]);
    expect(score.get(closed.slug)).toEqual([0, 0]);
    expect(wished.fits[0]!.host).toBe(open.slug);
    expect(wished.fits[0]!.reasons[0]!.text).toBe('Ouvert aux visites : une page publique le montre.');
  });

  it('in reviews, with what a no asks for', async () => {
    const at = `/v1/federations/${federation.slug}/reviews/${silent.slug}/criterion:open-to-visitors`;
    const no = { value: 'no', reviewedOn: '2026-11-20' };
    const asking = { token: federation.token, ifMatch: '*' };
    expect(await api.refused('PUT', at, { ...asking, body: no })).toEqual(
      meaningless({ '/evidenceUrl': 'evidence-required', '/tie': 'tie-required' }),
    );
    expect((await api.ask('PUT', at, { ...asking, body: { value: 'yes', reviewedOn: '2026-11-20' } })).status).toBe(
      201,
    );
    expect(await claimOf(silent, 'open-to-visitors')).toMatchObject({ value: 'yes', evidence: 'peer-reviewed' });
    await api.ask('DELETE', at, asking);
  });

  it('in the policy of its federation, and of another; previews and answers say it in its words', async () => {
    const policy = { require: { criteria: [{ criterion: 'open-to-visitors' }] } };
    for (const of of [federation, other]) {
      const asking = { token: of.token, ifMatch: '*' };
      const at = `/v1/federations/${of.slug}/policy`;
      const preview = await api.ask<PolicyPreview>('POST', `${at}/preview`, { ...asking, body: { policy } });
      expect(preview.status, preview.text).toBe(200);
      expect(preview.text).toContain('ouvert aux visites');
      expect((await api.ask('PUT', at, { ...asking, body: policy })).status).toBe(201);
      const answer = await ask({ federation: of.slug });
      expect(answer.fits.map(({ host }) => host)).toEqual([open.slug]);
      expect(JSON.stringify(answer.policyEffects)).toContain('« ouvert aux visites » est exigé');
      await api.ask('DELETE', at, asking);
    }
    expect(
      await api.refused('PUT', `/v1/federations/${federation.slug}/policy`, {
        ...{ token: federation.token, ifMatch: '*' },
        body: { factors: { 'criterion:open-to-visitor': 2 } },
      }),
    ).toEqual(meaningless({ '/factors/criterion:open-to-visitor': 'unknown-criterion' }));
  });

  it('in what waits for a member, when the federation requires it and the member has not answered', async () => {
    const join = (status: string) =>
      api.ask('PUT', `/v1/federations/${federation.slug}/members/${silent.slug}`, {
        ...{ token: federation.token, ifMatch: '*' },
        body: { state: status },
      });
    const waiting = async () => {
      const at = `/v1/hosts/${silent.slug}/todo`;
      const { body } = await api.ask<{ items: TodoItem[] }>('GET', at, { token: silent.token });
      return body.items.filter(({ kind }) => kind === 'criterion-required');
    };
    await join('follower');
    expect(await waiting()).toEqual([]);
    await join('member');
    expect(await waiting()).toEqual([
      {
        kind: 'criterion-required',
        subject: 'criterion:open-to-visitors',
        text: 'Ouvert aux visites. «\u00a0Les Communs\u00a0» le demande à ses membres. Peut-on venir voir qui s’en occupe ? Répondez oui, en partie ou non.',
        call: { method: 'PUT', path: `/v1/hosts/${silent.slug}/claims/open-to-visitors` },
      },
    ]);
    await say(silent, 'PUT', 'claims/open-to-visitors', { value: 'partial' });
    expect(await waiting()).toEqual([]);
    await say(silent, 'DELETE', 'claims/open-to-visitors');
  });

  it('in the history of a host, on its page, and in another process', async () => {
    const history = await api.ask('GET', `/v1/hosts/${open.slug}/history`);
    expect(history.text).toContain('Ouvert aux visites');
    const page = await api.ask('GET', `/hosts/${open.slug}`, { headers: { accept: 'text/html' } });
    expect(page.text).toContain('Ouvert aux visites');
    const beside = await api.beside();
    const elsewhere = await beside.app.inject('/v1/hosts?criterion=open-to-visitors');
    expect(elsewhere.json<{ total: number }>().total).toBe(1);
  });
});

describe('The versions of a criterion', () => {
  const key = 'ledger-online';
  const asked = {
    ...{ label: { fr: 'Comptes publiés' }, question: { fr: 'Les comptes sont-ils publiés ?' } },
    howToProve: { fr: 'L’adresse des comptes.' },
  };
  const another = { ...asked, label: { fr: 'Comptes vendus' }, question: { fr: 'Les comptes sont-ils à vendre ?' } };
  let host: Owned;
  let denier: Owned;
  const weight = async (of = host) => {
    const claim = await claimOf(of, key);
    const { criterionVersion, aged } = claim!.statements[0]!;
    return [claim!.value, claim!.evidence, criterionVersion, aged];
  };
  const required = () => ask({ require: { criteria: [{ criterion: key }] } });
  const listed = ({ fits, toCheck }: Match) => [fits, toCheck].map((list) => list.map((one) => one.host));

  beforeAll(async () => {
    [host, denier] = [await aHostAtWork('Érable'), await aHostAtWork('Frêne')];
    await put(key, asked);
    await say(host, 'PUT', `claims/${key}`, { value: 'yes', evidenceUrl: 'https://erable.example/comptes' });
    await say(denier, 'PUT', `claims/${key}`, { value: 'no' });
    expect(await weight()).toEqual(['yes', 'documented', 1, false]);
  });

  it('keep what was said when a slip is corrected, a language added, or more is asked of members', async () => {
    const corrected = { ...asked, label: { fr: 'Comptes publics' } };
    expect((await put(key, { ...corrected, sameMeaning: true })).status).toBe(200);
    const inBoth = { ...corrected, question: { ...asked.question, en: 'Are the accounts published?' } };
    await put(key, { ...inBoth, sameMeaning: true });
    await put(key, { ...inBoth, level: 'required' });
    expect(await weight()).toEqual(['yes', 'documented', 1, false]);
    expect(await read(key)).toMatchObject({ version: 4, definedIn: 1, definedOn: '2026-11-25' });
  });

  it('put no words in anybody’s mouth: a correction is of letters, in a label too', async () => {
    expect(await refusedPut(key, { ...another, sameMeaning: true })).toEqual(
      meaningless({ '/label/fr': 'not-a-correction', '/question/fr': 'not-a-correction' }),
    );
  });

  it('are corrected by a few letters in all, not by a few at each time', async () => {
    const inBoth = { ...asked, question: { ...asked.question, en: 'Are the accounts published?' }, level: 'required' };
    // Three letters from the version before, four from what was answered.
    expect(await refusedPut(key, { ...inBoth, label: { fr: 'Contes public' }, sameMeaning: true })).toEqual(
      meaningless({ '/label/fr': 'not-a-correction' }),
    );
  });

  it('leave another question without an answer, on the same day too: neither yes nor no to it is known', async () => {
    expect(listed(await required())[0]).toEqual([host.slug]);
    await put(key, another);
    expect(await weight()).toEqual(['yes', 'unknown', 1, true]);
    expect(await weight(denier)).toEqual(['no', 'unknown', 1, true]);
    const [fits, toCheck] = listed(await required());
    expect(fits).toEqual([]);
    expect(toCheck).toEqual(expect.arrayContaining([host.slug, denier.slug]));
    const found = await api.ask<{ total: number }>('GET', `/v1/hosts?criterion=${key}`);
    expect(found.body.total).toBe(0);
    const at = `/v1/federations/${federation.slug}`;
    const join = { token: federation.token, ifMatch: '*', body: { state: 'member' } };
    await api.ask('PUT', `${at}/members/${host.slug}`, join);
    const { body } = await api.ask<{ items: MemberAnswer[] }>('GET', `${at}/criteria/${key}/answers`);
    const seen = body.items.find((one) => one.host === host.slug);
    expect(seen).not.toHaveProperty('value');
    expect(seen).not.toHaveProperty('evidence');
    expect(await api.catalogue.countDrift()).toBe(0);
  });

  it('are told as they were: the page and the past of a host hold the words that it answered', async () => {
    const page = await api.ask('GET', `/hosts/${host.slug}`, { headers: { accept: 'text/html' } });
    expect(page.text).toContain('Comptes publiés');
    expect(page.text).toContain('C’était la réponse à une autre question');
    expect(page.text).not.toContain('Comptes vendus');
    const { text } = await api.ask('GET', `/v1/hosts/${host.slug}/history`);
    expect(text).toContain('Comptes publiés');
    expect(text).not.toContain('Comptes vendus');
  });

  it('are asked again of whoever answered, with no answer ready', async () => {
    const { body } = await api.ask<{ items: TodoItem[] }>('GET', `/v1/hosts/${host.slug}/todo`, { token: host.token });
    const item = body.items.find(({ subject }) => subject === `criterion:${key}`)!;
    expect(item).toMatchObject({ kind: 'question-changed' });
    expect(item).not.toHaveProperty('dueOn');
    expect(item.call).toEqual({ method: 'PUT', path: `/v1/hosts/${host.slug}/claims/${key}` });
    expect(item.text).toContain('Les comptes sont-ils à vendre ?');
    // That all is still true says nothing of a question that one has not read.
    await say(host, 'POST', 'confirmations');
    expect(await weight()).toEqual(['yes', 'unknown', 1, true]);
    await say(host, 'PUT', `claims/${key}`, { value: 'no' });
    expect(await weight()).toEqual(['no', 'declared', 5, false]);
  });

  it('are all kept, oldest first', async () => {
    const { earlier, version } = await read(key);
    expect(version).toBe(5);
    expect(earlier!.map((one) => [one.version, one.label.fr, one.definedIn])).toEqual([
      [1, 'Comptes publiés', 1],
      [2, 'Comptes publics', 1],
      [3, 'Comptes publics', 1],
      [4, 'Comptes publics', 1],
    ]);
  });

  it('end with one that is no longer asked: nothing that names it breaks, and it can come back', async () => {
    const retire = (name: string) =>
      api.ask<Federation>('DELETE', url(name), { token: federation.token, ifMatch: '*' });
    expect((await retire(key)).body.criteria!.find((one) => one.key === key)).toMatchObject({ retired: true });
    expect((await api.ask('GET', '/v1/criteria')).text).not.toContain(key);
    expect(await weight()).toEqual(['no', 'declared', 5, false]);
    expect((await ask({ wish: { criteria: { [key]: 'important' } } })).fits.length).toBeGreaterThan(0);
    expect((await put(key, another)).status).toBe(200);
    const back = await read(key);
    expect([back.version, back.definedIn, back.retired]).toEqual([7, 5, undefined]);
  });

  it('leave nothing of one that nobody ever answered or named: its key is free again', async () => {
    await put('by-mistake');
    const gone = await api.ask<Federation>('DELETE', url('by-mistake'), { token: federation.token, ifMatch: '*' });
    expect(gone.body.criteria!.map((one) => one.key)).not.toContain('by-mistake');
    expect((await put('by-mistake', visits, other)).status).toBe(201);
    await api.ask('DELETE', url('by-mistake', other), { token: other.token, ifMatch: '*' });
  });

  it('are at most twenty', async () => {
    await put('restless');
    for (let i = 2; i <= 20; i++) await put('restless', { ...visits, label: { fr: `Sans repos ${i}` } });
    expect(await refusedPut('restless')).toEqual(meaningless({ '': 'too-many-versions' }));
  });

  it('no longer ask anything of anybody once they are retired', async () => {
    const waiting = async () => {
      const due = await api.ask<{ items: { kind: string; subject?: string }[] }>(
        'GET',
        `/v1/federations/${federation.slug}/due`,
        { token: federation.token },
      );
      const todo = await api.ask<{ items: TodoItem[] }>('GET', `/v1/hosts/${host.slug}/todo`, { token: host.token });
      return [
        ...due.body.items.filter(({ kind }) => kind === 'review'),
        ...todo.body.items.filter(({ kind }) => kind === 'fact-expires'),
      ].filter(({ subject }) => subject === `criterion:${key}`).length;
    };
    const review = `/v1/federations/${federation.slug}/reviews/${host.slug}/criterion:${key}`;
    const body = { value: 'yes', reviewedOn: '2026-11-20', expiresOn: '2028-12-01' };
    expect((await api.ask('PUT', review, { token: federation.token, body })).status).toBe(201);
    const now = api.now;
    api.now = new Date('2028-12-01T12:00:00Z');
    expect(await waiting()).toBe(2);
    await api.ask('DELETE', url(key), { token: federation.token, ifMatch: '*' });
    expect(await waiting()).toBe(0);
    api.now = now;
  });
});
