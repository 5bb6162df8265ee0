import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { type Owned, useApp } from '../support/app.ts';
import { aService } from '../support/record.ts';

/* Who sends a body is told all that is wrong with it at once: what has not the right shape, and what makes no sense. */

const api = useApp();

const refused = async (method: string, url: string, body: unknown, token?: string) => {
  const answer = await api.ask<Problem>(method, url, { token, ifMatch: '*', body });
  const { status, body: problem } = answer;
  return [status, problem.code, Object.fromEntries((problem.errors ?? []).map(({ pointer, code }) => [pointer, code]))];
};
const of = ({ slug }: Owned, rest = '') => `/v1/hosts/${slug}${rest}`;

describe('A body with faults of shape and of meaning', () => {
  it('of a service tells both, writes nothing, and keeps its version', async () => {
    const host = await api.published();
    const before = await api.revision();
    const body = aService({ url: 3, usages: ['telepathy'], plans: [{ name: 'A', fixed: 'dix' }] } as never);
    expect(await refused('PUT', of(host, '/services/nuage'), body, host.token)).toEqual([
      ...[400, 'invalid-request'],
      { '/url': 'wrong-type', '/plans/0/fixed': 'wrong-type', '/usages/0': 'unknown-usage' },
    ]);
    expect((await api.ask('GET', of(host, '/services/nuage'))).status).toBe(404);
    expect(await api.revision()).toBe(before);
  });

  it('of a host tells both, also where something needed has the wrong shape', async () => {
    const host = await api.published();
    const seat = { country: 'FR', territory: { level: 'commune', code: '99999' } };
    expect(await refused('PATCH', of(host), { foundedOn: 'hier', seat }, host.token)).toEqual([
      ...[400, 'invalid-request'],
      { '/foundedOn': 'wrong-format', '/seat/territory': 'unknown-territory' },
    ]);
    const body = { ...aService({ usages: ['telepathy'] }), name: 12 };
    expect(await refused('PUT', of(host, '/services/nuage'), body, host.token)).toEqual([
      ...[400, 'invalid-request'],
      { '/name': 'wrong-type', '/usages/0': 'unknown-usage' },
    ]);
  });

  it('of a need tells both', async () => {
    const need = { usages: [{ usage: 'telepathy' }], budgetPerYear: 'peu', startsBy: '2020-01-01' };
    const [status, code, faults] = await refused('POST', '/v1/matches', need);
    expect([status, code]).toEqual([400, 'invalid-request']);
    expect(faults).toMatchObject({ '/budgetPerYear': 'wrong-type', '/usages/0/usage': 'unknown-usage' });
  });

  it('tells nothing that comes from what could not be read', async () => {
    const need = { usages: [{ usage: 'email-hosting' }], federation: 5, onlyFrom: 'members' };
    expect(await refused('POST', '/v1/matches', need)).toEqual([
      ...[400, 'invalid-request'],
      { '/federation': 'wrong-type' },
    ]);
    const host = await api.published();
    await api.ask('PUT', of(host, '/services/nuage'), { token: host.token, ifMatch: '*', body: aService() });
    const plans = [{ name: 'Groupe', period: 'year', fixed: 12, limits: { aliases: 3 } }];
    const part = { usages: ['email-hosting', 5], plans };
    expect(await refused('PATCH', of(host, '/services/nuage'), part, host.token)).toEqual([
      ...[400, 'invalid-request'],
      { '/usages/1': 'wrong-type' },
    ]);
  });

  it('is told by its shape alone where nothing else is wrong, and where nothing of it is right', async () => {
    const host = await api.published();
    const only = await refused('PUT', of(host, '/services/nuage'), { ...aService(), url: 3 }, host.token);
    expect(only).toEqual([400, 'invalid-request', { '/url': 'wrong-type' }]);
    expect(await refused('PUT', of(host, '/services/nuage'), [], host.token)).toEqual([
      ...[400, 'invalid-request'],
      { '': 'wrong-type' },
    ]);
    expect(await refused('PUT', of(host, '/services/nuage'), { url: 3 })).toEqual([401, 'no-token', {}]);
  });
});
