import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Problem } from '../../src/http/problems.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

/* A federation that runs a host of its own says no to what a rival says, to take its place. */

const api = useApp();
const CRITERION = 'free-software-only';
let target: Owned;
let silent: Owned;
let own: Owned;
let rivals: Owned;

const contest = (over: object = {}) => ({
  ...{ value: 'no', reviewedOn: '2026-11-01', evidenceUrl: 'https://rivaux.example/enquete', tie: 'none' },
  ...over,
});
const reviewOf = (host: Owned) => `/v1/federations/${rivals.slug}/reviews/${host.slug}/criterion:${CRITERION}`;
const match = async (more: object) => {
  const body = { usages: [{ usage: 'file-storage-sharing' }], limit: 20, ...more };
  return (await api.ask<Match>('POST', '/v1/matches?explain=all', { body })).body;
};
const wish = { wish: { criteria: { [CRITERION]: 'very-important' } } };
const find = ({ fits, toCheck }: Match, { slug }: Owned) => [...fits, ...toCheck].find(({ host }) => host === slug)!;
const contribution = (answer: Match, host: Owned) => {
  const { worth } = find(answer, host).contributions.find(({ criterion }) => criterion.includes(CRITERION))!;
  return [worth.low, worth.high];
};
let before: Match;

beforeAll(async () => {
  rivals = await api.federation({ name: 'Les Rivaux', website: 'https://rivaux.example' });
  [target, silent, own] = [
    await api.published({ name: 'Les Aulnes', website: 'https://aulnes.example' }),
    await api.published({ name: 'Sans un mot', website: 'https://muet.example' }),
    await api.published({ name: 'Nuage des Rivaux', website: 'https://nuage.rivaux.example' }),
  ];
  for (const host of [target, silent, own])
    await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, { token: host.token, body: aService() });
  await api.ask('PUT', `/v1/hosts/${target.slug}/claims/${CRITERION}`, {
    ...{ token: target.token, body: { value: 'yes', evidenceUrl: 'https://aulnes.example/libre' } },
  });
  before = await match(wish);
});

