import { describe, expect, it } from 'vitest';
import { CatalogueError } from '../../src/ground/errors.ts';
import { checkVersion } from '../../src/requests/version.ts';

function refusal(ifMatch: string | undefined, creates = false) {
  try {
    checkVersion(ifMatch, 3, creates);
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
        fr: 'Cela existe déjà. Pour le changer ou le retirer, ajoutez l’en-tête If-Match: v3 (la version d’à présent).',
        en: 'This exists already. To change it or take it away, add the header If-Match: v3 (the present version).',
      },
    ]);
  });

  it.each(['"v3"', 'v3', '\\"v3\\"', 'W/"v3"', 'W/\\"v3\\"', '"v2", "v3"', '*'])(
    'is taken as people copy it: %s',
    (copied) => {
      expect(refusal(copied)).toBeUndefined();
    },
  );

  it.each(['"v2"', 'v2', '\\"v31\\"', 'W/"v33"'])('is stale when it is another one: %s', (copied) => {
    expect(refusal(copied)).toEqual([
      'version-stale',
      'stale',
      {
        fr: 'Cela a changé depuis votre lecture : c’est maintenant v3. Relisez avant d’écrire.',
        en: 'This has changed since you read it: it is now v3. Read it again.',
      },
    ]);
  });

  it('is not what a reading without the token is tagged with', () => {
    for (const copied of ['"169--X1mEbVD16pjSCH2"', '169--X1mEbVD16pjSCH2', '\\"169--X1mEbVD16pjSCH2\\"'])
      expect(refusal(copied)).toEqual([
        'version-stale',
        'read-without-token',
        {
          fr: 'Cette adresse a été lue sans le jeton. Relisez-la avec lui (-H "authorization: …"), ou prenez la version d’à présent : If-Match: v3',
          en: 'This address was read without the token. Read it again with it (-H "authorization: …"), or use the present version: If-Match: v3',
        },
      ]);
  });

  it('is not just any word', () => {
    for (const typed of ['', '3', '""', 'v', '"v3x"'])
      expect(refusal(typed)).toEqual([
        'version-stale',
        'not-a-version',
        {
          fr: 'Ce n’est pas une version. Celle d’à présent s’écrit If-Match: v3',
          en: 'This is not a version. The present one is written If-Match: v3',
        },
      ]);
  });

  it('is not needed to make something, and may be that of what it becomes a part of', () => {
    for (const sent of [undefined, 'v3']) expect(refusal(sent, true)).toBeUndefined();
  });

  it('is of nothing when it is whatever there is, and nothing is there', () => {
    expect(refusal('*', true)).toEqual([
      'nothing-there',
      'nothing-there',
      {
        fr: 'Il n’y a encore rien à cette adresse, et « If-Match: * » demande que quelque chose existe. Pour le créer, retirez l’en-tête If-Match.',
        en: 'There is nothing at this address yet, and "If-Match: *" asks that something exists. To make it, leave the header If-Match out.',
      },
    ]);
  });
});
