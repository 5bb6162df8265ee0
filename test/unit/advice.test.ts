import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { serviceActions } from '../../src/advice/actions/services.ts';
import { toAdvice } from '../../src/advice/answer.ts';
import { readPanel, topicsOf } from '../../src/advice/panel.ts';
import type { Plan } from '../../src/documents/service.ts';
import { Need } from '../../src/matching/engine/need/schema.ts';
import { needFaults } from '../../src/matching/faults.ts';
import { membershipFeeCents, yearlyCost } from '../../src/services/cost.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import example from '../reference/design-worked-example.json' with { type: 'json' };
import { adviserOn } from '../support/advice.ts';
import { aClaimOf, aCommitmentOf, aDocument, anOffer, aPlan } from '../support/documents.ts';
import { DAY, policy, reference } from '../support/matching.ts';
import { anyHosts, anyNeed } from '../support/random-needs.ts';

const speakers = { fr: speaker('fr', reference), en: speaker('en', reference) };
const panel = readPanel();

describe('The panel', () => {
  it('holds at least 24 needs that a match accepts, each with a name of its own in both languages', () => {
    const schema = Compile(Need);
    expect(panel.needs.length).toBeGreaterThanOrEqual(24);
    for (const { key, label, need } of panel.needs) {
      expect([key, [...schema.Errors(need)]]).toEqual([key, []]);
      expect([key, needFaults(need, { reference, federationBySlug: new Map(), day: DAY, groups: [] })]).toEqual([
        key,
        [],
      ]);
      expect([label.fr, label.en].every((text) => text.length > 10)).toBe(true);
    }
    for (const of of ['key', 'need'] as const)
      expect(new Set(panel.needs.map((entry) => JSON.stringify(entry[of]))).size).toBe(panel.needs.length);
  });

  it('is varied: usages, sizes, budgets, places, requirements', () => {
    const needs = panel.needs.map(({ need }) => need);
    const accounts = needs.flatMap(({ usages }) => usages.flatMap((usage) => usage.accounts ?? []));
    expect([Math.min(...accounts), Math.max(...accounts)]).toEqual([4, 120]);
    expect(new Set(needs.map(({ budgetPerYear }) => budgetPerYear))).toEqual(
      new Set([0, 30, 60, 100, 200, 500, undefined]),
    );
    expect(new Set(needs.flatMap(({ usages }) => usages.map(({ usage }) => usage))).size).toBeGreaterThan(15);
    expect(needs.filter(({ territory }) => territory === undefined).length).toBeGreaterThan(2);
    expect(needs.filter((need) => need.require).length).toBeGreaterThan(5);
  });
});

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
const seatIn = (code: string) => ({ country: 'FR', territory: { level: 'departement' as const, code } });
const alder = aDocument({
  slug: 'alder',
  seat: seatIn('87'),
  services: files(60, 150),
  claims: [aClaimOf('free-software-only', 'yes', 'peer-reviewed')],
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
  claims: [aClaimOf('free-software-only', 'partial', 'certified')],
  commitments: [aCommitmentOf('closing-notice', 180, 'certified', 'federation')],
});
const catalogue = { day: DAY, documents: [alder, birch, cedar] };

