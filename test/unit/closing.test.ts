import { describe, expect, test } from 'vitest';
import { type AnnouncedClosing, closingOn, isClosedOn, promisesIn } from '../../src/documents/closing.ts';
import type { Commitment } from '../../src/documents/statement.ts';
import { aCommitmentOf } from '../support/documents.ts';

const PROMISES = { 'closing-notice': 90, 'data-retrieval-after-end': 60 };
const plan = (over: Partial<AnnouncedClosing> = {}): AnnouncedClosing => ({
  announcedOn: '2026-11-25',
  stages: { restricted: '2027-01-01', readOnly: '2027-02-01', closed: '2027-03-01', dataErased: '2027-04-30' },
  approximate: false,
  successor: null,
  promised: PROMISES,
  ...over,
});
const on = (day: string, over: Partial<AnnouncedClosing> = {}) => closingOn(plan(over), day);
const states = (day: string, over: Partial<AnnouncedClosing> = {}) => on(day, over).promises.map(({ state }) => state);

describe('the stage of a closing', () => {
  test('is the furthest whose day has come', () => {
    const stages = ['2026-12-31', '2027-01-01', '2027-02-28', '2027-03-01', '2027-05-01'].map((day) => on(day).stage);
    expect(stages).toEqual([null, 'restricted', 'readOnly', 'closed', 'dataErased']);
  });

  test('with a partial date comes on the last day it may mean', () => {
    expect(on('2025-12-30', { stages: { closed: '2025' } }).stage).toBeNull();
    expect(on('2025-12-31', { stages: { closed: '2025' } }).stage).toBe('closed');
    expect(isClosedOn({ closed: '2027-02' }, '2027-02-27')).toBe(false);
    expect(isClosedOn({ closed: '2027-02' }, '2027-02-28')).toBe(true);
  });

  test('never closed is not closed', () => {
    expect(isClosedOn({ restricted: '2001' }, '2026-11-25')).toBe(false);
  });
});

describe('the promises of a closing', () => {
  test('are kept once the days promised have gone by', () => {
    expect(states('2026-11-25')).toEqual(['pending', 'pending']);
    expect(states('2027-03-01')).toEqual(['kept', 'pending']);
    expect(states('2027-04-30')).toEqual(['kept', 'kept']);
    expect(on('2027-04-30').promises[0]).toEqual({
      commitment: 'closing-notice',
      promised: 90,
      actual: 96,
      state: 'kept',
    });
  });

  test('are broken as soon as the plan is too short', () => {
    const [notice, retrieval] = on('2026-11-25', {
      stages: { closed: '2027-01-29', dataErased: '2027-01-30' },
    }).promises;
    expect(notice).toMatchObject({ promised: 90, actual: 65, state: 'broken' });
    expect(retrieval).toMatchObject({ promised: 60, actual: 1, state: 'broken' });
  });

  test('wait for a day that is not said yet', () => {
    expect(states('2026-11-25', { stages: { restricted: '2027-01-01' } })).toEqual(['pending', 'unknown']);
    expect(states('2027-06-01', { stages: { closed: '2027-03-01' } })).toEqual(['kept', 'pending']);
  });

  test('are not judged without a promise, a date of announcement, or exact dates', () => {
    expect(
      on('2027-12-31', { promised: { 'closing-notice': null, 'data-retrieval-after-end': null } }).promises.map(
        ({ state, actual }) => [state, actual],
      ),
    ).toEqual([
      ['unknown', 96],
      ['unknown', 60],
    ]);
    expect(states('2027-12-31', { announcedOn: null })).toEqual(['unknown', 'kept']);
    expect(states('2027-12-31', { announcedOn: '2026-11' })).toEqual(['unknown', 'kept']);
    expect(states('2027-12-31', { approximate: true })).toEqual(['unknown', 'unknown']);
    expect(states('2027-12-31', { stages: { closed: '2027-03' } })).toEqual(['unknown', 'unknown']);
  });
});

describe('what a closing is measured by', () => {
  const notice = (...layers: Commitment[][]) => promisesIn(...layers)['closing-notice'];
  const said = (days: number) => aCommitmentOf('closing-notice', days, 'declared');

  test('is the promise of the service before that of the host', () => {
    expect(notice([], [said(30)])).toBe(30);
    expect(notice([said(120)], [said(30)])).toBe(120);
    expect(notice([], [])).toBeNull();
  });

  test('is what the host promised, not what others found', () => {
    const [found] = aCommitmentOf('closing-notice', 10, 'peer-reviewed').statements;
    const own = said(90);
    expect(notice([{ ...own, value: 10, statements: [found!, ...own.statements] }])).toBe(90);
  });
});
