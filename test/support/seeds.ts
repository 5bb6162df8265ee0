import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, expect } from 'vitest';

/**
 * Nothing in a test is left to chance, so that a change is never blamed for another draw. Random tests draw the same cases
 * at every run, and identifiers, tokens and waits are drawn from a seed and the name of the file: every run shows the same
 * pages, in the same order. To explore, give others: `PROPERTY_SEED=7 PROPERTY_RUNS=5000 TEST_SEED=7 npm test`. A failure
 * prints its seeds.
 */
const { PROPERTY_SEED, PROPERTY_RUNS, TEST_SEED = '20261130' } = process.env;
fc.configureGlobal({
  seed: Number(PROPERTY_SEED ?? 20_261_125),
  ...(PROPERTY_RUNS === undefined ? {} : { numRuns: Number(PROPERTY_RUNS) }),
});

const key = `${TEST_SEED} ${basename(expect.getState().testPath ?? '')}`;
const drawn = { uuid: 0, bytes: 0, number: 0 };
const draw = (kind: keyof typeof drawn, length: number): Buffer =>
  crypto
    .createHash('shake256', { outputLength: length })
    .update(`${key} ${kind} ${drawn[kind]++}`)
    .digest();

// Modules draw while they load, which the first file of a worker alone sees. Some load later, and draw numbers.
beforeAll(() => {
  Object.assign(drawn, { uuid: 0, bytes: 0, number: 0 });
});

const drawUuid = (): crypto.UUID => {
  const bytes = draw('uuid', 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as crypto.UUID;
};

Object.assign(crypto, {
  randomUUID: drawUuid,
  randomBytes: (size: number, done?: (error: null, bytes: Buffer) => void) => {
    const bytes = draw('bytes', size);
    return done ? process.nextTick(done, null, bytes) : bytes;
  },
});
syncBuiltinESMExports();
globalThis.crypto.randomUUID = drawUuid;
Math.random = () => draw('number', 6).readUIntBE(0, 6) / 2 ** 48;

let told = false;
afterEach(({ task }) => {
  if (told || task.result?.state !== 'fail') return;
  told = true;
  process.stderr.write(`${basename(task.file.filepath)}: identifiers were drawn with TEST_SEED=${TEST_SEED}\n`);
});