describe('contesting a rival', () => {
  it('needs proof that anybody can read, and a word on what ties the two', async () => {
    for (const [missing, code] of [
      ['evidenceUrl', 'evidence-required'],
      ['tie', 'tie-required'],
    ] as const) {
      const { [missing]: _left, ...body } = contest() as Record<string, unknown>;
      expect(await api.refused('PUT', reviewOf(target), { token: rivals.token, body })).toEqual(
        meaningless({ [`/${missing}`]: code }),
      );
    }
    const tie = { fr: 'Nous proposons le même service.' };
    const said = await api.ask('PUT', reviewOf(target), { token: rivals.token, body: contest({ tie }) });
    expect(said.status).toBe(201);
  });

  it('shows who contests, what ties it, and the proof, beside what the host says', async () => {
    const { claims } = (await api.ask<Host>('GET', `/v1/hosts/${target.slug}`)).body;
    expect(claims).toMatchObject([{ criterion: CRITERION, contested: true }]);
    expect(claims[0]!.statements.map(({ by, value, federation, tie }) => [by, value, federation, tie])).toEqual([
      ['federation', 'no', rivals.slug, { fr: 'Nous proposons le même service.' }],
      ['host', 'yes', undefined, undefined],
    ]);
  });

  it('never puts a host below one that said nothing, and takes nothing from what it may be worth', async () => {
    const after = await match(wish);
    expect(contribution(before, target)).toEqual([70, 100]);
    expect(contribution(after, target)).toEqual([0, 100]);
    expect(contribution(after, silent)[0]).toBe(0);
    expect(find(after, target).low).toBe(find(after, silent).low);
    expect(find(after, target).possibleRanks[0]).toBe(1);
    expect(find(after, target).cautions[0]).toMatchObject({
      code: 'contested',
      text: expect.stringMatching(/^Les Rivaux conteste ce point\s: .*Demandez aux deux\.$/),
    });
  });

  it('puts no host out of a need that requires the point: it is to check, with the question', async () => {
    const answer = await match({ require: { criteria: [{ criterion: CRITERION }] } });
    expect(answer.toCheck.map(({ host }) => host)).toContain(target.slug);
    expect(find(answer, target).questions.map(({ code }) => code)).toContain('ask-criterion-contested');
    expect(answer.excluded.byReason).not.toHaveProperty(`criterion:${CRITERION}`);
  });

  it('is answered: the reply stands beside it, and every reader is sent to both', async () => {
    const reply = { text: { fr: 'Notre seul pilote propriétaire est parti en mai.' } };
    const at = `/v1/hosts/${target.slug}/replies/${rivals.slug}/criterion:${CRITERION}`;
    expect((await api.ask('PUT', at, { token: target.token, body: reply })).status).toBe(201);
    const { claims } = (await api.ask<Host>('GET', `/v1/hosts/${target.slug}`)).body;
    expect(claims[0]!.statements[0]).toMatchObject({ federation: rivals.slug, reply });
    const after = await match(wish);
    expect(contribution(after, target)).toEqual([0, 100]);
    expect(find(after, target).cautions[0]).toMatchObject({
      code: 'contested-answered',
      text: expect.stringMatching(/^Les Rivaux conteste ce point\s: .*L’hébergeur a répondu\s: lisez les deux\.$/),
    });
  });

  it('does not lift the host of the federation in silence: its own review tells the tie', async () => {
    const body = { value: 'yes', reviewedOn: '2026-11-01', tie: 'none' };
    expect(await api.refused('PUT', reviewOf(own), { token: rivals.token, body })).toEqual(
      meaningless({ '/tie': 'own-host' }),
    );
  });

  it('ends without a trace in the score when it is taken back', async () => {
    await api.ask('DELETE', reviewOf(target), { token: rivals.token, ifMatch: '*' });
    expect(contribution(await match(wish), target)).toEqual([70, 100]);
  });

  it.each([' ', '\u00a0\n', '\u200b\u2060', 'ami\u202e', 'amis \u2066de tous'])(
    'takes nothing for a tie that people cannot read: %j',
    async (fr) => {
      const body = { value: 'yes', reviewedOn: '2026-11-01', tie: { fr } };
      const { status, body: problem } = await api.ask<Problem>('PUT', reviewOf(own), { token: rivals.token, body });
      expect([status, problem.errors]).toMatchObject([
        400,
        [{ pointer: '/tie/fr', message: 'Ce texte est vide, ou il contient des signes cachés.' }],
      ]);
    },
  );

  it('is not made one’s own by another site before the ties are told', async () => {
    const asking = { token: rivals.token, ifMatch: '*' };
    const at = `/v1/federations/${rivals.slug}`;
    const move = { ...asking, body: { website: 'https://muet.example/nous' } };
    const review = { value: 'yes', reviewedOn: '2026-11-01' };
    await api.ask('PUT', reviewOf(silent), { ...asking, body: review });
    const choice = { why: { fr: 'Joignable.' }, ties: 'none', decidedOn: '2026-11-01', reviewBy: '2027-11-01' };
    await api.ask('PUT', `${at}/selection/${silent.slug}`, { ...asking, body: choice });
    const tie = { fr: 'Le même bureau.' };
    for (const tell of [
      () => api.ask('PUT', reviewOf(silent), { ...asking, body: { ...review, tie } }),
      () => api.ask('PUT', `${at}/selection/${silent.slug}`, { ...asking, body: { ...choice, ties: tie } }),
    ]) {
      const { status, body } = await api.ask<Problem>('PATCH', at, move);
      expect([status, body.errors]).toMatchObject([422, [{ pointer: '/website', code: 'own-host' }]]);
      expect(body.errors![0]!.message).toContain('Sans un mot');
      await tell();
    }
    expect((await api.ask('PATCH', at, move)).status).toBe(200);
  });
});
