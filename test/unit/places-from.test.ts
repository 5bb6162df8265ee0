import { describe, expect, it } from 'vitest';
import type { Service } from '../../src/documents/service.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { answerTo } from '../support/answers.ts';
import { aDocument, anOffer } from '../support/documents.ts';
import { DAY, policy } from '../support/matching.ts';

const stateOf = (capacity: NonNullable<Service['capacity']>, over: Partial<Need> = {}) => {
  const host = aDocument({ slug: 'aulnes', name: 'Aulnes', services: [anOffer({ capacity })] });
  const answer = answerTo([host], { usages: [{ usage: 'file-storage-sharing' }], ...over });
  const [fit] = answer.fits;
  const [open] = answer.toCheck;
  const [out] = answer.excluded.hosts ?? [];
  return {
    state: fit ? 'fits' : open ? 'to-check' : 'excluded',
    reasons: open?.unknownNeeds ?? out?.reasons ?? [],
    cautions: (fit ?? open)?.cautions.map(({ text }) => text) ?? [],
  };
};
const from = (state: 'full' | 'waiting-list', openFrom: string) => ({ state, openFrom });

describe('Places that a host will have', () => {
  it.each(['full', 'waiting-list'] as const)('%s today, count for a need that starts then or later', (state) => {
    for (const startsBy of ['2026-12-15', '2027-01-15']) {
      const answer = stateOf(from(state, '2026-12-15'), { startsBy });
      expect(answer.state).toBe('fits');
      expect(answer.cautions).toContain(
        'Pas de place aujourd’hui : il y en aura à partir du 15 décembre 2026, dit l’hébergeur.',
      );
    }
  });

  it('count without a day of starting when they are near enough, and no later', () => {
    expect([DAY, policy.openWithinDays]).toEqual(['2026-11-25', 60]);
    expect(stateOf(from('full', '2027-01-24')).state).toBe('fits');
    expect(stateOf(from('full', '2027-01-25'))).toMatchObject({ state: 'excluded', reasons: ['open-to-newcomers'] });
  });

  it('too late are none of a full host, and unknown of a waiting list', () => {
    const startsBy = '2026-12-14';
    const excluded = { state: 'excluded', reasons: ['open-to-newcomers'] };
    expect(stateOf(from('full', '2026-12-15'), { startsBy })).toMatchObject(excluded);
    expect(stateOf(from('full', '2026-12'), { startsBy: '2026-12-30' })).toMatchObject(excluded);
    expect(stateOf(from('waiting-list', '2026-12-15'), { startsBy })).toMatchObject({
      state: 'to-check',
      reasons: ['open-to-newcomers'],
    });
  });

  it('are unknown once the day has passed without a new word', () => {
    const unknown = { state: 'to-check', reasons: ['open-to-newcomers'] };
    expect(stateOf(from('full', '2026-11-24'))).toMatchObject(unknown);
    expect(stateOf({ ...from('full', '2026-11-24'), until: '2026-11-23' })).toMatchObject(unknown);
    expect(stateOf(from('waiting-list', '2026-11-24'))).toMatchObject(unknown);
    expect(stateOf(from('full', DAY)).state).toBe('fits');
  });

  it('count beside the last day of being full', () => {
    const capacity = { ...from('full', '2026-12-15'), until: '2026-12-14' };
    expect(stateOf(capacity, { startsBy: '2027-01-01' }).state).toBe('fits');
  });
});
