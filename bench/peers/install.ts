import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { progress } from '../support/command.ts';

/* Peers are no dependencies of this project: each has a folder of its own, with the Node that it asks for. */

const NODE = '22.23.3';

/** Installs packages with exact versions once, unless `program` is there. @returns the paths of Node and of the program */
export function installed(
  folder: string,
  packages: readonly string[],
  file: string,
): { node: string; program: string } {
  // The package `node` loses its headers at the next installation; this one keeps them.
  const name = `node-${process.platform}-${process.arch}`;
  const home = join(folder, 'node_modules', name);
  const [node, program] = [join(home, 'bin/node'), join(folder, 'node_modules', file)];
  if (!existsSync(program) || !existsSync(node)) {
    progress(`Installing ${packages.join(', ')} in ${folder}: some minutes, once`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const install = (...names: readonly string[]) =>
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--save-exact', ...names], {
        cwd: folder,
        // What it compiles must fit the Node that runs it, whatever headers are set.
        env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}`, npm_config_nodedir: home },
        stdio: 'ignore',
      });
    install(`${name}@${NODE}`);
    install(...packages);
  }
  return { node, program };
}

/** A program of ours as JavaScript, as the others are: its start and memory without a compiler. @returns the file */
export function built(source: string): string {
  // Below `node_modules`, where its packages are found from.
  const folder = 'node_modules/.cache/bercail-peers';
  mkdirSync(folder, { recursive: true });
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2023 };
  const { outputText } = transpileModule(readFileSync(source, 'utf8'), { compilerOptions });
  const file = join(folder, basename(source).replace(/ts$/, 'mjs'));
  writeFileSync(file, outputText);
  return file;
}
