import { beforeAll, describe, expect, it } from 'vitest';
import type { AdviceAnswer, ExposureAnswer } from '../../src/advice/schema.ts';
import type { Problem } from '../../src/http/problems.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { ADMIN_TOKEN, type Owned, useApp } from '../support/app.ts';
import { policy } from '../support/matching.ts';
import { aService } from '../support/record.ts';

const api = useApp();

interface Panel {
  version: string;
  total: number;
  items: { key: string; label: { fr: string; en: string }; need: Need }[];
}

const files = (fixed: number) =>
  aService({
    usages: ['file-storage-sharing', 'website', 'mailing-lists'],
    registration: 'open',
    capacity: { state: 'open' },
    plans: [{ name: 'Groupe', fixed, maxAccounts: 'unlimited', maxGb: 700, observedOn: '2026-11-01' }],
  });

async function selling(fixed: number): Promise<Owned> {
  const host = await api.published({ seat: { country: 'FR' } });
  const { status, text } = await api.ask('PUT', `/v1/hosts/${host.slug}/services/nuage`, {
    token: host.token,
    body: files(fixed),
  });
  expect(status, text).toBe(201);
  return host;
}

let host: Owned;
let rival: Owned;
/** Neither the first nor the last. */
let middle: Owned;
const advice = (slug = host.slug, token: string | undefined = host.token, query = '') =>
  api.ask<AdviceAnswer>('GET', `/v1/hosts/${slug}/advice${query}`, { token });

beforeAll(async () => {
  host = await selling(50);
  rival = await selling(20);
  middle = await selling(30);
  await selling(25);
});

describe('GET /v1/panel', () => {
  it('gives every typical need with its names, and the version', async () => {
    const { status, body, headers } = await api.ask<Panel>('GET', '/v1/panel');
    expect(status).toBe(200);
    expect(body.total).toBe(body.items.length);
    expect(body.total).toBeGreaterThanOrEqual(24);
    expect(body.version).toBe('2026-1');
    const again = await api.ask('GET', '/v1/panel', { headers: { 'if-none-match': headers.etag as string } });
    expect(again.status).toBe(304);
  });

  it('gives needs that can be sent as they are', async () => {
    const { body } = await api.ask<Panel>('GET', '/v1/panel');
    for (const { need } of body.items) expect((await api.ask('POST', '/v1/matches', { body: need })).status).toBe(200);
  });
});

describe('who may read advice', () => {
  it('is the host itself, its federations and administrators', async () => {
    const federation = await api.federation();
    const member = `/v1/federations/${federation.slug}/members/${host.slug}`;
    const join = (body: object) => api.ask('PUT', member, { token: federation.token, ifMatch: '*', body });
    const address = `/v1/hosts/${host.slug}/advice`;
    expect((await join({ state: 'member' })).status).toBe(201);
    // Both say so, or it is no right.
    expect(await api.refused('GET', address, { token: federation.token })).toEqual([403, 'not-yours']);
    const members = `/v1/federations/${federation.slug}/members`;
    expect((await api.ask('POST', members, { token: host.token, body: {} })).status).toBe(200);
    for (const token of [host.token, federation.token, ADMIN_TOKEN]) {
      const { status, headers } = await advice(host.slug, token);
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('private, no-store');
    }
    for (const membership of [{ state: 'member', toCheck: true }, { state: 'follower' }, { state: 'former' }]) {
      expect((await join(membership)).status).toBe(200);
      expect(await api.refused('GET', address, { token: federation.token })).toEqual([403, 'not-yours']);
    }
  });

  it('is nobody else, who is told so in words', async () => {
    const address = `/v1/hosts/${host.slug}/advice`;
    const { body } = await api.ask<Problem>('GET', address, { token: rival.token });
    expect(body.detail).toMatch(/^Ce jeton ne permet pas de lire ceci\./);
    // Whose it is comes before the shape of the question.
    expect(await api.refused('GET', `${address}?target=0`, { token: rival.token })).toEqual([403, 'not-yours']);
  });

  it('of a draft is its owner, and the draft is ranked as if it were published', async () => {
    const draft = await api.draft({ seat: { country: 'FR' } });
    const made = await api.ask('PUT', `/v1/hosts/${draft.id}/services/nuage`, {
      token: draft.token,
      ifMatch: '*',
      body: files(10),
    });
    expect(made.status).toBe(201);
    for (const token of [draft.token, ADMIN_TOKEN]) {
      const { status, body } = await advice(draft.id, token);
      expect(status).toBe(200);
      expect(body.notes.map(({ code }) => code)).toEqual(['draft-as-published']);
      expect(body.needs.find(({ need }) => need === 'choir')!.standing).toMatchObject({ list: 'fits', rank: 1 });
    }
  });
});

