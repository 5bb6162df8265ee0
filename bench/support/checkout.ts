import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const run = (command: string, args: readonly string[], cwd = '.'): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

/** The folder of another build. @param from a folder with a build, or a commit or tag, which is built once in a temporary one */
export function checkoutOf(from: string): string {
  if (existsSync(join(from, 'dist/main.js'))) return from;
  const commit = run('git', ['rev-parse', '--verify', '--short=8', `${from}^{commit}`]);
  const folder = join(tmpdir(), `bercail-build-${commit}`);
  // Another tree may have lent it its packages, and be gone.
  if (existsSync(join(folder, 'node_modules'))) return folder;
  rmSync(folder, { recursive: true, force: true });
  const making = `${folder}-${process.pid}`;
  mkdirSync(making);
  run('git', ['archive', '--format=tar', '--output', `${making}.tar`, commit]);
  run('tar', ['-xf', `${making}.tar`, '-C', making]);
  rmSync(`${making}.tar`);
  const lock = (at: string) => readFileSync(join(at, 'package-lock.json'), 'utf8');
  if (lock(making) === lock('.')) symlinkSync(resolve('node_modules'), join(making, 'node_modules'));
  else run('npm', ['ci', '--no-audit', '--no-fund'], making);
  run('npm', ['run', '--silent', 'build'], making);
  renameSync(making, folder);
  return folder;
}
