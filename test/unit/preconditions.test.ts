import { describe, expect, it } from 'vitest';
import { CatalogueError } from '../../src/errors.ts';
import { checkVersion } from '../../src/preconditions.ts';

function refusal(ifMatch: string | undefined) {
  try {
    checkVersion(ifMatch, 3, false);
  } catch (error) {
    if (error instanceof CatalogueError) return [error.code, error.faults[0]!.code, error.detail];
  }
  return undefined;
}

describe('the version that was read', () => {
  it('is asked for with the very header to type', () => {
    expect(refusal(undefined)).toEqual([
      'version-required',
      'missing',
      {
        fr: 'Dites quelle version vous avez lue. Si c’est celle d’à présent, ajoutez l’en-tête If-Match: "v3"',
        en: 'Say which version you read. If it is the present one, add the header If-Match: "v3"',
      },
    ]);
  });

  it('without its quotation marks is not taken for an old one', () => {
    expect(refusal('v3')).toEqual([
      'version-stale',
      'quotes-missing',
      {
        fr: 'Il manque les guillemets : If-Match: "v3"',
        en: 'The quotation marks are missing: If-Match: "v3"',
      },
    ]);
    expect(refusal('"v2"')?.[1]).toBe('stale');
    expect([refusal('"v3"'), refusal('*')]).toEqual([undefined, undefined]);
  });
});