describe('Advice to birch, of the worked example', () => {
  const adviser = adviserOn([need]);
  const advice = adviser.advise(birch, catalogue, 1);
  const [notice, checked, both] = example.expected.birch_counterfactual;
  const found = (id: string) => advice.actions.find(({ action }) => action.id === id)!;
  const placeAfter = (id: string) => {
    const { low, rank, placed } = found(id).changes[0]!.after;
    return { low, high: placed!.high, rank };
  };
  const expected = ({ low, high, rank }: typeof notice & object) => ({ low, high, rank });

  it('brings with each action the score and rank worked by hand', () => {
    expect(advice.today[0]!.before).toMatchObject({ list: 'fits', low: 44, rank: 3 });
    expect(placeAfter('publish-commitment closing-notice')).toEqual(expected(notice!));
    expect(placeAfter('check-criterion free-software-only')).toEqual(expected(checked!));
  });

  it('brings with both the first place', () => {
    const actions = ['publish-commitment closing-notice', 'check-criterion free-software-only'].map(
      (id) => found(id).action,
    );
    const better = actions.reduce((host, action) => action.apply(host), birch);
    const [{ before }] = adviser.advise(better, catalogue, 1).today as [(typeof advice.today)[number]];
    expect({ low: before.low, high: before.placed!.high, rank: before.rank }).toEqual(expected(both!));
  });

  it('says that the first place takes two actions, and asks for no more than an answer where that is enough', () => {
    const [target] = advice.targets;
    expect(target!.actions!.map(({ id }) => id)).toEqual([
      'check-criterion free-software-only',
      'answer-commitment closing-notice',
    ]);
    expect(target!.after).toMatchObject({ list: 'fits', rank: 1, low: 70 });
  });

  it('has no target where the host is among the first already', () => {
    expect(adviser.advise(birch, catalogue, 3).targets).toEqual([]);
  });

  it('is said in plain words, in both languages', () => {
    const [french, english] = (['fr', 'en'] as const).map((language) =>
      toAdvice(advice, birch, { say: speakers[language], federationName: () => undefined }),
    );
    const text = (answer: typeof french, code: string) => answer!.actions.find((one) => one.code === code)!.text;
    expect(text(french, 'publish-commitment')).toBe(
      'Publiez une page qui le dit : préavis avant fermeture (90\u00a0jours). Une fois la page en ligne, vous gagneriez 1 place pour le besoin essayé.',
    );
    expect(text(english, 'publish-commitment')).toBe(
      'Publish a page that says so: notice before closing (90\u00a0days). Once the page is online, you would gain 1 place for the need tried.',
    );
    expect([french, english].map((answer) => answer!.targets[0]!.text)).toEqual([
      'Si tout va bien, ces 2 actions vous mettraient à la 1re place pour ce besoin.',
      'If all goes well, these 2 actions would bring you to 1st place for this need.',
    ]);
    expect(french!.today.text).toBe('Nous avons essayé 1 besoin parmi les plus courants. Vous convenez pour 1.');
  });
});

describe('Advice to confirm an entry that says little', () => {
  it('says to complete it first; to confirm it makes nothing a no', () => {
    const little = aDocument({
      slug: 'little',
      confirmedByHost: false,
      confirmedOn: null,
      observed: { state: 'active', asOf: '2026-06' },
      services: [anOffer({ plans: [aPlan({ fixed: 40, maxGb: 200, observedOn: '2022-05' })] })],
    });
    const more: Need = { ...need, usages: [...need.usages, { usage: 'email-hosting' }] };
    const advice = adviserOn([need, more]).advise(little, { day: DAY, documents: [alder, little] }, 3);
    const texts = (['fr', 'en'] as const).map((language) => {
      const { actions } = toAdvice(advice, little, { say: speakers[language], federationName: () => undefined });
      return actions.find(({ code }) => code === 'confirm-entry')!.text;
    });
    expect(texts).toEqual([
      'Complétez votre fiche, puis confirmez-la. Une fois que c’est fait, vous passeriez de « à vérifier » à « convient » pour 1 des 2 besoins essayés.',
      'Complete your entry, then confirm it. Once it is done, you would go from “to check” to “fits” for 1 of the 2 needs tried.',
    ]);
  });
});

describe('The order of actions', () => {
  it('puts what moves most needs to “fits” first, then places gained, then the question asked first', () => {
    const unsaid = aDocument({
      slug: 'unsaid',
      services: [anOffer({ plans: [aPlan()] })],
      claims: [],
    });
    const needs: Need[] = [
      { ...need, require: { criteria: [{ criterion: 'free-software-only' }] } },
      { ...need, require: { criteria: [{ criterion: 'non-profit' }] } },
      { ...need, require: { criteria: [{ criterion: 'non-profit' }] }, budgetPerYear: 200 },
    ];
    const { actions } = adviserOn(needs).advise(unsaid, { day: DAY, documents: [alder, cedar, unsaid] }, 3);
    expect(actions.slice(0, 4).map(({ action, movesToFits }) => [action.id, movesToFits])).toEqual([
      ['answer-criterion non-profit', 2],
      ['publish-criterion non-profit', 2],
      ['answer-criterion free-software-only', 1],
      ['publish-criterion free-software-only', 1],
    ]);
    const rest = actions.slice(4).map(({ ranksGained }) => ranksGained.median);
    expect(rest).toEqual([...rest].sort((a, b) => b - a));
  });
});

