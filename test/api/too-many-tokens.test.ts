import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/http/problems.ts';
import { ADMIN_TOKEN, useApp } from '../support/app.ts';

const api = useApp();

interface Made {
  id: string;
  token: string;
}
const make = (token: string, subject: object) =>
  api.ask<Made & Problem>('POST', '/v1/tokens', { token, body: subject });
const fill = async (token: string, subject: object) => {
  const made: Made[] = [];
  for (let i = 0; i < 19; i++) {
    const { status, body } = await make(token, { ...subject, label: `robot ${i}` });
    expect(status).toBe(201);
    made.push(body);
  }
  return made;
};
const later = (days: number) => {
  api.now = new Date(api.now.getTime() + days * 86_400_000);
};

describe('a host or a federation', () => {
  it.each(['host', 'federation'] as const)('has at most 20 tokens in force: %s', async (role) => {
    const owner = role === 'host' ? await api.draft() : await api.federation();
    const subject = { role, [role]: owner.id, label: 'de trop' };
    const made = await fill(owner.token, subject);
    const refused = await make(owner.token, subject);
    expect([refused.status, refused.body.code]).toEqual([409, 'too-many-tokens']);
    expect(refused.body.detail).toBe(
      `${role === 'host' ? 'Cet hébergeur' : 'Cette fédération'} a déjà 20 jetons en cours. Révoquez-en un qui ne sert plus (GET /v1/tokens les montre, DELETE /v1/tokens/{id} en révoque un), puis recommencez.`,
    );
    expect(await api.refused('POST', '/v1/tokens', { token: ADMIN_TOKEN, body: subject })).toEqual([
      409,
      'too-many-tokens',
    ]);
    // Replacing one makes none more.
    const rotation = await api.ask('POST', `/v1/tokens/${made[0]!.id}/rotation`, { token: owner.token, body: {} });
    expect(rotation.status).toBe(201);
    expect((await api.ask('DELETE', `/v1/tokens/${made[1]!.id}`, { token: owner.token })).status).toBe(204);
    expect((await make(owner.token, subject)).status).toBe(201);
  });

  it('may make others for those that expired, but not bring these back beside them', async () => {
    const host = await api.draft();
    const subject = { role: 'host', host: host.id, label: 'robot' };
    const expiresAt = new Date(api.now.getTime() + 86_400_000).toISOString();
    const { body: passing } = await make(host.token, { ...subject, expiresAt });
    for (let i = 0; i < 18; i++) await make(host.token, subject);
    expect((await make(host.token, subject)).status).toBe(409);
    later(2);
    expect((await make(host.token, subject)).status).toBe(201);
    const rotate = () =>
      api.ask<Problem>('POST', `/v1/tokens/${passing.id}/rotation`, {
        token: host.token,
        body: { expiresAt: new Date(api.now.getTime() + 86_400_000).toISOString() },
      });
    const { status, body } = await rotate();
    expect([status, body.code]).toEqual([409, 'too-many-tokens']);
  });

  it('does not bound the administration', async () => {
    await fill(ADMIN_TOKEN, { role: 'admin' });
    expect((await make(ADMIN_TOKEN, { role: 'admin', label: 'encore' })).status).toBe(201);
    expect((await make(ADMIN_TOKEN, { role: 'admin', label: 'encore' })).status).toBe(201);
  });
});
