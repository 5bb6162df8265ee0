import { Webhook as Signer } from 'standardwebhooks';
import { beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/database/transaction.ts';
import { noteEvent } from '../../src/feed/events/note.ts';
import { forgetDeliveries } from '../../src/feed/webhooks/commands.ts';
import type { Delivery, NewWebhook, Webhook } from '../../src/feed/webhooks/schema.ts';
import { ADMIN_TOKEN, type Answered, type Owned, useApp } from '../support/app.ts';
import { aClosing } from '../support/closings.ts';
import { aService } from '../support/record.ts';
import { delivererOf, useReceiver } from '../support/webhooks.ts';

const allowed = new Set<string>();
const api = useApp({ outgoingAllow: allowed });
const receiver = useReceiver(allowed);
const admin = { token: ADMIN_TOKEN, ifMatch: '*' };

const NOON = Date.parse('2026-11-25T12:00:00Z');
const later = (seconds: number) => {
  api.now = new Date(api.now.getTime() + seconds * 1000);
};
const deliver = (over = {}) => delivererOf(api, allowed, over).run();

beforeEach(async () => {
  receiver.forget();
  api.now = new Date(NOON);
  const { body } = await api.ask<{ items: Webhook[] }>('GET', '/v1/webhooks', admin);
  for (const { id } of body.items) await api.ask('DELETE', `/v1/webhooks/${id}`, admin);
  // Those that were removed count for an hour.
  later(2 * 3600);
});

const subscribe = async (events: string[], { token = ADMIN_TOKEN, url = receiver.url } = {}): Promise<NewWebhook> => {
  const { status, body, text } = await api.ask<NewWebhook>('POST', '/v1/webhooks', { token, body: { url, events } });
  expect(status, text).toBe(201);
  return body;
};
const read = async (id: string) => (await api.ask<Webhook>('GET', `/v1/webhooks/${id}`, admin)).body;
const deliveries = async (id: string, query = '') =>
  (
    await api.ask<{ items: Delivery[]; total: number; next: string | null }>(
      'GET',
      `/v1/webhooks/${id}/deliveries${query}`,
      admin,
    )
  ).body;
const rename = (host: Owned, name: string) => api.ask('PATCH', `/v1/hosts/${host.id}`, { ...admin, body: { name } });
const told = () => receiver.received.map(({ type, data }) => [type, data.host, data.what].filter(Boolean).join(' '));

describe('a webhook', () => {
  it('is told what it asked for, with what names it and where to read it', async () => {
    const webhook = await subscribe(['host.created', 'host.closing', 'host.withdrawn']);
    const host = await api.published({ slug: 'les-charmes', name: 'Les Charmes de Jeanne' });
    await rename(host, 'Les Charmes');
    await api.ask('PUT', `/v1/hosts/${host.id}/closing`, { ...admin, body: aClosing('2027-06-30') });
    await api.ask('DELETE', `/v1/hosts/${host.id}`, admin);
    await deliver();
    expect(told()).toEqual([
      'host.created les-charmes',
      'host.closing les-charmes closing-announced',
      'host.withdrawn les-charmes',
    ]);
    const { epoch } = api.catalogue.current();
    const revision = await api.revision();
    expect(JSON.parse(receiver.received[1]!.body)).toEqual({
      type: 'host.closing',
      timestamp: api.now.toISOString(),
      data: {
        ...{ id: host.id, revision: revision - 1, epoch, host: 'les-charmes' },
        ...{ what: 'closing-announced', on: '2027-06-30', url: 'https://bercail.example/v1/hosts/les-charmes' },
      },
    });
    expect(JSON.stringify(receiver.received)).not.toContain('Jeanne');
    const seen = await read(webhook.id);
    expect(seen).toMatchObject({ state: 'active', waiting: 0, dead: 0 });
    expect(seen).not.toHaveProperty('firstFailedAt');
  });

  it('hears that an individual left, and neither the name nor why', async () => {
    const host = await api.published({ slug: 'jeanne-martin', legalForm: 'individual', summary: { fr: 'Des mots.' } });
    await subscribe(['host.withdrawn', 'host.redacted']);
    await api.ask('DELETE', `/v1/hosts/${host.id}?reason=asked`, admin);
    await api.ask('POST', `/v1/hosts/${host.id}/redactions`, { ...admin, body: { text: 'Des mots' } });
    await deliver();
    expect(receiver.received.map(({ type }) => type)).toEqual(['host.withdrawn', 'host.redacted']);
    for (const { body } of receiver.received) {
      expect(JSON.parse(body).data).toMatchObject({
        ...{ id: host.id, host: null, url: `https://bercail.example/v1/hosts/${host.id}` },
      });
      expect(body).not.toContain('jeanne');
      expect(body).not.toContain('asked');
    }
  });

  it('hears of memberships, contested claims, weakened and broken promises', async () => {
    const host = await api.published({ slug: 'les-ifs' });
    const federation = await api.federation();
    const at = `/v1/hosts/${host.id}`;
    const promise = (value: number) =>
      api.ask('PUT', `${at}/commitments/closing-notice`, { ...admin, body: { value } });
    await promise(90);
    await subscribe(['membership.changed', 'claim.contested', 'commitment.weakened', 'commitment.broken']);
    await promise(60);
    await api.ask('PUT', `${at}/claims/free-software-only`, { ...admin, body: { value: 'yes' } });
    const member = { ...admin, body: { state: 'member' } };
    await api.ask('PUT', `/v1/federations/${federation.slug}/members/${host.slug}`, member);
    const review = { value: 'no', reviewedOn: '2026-11-01', evidenceUrl: 'https://preuve.example', tie: 'none' };
    await api.ask('PUT', `/v1/federations/${federation.slug}/reviews/${host.slug}/criterion:free-software-only`, {
      ...admin,
      body: review,
    });
    await api.ask('PUT', `${at}/closing`, { ...admin, body: aClosing('2026-12-20') });
    await deliver();
    expect(
      receiver.received.map(({ type, data }) => [type, data.what, data.kind ?? data.criterion ?? data.federation]),
    ).toEqual([
      ['commitment.weakened', 'commitment-weakened', 'closing-notice'],
      ['membership.changed', 'membership-confirmed', federation.slug],
      ['claim.contested', 'review-contests', 'free-software-only'],
      ['commitment.broken', 'closing-breaks-promise', 'closing-notice'],
    ]);
  });

  it('is told which service closes, breaks a promise or costs more, and that a raise is taken back', async () => {
    const host = await api.published({ slug: 'les-frenes' });
    const at = `/v1/hosts/${host.id}`;
    const own = { token: host.token, ifMatch: '*' };
    const price = (fixed: number) =>
      api.ask('PUT', `${at}/services/nuage`, { ...own, body: aService({ plans: [{ name: 'Groupe', fixed }] }) });
    await price(35);
    for (const kind of ['price-change-notice', 'closing-notice'])
      await api.ask('PUT', `${at}/services/nuage/commitments/${kind}`, { ...own, body: { value: 90 } });
    await subscribe(['host.closing', 'commitment.broken', 'commitment.weakened']);
    await subscribe(['host.changed'], { url: `${receiver.url}/changes` });
    await api.ask('PUT', `${at}/services/nuage/commitments/price-change-notice`, { ...own, body: { value: 80 } });
    await price(40);
    await price(35);
    await api.ask('PUT', `${at}/services/nuage/closing`, { ...own, body: aClosing('2026-12-20') });
    await api.ask('DELETE', `${at}/services/nuage/closing`, own);
    await deliver();
    const told = ({ type, data }: (typeof receiver.received)[number]) => [type, data.what, data.service, data.kind];
    const [changes, others] = [true, false].map((isOfChanges) =>
      receiver.received.filter(({ path }) => path.endsWith('/changes') === isOfChanges),
    );
    // It breaks nothing: whoever counts broken promises hears nothing of it.
    expect(changes!.filter(({ data }) => data.what).map(told)).toEqual([
      ['host.changed', 'price-rise-taken-back', 'nuage', 'price-change-notice'],
    ]);
    expect(others!.map(told)).toEqual([
      ['commitment.weakened', 'commitment-weakened', 'nuage', 'price-change-notice'],
      ['commitment.broken', 'price-rise', 'nuage', 'price-change-notice'],
      ['host.closing', 'closing-announced', 'nuage', undefined],
      ['commitment.broken', 'closing-breaks-promise', 'nuage', 'closing-notice'],
      ['host.closing', 'closing-cancelled', 'nuage', undefined],
    ]);
  });

  it('hears what is told to its owner alone only if it is that owner, or an administrator', async () => {
    const [one, other] = [await api.published(), await api.published()];
    const told = { [one.token]: 'own', [other.token]: 'other', [ADMIN_TOKEN]: 'admin' };
    for (const [token, path] of Object.entries(told))
      await subscribe(['import.failed'], { token, url: `${receiver.url}/${path}` });
    const failed = {
      ...({ type: 'import.failed', key: 'run 1', at: api.now, data: { run: 'run 1' } } as const),
      owner: { hostId: one.id, host: one.slug },
    };
    for (let times = 0; times < 2; times++) await inTransaction(api.database.db, (db) => noteEvent(db, failed));
    await deliver();
    expect(receiver.received.map(({ path, data }) => [path, data.host, data.run]).sort()).toEqual([
      ['/hooks/admin', one.slug, 'run 1'],
      ['/hooks/own', one.slug, 'run 1'],
    ]);
  });

  it('hears nothing of what came before it', async () => {
    await api.published();
    await subscribe(['host.created']);
    await deliver();
    expect(receiver.received).toEqual([]);
  });
});

describe('a receiver', () => {
  it('is sent nothing before it has given a challenge back, and all since it was asked for once it has', async () => {
    receiver.echoes = (_challenge, response) => response.end('merci');
    const webhook = await subscribe(['host.created']);
    expect([webhook.state, webhook.problem?.code]).toEqual(['unverified', 'wrong-content']);
    await api.published({ slug: 'les-houx' });
    await deliver();
    expect(receiver.received).toEqual([]);
    receiver.echoes = (challenge, response) => response.end(`${challenge}\n`);
    const again = { token: ADMIN_TOKEN };
    expect(await api.refused('POST', `/v1/webhooks/${webhook.id}/verifications`, again)).toEqual([
      429,
      'too-many-requests',
    ]);
    later(61);
    const { body } = await api.ask<Webhook>('POST', `/v1/webhooks/${webhook.id}/verifications`, again);
    expect(body).toMatchObject({ state: 'active', verifiedAt: api.now.toISOString() });
    await deliver();
    expect(told()).toEqual(['host.created les-houx']);
  });

  it.each([
    [
      'answers something else than a success',
      (_: string, r: { writeHead(s: number): { end(): void } }) => r.writeHead(404).end(),
      'wrong-status',
    ],
    [
      'sends on to elsewhere',
      (_: string, r: { writeHead(s: number, h?: object): { end(): void } }) =>
        r.writeHead(302, { location: 'http://127.0.0.1:22/' }).end(),
      'wrong-status',
    ],
    [
      'gives another challenge back',
      (_: string, r: { end(t: string): void }) => r.end('{"challenge":"x"}'),
      'wrong-content',
    ],
  ])('that %s is not verified', async (_name, echoes, code) => {
    receiver.echoes = echoes as never;
    expect((await subscribe(['host.created'])).problem?.code).toBe(code);
  });

  it.each([
    ['http://127.0.0.1:9/', 'not-public-machine'],
    ['https://localhost/', 'not-public-name'],
    ['http://aulnes.fr/', 'https-needed'],
    ['https://169.254.169.254/', 'not-public-machine'],
  ])('at %s is never asked', async (url, code) => {
    const { state, problem } = await subscribe(['host.created'], { url });
    expect([state, problem?.code]).toEqual([
      'unverified',
      code === 'not-public-machine' && url.includes(':9') ? 'unusual-port' : code,
    ]);
  });

  it('verifies what it gets with any library of Standard Webhooks, also while its secret is replaced', async () => {
    api.now = new Date();
    const webhook = await subscribe(['host.created']);
    const rotated = await api.ask<{ secret: string; formerEndsAt: string }>(
      'POST',
      `/v1/webhooks/${webhook.id}/secrets`,
      {
        token: ADMIN_TOKEN,
      },
    );
    expect([rotated.status, rotated.body.secret.slice(0, 6)]).toEqual([201, 'whsec_']);
    await api.published();
    await deliver();
    const [first] = receiver.received;
    for (const secret of [webhook.secret, rotated.body.secret])
      expect(new Signer(secret).verify(first!.body, first!.headers)).toEqual(JSON.parse(first!.body));
    expect(() => new Signer('whsec_c2VjcmV0').verify(first!.body, first!.headers)).toThrow();
    expect(() => new Signer(webhook.secret).verify(`${first!.body} `, first!.headers)).toThrow();
    // A day later the former secret has ended; the library would refuse a clock that far ahead.
    later(86_401);
    await api.published();
    await deliver();
    const { headers, body, id } = receiver.received.at(-1)!;
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    expect(headers['webhook-signature']).toBe(new Signer(rotated.body.secret).sign(id, at, body));
    expect(JSON.stringify(await read(webhook.id))).not.toContain('whsec_');
  });

  it('signs with the new secret alone when the former one ends at once', async () => {
    const webhook = await subscribe(['host.created']);
    const at = `/v1/webhooks/${webhook.id}/secrets`;
    const { body } = await api.ask<{ formerEndsAt?: string }>('POST', at, {
      token: ADMIN_TOKEN,
      body: { graceMinutes: 0 },
    });
    expect(body.formerEndsAt).toBeUndefined();
    await api.published();
    await deliver();
    expect(receiver.received[0]!.headers['webhook-signature']!.split(' ')).toHaveLength(1);
  });

  it('signs with three secrets at most, each until its own end; those of another webhook stay as they are', async () => {
    const webhook = await subscribe(['host.created']);
    const other = await subscribe(['host.created']);
    const start = api.now.getTime();
    const rotate = (graceMinutes: number) =>
      api.ask('POST', `/v1/webhooks/${webhook.id}/secrets`, { token: ADMIN_TOKEN, body: { graceMinutes } });
    /** Minutes until each secret ends, the newest first. */
    const ends = async (id: string) =>
      (await read(id)).secrets.map(({ endsAt }) =>
        endsAt == null ? undefined : (Date.parse(endsAt) - start) / 60_000,
      );
    const signatures = async () => {
      receiver.forget();
      await api.published();
      await deliver();
      return receiver.received.map(({ headers }) => headers['webhook-signature']!.split(' ').length).sort();
    };
    await rotate(10);
    await rotate(60);
    expect(await ends(webhook.id)).toEqual([undefined, 60, 10]);
    expect(await signatures()).toEqual([1, 3]);
    later(10 * 60);
    expect(await signatures()).toEqual([1, 2]);
    await rotate(120);
    await rotate(180);
    expect(await ends(webhook.id)).toEqual([undefined, 190, 130]);
    await rotate(0);
    expect(await ends(webhook.id)).toEqual([undefined]);
    expect(await ends(other.id)).toEqual([undefined]);
    expect(await signatures()).toEqual([1, 1]);
  });
});

describe('deliveries that fail', () => {
  it('are tried again, later and later, under one name, and those of a host wait for each other', async () => {
    const one = await api.published({ slug: 'un-frene' });
    const other = await api.published({ slug: 'autre-frene' });
    const webhook = await subscribe(['host.changed']);
    await rename(one, 'Un 1');
    await rename(one, 'Un 2');
    await rename(other, 'Autre 1');
    receiver.answers = ({ data }) => (data.host === 'un-frene' ? 500 : 204);
    await deliver();
    expect(told().sort()).toEqual(['host.changed autre-frene', 'host.changed un-frene']);
    later(4);
    await deliver();
    expect(receiver.received).toHaveLength(2);
    later(2);
    await deliver();
    expect(receiver.received).toHaveLength(3);
    const { items } = await deliveries(webhook.id, '?state=waiting');
    expect(
      items.map(({ attempts, lastHttpStatus, nextTryAt }) => [attempts, lastHttpStatus, nextTryAt == null]),
    ).toEqual([
      [0, undefined, true],
      [2, 500, false],
    ]);
    receiver.answers = () => 200;
    later(31);
    await deliver();
    const ofOne = receiver.received.filter(({ data }) => data.host === 'un-frene');
    expect(new Set(ofOne.slice(0, 3).map(({ id, body }) => id + body)).size).toBe(1);
    expect(ofOne.map(({ data }) => data.revision! - ofOne[0]!.data.revision!)).toEqual([0, 0, 0, 1]);
    const seen = await read(webhook.id);
    expect(seen).toMatchObject({ waiting: 0 });
    expect(seen).not.toHaveProperty('firstFailedAt');
  });

  it('for a day are all taken in the end, in order, and nothing is disabled', async () => {
    const host = await api.published({ slug: 'le-tremble' });
    const webhook = await subscribe(['host.changed']);
    receiver.answers = () => 500;
    for (let hour = 0; hour < 24; hour++) {
      if (hour % 6 === 0) await rename(host, `Le Tremble ${hour}`);
      await deliver();
      later(3600);
    }
    expect(await read(webhook.id)).toMatchObject({ state: 'active', waiting: 4 });
    const before = receiver.received.length;
    receiver.answers = () => 204;
    later(8 * 3600 * 1.2);
    await deliver();
    const revisions = receiver.received.slice(before).map(({ data }) => data.revision!);
    expect(revisions).toHaveLength(4);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
  });

  it('end as dead letters after three days and disable the webhook; verified again, it goes on and replays them', async () => {
    const host = await api.published({ slug: 'le-saule' });
    const webhook = await subscribe(['host.changed']);
    receiver.answers = () => 503;
    await rename(host, 'Le Saule 1');
    const from = api.now.getTime();
    for (let hours = 0; hours < 100 && (await read(webhook.id)).state === 'active'; hours++) {
      await deliver();
      later(3600);
    }
    const state = await read(webhook.id);
    expect(state).toMatchObject({ state: 'disabled', disabledWhy: 'failing', dead: 1 });
    expect((Date.parse(state.disabledAt!) - from) / 3_600_000).toBeGreaterThan(60);
    expect((Date.parse(state.disabledAt!) - from) / 3_600_000).toBeLessThan(84);
    await rename(host, 'Le Saule 2');
    await deliver();
    const at = `/v1/webhooks/${webhook.id}`;
    expect(await api.refused('POST', `${at}/replays`, { token: ADMIN_TOKEN, body: { dead: true } })).toEqual([
      409,
      'webhook-not-active',
    ]);
    receiver.forget();
    const { body } = await api.ask<Webhook>('POST', `${at}/verifications`, { token: ADMIN_TOKEN });
    expect(body).toMatchObject({ state: 'active' });
    expect(body).not.toHaveProperty('disabledAt');
    expect(body).not.toHaveProperty('firstFailedAt');
    await deliver();
    expect(receiver.received).toHaveLength(1);
    const replayed = await api.ask('POST', `${at}/replays`, { token: ADMIN_TOKEN, body: { dead: true } });
    expect(replayed.body).toMatchObject({ count: 1, complete: true });
    await deliver();
    expect(receiver.received.map(({ data }) => data.revision)).toHaveLength(2);
    expect(await read(webhook.id)).toMatchObject({ dead: 0, waiting: 0 });
  });

  it('end at once where the receiver says that it is gone', async () => {
    const host = await api.published();
    const webhook = await subscribe(['host.changed']);
    receiver.answers = () => 410;
    await rename(host, 'Parti');
    await deliver();
    await deliver();
    expect(receiver.received).toHaveLength(1);
    expect(await read(webhook.id)).toMatchObject({ state: 'disabled', disabledWhy: 'gone', waiting: 1 });
  });

  it('wait as long as the receiver asks, those of other hosts too', async () => {
    const [one, other] = [await api.published(), await api.published()];
    const webhook = await subscribe(['host.changed']);
    receiver.answers = (_one, response) => {
      response.writeHead(429, { 'retry-after': '3600' }).end();
      return undefined;
    };
    await rename(one, 'Un');
    await deliver();
    await rename(other, 'Autre');
    later(3500);
    await deliver();
    expect(receiver.received).toHaveLength(1);
    expect((await read(webhook.id)).resumesAt).not.toBeUndefined();
    receiver.answers = () => 204;
    later(101);
    await deliver();
    expect(receiver.received).toHaveLength(3);
  });

  it('because the receiver hangs are cut, and do not keep those to others', async () => {
    const patient = await subscribe(['host.created']);
    let hung = 0;
    receiver.answers = ({ headers }, response) => {
      if (headers['x-of'] !== undefined) return 204;
      hung++;
      response.on('close', () => {});
      return undefined;
    };
    await api.published();
    const began = performance.now();
    await deliver({ attemptMs: 200 });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(hung).toBe(1);
    const { items } = await deliveries(patient.id);
    expect(items[0]).toMatchObject({ state: 'waiting', attempts: 1, lastProblem: 'too-slow' });
    expect(items[0]).not.toHaveProperty('lastHttpStatus');
  });

  it('because the receiver redirects to a private address go nowhere', async () => {
    const webhook = await subscribe(['host.created']);
    receiver.answers = (_one, response) => {
      response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end();
      return undefined;
    };
    await api.published();
    await deliver();
    expect(receiver.received).toHaveLength(1);
    expect((await deliveries(webhook.id)).items[0]).toMatchObject({ state: 'waiting', lastHttpStatus: 307 });
  });
});

describe('deliveries', () => {
  it('are sent again from a revision or an instant on, and pages of them are read', async () => {
    // After whatever other tests have told.
    later(400 * 86_400);
    const webhook = await subscribe(['host.changed', 'host.created']);
    const host = await api.published({ slug: 'le-noyer' });
    const revision = await api.revision();
    later(60);
    for (const name of ['Un', 'Deux', 'Trois']) await rename(host, name);
    await deliver();
    const names = receiver.received.map(({ id }) => id);
    const at = `/v1/webhooks/${webhook.id}/replays`;
    const byRevision = await api.ask('POST', at, { token: ADMIN_TOKEN, body: { afterRevision: revision + 1 } });
    expect(byRevision.body).toEqual({ count: 2, complete: true, lastRevision: revision + 3 });
    await deliver();
    expect(receiver.received.slice(4).map(({ id }) => id)).toEqual(names.slice(2));
    const byInstant = await api.ask('POST', at, { token: ADMIN_TOKEN, body: { since: api.now.toISOString() } });
    expect(byInstant.body).toMatchObject({ count: 3 });
    const first = await deliveries(webhook.id, '?limit=3');
    expect([first.total, first.items.length]).toEqual([4, 3]);
    const second = await api.ask<{ items: Delivery[]; next: null }>('GET', first.next!, admin);
    expect([second.body.items.map(({ type }) => type), second.body.next]).toEqual([['host.created'], null]);
  });

  it('are taken by one of two processes, a few for one receiver at once', async () => {
    const hosts = await Promise.all(Array.from({ length: 10 }, (_, i) => api.published({ name: `Hôte ${i}` })));
    await subscribe(['host.changed']);
    for (const host of hosts) await rename(host, 'Tous');
    let [now, most] = [0, 0];
    receiver.answers = (_one, response) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        response.writeHead(204).end();
      }, 30);
      return undefined;
    };
    await Promise.all([deliver(), deliver()]);
    await deliver();
    expect(receiver.received).toHaveLength(10);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(10);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('that a process took before it died are sent by another one, once its time is over', async () => {
    const host = await api.published();
    await subscribe(['host.changed']);
    await rename(host, 'Pris');
    let answer = () => {};
    receiver.answers = (_one, response) => {
      answer = () => response.writeHead(204).end();
      return undefined;
    };
    const dying = deliver();
    while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    receiver.answers = () => 204;
    await deliver();
    expect(receiver.received).toHaveLength(1);
    later(31);
    await deliver();
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(receiver.received).toHaveLength(2);
    answer();
    await dying;
  });

  it('are forgotten after a month, and webhooks that were removed or never verified too', async () => {
    const webhook = await subscribe(['host.created']);
    await api.published();
    await deliver();
    receiver.echoes = (_challenge, response) => response.end();
    const never = await subscribe(['host.created']);
    const context = { db: api.database.db, clock: () => api.now };
    later(29 * 86_400);
    await forgetDeliveries(context);
    expect((await deliveries(webhook.id)).total).toBe(1);
    expect(await api.refused('GET', `/v1/webhooks/${never.id}`, admin)).toEqual([404, 'webhook-not-found']);
    later(2 * 86_400);
    await forgetDeliveries(context);
    expect((await deliveries(webhook.id)).total).toBe(0);
  });
});

