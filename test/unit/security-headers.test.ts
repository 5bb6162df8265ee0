import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../src/http/answering/headers.ts';

const INLINE = { style: "'sha256-style'", script: "'sha256-script'" };
const sent = (secure: boolean, subdomains = false) =>
  Object.values(securityHeaders(INLINE, { secure, subdomains })).map((headers) => headers['strict-transport-security']);

describe('Strict-Transport-Security', () => {
  it('is sent with every kind of answer to readers who come by https, for this name alone', () => {
    for (const header of sent(true)) expect(header).toMatch(/^max-age=\d+$/);
  });

  it('holds for the names below only where the setting says so', () => {
    for (const header of sent(true, true)) expect(header).toMatch(/^max-age=\d+; includeSubDomains$/);
  });

  it('is never sent over plain http, where it must not be', () => {
    for (const header of sent(false, true)) expect(header).toBeUndefined();
  });
});
