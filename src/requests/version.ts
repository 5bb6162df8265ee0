import { CatalogueError, type ErrorCode, type Fault, type FaultCode, type Sentence } from '../ground/errors.ts';

/** The raw `If-Match` header; undefined when there is none. */
export type IfMatch = string | undefined;

const needed = (version: number): Sentence => ({
  fr: `Cela existe déjà. Pour le changer ou le retirer, ajoutez l’en-tête If-Match: v${version} (la version d’à présent).`,
  en: `This exists already. To change it or take it away, add the header If-Match: v${version} (the present version).`,
});
const stale = (version: number): Sentence => ({
  fr: `Cela a changé depuis votre lecture : c’est maintenant v${version}. Relisez avant d’écrire.`,
  en: `This has changed since you read it: it is now v${version}. Read it again.`,
});
const readWithoutToken = (version: number): Sentence => ({
  fr: `Cette adresse a été lue sans le jeton. Relisez-la avec lui (-H "authorization: …"), ou prenez la version d’à présent : If-Match: v${version}`,
  en: `This address was read without the token. Read it again with it (-H "authorization: …"), or use the present version: If-Match: v${version}`,
});
const nothingThere: Sentence = {
  fr: 'Il n’y a encore rien à cette adresse, et « If-Match: * » demande que quelque chose existe. Pour le créer, retirez l’en-tête If-Match.',
  en: 'There is nothing at this address yet, and "If-Match: *" asks that something exists. To make it, leave the header If-Match out.',
};
const notVersion = (version: number): Sentence => ({
  fr: `Ce n’est pas une version. Celle d’à présent s’écrit If-Match: v${version}`,
  en: `This is not a version. The present one is written If-Match: v${version}`,
});

/**
 * An entity tag without quotation marks; quotation marks may be missing, or escaped with backslashes when the tag was
 * copied from JSON. Weak tags are accepted, against RFC 9110, section 13.1.1: a compressing proxy weakens our tags, and
 * a version names one exact state anyway.
 */
const bareTag = (tag: string): string => tag.trim().replace(/^W\//i, '').replace(/[\\"]/g, '');
const isVersion = (tag: string): boolean => /^v\d+$/.test(tag);
/** Whether this is the tag of a public answer: a revision, then a hash (see `entityTag`). */
const isPublicTag = (tag: string): boolean => /^\d+-/.test(tag);

function refuseVersion(code: ErrorCode, faultCode: FaultCode, message: Sentence): never {
  throw new CatalogueError(code, message, {
    faults: [{ in: 'header', pointer: '/if-match', code: faultCode, message }],
  });
}

/**
 * Checks the precondition `If-Match` (optimistic concurrency). Changing something requires the version that was read;
 * creating something does not. `*` matches anything that exists, so it never allows a creation (RFC 9110, section
 * 13.1.1).
 * @param version the present version; of a new part, that of the document it becomes part of
 * @param creates whether nothing exists at the address yet
 * @throws CatalogueError version-required, version-stale, nothing-there
 */
export function checkVersion(ifMatch: IfMatch, version: number, creates: boolean): void {
  if (ifMatch === undefined) {
    if (!creates) refuseVersion('version-required', 'missing', needed(version));
    return;
  }
  const tags = ifMatch.split(',').map(bareTag);
  if (tags.includes(`v${version}`) || (tags.includes('*') && !creates)) return;
  if (tags.includes('*')) refuseVersion('nothing-there', 'nothing-there', nothingThere);
  if (tags.some(isVersion)) refuseVersion('version-stale', 'stale', stale(version));
  if (tags.some(isPublicTag)) refuseVersion('version-stale', 'read-without-token', readWithoutToken(version));
  refuseVersion('version-stale', 'not-a-version', notVersion(version));
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
