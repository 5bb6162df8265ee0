import fc from 'fast-check';
import { EVERY_FILE } from './chatonsinfos.ts';

/* Random files of the format ChatonsInfos, and what is nearly one. */

/** Bytes that are changed, taken out, doubled or put in, anywhere in a file. */
export const mutatedFile = fc
  .tuple(
    fc.constantFrom(...Object.values(EVERY_FILE)),
    fc.array(fc.tuple(fc.nat(2000), fc.nat(40), fc.uint8Array({ maxLength: 12 })), { maxLength: 12 }),
  )
  .map(([file, changes]) =>
    changes.reduce<Buffer>(
      (bytes, [at, out, put]) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + out)]),
      file,
    ),
  );

/** Lines that look like the format, with values of every kind. */
const keys = Object.values(EVERY_FILE).flatMap((file) => file.toString().match(/^[a-zA-Z.]+(?=[ =:])/gm) ?? []);
export const writtenFile = fc
  .array(
    fc.tuple(
      fc.constantFrom(...keys),
      fc.constantFrom(' = ', '=', ':', ' ', '\t=\t'),
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('ACTIVE', '2020-02-30', '9999', 'https://é.example', 'a@b.c', '\u2800', '\\u0000', '\\ud800x'),
        fc.string({ unit: 'binary', minLength: 250, maxLength: 5000 }),
      ),
    ),
    { maxLength: 40 },
  )
  .map((lines) => Buffer.from(lines.map((parts) => parts.join('')).join('\n')));

export const anyFile: fc.Arbitrary<Uint8Array> = fc.oneof(mutatedFile, writtenFile);
