import { describe, expect, test } from 'vitest';
import { authenticate } from '../../src/accounts/authentication.ts';
import { createToken as createTokenOf } from '../../src/accounts/commands.ts';
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
});

describe('making and listing tokens', () => {
  test('says everything that cannot be, at once', async () => {
    const draft = { role: 'host' as const, federation: 'chatons', label: 'x', expiresAt: '2020-01-01T00:00:00Z' };
    expect(await refusal(createToken(record.as(), draft))).toEqual({
      code: 'meaningless-request',
      faults: { '/host': 'missing', '/federation': 'not-for-this-role', '/expiresAt': 'in-the-past' },
    });
  });
});
