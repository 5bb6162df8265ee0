import { describe, expect, it } from 'vitest';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import example from '../reference/design-worked-example.json' with { type: 'json' };
import { aClaimOf, aCommitmentOf, aDocument, anOffer, aPlan } from '../support/documents.ts';
import { DAY, matchHosts, policy, reference } from '../support/matching.ts';

/** The example worked by hand in the method: three hosts, five wishes. */
const need: Need = {
  usages: [{ usage: 'file-storage-sharing', storageGb: 100 }],
  budgetPerYear: 100,
  territory: { level: 'departement', code: '23' },
  wish: {
    price: 'important',
    'storage-margin': 'plus',
    proximity: 'plus',
    criteria: { 'free-software-only': 'very-important' },
    commitments: { 'closing-notice': 'important' },
  },
};
const files = (fixed: number, maxGb: number) => [anOffer({ plans: [aPlan({ fixed, maxGb })] })];
const seatIn = (departement: string) => ({
  country: 'FR',
  territory: { level: 'departement' as const, code: departement },
});
const alder = aDocument({
  slug: 'alder',
  seat: seatIn('87'),
  services: files(60, 150),
  claims: [aClaimOf('free-software-only', 'yes', 'peer-reviewed', 'federation')],
  commitments: [aCommitmentOf('closing-notice', 90, 'documented')],
});
const birch = aDocument({
  slug: 'birch',
  seat: seatIn('23'),
  services: files(40, 100),
  claims: [aClaimOf('free-software-only', 'yes', 'declared')],
});
const cedar = aDocument({
  slug: 'cedar',
  seat: seatIn('29'),
  services: files(80, 200),
  claims: [aClaimOf('free-software-only', 'partial', 'certified', 'federation')],
  commitments: [aCommitmentOf('closing-notice', 180, 'certified', 'federation')],
});

const ORDER = ['price', 'storage-margin', 'criterion:free-software-only', 'commitment:closing-notice', 'proximity'];
const NAMES = { alder: 'Alder', birch: 'Birch', cedar: 'Cedar' } as const;

describe('The worked example', () => {
  const { fits } = matchHosts([cedar, birch, alder], need);

  it.each(['alder', 'birch', 'cedar'] as const)('gives %s the intervals, score and ranks worked by hand', (slug) => {
    const expected = example.expected.result[NAMES[slug]];
    const ranked = fits.find(({ placed }) => placed.candidate.host.slug === slug)!;
    const { placed } = ranked;
    const { asked } = {
      asked: ['commitment:closing-notice', 'criterion:free-software-only', 'price', 'proximity', 'storage-margin'],
    };
    const intervals = ORDER.map((name) => placed.intervals[asked.indexOf(name)]!).map(({ low, high }) => [low, high]);
    expect(intervals).toEqual(example.expected.intervals[NAMES[slug]]);
    // Points are held in hundredths.
    expect({
      N_low: placed.lowSum / 100,
      N_high: placed.highSum / 100,
      low: placed.low,
      high: placed.high,
      rank: ranked.rank,
      best: ranked.best,
      worst: ranked.worst,
    }).toEqual(expected);
  });

  it('is answered in the order alder, cedar, birch, whatever the order of the catalogue', () => {
    const order = (hosts: Parameters<typeof matchHosts>[0]) =>
      matchHosts(hosts, need).fits.map(({ placed }) => placed.candidate.host.slug);
    expect(order([alder, birch, cedar])).toEqual(['alder', 'cedar', 'birch']);
    expect(order([cedar, birch, alder])).toEqual(['alder', 'cedar', 'birch']);
  });

  it.each(example.expected.birch_counterfactual)(
    'birch with $publish rises as announced',
    ({ publish, low, high, rank }) => {
      const notice = publish.includes('notice') || publish === 'both';
      const checked = publish.includes('free') || publish === 'both';
      const better = {
        ...birch,
        ...(notice ? { commitments: [aCommitmentOf('closing-notice', 90, 'documented')] } : {}),
        ...(checked ? { claims: [aClaimOf('free-software-only', 'yes', 'peer-reviewed', 'federation')] } : {}),
      };
      const ranked = matchHosts([alder, better, cedar], need).fits.find(
        ({ placed }) => placed.candidate.host.slug === 'birch',
      )!;
      expect({ low: ranked.placed.low, high: ranked.placed.high, rank: ranked.rank }).toEqual({ low, high, rank });
    },
  );

  it('says why in plain words, in both languages', () => {
    const matcher = createMatcher(policy, reference, 'a secret for the test');
    const catalogue = {
      epoch: 'e',
      revision: 7,
      day: DAY,
      reference,
      documents: [alder, birch, cedar],
      federationBySlug: new Map(),
    };
    const [french, english] = (['fr', 'en'] as const).map((language) =>
      matcher.answer(need, catalogue, speaker(language, reference), { everything: false }),
    );
    expect(french!.fits[0]!.reasons.map(({ text }) => text)).toEqual([
      'Uniquement des logiciels libres : reseau l’a vérifié (1er novembre 2026).'.replace('1er ', '1er\u00a0'),
      'Le prix est de 60\u00a0€ par an. Il vous reste 40\u00a0€.',
      'Préavis avant fermeture (90\u00a0jours) : une page publique le montre.',
    ]);
    expect(english!.fits[0]!.reasons.map(({ code }) => code)).toEqual(french!.fits[0]!.reasons.map(({ code }) => code));
  });
});
