import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Writes what the image carries as a CycloneDX document, on the standard output. `npm sbom --omit dev` alone also leaves
 * out what runs when another package names it as its own development dependency, so it is asked of a lock file without any.
 */

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
type Locked = { dev?: boolean; devOptional?: boolean; devDependencies?: object };

const { devDependencies: _, ...manifest } = read('package.json');
const lock = read('package-lock.json');
const packages = Object.entries(lock.packages as Record<string, Locked>)
  .filter(([, { dev, devOptional }]) => !dev && !devOptional)
  .map(([path, { devDependencies: _, ...one }]) => [path, one]);

const folder = mkdtempSync(join(tmpdir(), 'bercail-sbom-'));
try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }));
  const asking = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'];
  process.stdout.write(execFileSync('npm', asking, { cwd: folder, maxBuffer: 2 ** 26 }));
} finally {
  rmSync(folder, { recursive: true });
}
