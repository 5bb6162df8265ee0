#!/usr/bin/env node
import { readFile, rename, writeFile } from 'node:fs/promises';
import { callerAt } from './index.ts';
import { type Copy, emptyCopy, followed } from './mirror.ts';

const [address, file] = process.argv.slice(2);
if (!address || !file) {
  process.stderr.write('A copy of the catalogue in one file, brought up to date each time it runs.\n');
  process.stderr.write('Usage: bercail-mirror https://bercail.example copy.json\n');
  process.exit(2);
}

async function read(path: string): Promise<Copy> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyCopy();
    throw error;
  }
}

try {
  const copy = await followed(callerAt(address), await read(file));
  // All or nothing: who reads the file never finds half of it.
  await writeFile(`${file}.new`, JSON.stringify(copy));
  await rename(`${file}.new`, file);
  const [hosts, federations] = [copy.hosts, copy.federations].map((documents) => Object.keys(documents).length);
  process.stdout.write(`${hosts} hosts and ${federations} federations, revision ${copy.revision} of ${copy.epoch}\n`);
} catch (problem) {
  const { detail, message, cause } = problem as { detail?: string; message?: string; cause?: { message?: string } };
  process.stderr.write(`The copy stays as it was. ${detail ?? cause?.message ?? message ?? String(problem)}\n`);
  process.exitCode = 1;
}
