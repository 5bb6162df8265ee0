import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The version of this release, from package.json. */
export const { version: VERSION } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** This folder: `src`, or its compiled copy. */
const CODE = fileURLToPath(new URL('.', import.meta.url));
const BESIDE = fileURLToPath(new URL('../', import.meta.url));

/** Without the prepared database, which makes no answer and differs from build to build. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tar.gz'))
    .map(({ parentPath, name }) => `${parentPath}/${name}`);

/**
 * A hash of everything that produces responses: the running code, the vocabularies and numbers, and the installed
 * packages. The version number alone stays the same between commits.
 * @returns the same hash for the same files, at any time and place
 */
export function buildHash(): string {
  const packages = ['package.json', 'node_modules/.package-lock.json'].map((name) => BESIDE + name).filter(existsSync);
  const files = [...filesBelow(CODE), ...filesBelow(`${BESIDE}seed`), ...packages];
  const hashes = files.map((file) => `${file.slice(BESIDE.length)} ${hash('sha1', readFileSync(file))}`);
  return hash('sha1', hashes.sort().join('\n'), 'base64url');
}
