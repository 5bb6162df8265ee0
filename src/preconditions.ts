import { CatalogueError, type Fault } from './errors.ts';

/** What a client said it read, from `If-Match`: the raw header, or undefined when there was none. */
export type IfMatch = string | undefined;

/**
 * Changing something needs the version that was read; making something new does not.
 * @throws CatalogueError version-required, version-stale
 */
export function checkVersion(ifMatch: IfMatch, version: number, creates: boolean): void {
  if (ifMatch === undefined) {
    if (creates) return;
    throw new CatalogueError('version-required', `Send If-Match with the version you read. It is now "v${version}".`);
  }
  // Weak tags never match: If-Match compares strongly (RFC 9110 §13.1.1).
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes('*') || tags.includes(`"v${version}"`)) return;
  throw new CatalogueError(
    'version-stale',
    `This has changed since you read it: it is now "v${version}". Read it again.`,
  );
}

/** @throws CatalogueError meaningless-request, with all faults at once */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  throw new CatalogueError('meaningless-request', 'The request is well formed, but says something impossible.', {
    faults,
  });
}
