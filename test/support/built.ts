import { execFileSync } from 'node:child_process';

/** Builds what `startProgram` starts: a program that is built starts in half the time of one that is translated. */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'inherit', 'inherit'] });
}
