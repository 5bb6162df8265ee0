import { CatalogueError, type ErrorCode, type Fault, type Sentence } from './errors.ts';

/** What a client said it read, from `If-Match`: the raw header, or undefined when there was none. */
export type IfMatch = string | undefined;

const needed = (version: number): Sentence => ({
  fr: `Dites quelle version vous avez lue. Si c’est celle d’à présent, ajoutez l’en-tête If-Match: "v${version}"`,
  en: `Say which version you read. If it is the present one, add the header If-Match: "v${version}"`,
});
const unquoted = (tag: string): Sentence => ({
  fr: `Il manque les guillemets : If-Match: "${tag}"`,
  en: `The quotation marks are missing: If-Match: "${tag}"`,
});
const stale = (version: number): Sentence => ({
  fr: `Cela a changé depuis votre lecture : c’est maintenant "v${version}". Relisez avant d’écrire.`,
  en: `This has changed since you read it: it is now "v${version}". Read it again.`,
});

function refuseVersion(code: ErrorCode, faultCode: string, message: Sentence): never {
  throw new CatalogueError(code, message, {
    faults: [{ in: 'header', pointer: '/if-match', code: faultCode, message }],
  });
}

/**
 * Changing something needs the version that was read; making something new does not.
 * @throws CatalogueError version-required, version-stale
 */
export function checkVersion(ifMatch: IfMatch, version: number, creates: boolean): void {
  if (ifMatch === undefined) {
    if (!creates) refuseVersion('version-required', 'missing', needed(version));
    return;
  }
  // Weak tags never match: If-Match compares strongly (RFC 9110 §13.1.1).
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  const bare = tags.find((tag) => /^v\d+$/.test(tag));
  if (bare !== undefined) refuseVersion('version-stale', 'quotes-missing', unquoted(bare));
  if (!tags.includes('*') && !tags.includes(`"v${version}"`)) refuseVersion('version-stale', 'stale', stale(version));
}

/** @throws CatalogueError meaningless-request, with all faults at once */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw new CatalogueError(
    'meaningless-request',
    {
      fr: 'La demande est bien formée, mais dit quelque chose d’impossible.',
      en: 'The request is well formed, but says something impossible.',
    },
    { faults },
  );
}
