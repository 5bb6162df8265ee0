import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { answerTo, FILES, files, filesFor, host, imported, MAIL, mail, speakers } from '../support/answers.ts';
import { aClaimOf, aCommitmentOf, aDocument, anOffer, aPlan } from '../support/documents.ts';
import { DAY, matchHosts, policy, reference } from '../support/matching.ts';

/* What the numbers of the policy do to an answer, on both sides of each. */

const usedFor = (usage: string, plan: Partial<Plan>) =>
  aDocument({ services: [anOffer({ usages: [usage], plans: [aPlan({ maxGb: 'unlimited', ...plan })] })] });

/** What one host is worth on the only wish of a need, in thousandths. */
function worth(document: ReturnType<typeof aDocument>, need: Need): [low: number, high: number] {
  const { fits, toCheck } = matchHosts([document], need);
  const { low, high } = [...fits, ...toCheck][0]!.placed.intervals[0]!;
  return [low, high];
}

describe('Without a budget', () => {
  const wish = { price: 'important' } as const;
  const worthAt = (usage: string, fixed: number) => worth(usedFor(usage, { fixed }), { usages: [{ usage }], wish })[0];

  // Two fifths of twice what such a thing usually costs a year.
  it.each([
    ...([
      ['collaborative-text', 8],
      ['date-poll', 8],
      ['link-shortener', 8],
    ] as const),
    ...([
      ['domain-name', 9.6],
      ['chat', 16],
    ] as const),
    ...([
      ['email-hosting', 24],
      ['office-suite', 24],
      ['newsletter', 24],
      ['video-conferencing', 24],
      ['backup', 24],
    ] as const),
    ...([
      ['file-storage-sharing', 32],
      ['website', 32],
      ['membership-management', 32],
      ['accounting', 32],
    ] as const),
    ...([
      ['video-publishing', 32],
      ['e-learning', 48],
      ['beneficiary-tracking', 48],
      ['app-hosting', 64],
    ] as const),
  ])('%s has all points of its price up to %d € a year, and none from two and a half times that', (usage, most) => {
    expect([worthAt(usage, most) === 1000, worthAt(usage, most + 0.5) < 1000]).toEqual([true, true]);
    expect([worthAt(usage, most * 2.5 - 0.5) > 0, worthAt(usage, most * 2.5)]).toEqual([true, 0]);
  });
});

describe('Room for what is asked', () => {
  const need: Need = {
    usages: [{ usage: FILES, accounts: 1, storageGb: 10 }],
    wish: { 'storage-margin': 'important' },
  };
  const worthOf = (plan: Partial<Plan>) => worth(usedFor(FILES, plan), need);

  const { maxGb: _, ...endless } = aPlan({ perGb: 1 });
  const paidByTheGigabyte = aDocument({ services: [anOffer({ plans: [endless] })] });

  it('is worth half where it is paid by the gigabyte, and all where it has no end', () => {
    expect(worth(paidByTheGigabyte, need)).toEqual([500, 500]);
    expect(worthOf({ maxGb: 'unlimited' })).toEqual([1000, 1000]);
  });

  it.each([
    [10, 0],
    [12.5, 150],
    [15, 300],
    [17.5, 400],
    [20, 500],
    [25, 650],
    [30, 800],
    [35, 900],
    [40, 1000],
    [50, 1000],
  ])('of %d GB for 10 is worth %d', (maxGb, points) => {
    expect(worthOf({ maxGb })).toEqual([points, points]);
  });
});

describe('Being near', () => {
  const need = (code: string): Need => ({
    usages: [{ usage: FILES, accounts: 1, storageGb: 10 }],
    territory: { level: 'commune', code },
    wish: { proximity: 'important' },
  });
  const seated = (code: string) =>
    aDocument({
      seat: { country: 'FR', territory: { level: 'commune', code } },
      serves: [{ level: 'country', code: 'FR' }],
      services: [anOffer()],
    });
  it.each([
    ['the same commune', '23096', 1000],
    ['the same département', '23008', 800],
    ['the same région', '87085', 600],
    ['the same country', '29019', 100],
  ])('in %s is worth its part', (_where, code, points) => {
    expect(worth(seated(code), need('23096'))).toEqual([points, points]);
  });
});

