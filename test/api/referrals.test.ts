import type { Static } from 'typebox';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import type { Referral, ReferralOutcomes } from '../../src/recommendations/referrals/schema.ts';
import type { Todo } from '../../src/waiting/host/schema.ts';
import { ADMIN_TOKEN, meaningless, type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

const api = useApp();

describe('Somebody who is sent to a host', () => {
  let federation: Owned;
  let host: Owned;
  let path: string;
  beforeAll(async () => {
    federation = await api.federation();
    host = await api.published({ name: 'Aulne' });
    path = `/v1/federations/${federation.slug}/referrals`;
  });
  const send = async (over: object = {}) => {
    const body = { host: host.slug, usages: ['email-hosting'], region: '75', ...over };
    const sent = await api.ask<Referral>('POST', path, { token: federation.token, body });
    expect(sent.status, sent.text).toBe(201);
    return sent.body;
  };
  const answer = (id: string, outcome: string) =>
    api.ask<Referral>('PUT', `/v1/hosts/${host.slug}/referrals/${id}/answer`, { token: host.token, body: { outcome } });

  it('is noted by usages and région, and there is no room for who it is', async () => {
    const { id, ...sent } = await send();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent).toEqual({
      federation: federation.slug,
      host: host.slug,
      usages: ['email-hosting'],
      region: '75',
      sentOn: '2026-11-25',
    });
  });

  it('waits for the answer of the host, which is final and counted', async () => {
    const [first, second] = [await send(), await send({ region: undefined })];
    const waiting = await api.ask<{ items: Referral[]; total: number }>('GET', `/v1/hosts/${host.slug}/referrals`, {
      token: host.token,
    });
    expect(waiting.body.items.map(({ id }) => id)).toEqual(expect.arrayContaining([first.id, second.id]));
    expect((await answer(first.id, 'accepted')).body).toMatchObject({ outcome: 'accepted', answeredOn: '2026-11-25' });
    expect((await answer(first.id, 'accepted')).status).toBe(200);
    expect((await answer(first.id, 'full')).body).toMatchObject({ code: 'already-answered' });
    await answer(second.id, 'not-for-us');
    const { body } = await api.ask<ReferralOutcomes>('GET', path, { token: federation.token });
    expect(body).toMatchObject({ accepted: 1, notForUs: 1, full: 0, sent: body.waiting + 2 });
    expect(body.hosts).toEqual([{ host: host.slug, ...Object.fromEntries(Object.entries(body).slice(0, 5)) }]);
  });

  it('is counted in a sheet too, a host a line, for its federation alone', async () => {
    const formula = await api.published({ name: '=1+1' });
    await send({ host: formula.slug });
    const { status, headers, text } = await api.ask('GET', `${path}.csv`, { token: federation.token });
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'private, no-store',
    ]);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    const { body } = await api.ask<ReferralOutcomes>('GET', path, { token: federation.token });
    const { sent, accepted, full, notForUs, waiting } = body.hosts.find((one) => one.host === host.slug)!;
    expect(text.startsWith('\uFEFFhost,name,sent,accepted,full,notForUs,waiting\r\n')).toBe(true);
    expect(text).toContain(`${host.slug},Aulne,${[sent, accepted, full, notForUs, waiting].join(',')}\r\n`);
    expect(text).toContain(`${formula.slug},'=1+1,1,0,0,0,1\r\n`);
  });

  it('is answered by that host alone, and seen by no other', async () => {
    const { id } = await send();
    const other = await api.published();
    const asking = { token: other.token, body: { outcome: 'full' } };
    expect(await api.refused('PUT', `/v1/hosts/${other.slug}/referrals/${id}/answer`, asking)).toEqual([
      404,
      'referral-not-found',
    ]);
  });

  it('waits in the list of the host, with the request that answers', async () => {
    const to = await api.published();
    const { id } = await send({ host: to.slug });
    const waiting = async () => {
      const { body } = await api.ask<Static<typeof Todo>>('GET', `/v1/hosts/${to.slug}/todo`, { token: to.token });
      return body.items.filter(({ kind }) => kind === 'referral');
    };
    const [item, ...others] = await waiting();
    expect([item!.subject, others]).toEqual([`referral:${id}`, []]);
    expect(item!.text.replaceAll('\u00a0', ' ')).toMatch(
      /^Quelqu’un vous a été adressé le .* 2026 par « .* »\. Dites si/,
    );
    const { method, path: at } = item!.call;
    expect((await api.ask(method, at, { token: to.token, body: { outcome: 'full' } })).status).toBe(200);
    expect(await waiting()).toEqual([]);
  });

  it('is one of twenty things at most that a host is asked to do, and in its list, page by page', async () => {
    const to = await api.published();
    const sent: string[] = [];
    for (let at = 0; at < 101; at++) sent.push((await send({ host: to.slug })).id);
    const { body: todo } = await api.ask<Static<typeof Todo>>('GET', `/v1/hosts/${to.slug}/todo`, { token: to.token });
    expect(todo.items.filter(({ kind }) => kind === 'referral')).toHaveLength(20);
    const listed: string[] = [];
    let next: string | null = `/v1/hosts/${to.slug}/referrals`;
    while (next) {
      const { body }: { body: { items: Referral[]; total: number; next: string | null } } = await api.ask('GET', next, {
        token: to.token,
      });
      expect(body.total).toBe(101);
      listed.push(...body.items.map(({ id }) => id));
      next = body.next;
    }
    expect(listed.sort()).toEqual(sent.sort());
  });

  it('is not sent to a host that is unknown or suspended, nor for what is in no list', async () => {
    const suspended = await api.published();
    await api.ask('PUT', `/v1/hosts/${suspended.slug}/suspension`, {
      token: ADMIN_TOKEN,
      body: { reason: { fr: 'Signalements.' } },
    });
    const refused = (body: object) => api.refused('POST', path, { token: federation.token, body });
    expect(await refused({ host: suspended.slug, usages: ['email-hosting'] })).toEqual(
      meaningless({ '/host': 'host-suspended' }),
    );
    expect(await refused({ host: 'nobody', usages: ['knitting'], region: 'XX' })).toEqual(
      meaningless({ '/host': 'unknown-host', '/usages/0': 'unknown-usage', '/region': 'unknown-territory' }),
    );
  });

  /** The one fault of a referral. */
  const faultOf = async (body: object) => {
    const asking = { token: federation.token, body, headers: { 'accept-language': 'fr' } };
    const { errors = [], status } = (await api.ask<Problem>('POST', path, asking)).body;
    expect([status, errors.length]).toEqual([422, 1]);
    return { ...errors[0]!, message: errors[0]!.message.replaceAll(/[\u00a0\u202f]/g, ' ') };
  };

  it('is not sent to a host that has left, and is told that it has', async () => {
    const left = await api.published({ name: 'Tremble' });
    await api.ask('DELETE', `/v1/hosts/${left.slug}`, { token: left.token, ifMatch: '*' });
    expect(await faultOf({ host: left.slug, usages: ['email-hosting'] })).toEqual({
      pointer: '/host',
      code: 'host-withdrawn',
      message: 'Tremble a quitté le catalogue. Choisissez-en un autre.',
    });
  });

  it('is not sent for what the host says that it does not offer; what nobody knows is no reason', async () => {
    const to = await api.published({ name: 'Verne' });
    const forMail = { host: to.slug, usages: ['email-hosting'] };
    // Nothing is known of what it offers.
    await send(forMail);
    const service = aService({ usages: ['file-storage-sharing', 'shared-calendar'] });
    await api.ask('PUT', `/v1/hosts/${to.slug}/services/nuage`, { token: to.token, body: service });
    expect(await faultOf(forMail)).toEqual({
      pointer: '/usages/0',
      code: 'usage-not-offered',
      message:
        'Verne ne propose pas cet usage : boîtes mail au nom de l’association. Il propose : fichiers partagés et agenda partagé.',
    });
    await send({ host: to.slug, usages: ['shared-calendar'] });
    // A list that is not whole is a sample.
    const complete = ['plans', 'support'];
    await api.ask('POST', `/v1/hosts/${to.slug}/confirmations`, { token: to.token, body: { complete } });
    await send(forMail);
  });
});
