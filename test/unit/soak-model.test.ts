import { beforeEach, describe, expect, it } from 'vitest';
import { createModel, type Model } from '../../bench/soak/model.ts';

/* What `npm run soak` holds answers against: it must see what was lost, and what is wrong. */

const HOST = 'host-1';
const write = (version: number) => ({ host: HOST, version, text: `edit ${version}` });
const stored = (...versions: number[]) => new Map([[HOST, versions.map(write)]]);

let model: Model;
beforeEach(() => {
  model = createModel();
  for (const version of [1, 2, 3]) model.attempt(HOST, write(version).text);
  model.acknowledge('one', write(1), 10);
  model.acknowledge('one', write(2), 20);
});

describe('at the end', () => {
  it('finds nothing where all is there', () => {
    model.shown('one', write(2), 21, 22);
    expect(model.verdict(stored(1, 2))).toEqual({ acknowledged: 2, unacknowledged: 0, lost: [], wrong: [] });
  });

  it('a write without an answer may be there, or not', () => {
    expect(model.verdict(stored(1, 2, 3))).toMatchObject({ unacknowledged: 1, lost: [], wrong: [] });
  });

  it('an acknowledged write is lost that is not there, or that another one replaced', () => {
    expect(model.verdict(stored(1)).lost).toEqual(['host-1, version 2: “edit 2”']);
    const replaced = [write(1), { ...write(3), version: 2 }];
    expect(model.verdict(new Map([[HOST, replaced]])).lost).toEqual(['host-1, version 2: “edit 2”']);
  });

  it('what was shown must have been written, and once', () => {
    model.shown('two', write(3), 30, 31);
    expect(model.verdict(stored(1, 2)).wrong).toEqual(['host-1: version 3 was shown as “edit 3”, and is “nothing”']);
    const twice = new Map([[HOST, [...stored(1, 2, 3).get(HOST)!, { ...write(3), version: 4 }]]]);
    expect(model.verdict(twice).wrong).toContain('host-1: “edit 3” was written 2 times');
    const foreign = new Map([[HOST, [...stored(1, 2).get(HOST)!, { version: 3, text: 'foreign' }]]]);
    expect(model.verdict(foreign).wrong).toContain('host-1: “foreign” is stored, and nobody wrote it');
  });
});

describe('an answer', () => {
  const wrong = () => model.verdict(stored(1, 2, 3)).wrong;

  it('shows at least what its process acknowledged or showed before it was asked', () => {
    model.shown('one', write(1), 21, 22);
    expect(wrong()).toEqual(['one: host-1 shows version 1, after it had shown 2']);
  });

  it('may be older when it was asked for before, or of another process', () => {
    model.shown('one', write(1), 15, 25);
    model.shown('two', write(1), 21, 22);
    expect(wrong()).toEqual([]);
    model.shown('two', write(2), 23, 24);
    model.shown('two', write(1), 25, 26);
    expect(wrong()).toHaveLength(1);
  });

  it('of a process that began shows what was acknowledged by any', () => {
    model.begin('two', 30);
    model.shown('two', write(1), 40, 41);
    expect(wrong()).toEqual(['two: host-1 shows version 1, after it had shown 2']);
  });

  it('may lack what was acknowledged while its process lost the database, until it is found again', () => {
    model.shown('one', write(1), 12, 13);
    model.part('one', 24);
    model.acknowledge('one', write(3), 26);
    model.shown('one', write(1), 30, 31);
    expect(wrong()).toEqual([]);
    model.join('one', 40);
    model.shown('one', write(1), 45, 46);
    expect(wrong()).toEqual(['one: host-1 shows version 1, after it had shown 3']);
  });

  it('has one text for one version, and one body for one tag', () => {
    model.shown('two', { ...write(2), text: 'edit 3' }, 30, 31);
    model.body('/v1/hosts', '"a"', 'x');
    model.body('/v1/hosts', '"a"', 'x');
    model.body('/v1/hosts', '"a"', 'y');
    expect(wrong()).toEqual(
      expect.arrayContaining([
        'host-1, version 2: “edit 2” and “edit 3”',
        '/v1/hosts: "a" stands for two bodies: “x”, “y”',
      ]),
    );
  });

  it('shows what somebody wrote, and its revision never goes back', () => {
    model.shown('two', { ...write(2), text: 'nobody' }, 5, 6);
    model.revision('two', 7, 1, 2);
    model.revision('two', 6, 3, 4);
    expect(wrong()).toEqual(
      expect.arrayContaining([
        'two: host-1 shows “nobody”, which nobody wrote',
        'two: an answer of revision 6, after one of 7',
      ]),
    );
  });

  it('tells how long ago the write was acknowledged that it does not show yet', () => {
    model.shown('two', write(1), 45, 46);
    model.shown('two', write(2), 45, 46);
    expect(model.lags()).toEqual([0, 25]);
  });
});