describe('Old words', () => {
  it('of a price count for two years to the day', () => {
    const priced = (observedOn: string) => [imported('Ancien', '2026-06', [files({ fixed: 30, observedOn })])];
    const costIn = (observedOn: string) => {
      const answer = answerTo(priced(observedOn), filesFor({ price: 'important' }));
      return [...answer.fits, ...answer.toCheck].map(({ cost }) => cost.perYear);
    };
    expect([costIn('2024-11-25'), costIn('2024-11-24')]).toEqual([[30], [null]]);
  });

  it('of life weigh from two years on, to the day', () => {
    const offer = [files({ fixed: 20, observedOn: '2026-06' })];
    const lively = ['Aulne', 'Bouleau'].map((name) => host(name, [files({ fixed: 90 })]));
    const openOf = (seen: string) => {
      const { fits, toCheck } = answerTo(
        [imported('Ancien', seen, offer), ...lively],
        filesFor({ price: 'important' }),
      );
      return [...fits, ...toCheck].find(({ name }) => name === 'Ancien')!.open;
    };
    expect([openOf('2024-11-25'), openOf('2024-11-24')]).toEqual([0, 2]);
  });

  it('that the catalogue fell silent matter until three others answer', () => {
    const old = host('Ancien', [files({ fixed: 95 })], {
      ...{ confirmedByHost: false, confirmedOn: null, complete: ['plans', 'services'] },
      observed: { state: 'active', asOf: '2020-01-01' },
    });
    const fresh: Host = { ...old, state: 'silent', services: [files({ fixed: 95, observedOn: '2026-06' })] };
    const others = ['Aulne', 'Bouleau', 'Cèdre'].map((name) => host(name, [files({ fixed: 50 })]));
    const listed = (count: number) =>
      answerTo([fresh, ...others.slice(0, count)], { ...filesFor({ price: 'important' }), limit: 20 }).fits.map(
        ({ name }) => name,
      );
    expect(listed(2)).not.toContain('Ancien');
    expect(listed(3)).toContain('Ancien');
  });
});

describe('What nobody gave', () => {
  it('is one account and one gigabyte, and for mail one gigabyte an account', () => {
    const priceOf = (document: ReturnType<typeof host>, usage: Need['usages'][number]) =>
      answerTo([document], { usages: [usage], budgetPerYear: 100, wish: { price: 'important' } }).fits[0]!.cost.perYear;
    const perAccount = host('Compte', [files({ fixed: undefined, perAccount: 7 })]);
    const perGb = host('Giga', [files({ fixed: undefined, perGb: 3, maxGb: undefined })]);
    const mailPerGb = host('Mail', [mail({ fixed: undefined, perGb: 3, maxGb: undefined })]);
    expect(priceOf(perAccount, { usage: FILES, storageGb: 5 })).toBe(7);
    expect(priceOf(perGb, { usage: FILES, accounts: 5 })).toBe(3);
    expect(priceOf(mailPerGb, { usage: MAIL, accounts: 5 })).toBe(15);
  });
});

