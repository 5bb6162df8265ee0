import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Plan } from '../../src/documents/service.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { answerTo, FILES, files, imported, MAIL, mail, saidOf } from '../support/answers.ts';

/** Prices as people mean them, addresses in one’s own name, and needs where a leak would harm people. */

type Parts = { [K in keyof Plan]?: Plan[K] | undefined };
const entry = (plan: Parts, overrides: Partial<Host> = {}): Host => imported('Un', '2026-05', [files(plan)], overrides);
const of = (accounts: number, more: Partial<Need> = {}): Need => ({
  usages: [{ usage: FILES, accounts, storageGb: 10 }],
  budgetPerYear: 500,
  wish: { price: 'important' },
  ...more,
});
const hostIn = (host: Host, need: Need) => {
  const { fits, toCheck } = answerTo([host], need);
  return (fits[0] ?? toCheck[0])!;
};
const codes = (host: Host, need: Need) => hostIn(host, need).questions.map(({ code }) => code);

describe('A price', () => {
  it('for one person is paid by each, and for the organisation once', () => {
    const person = hostIn(entry({ fixed: 15, for: 'person' }), of(12));
    expect(person.cost).toMatchObject({ perYear: 180, for: 'person' });
    expect(hostIn(entry({ fixed: 15 }), of(12)).cost).toMatchObject({ perYear: 15, for: 'organisation' });
    const dear = answerTo([entry({ fixed: 15, for: 'person' })], of(12, { budgetPerYear: 100 }));
    expect(dear.nearMisses).toMatchObject([{ missing: 'budget', params: { missing: 80 } }]);
  });

  it('of which nobody says whom it is for is asked about, where that changes what is due', () => {
    const unsaid = entry({ fixed: 35, for: undefined });
    expect(hostIn(unsaid, of(12)).cost).toMatchObject({ perYear: 35, exact: false });
    expect(saidOf(answerTo([unsaid], of(12)), 'Un')).toContain(
      '? Votre prix vaut-il pour toute l’association, ou pour chaque personne ?',
    );
    for (const [plan, people] of [
      [{ fixed: 35, for: undefined }, 1],
      [{ fixed: 0, for: undefined }, 12],
      [{ fixed: 35, for: undefined, perAccount: 0 }, 12],
      [{ fixed: 35 }, 12],
    ] as const)
      expect(codes(entry(plan), of(people))).not.toContain('ask-price-for');
  });

  it('of accounts above the included ones is unknown where none is told: the rest is the least of it', () => {
    const ten = entry({ fixed: 35, includedAccounts: 10 });
    expect(hostIn(ten, of(12)).cost).toMatchObject({ perYear: null, exact: false, floor: 35 });
    expect(hostIn(ten, of(10)).cost).toMatchObject({ perYear: 35 });
    expect(hostIn(entry({ fixed: 35, includedAccounts: 10, perAccount: 2 }), of(12)).cost.perYear).toBe(39);
  });

  it('with a membership of free amount counts its floor against a ceiling, and shows the advice', () => {
    const cost = (membershipFree: Plan['membershipFree']) => hostIn(entry({ fixed: 10, membershipFree }), of(2)).cost;
    expect(cost({ advised: 20, floor: 5 })).toMatchObject({ perYear: 30, exact: false, floor: 15 });
    expect(cost({ floor: 5 })).toMatchObject({ perYear: 15, exact: false });
    expect(cost({})).toMatchObject({ perYear: null, exact: false, floor: 10 });
    const within = answerTo([entry({ fixed: 10, membershipFree: { advised: 20 } })], of(2, { budgetPerYear: 12 }));
    expect(within.nearMisses).toEqual([]);
    expect(codes(entry({ fixed: 0, for: undefined, membershipFree: { advised: 20 } }), of(12))).toContain(
      'ask-price-for',
    );
  });

  it('that is due once is told as it is paid, beside its share of a year', () => {
    const { cost } = hostIn(entry({ fixed: 0, setupFee: 35 }), of(2));
    expect([cost.once, cost.perYear]).toEqual([35, 11.67]);
  });
});

