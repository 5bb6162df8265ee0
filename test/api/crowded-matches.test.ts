import { beforeAll, describe, expect, it, vi } from 'vitest';
import { TOO_MUCH_TO_COMPUTE } from '../../src/ground/admission.ts';
import { useApp } from '../support/app.ts';

const api = useApp();
const need = { usages: [{ usage: 'email-hosting' }] };

describe('While so many matches run that one more would end too late', () => {
  beforeAll(async () => {
    await api.published({ slug: 'les-aulnes' });
    vi.spyOn(api.matcher, 'requireRoom').mockImplementation(() => {
      throw TOO_MUCH_TO_COMPUTE;
    });
  });

  it('a program is told when to try again', async () => {
    const { status, headers, body } = await api.ask<{ code: string }>('POST', '/v1/matches', { body: need });
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'overloaded', '2']);
  });

  it('so is who has answered the questions, on a page', async () => {
    const { statusCode, headers } = await api.app.inject({
      method: 'POST',
      url: '/match',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      payload: 'use=email-hosting&at=matters&go=answer',
    });
    expect([statusCode, headers['retry-after'], headers['content-type']]).toEqual([
      503,
      '2',
      'text/html; charset=utf-8',
    ]);
  });

  it('so is a page with a list of proposals in it', async () => {
    const { statusCode } = await api.app.inject({ url: '/embed/search?usage=email-hosting' });
    expect(statusCode).toBe(503);
  });

  it('lists and searches go on', async () => {
    for (const path of ['/v1/hosts?q=aulnes', '/v1/services', '/hosts'])
      expect((await api.app.inject({ url: path })).statusCode, path).toBe(200);
  });

  it('the metrics count each refusal', async () => {
    const { body } = await api.app.inject({ url: '/metrics' });
    expect(body).toContain('bercail_requests_shed_total{reason="matches"} 3');
  });

  it('nobody is refused afterwards', async () => {
    vi.restoreAllMocks();
    expect((await api.ask('POST', '/v1/matches', { body: need })).status).toBe(200);
  });
});
