import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const changedAt = (path: string) => statSync(join(ROOT, path)).mtimeMs;

function isUpToDate(): boolean {
  if (!existsSync(join(ROOT, 'dist/main.js'))) return false;
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const built = changedAt('dist/main.js');
  return sources.every((path) => changedAt(join('src', path)) < built);
}

/**
 * Builds what `startProgram` starts: a program that is built starts in half the time of one that is translated. Types are
 * looked at by `npm run check`.
 */
export default function setup(): void {
  if (isUpToDate()) return;
  execFileSync('npm', ['run', '--silent', 'build', '--', '--noCheck'], { stdio: ['ignore', 'inherit', 'inherit'] });
}