describe('GET /v1/hosts/{host}/advice', () => {
  it('says what it was made from, and where the host stands today', async () => {
    const { body } = await advice();
    const { body: panel } = await api.ask<Panel>('GET', '/v1/panel');
    expect(body).toMatchObject({
      catalogueRevision: await api.revision(),
      asOf: '2026-11-25',
      policyVersion: policy.version,
      panelVersion: panel.version,
      host: host.slug,
      target: 3,
      notes: [],
    });
    const { needs, fits, toCheck, notSeen, leftOut, notKnown, byReason } = body.today;
    expect(fits + toCheck + notSeen + leftOut + notKnown).toBe(needs);
    expect(needs).toBe(panel.total);
    expect(byReason['usage-not-offered']).toBeGreaterThan(0);
    expect(body.needs.map(({ need }) => need)).toEqual(panel.items.map(({ key }) => key));
  });

  it('has paragraphs to publish, with what the host answered', async () => {
    const { body } = await advice();
    expect(body.paragraphs.map(({ topic }) => topic)).toContain('closing-notice');
    expect(body.paragraphs.every(({ text, says }) => (text === undefined) === (says.length === 0))).toBe(true);
  });

  it('puts first what moves the host to “fits”', async () => {
    const { body } = await advice();
    const moves = body.actions.map(({ movesToFits }) => movesToFits);
    expect(moves[0]).toBeGreaterThan(0);
    expect(moves).toEqual([...moves].sort((a, b) => b - a));
    for (const { changes, ranksGained, movesToFits } of body.actions) {
      expect(changes.length).toBeGreaterThan(0);
      expect(ranksGained.least).toBeLessThanOrEqual(ranksGained.median);
      expect(ranksGained.median).toBeLessThanOrEqual(ranksGained.most);
      const moved = changes.filter(({ before, after }) => before.list === 'to-check' && after.list === 'fits');
      expect(moved).toHaveLength(movesToFits);
    }
  });

  it('looks for the place that is asked', async () => {
    const [first, third] = await Promise.all(
      ['?target=1', ''].map((query) => advice(middle.slug, middle.token, query)),
    );
    expect([first!.body.target, third!.body.target]).toEqual([1, 3]);
    expect(first!.body.targets.length).toBeGreaterThan(third!.body.targets.length);
    for (const { actions, after, text } of first!.body.targets) {
      if (actions === undefined) expect([after, text]).toEqual([undefined, expect.stringContaining('ne suffit')]);
      else expect(after).toMatchObject({ list: 'fits', rank: 1 });
    }
  });

  it('speaks French, and English when asked', async () => {
    const [french, english] = await Promise.all([advice(), advice(host.slug, host.token, '?lang=en')]);
    expect([french.headers['content-language'], english.headers['content-language']]).toEqual(['fr', 'en']);
    const text = ({ actions }: AdviceAnswer) =>
      actions.find(({ code, params }) => code === 'answer-commitment' && params.key === 'closing-notice')!.text;
    expect(text(french.body)).toMatch(
      /^Répondez à cette question : .* \? Si vous répondez 90.jours, vous passeriez de « à vérifier » à « convient » pour 1 des \d+ besoins essayés\.$/,
    );
    expect(text(english.body)).toMatch(
      /^Answer this question: .*\? If you answer 90.days, you would go from “to check” to “fits” for 1 of the \d+ needs tried\.$/,
    );
  });

  it('comes true: what is announced is what a match says once it is done', async () => {
    const { body: before } = await advice();
    const { body: panel } = await api.ask<Panel>('GET', '/v1/panel');
    const action = before.actions.find(
      ({ code, params }) => code === 'publish-commitment' && params.key === 'closing-notice',
    )!;
    const { status } = await api.ask('PUT', `/v1/hosts/${host.slug}/commitments/closing-notice`, {
      token: host.token,
      body: { value: action.params.value, evidenceUrl: 'https://aulnes.example/conditions' },
    });
    expect(status).toBe(201);
    for (const { need: key, after } of action.changes) {
      const { need } = panel.items.find((item) => item.key === key)!;
      const { body: match } = await api.ask<Match>('POST', '/v1/matches', { body: { ...need, limit: 20 } });
      const list = after.list === 'fits' ? match.fits : match.toCheck;
      const { rank, low } = list.find((one) => one.host === host.slug)!;
      expect([key, rank, low]).toEqual([key, after.rank, after.low]);
    }
    const { body: now } = await advice();
    expect(now.actions.filter(({ params }) => params.key === 'closing-notice').map(({ code }) => code)).not.toContain(
      'answer-commitment',
    );
  });

  it('has nothing to say to a host that takes part in nothing', async () => {
    const closing = await selling(10);
    const at = `/v1/hosts/${closing.slug}`;
    const { status } = await api.ask('DELETE', `${at}/services/nuage`, { token: closing.token, ifMatch: '*' });
    expect([200, 204]).toContain(status);
    const { body } = await advice(closing.slug, closing.token);
    expect([body.actions, body.targets, body.today.leftOut]).toEqual([[], [], body.today.needs]);
  });
});

describe('GET /v1/exposure', () => {
  it('is public, and told by size and by age with who is in each group', async () => {
    const { status, body, headers } = await api.ask<ExposureAnswer>('GET', '/v1/exposure');
    expect(status).toBe(200);
    expect(headers.etag).toBeDefined();
    for (const { groups, means } of [body.bySize, body.byAge]) {
      expect(groups.reduce((sum, group) => sum + group.hosts, 0)).toBe(body.hosts);
      expect(groups.reduce((sum, group) => sum + group.fits, 0)).toBeCloseTo(body.total.fits, 2);
      expect(groups.reduce((sum, group) => sum + group.firstPlaceShare, 0)).toBeCloseTo(1, 2);
      expect([means.fr, means.en].every((text) => text.length > 20)).toBe(true);
    }
    expect(body.mostExposed[0]!.host).toBe(rival.slug);
    expect(body.mostExposed.length).toBeLessThanOrEqual(10);
  });

  it('follows the catalogue', async () => {
    const { headers } = await api.ask('GET', '/v1/exposure');
    const newcomer = await selling(1);
    const after = await api.ask<ExposureAnswer>('GET', '/v1/exposure', {
      headers: { 'if-none-match': headers.etag as string },
    });
    expect(after.status).toBe(200);
    expect(after.body.mostExposed.map((one) => one.host)).toContain(newcomer.slug);
  });
});
