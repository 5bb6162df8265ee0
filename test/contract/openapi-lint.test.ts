import { fileURLToPath } from 'node:url';
import { createConfig, lint } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';

/**
 * Only one address is ever meant by these: no host may have `by-domain` for a slug, and the identifier of a case is a
 * UUID, never `received`.
 */
const MEANT_ONCE = ['`/v1/hosts/by-domain/{domain}`', '`/v1/federations/{federation}/cases/received/{number}`'];
const isMeantOnce = (message: string): boolean => MEANT_ONCE.some((path) => message.includes(path));

describe('the description', () => {
  it('has no error nor warning by the recommended rules of a linter that others use', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const ref = fileURLToPath(new URL('../../openapi/openapi.json', import.meta.url));
    const problems = (await lint({ ref, config })).filter(
      ({ ruleId, message }) => ruleId !== 'no-ambiguous-paths' || !isMeantOnce(message),
    );
    expect(
      problems.map(({ severity, ruleId, message, location: [at] }) => [severity, ruleId, message, at?.pointer]),
    ).toEqual([]);
  }, 60_000);
});
