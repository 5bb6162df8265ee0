import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../src/http/answering/headers.ts';

const INLINE = { style: "'sha256-style'", script: "'sha256-script'" };

describe('Strict-Transport-Security', () => {
  it('is sent with every kind of answer to readers who come by https', () => {
    for (const headers of Object.values(securityHeaders(INLINE, true)))
      expect(headers['strict-transport-security']).toMatch(/^max-age=\d+/);
  });

  it('is never sent over plain http, where it must not be', () => {
    for (const headers of Object.values(securityHeaders(INLINE, false)))
      expect(headers).not.toHaveProperty('strict-transport-security');
  });
});