describe('What an answer says', () => {
  const notesOf = (wish: NonNullable<Need['wish']>) => answerTo([], filesFor(wish)).notes.map(({ code }) => code);

  it('names a kind of wish that weighs more than half, and not one that weighs half', () => {
    expect(notesOf({ price: 'important', criteria: { 'non-profit': 'important' } })).not.toContain('one-family-leads');
    expect(notesOf({ price: 'plus', criteria: { 'non-profit': 'important' } })).toContain('one-family-leads');
    const just = { price: 'very-important', 'storage-margin': 'plus' } as const;
    const criteria = { 'non-profit': 'very-important', 'no-profiling': 'plus' } as const;
    expect(notesOf({ ...just, criteria })).not.toContain('one-family-leads');
    expect(notesOf({ ...just, criteria: { ...criteria, 'free-software-only': 'plus' } })).toContain('one-family-leads');
  });

  it('proposes to give up a third of what is asked, and not more', () => {
    const stepFor = (most: number) =>
      answerTo([host('Noyer', [files({ maxAccounts: most, maxGb: 200 })])], {
        usages: [{ usage: FILES, accounts: 1000, storageGb: 10 }],
      }).relaxations.map(({ text }) => /(\d+) comptes de moins/.exec(text)?.[1]);
    expect([stepFor(666), stepFor(665)]).toEqual([['334'], [undefined]]);
  });

  it('keeps the word of a host among its reasons from a fifth of all points on', () => {
    const reasonsFor = (days: number) =>
      answerTo(
        [host('Noyer', [files({ fixed: 60 })], { commitments: [aCommitmentOf('closing-notice', days, 'declared')] })],
        filesFor({ commitments: { 'closing-notice': 'important' } }),
      ).fits[0]!.reasons.map(({ code }) => code);
    // Sixty days are worth half of all points, of which a word alone is sure of two fifths.
    expect(reasonsFor(60)).toContain('commitment-met');
    expect(reasonsFor(59)).not.toContain('commitment-met');
  });
});

describe('Of what could be said, an answer shows', () => {
  const matcher = createMatcher(policy, reference, 'a secret of the tests');
  /** As it is answered unless all is asked for. */
  const brief = (documents: ReturnType<typeof host>[], need: Need) =>
    matcher.answer(
      need,
      { epoch: 'e', revision: 1, day: DAY, reference, groups: [documents], federationBySlug: new Map() },
      speakers.fr,
      { everything: false },
    );
  const NAMES = ['Aulne', 'Bouleau', 'Cèdre', 'Érable', 'Frêne'];
  const CRITERIA = ['non-profit', 'no-profiling', 'free-software-only', 'no-ads'].filter((key) =>
    reference.criteria.has(key),
  );

  it('three hosts', () => {
    const answer = brief(
      NAMES.map((name, index) => host(name, [files({ fixed: 10 + 10 * index })])),
      filesFor({ price: 'important' }),
    );
    expect(answer.fits).toHaveLength(3);
  });

  it('three reasons and two cautions of a host', () => {
    const wish: Need['wish'] = {
      price: 'plus',
      criteria: Object.fromEntries(CRITERIA.map((key) => [key, 'important' as const])),
    };
    const claims = (value: 'yes' | 'no') => CRITERIA.map((key) => aClaimOf(key, value, 'documented'));
    const reasons = brief([host('Aulne', [files({ fixed: 10 })], { claims: claims('yes') })], filesFor(wish));
    expect(CRITERIA.length).toBeGreaterThanOrEqual(3);
    expect(reasons.fits[0]!.reasons).toHaveLength(3);
    const cautions = brief([host('Aulne', [files({ fixed: 10 })], { claims: claims('no') })], filesFor(wish));
    expect(cautions.fits[0]!.cautions).toHaveLength(2);
  });

  it('two near misses', () => {
    const answer = brief(
      NAMES.map((name, index) => host(name, [files({ fixed: 110 + 10 * index })])),
      filesFor({ price: 'important' }),
    );
    expect(answer.nearMisses).toHaveLength(2);
  });

  it('three things to give up', () => {
    const [open, small] = [files({ fixed: 10 }), files({ fixed: 10, maxAccounts: 2 })];
    const need: Need = {
      ...{ usages: [{ usage: FILES, accounts: 10, storageGb: 10 }], budgetPerYear: 100 },
      ...{ language: 'fr', audience: 'associations', territory: { level: 'departement', code: '23' } },
    };
    const { relaxations } = brief(
      [
        host('Aulne', [files({ fixed: 120 })]),
        host('Bouleau', [small]),
        host('Cèdre', [open], { languages: ['en'] }),
        host('Érable', [open], { audiences: ['schools'] }),
        host('Frêne', [open], { serves: [{ level: 'departement', code: '29' }] }),
      ],
      need,
    );
    expect(relaxations).toHaveLength(3);
  });

  it('three who accompany', () => {
    expect(brief([], filesFor({ price: 'important' })).help).toHaveLength(3);
  });
});
