import { describe, expect, test } from 'vitest';
import { authenticate } from '../../src/accounts/authentication.ts';
import { createToken as createTokenOf, listTokens, revokeToken } from '../../src/accounts/commands.ts';
import { hashOf } from '../../src/accounts/tokens.ts';
import { subjectOfToken } from '../../src/federations/rights.ts';
import { registerHost } from '../../src/hosts/entries/commands.ts';
import { tokens } from '../../src/record/tables.ts';
import { aHost, refusal, useRecord } from '../support/record.ts';

const createToken = (context: Parameters<typeof createTokenOf>[0], draft: Parameters<typeof createTokenOf>[1]) =>
  createTokenOf(context, draft, subjectOfToken);

const record = useRecord();
const ADMIN_TOKEN = 'a-token-of-at-least-thirty-two-characters';
const who = (secret: string) =>
  authenticate({ db: record.database.db, clock: () => record.now, adminToken: ADMIN_TOKEN }, secret);

describe('a token', () => {
  test('says who somebody is, and is kept as a hash only', async () => {
    const { document, token } = await registerHost(record.as({ role: 'anonymous' }), aHost());
    expect(await who(token)).toMatchObject({ role: 'host', hostId: document.id, label: 'Les Aulnes' });
    const stored = JSON.stringify(await record.database.db.select().from(tokens));
    expect(stored).not.toContain(token);
    expect(stored).toContain(hashOf(token));
  });

  test('of the environment is that of an administrator', async () => {
    expect(await who(ADMIN_TOKEN)).toEqual({ role: 'admin', label: 'admin', tokenId: null });
    expect(await who(`${ADMIN_TOKEN} `)).toBeUndefined();
    expect(await authenticate({ db: record.database.db, clock: () => record.now }, '')).toBeUndefined();
  });

  test('that nobody made is nobody', async () => {
    for (const secret of ['', 'bcl_x', '\u0000', '\ud800']) expect(await who(secret)).toBeUndefined();
  });

  test('expires at its instant', async () => {
    const draft = { role: 'admin' as const, label: 'script', expiresAt: '2026-11-25T13:00:00Z' };
    const { token, secret } = await createToken(record.as(), draft);
    expect(token).toMatchObject({
      expiresAt: '2026-11-25T13:00:00.000Z',
      lastUsedOn: null,
      prefix: secret.slice(0, 10),
    });
    expect(await who(secret)).toMatchObject({ role: 'admin', label: 'script', tokenId: token.id });
    const then = record.now;
    record.now = new Date('2026-11-25T13:00:00Z');
    expect(await who(secret)).toBeUndefined();
    record.now = then;
  });

  test('ends at once when it is revoked', async () => {
    const { token, secret } = await createToken(record.as(), { role: 'admin', label: 'script' });
    await revokeToken(record.as(), token.id);
    expect(await who(secret)).toBeUndefined();
    expect((await listTokens(record.as())).map(({ id }) => id)).not.toContain(token.id);
    expect(await refusal(revokeToken(record.as(), token.id))).toEqual({ code: 'token-not-found' });
    expect(await refusal(revokeToken(record.as(), 'no id'))).toEqual({ code: 'token-not-found' });
  });
});

describe('making and listing tokens', () => {
  test('is for oneself, or for an administrator', async () => {
    const [host, other] = [await record.published(), await record.draft()];
    const federation = await record.federation();
    const own = await createToken(record.asHost(host), { role: 'host', host: host.slug, label: 'machine' });
    expect(own.token).toMatchObject({ role: 'host', host: host.slug, label: 'machine' });
    const listed = await listTokens(record.asHost(host));
    expect(listed.map(({ host }) => host)).toEqual([host.slug, host.slug]);
    const ours = await createToken(record.asFederation(federation), {
      role: 'federation',
      federation: federation.slug,
      label: 'secretariat',
    });
    expect(await listTokens(record.asFederation(federation))).toEqual([ours.token]);
    const make = (draft: Parameters<typeof createTokenOf>[1]) => refusal(createToken(record.asHost(host), draft));
    expect(await make({ role: 'admin', label: 'x' })).toEqual({ code: 'not-yours' });
    expect(await make({ role: 'host', host: other.id, label: 'x' })).toEqual({ code: 'host-not-found' });
    expect(await make({ role: 'federation', federation: federation.slug, label: 'x' })).toEqual({ code: 'not-yours' });
    expect(await refusal(revokeToken(record.asHost(other), own.token.id))).toEqual({ code: 'token-not-found' });
    expect(await refusal(listTokens(record.as({ role: 'anonymous' })))).toEqual({ code: 'no-token' });
  });

  test('says everything that cannot be, at once', async () => {
    const draft = { role: 'host' as const, federation: 'chatons', label: 'x', expiresAt: '2020-01-01T00:00:00Z' };
    expect(await refusal(createToken(record.as(), draft))).toEqual({
      code: 'meaningless-request',
      faults: { '/host': 'missing', '/federation': 'not-for-this-role', '/expiresAt': 'in-the-past' },
    });
  });
});