describe('At equal effect', () => {
  it('the question that is asked first comes first, then what takes least', () => {
    const wished = ['switching-fee', 'data-retrieval-after-end', 'backup-offsite', 'closing-notice'];
    const wish = { commitments: Object.fromEntries(wished.map((kind) => [kind, 'plus' as const])) };
    const alone = aDocument({ services: [anOffer()] });
    const { actions } = adviserOn([{ ...need, wish }]).advise(alone, { day: DAY, documents: [alone] }, 3);
    expect(actions.map(({ action }) => action.id)).toEqual(
      ['closing-notice', 'backup-offsite', 'data-retrieval-after-end', 'switching-fee'].flatMap((kind) => [
        `answer-commitment ${kind}`,
        `publish-commitment ${kind}`,
      ]),
    );
  });
});

describe('A budget below usual prices', () => {
  const unpriced = aDocument({ slug: 'unpriced', services: [anOffer({ plans: [{ name: 'A', maxGb: 'unlimited' }] })] });
  const usual = policy.referencePrices['file-storage-sharing']!;
  const advised = (budgetPerYear: number, host = unpriced) => {
    const advice = adviserOn([{ ...need, budgetPerYear }]).advise(host, { day: DAY, documents: [host] }, 1);
    return (['fr', 'en'] as const).map((language) => {
      const [target] = toAdvice(advice, host, { say: speakers[language], federationName: () => undefined }).targets;
      return [target!.after?.list ?? null, ...(target!.actions ?? []).map(({ text }) => text.replace('\u00a0', ' '))];
    });
  };

  it('of nothing is met by who can say that it is free', () => {
    expect(advised(0)).toEqual([
      ['fits', 'Si c’est gratuit, dites-le.'],
      ['fits', 'If it is free, say so.'],
    ]);
  });

  it('is met by a price within it, shared by what has no price yet', () => {
    expect(advised(usual - 10)).toEqual([
      ['fits', 'Si chaque service coûte au plus 30 € par an, dites-le.'],
      ['fits', 'If each service costs at most €30 a year, say so.'],
    ]);
  });

  it('is not spoken of where a usual price is within it', () => {
    expect(advised(usual)[0]).toEqual(['fits', 'Dites le prix de chaque service.']);
  });

  it('is out of reach where the price is said to be on quote: nothing that was tried is enough', () => {
    const quoted = aDocument({ slug: 'quoted', services: [anOffer({ plans: [{ ...aPlan(), onQuote: true }] })] });
    const advice = adviserOn([{ ...need, budgetPerYear: 0 }]).advise(quoted, { day: DAY, documents: [quoted] }, 1);
    const [french, english] = (['fr', 'en'] as const).map(
      (language) =>
        toAdvice(advice, quoted, { say: speakers[language], federationName: () => undefined }).targets[0]!.text,
    );
    expect([french, english]).toEqual([
      'Rien de ce que nous avons essayé ne suffit pour ce besoin.',
      'Nothing that we tried is enough for this need.',
    ]);
  });
});

// Some keys are words of everyday English too, such as “non-profit”: their labels use them.
const LABELS = [...reference.criteria.values(), ...reference.usages.values()].map(({ label }) => label.en).join();
const KEYS = [...reference.criteria.keys(), ...reference.commitmentKinds.keys(), ...reference.usages.keys()].filter(
  (key) => key.includes('-') && !LABELS.toLowerCase().includes(key),
);

