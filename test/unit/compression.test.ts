import { describe, expect, it } from 'vitest';
import { Compressor } from '../../src/http/answering/compression.ts';

/** A compressor whose work ends when the test says so. */
function held() {
  const begun: { body: Buffer; end(made?: Buffer): void; fail(): void }[] = [];
  const compress = (body: Buffer) =>
    new Promise<Buffer>((resolve, reject) => {
      begun.push({ body, end: (made = Buffer.from('small')) => resolve(made), fail: () => reject(new Error('no')) });
    });
  return { begun, compressor: new Compressor({ br: compress, gzip: compress }) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('bodies that are compressed', () => {
  it('are compressed once, however many ask meanwhile or later', async () => {
    const { begun, compressor } = held();
    const body = Buffer.from('body');
    const asked = [compressor.make(body, 'br'), compressor.make(body, 'br')];
    expect(compressor.known(body, 'br')).toBeUndefined();
    expect(begun).toHaveLength(1);
    begun[0]!.end();
    expect((await Promise.all(asked)).map(String)).toEqual(['small', 'small']);
    expect(String(compressor.known(body, 'br'))).toBe('small');
    expect(compressor.known(body, 'gzip')).toBeUndefined();
  });

  it('take turns, two at once; when too many wait, the next goes out as it is', async () => {
    const { begun, compressor } = held();
    const asked = Array.from({ length: 52 }, (_, i) => compressor.make(Buffer.from(String(i)), 'br'));
    expect(await compressor.make(Buffer.from('one more'), 'br')).toBeUndefined();
    for (let i = 0; i < 52; i++) {
      await settled();
      expect(begun.length).toBeLessThanOrEqual(i + 2);
      begun[i]!.end();
    }
    expect((await Promise.all(asked)).every(Boolean)).toBe(true);
    expect(begun.map(({ body }) => String(body))).toEqual(Array.from({ length: 52 }, (_, i) => String(i)));
    const later = compressor.make(Buffer.from('later'), 'br');
    begun[52]!.end();
    expect(String(await later)).toBe('small');
  });

  it('go out as they are when that fails, and are tried again', async () => {
    const { begun, compressor } = held();
    const body = Buffer.from('body');
    const asked = compressor.make(body, 'gzip');
    begun[0]!.fail();
    expect(await asked).toBeUndefined();
    const again = compressor.make(body, 'gzip');
    begun[1]!.end();
    expect(String(await again)).toBe('small');
  });
});
