import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildClient } from '../../clients/typescript/build.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLIENT = join(ROOT, 'clients/typescript');
const INSTALLED = 'node_modules/bercail-client';

/** A new folder in which the client of `clients/typescript` is installed, made anew from the description. */
export async function folderWithClient(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bercail-client-'));
  const installed = join(folder, INSTALLED);
  mkdirSync(installed, { recursive: true });
  for (const part of ['package.json', 'recorded'])
    cpSync(join(CLIENT, part), join(installed, part), { recursive: true });
  cpSync(join(CLIENT, 'src'), join(installed, 'src'), {
    recursive: true,
    filter: (path) => !path.includes('/operations'),
  });
  const compilerOptions = { rootDir: 'src', outDir: 'dist' };
  const tsconfig = { extends: join(CLIENT, 'tsconfig.json'), compilerOptions, include: ['src'], exclude: [] };
  writeFileSync(join(installed, 'tsconfig.json'), JSON.stringify(tsconfig));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  await buildClient(installed);
  return folder;
}

/** The program of the client that has this name, as npm would start it. */
export function programOf(folder: string, name: string): string {
  const { bin } = JSON.parse(readFileSync(join(folder, INSTALLED, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  return join(folder, INSTALLED, bin[name] as string);
}