describe('The words of advice', () => {
  it('are plain in both languages, and say the same', () => {
    const panels = [panel.needs.map((entry) => entry.need)];
    fc.assert(
      fc.property(
        anyHosts,
        fc.oneof(fc.array(anyNeed, { minLength: 1, maxLength: 3 }), fc.constantFrom(...panels)),
        (hosts, needs) => {
          const advice = adviserOn(needs).advise(hosts[0]!, { day: DAY, documents: hosts }, 2);
          const answers = [speakers.fr, speakers.en].map((say) =>
            toAdvice(advice, hosts[0]!, { say, federationName: (slug) => `Réseau ${slug}` }),
          );
          for (const { actions, notes, targets, today } of answers) {
            const texts = [
              ...actions,
              ...notes,
              ...targets,
              ...targets.flatMap((target) => target.actions ?? []),
              today,
            ];
            for (const { text } of texts) {
              expect(text).not.toMatch(/%|undefined|null|NaN|Infinity|\[object|\(\)|https?:|^\s*$/);
              expect(KEYS.filter((key) => text.includes(key))).toEqual([]);
              for (const sentence of text.split(/(?<=[.?!])\s/))
                expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(25);
            }
          }
          const silent = answers.map((answer) => JSON.stringify(answer, (key, value) => (key === 'text' ? 0 : value)));
          expect(silent[0]).toBe(silent[1]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('Advice to say a price', () => {
  const need: Need = { usages: [{ usage: 'file-storage-sharing', accounts: 5, storageGb: 10 }], budgetPerYear: 60 };
  /** What a host without a price is told, whatever else its plan says of how it is paid. */
  const advised = (plan: Partial<Plan>) => {
    const { fixed: _, period: __, ...room } = aPlan({ maxAccounts: 20, maxGb: 100 });
    const host = aDocument({ slug: 'alder', services: [anOffer({ plans: [{ ...room, ...plan }] })] });
    const advice = adviserOn([need]).advise(host, { day: DAY, documents: [host] }, 1);
    const settled = advice.targets.flatMap(({ actions }) => actions ?? []).filter(({ subject }) => subject === 'price');
    const costs = settled.map(({ apply }) => {
      const { plans } = apply(host).services[0]!;
      return yearlyCost(plans![0]!, 5, 10_000, policy).least! + membershipFeeCents(plans![0]!);
    });
    return { ids: settled.map(({ id }) => id), costs };
  };
  const usual = policy.referencePrices['file-storage-sharing']! * 100;

  it('means a price a year, also where the plan is paid by the month or the quarter', () => {
    const budgeted = { ...need, budgetPerYear: 10 };
    expect(usual).toBeGreaterThan(10 * 100);
    for (const period of ['month', 'quarter', 'year'] as const) {
      const plan = { name: 'Groupe', period, maxAccounts: 20, maxGb: 100 } as Plan;
      const host = aDocument({ slug: 'alder', services: [anOffer({ plans: [plan] })] });
      const context = { topics: topicsOf([]), reference, policy, day: DAY };
      const [usualPrice] = serviceActions(host, context).filter(({ id }) => id === 'say-price');
      const priced = usualPrice!.apply(host).services[0]!.plans![0]!;
      expect([period, yearlyCost(priced, 5, 10_000, policy).least]).toEqual([period, usual]);
      const advice = adviserOn([budgeted]).advise(host, { day: DAY, documents: [host] }, 1);
      const ids = advice.targets.flatMap(({ actions }) => (actions ?? []).map(({ id }) => id));
      expect([period, ids.filter((id) => id.startsWith('say-price'))]).toEqual([period, ['say-price-within 10']]);
    }
  });

  it.each([
    ['a setup fee', { setupFee: 90 }],
    ['a membership fee', { membershipFee: 15 }],
    ['a price before tax', { taxIncluded: false }],
    ['all of them, by the month', { setupFee: 30, membershipFee: 10, taxIncluded: false, period: 'month' as const }],
  ])('stays within the budget with %s', (_, plan) => {
    const { costs } = advised(plan);
    expect(costs).toHaveLength(1);
    for (const cost of costs) expect(cost).toBeLessThanOrEqual(60 * 100);
  });

  it('names no price where what is known already is above the budget', () => {
    expect(advised({ setupFee: 600 }).ids).toEqual([]);
    expect(advised({ membershipFee: 70 }).ids).toEqual([]);
  });
});
