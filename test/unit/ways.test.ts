import { describe, expect, it } from 'vitest';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { aDocument, anOffer } from '../support/documents.ts';
import { matchHosts } from '../support/matching.ts';

describe('The ways of a host to meet a need', () => {
  // Where the data are is known of one service, whether it takes newcomers of the other: neither is the better one.
  const known = {
    slug: 'known',
    usages: ['website', 'shared-calendar'],
    dataCountry: 'FR',
    plans: [{ name: 'A', covers: ['open'] }],
  };
  const { capacity: _capacity, registration: _registration, ...unsaid } = anOffer(known);
  const open = anOffer({ slug: 'open', usages: ['website'], capacity: { state: 'open' }, plans: [] });
  const need: Need = {
    usages: [
      { usage: 'website', storageGb: 1 },
      { usage: 'shared-calendar', priority: 'could' },
    ],
    require: { dataCountries: ['FR'] },
  };

  it('keep services that are good at different things, whatever their order', () => {
    const host = aDocument({
      confirmedByHost: false,
      confirmedOn: null,
      observed: { state: 'active', asOf: '2026-03' },
    });
    const answers = [
      [unsaid, open],
      [open, unsaid],
    ].map((services) => matchHosts([{ ...host, services }], need).toCheck[0]!.placed);
    expect(answers[0]!.lowSum).toBe(answers[1]!.lowSum);
    // One service for both usages leaves fewer questions than two would.
    expect(answers.map(({ way }) => new Set(way.options.map(({ service }) => service)).size)).toEqual([1, 1]);
  });
});
