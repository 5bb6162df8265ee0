import { fileURLToPath } from 'node:url';
import { createConfig, lint } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';

/** As `/v1/hosts/by-domain/x` is: no host may have `by-domain` for a slug, so that only one address is ever meant. */
const isAboutDomains = (message: string): boolean => message.includes('`/v1/hosts/by-domain/{domain}`');

describe('the description', () => {
  it('has no error nor warning by the recommended rules of a linter that others use', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const ref = fileURLToPath(new URL('../../openapi/openapi.json', import.meta.url));
    const problems = (await lint({ ref, config })).filter(
      ({ ruleId, message }) => ruleId !== 'no-ambiguous-paths' || !isAboutDomains(message),
    );
    expect(
      problems.map(({ severity, ruleId, message, location: [at] }) => [severity, ruleId, message, at?.pointer]),
    ).toEqual([]);
  }, 60_000);
});