describe('webhooks', () => {
  it('are seen and ended by whose they are, and by administrators', async () => {
    const [one, other] = [await api.published(), await api.published()];
    const webhook = await subscribe(['host.closing'], { token: one.token });
    expect(webhook).toMatchObject({ role: 'host', host: one.slug });
    const at = `/v1/webhooks/${webhook.id}`;
    const listed = await api.ask<{ items: Webhook[] }>('GET', '/v1/webhooks', { token: other.token });
    expect(listed.body.items).toEqual([]);
    expect((await api.ask('DELETE', at, { token: one.token })).status).toBe(204);
    expect(await api.refused('GET', at, { token: one.token })).toEqual([404, 'webhook-not-found']);
  });

  it('that were removed are sent nothing more', async () => {
    const host = await api.published();
    const webhook = await subscribe(['host.changed']);
    await rename(host, 'Trop tard');
    await api.ask('DELETE', `/v1/webhooks/${webhook.id}`, admin);
    await deliver();
    expect(receiver.received).toEqual([]);
  });

  it('end with the token that made them', async () => {
    const host = await api.published();
    const made = await api.ask<{ id: string; token: string }>('POST', '/v1/tokens', {
      token: host.token,
      body: { role: 'host', host: host.slug, label: 'relais' },
    });
    const webhook = await subscribe(['host.changed'], { token: made.body.token });
    await api.ask('DELETE', `/v1/tokens/${made.body.id}`, { token: host.token });
    await rename(host, 'Après');
    await deliver();
    expect(receiver.received).toEqual([]);
    expect(await read(webhook.id)).toMatchObject({ state: 'disabled', disabledWhy: 'token-ended' });
  });

  it('end with the last instant of the token that made them, what waits for them too', async () => {
    const host = await api.published();
    const made = await api.ask<{ token: string }>('POST', '/v1/tokens', {
      token: host.token,
      body: { role: 'host', host: host.slug, label: 'relais', expiresAt: new Date(+api.now + 3600_000).toISOString() },
    });
    const webhook = await subscribe(['host.changed'], { token: made.body.token });
    const lasting = await subscribe(['host.changed'], { token: host.token });
    later(3599);
    await rename(host, 'Pendant');
    await deliver();
    expect(receiver.received).toHaveLength(2);
    expect(await read(webhook.id)).toMatchObject({ state: 'active' });
    await rename(host, 'À la fin');
    later(1);
    await deliver();
    expect(receiver.received).toHaveLength(3);
    expect(await read(webhook.id)).toMatchObject({ state: 'disabled', disabledWhy: 'token-ended' });
    expect(await read(lasting.id)).toMatchObject({ state: 'active' });
  });

  it('are twenty at most for one owner, those removed within the hour included, also made at once', async () => {
    const { token } = await api.federation();
    const body = { url: 'https://localhost/', events: ['host.created'] };
    // They wait for each other: whoever waited in vain on a busy machine asks again, as it is told to.
    const make = async (): Promise<Answered<NewWebhook & { code: string }>> => {
      const answer = await api.ask<NewWebhook & { code: string }>('POST', '/v1/webhooks', { token, body });
      return answer.status === 503 ? make() : answer;
    };
    const answers = await Promise.all(Array.from({ length: 23 }, make));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(20).fill(201), 409, 409, 409]);
    const { id } = answers.find(({ status }) => status === 201)!.body;
    await api.ask('DELETE', `/v1/webhooks/${id}`, { token });
    expect((await make()).body.code).toBe('too-many-webhooks');
    later(3601);
    expect((await make()).status).toBe(201);
  });
});