describe('Mail in one’s own name', () => {
  const need: Need = { usages: [{ usage: MAIL, accounts: 4 }] };
  const offering = (ownDomain: boolean | undefined): Host => {
    const { ownDomain: _, ...service } = mail({ fixed: 10 });
    const website = 'https://www.zebre.example/';
    return imported('Un', '2026-05', [ownDomain === undefined ? service : { ...service, ownDomain }], { website });
  };

  it('is a question where nobody says whether it is possible, and a caution where it is not', () => {
    expect(codes(offering(undefined), need)).toContain('ask-own-domain');
    expect(codes(offering(true), need)).not.toContain('ask-own-domain');
    expect(codes(offering(false), need)).not.toContain('ask-own-domain');
    expect(saidOf(answerTo([offering(false)], need), 'Un')).toContain(
      '! Vos adresses finiraient par @zebre.example : elles ne seraient pas à votre nom.',
    );
    expect(codes(entry({ fixed: 10 }), of(2))).not.toContain('ask-own-domain');
  });
});

describe('A need where a leak would harm people', () => {
  const known = { contact: { email: 'contact@un.example' } };
  const inFrance = (host: Host): Host => ({
    ...host,
    services: host.services.map((service) => ({ ...service, dataCountry: 'FR' })),
  });
  const SENSITIVE = ['ask-who-reads', 'ask-encrypted', 'ask-commitment', 'ask-authorities'];

  it('asks each host four things, beside the first two questions', () => {
    const asked = codes(entry({ fixed: 10 }), of(2, { sensitive: true }));
    expect(asked).toEqual(expect.arrayContaining(SENSITIVE));
    expect(asked.indexOf('ask-who-reads')).toBeLessThanOrEqual(2);
    expect(codes(entry({ fixed: 10 }), of(2, { sensitive: 'unknown' }))).toEqual(expect.arrayContaining(SENSITIVE));
    expect(codes(entry({ fixed: 10 }), of(2, { sensitive: false }))).not.toContain('ask-who-reads');
  });

  it('wishes by itself for what protects them, unless it says otherwise', () => {
    const points = (need: Need) =>
      hostIn(entry({ fixed: 10 }), need).contributions.map((one) => `${one.criterion} ${one.points}`);
    const protects = ['criterion:hosted-in-eu 2', 'criterion:no-profiling 2', 'criterion:root-access-alone 2'];
    expect(points(of(2, { sensitive: true }))).toEqual([...protects, 'price 2']);
    expect(points(of(2, { sensitive: 'unknown' }))).toEqual(['price 2']);
    const own = of(2, { sensitive: true, wish: { price: 'important', criteria: { 'no-profiling': 'not-important' } } });
    expect(points(own)).not.toContain('criterion:no-profiling 2');
    const { wish: _, ...silent } = of(2, { sensitive: true });
    expect(points(silent)).toEqual(expect.arrayContaining([...protects, 'commitment:closing-notice 1']));
  });

  it('never puts first a host that nobody saw, that cannot be written to, or whose data are nobody knows where', () => {
    const good = inFrance(imported('Bon', '2026-05', [files({ fixed: 400 })], known));
    const cheap = files({ fixed: 1 });
    for (const held of [
      inFrance(
        imported(
          'Vieux',
          '2019',
          [{ ...cheap, plans: cheap.plans!.map((plan) => ({ ...plan, observedOn: '2026-05' })) }],
          known,
        ),
      ),
      inFrance(imported('Muet', '2026-05', [cheap])),
      imported('Ailleurs', '2026-05', [cheap], known),
    ]) {
      const first = (need: Need, hosts = [held, good]) => answerTo(hosts, need).shown[0]?.hosts[0];
      expect([held.name, first(of(2, { sensitive: true }))]).toEqual([held.name, 'bon']);
      expect([held.name, answerTo([held, good], of(2, { sensitive: true })).fits[0]!.host]).toEqual([held.name, 'bon']);
      expect([held.name, first(of(2, { sensitive: true }), [held])]).toEqual([held.name, undefined]);
    }
    expect(answerTo([inFrance(imported('Muet', '2026-05', [cheap])), good], of(2)).shown[0]!.hosts).toEqual(['muet']);
  });
});
