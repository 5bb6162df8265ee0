import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { programOf } from '../../src/ground/command-line.ts';

const SOURCES = pathToFileURL(resolve('src/ground/command-line.ts')).href;
const RELEASE = pathToFileURL(resolve('dist/ground/command-line.js')).href;

it.each([
  ['', SOURCES, 'npm run cli --'],
  [undefined, RELEASE, 'node dist/cli.js'],
  [' bercail ', RELEASE, 'bercail'],
  ['RELEASE=/opt/bercail/releases/2 bercail', RELEASE, 'RELEASE=/opt/bercail/releases/2 bercail'],
])('where the program is called “%s” and runs from %s, a message says to run: %s', (called, moduleUrl, told) => {
  expect(programOf(called, moduleUrl)).toBe(told);
});
