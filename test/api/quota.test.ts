import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';

const api = useApp({ rateLimit: { token: 3 } });

const ask = async (token: string, url = '/v1/tokens') => {
  const { status, headers } = await api.ask('GET', url, { token });
  return { status, headers };
};

describe('the quota of a token', () => {
  it('is its own, whatever others ask from the same address', async () => {
    const [one, other] = [await api.draft(), await api.draft()];
    for (const left of [2, 1, 0]) {
      const { status, headers } = await ask(one.token);
      expect([status, headers['ratelimit-policy']]).toEqual([200, '"token";q=3;w=60']);
      expect(headers.ratelimit).toMatch(`"token";r=${left};`);
    }
    const { status, headers } = await ask(one.token);
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await ask(other.token)).status).toBe(200);
    // Who has no token is counted by address, and is not touched by it.
    expect((await api.ask('GET', '/v1/hosts')).headers['ratelimit-policy']).toBe('"address";q=100000;w=60');
  });

  it('stays the same when the token is replaced', async () => {
    const { token } = await api.draft();
    const { items } = (await api.ask<{ items: { id: string }[] }>('GET', '/v1/tokens', { token })).body;
    const rotation = await api.ask<{ token: string }>('POST', `/v1/tokens/${items[0]!.id}/rotation`, {
      token,
      body: {},
    });
    expect((await ask(rotation.body.token)).status).toBe(200);
    expect((await ask(rotation.body.token)).status).toBe(429);
  });

  it('is not spent by an invented token, which counts as its address', async () => {
    const { headers, status } = await ask(`bcl_${'x'.repeat(43)}`);
    expect([status, headers['ratelimit-policy']]).toEqual([401, '"address";q=100000;w=60']);
  });
});
