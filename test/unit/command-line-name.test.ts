import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

it.each([
  ['', 'npm run cli -- migrate'],
  ['bercail', 'bercail migrate'],
  ['RELEASE=/opt/bercail/releases/2 bercail', 'RELEASE=/opt/bercail/releases/2 bercail migrate'],
])('where the program is called “%s”, a message says to run: %s', async (called, told) => {
  vi.stubEnv('BERCAIL_COMMAND', called);
  vi.resetModules();
  const { commandLine } = await import('../../src/ground/command-line.ts');
  expect(commandLine('migrate')).toBe(told);
});
