import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/catalogue/model.ts';
import { createMeasures } from '../../src/exchange/dumps/measured.ts';

const stateOf = (mark: number) => ({ epoch: 'e', mark, day: '2026-11-25' }) as unknown as Model;

/** Files that are read when the test lets them. */
function heldBack() {
  const begun: number[] = [];
  const gates: (() => void)[] = [];
  const flowOf = (_: string, model: Model) =>
    Readable.from(
      (async function* () {
        begun.push(Number(model.mark));
        await new Promise<void>((resolve) => gates.push(resolve));
        yield Buffer.from(`state ${model.mark}`);
      })(),
    );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const letOne = async () => {
    while (gates.length === 0) await turn();
    gates.shift()!();
  };
  return { begun, flowOf, letOne };
}

describe('sizes and checksums of files', () => {
  it('are made once for a state, however many ask, and one state after the other', async () => {
    const { begun, flowOf, letOne } = heldBack();
    const measures = createMeasures(['hosts.csv'], flowOf);
    const asked = [measures(stateOf(1)), measures(stateOf(1)), measures(stateOf(2))];
    await letOne();
    const [first, same] = [await asked[0]!, await asked[1]!];
    expect(same).toBe(first);
    expect(first.get('hosts.csv')?.bytes).toBe('state 1'.length);
    await letOne();
    expect((await asked[2]!).get('hosts.csv')?.sha256).not.toBe(first.get('hosts.csv')?.sha256);
    expect(begun).toEqual([1, 2]);
  });

  it('are refused while another state waits already, and said to be there later', async () => {
    const { flowOf, letOne } = heldBack();
    const measures = createMeasures(['hosts.csv'], flowOf);
    const asked = [measures(stateOf(1)), measures(stateOf(2))];
    await expect(measures(stateOf(3))).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: 20 });
    await letOne();
    await letOne();
    await Promise.all(asked);
    const again = measures(stateOf(3));
    await letOne();
    expect((await again).get('hosts.csv')?.bytes).toBe(7);
  });

  it('that failed are made anew by the next who asks', async () => {
    let fails = true;
    const measures = createMeasures(['hosts.csv'], () => {
      if (fails) throw new Error('no memory');
      return Readable.from([Buffer.from('x')]);
    });
    await expect(measures(stateOf(1))).rejects.toThrow('no memory');
    fails = false;
    expect((await measures(stateOf(1))).get('hosts.csv')?.bytes).toBe(1);
  });
});
