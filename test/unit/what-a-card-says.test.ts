import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { fitLineOf, whyOf } from '../../src/pages/answer/card-lines.ts';
import { shownIn } from '../../src/pages/answer/shown.ts';
import { fullness } from '../../src/pages/parts/contact.tsx';
import { mailFor } from '../../src/pages/parts/message.ts';
import { domainFor, priceInShort, shownPrice } from '../../src/pages/parts/price.ts';
import { answerTo, FILES, files, filesFor, gist, host, MAIL, mail, speakers } from '../support/answers.ts';
import { anOffer, aPlan } from '../support/documents.ts';
import { DAY } from '../support/matching.ts';

/** What the cards of an answer say of prices, questions and places, and what their messages ask. */

const say = speakers.fr;
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const proposals = (hosts: Host[], need: Need) =>
  shownIn({ match: answerTo(hosts, need), need, bySlug: new Map(hosts.map((one) => [one.slug, one])), say });
const both: Need = {
  usages: [
    { usage: FILES, accounts: 4, storageGb: 10 },
    { usage: MAIL, accounts: 4 },
  ],
  budgetPerYear: 60,
  wish: { price: 'important' },
};

describe('Several hosts on one card', () => {
  const pair = () =>
    proposals(
      [host('Fichiers', [files({ fixed: 12 })]), host('Courriers', [mail({ fixed: 18 }, { ownDomain: true })])],
      both,
    )[0]!;

  it('say what each of them costs', () => {
    const { hosts } = pair();
    expect(hosts.map((one) => [one.host.name, plain(one.price!)]).sort()).toEqual([
      ['Courriers', '18 € par an'],
      ['Fichiers', '12 € par an'],
    ]);
    const onQuote = proposals(
      [host('Fichiers', [files({ fixed: undefined, onQuote: true })]), host('Courriers', [mail({ fixed: 18 })])],
      both,
    )[0]!;
    expect(Object.fromEntries(onQuote.hosts.map((one) => [one.host.name, one.price && plain(one.price)]))).toEqual({
      Courriers: '18 € par an',
      Fichiers: undefined,
    });
  });

  it('are each told the budget of all', () => {
    for (const { need, budgetOfAll } of pair().hosts) {
      const body = plain(mailFor(need, [], say, { budgetOfAll }).body);
      expect(body).toContain('Nous pouvons payer 60 € par an en tout, pour tous les hébergeurs.');
    }
    const alone = plain(mailFor(both, [], say, { budgetOfAll: 60 }).body);
    expect(alone).toContain('Nous pouvons payer 60 € par an.');
    expect(alone).not.toContain('en tout');
    expect(plain(mailFor({ usages: both.usages }, [], say, { budgetOfAll: 0 }).body)).toContain(
      'Nous ne pouvons rien payer.',
    );
  });
});

describe('A price', () => {
  const cost = { exact: true, floor: null };
  const told = (perYear: number, once: number) => {
    const { text, note } = shownPrice({ ...cost, perYear, once }, null, say);
    return plain(text + note);
  };
  it('that is due once is told as it is paid', () => {
    expect(told(11.67, 35)).toBe('35 € une seule fois');
    expect(told(30, 60)).toBe('30 € par an, dont 60 € à payer une fois, au début');
    expect(told(46.67, 35)).toBe('46,67 € par an, dont 35 € à payer une fois, au début');
  });

  it('that is due once is a sum for each year only where it is above the budget of one', () => {
    const beside = (budget: number) => {
      const { text, note } = shownPrice({ ...cost, perYear: 11.67, once: 35 }, budget, say);
      return plain(text + note);
    };
    expect(beside(60)).toBe('35 € une seule fois');
    expect(beside(20)).toBe('35 € une seule fois, soit 11,67 € par an sur 3 ans');
    expect(beside(10)).toBe('35 € une seule fois, soit 11,67 € par an sur 3 ans, 1,67 € de plus que vos 10 €');
  });

  it('that is due once is no price a year in a reason, a question, beside another, or of a part', () => {
    const once = { fixed: 0, setupFee: 35 };
    const telling = (hosts: Host[], need: Need) => {
      const answer = answerTo(hosts, need);
      const cards = proposals(hosts, need);
      const texts = cards.flatMap(({ cost, budget, price, reasons, hosts: told, covered, toAsk }) => [
        ...Object.values(shownPrice(cost, budget, say, { usages: [...covered, ...toAsk] })),
        ...[priceInShort(cost, say), price, ...reasons.map(({ text }) => text)],
        ...told.flatMap((one) => [one.price ?? '', ...one.questions.map(({ text }) => text)]),
      ]);
      const all = [...texts, ...JSON.stringify(gist(answer)).split('","')].map(plain);
      expect(all.filter((text) => text.includes('11,67'))).toEqual([]);
      expect(all.filter((text) => text.includes('35 € une seule fois')).length).toBeGreaterThan(0);
      return { answer, all };
    };
    const sure = telling([host('Un', [files(once)])], { ...filesFor({ price: 'important' }), budgetPerYear: 60 });
    expect(sure.all).toContain('Le prix est de 35 € une seule fois : il tient dans votre budget.');
    expect(sure.answer.fits[0]!.cost).toMatchObject({ perYear: 11.67, once: 35 });
    telling([host('Un', [files(once)])], { usages: filesFor({}).usages });
    telling([host('Deux', [files({ ...once, observedOn: '2019' })])], filesFor({ price: 'important' }));
    telling([host('Un', [files(once), mail({ fixed: undefined, onQuote: true })])], both);
    const pair = telling([host('Un', [files(once)]), host('Deux', [mail({ fixed: 0 })])], both);
    expect(pair.answer.combinations[0]).toMatchObject({ once: 35, perYear: 11.67 });
    telling([host('Un', [files(once)]), host('Deux', [mail({ fixed: undefined, onQuote: true })])], both);
  });

  it('that is taxed is due once with its tax', () => {
    const { fits } = answerTo(
      [host('Un', [files({ fixed: 0, setupFee: 30, taxIncluded: false })])],
      filesFor({ price: 'important' }),
    );
    expect(fits[0]!.cost).toMatchObject({ perYear: 12, once: 36 });
  });
});

describe('A price of long ago', () => {
  const asked = (plan: Parameters<typeof files>[0], accounts: number, language: 'fr' | 'en' = 'fr') => {
    const need: Need = { usages: [{ usage: FILES, accounts }], budgetPerYear: 120, wish: { price: 'important' } };
    const hosts = [
      host('Un', [files({ observedOn: '2019-05', ...plan })], { confirmedByHost: false, confirmedOn: null }),
    ];
    const { questions } = answerTo(hosts, need, language).toCheck[0]!;
    return plain(questions.find(({ code }) => code.startsWith('ask-price'))!.text);
  };

  it('that was free to choose is asked about as such, and never as a sum that was due', () => {
    const free = { fixed: undefined, freeAmount: { advised: 15, floor: 0 }, for: 'person' } as const;
    expect(asked(free, 25)).toBe('Votre prix est-il toujours libre, avec 15 € conseillés par personne et par an ?');
    expect(asked(free, 25, 'en')).toBe(
      'Is your price still for us to choose, with €15 suggested for each person a year?',
    );
    expect(asked({ fixed: undefined, freeAmount: { advised: 4 }, period: 'month' }, 5)).toBe(
      'Votre prix est-il toujours libre, avec 48 € conseillés par an ?',
    );
    expect(asked({ fixed: undefined, freeAmount: {} }, 5)).toBe('Votre prix est-il toujours libre ?');
    // Above the budget of 120 €.
    expect(asked({ fixed: undefined, freeAmount: { advised: 200 } }, 5)).toBe('Votre prix est-il toujours libre ?');
    expect(asked({ fixed: undefined, freeAmount: { floor: 150 } }, 5)).not.toContain('libre');
  });

  it('that is above the budget is asked anew, without the sum', () => {
    expect(asked({ fixed: 300 }, 5)).toBe('Quel est votre prix aujourd’hui ?');
    expect(asked({ fixed: 100 }, 5)).toBe('Le prix vu en mai 2019 était de 100 € par an : est-il toujours bon ?');
  });
});

describe('The third line', () => {
  const standing = (ownDomain: boolean | undefined) => {
    const one = host('Courriers', [mail({ fixed: 18 }, { ownDomain } as Partial<Host['services'][number]>)]);
    const need: Need = { usages: [{ usage: MAIL, accounts: 4 }], budgetPerYear: 60, wish: { price: 'important' } };
    return fitLineOf(proposals([one], need)[0]!, undefined, say);
  };
  it('never says that nothing is to be asked above a question', () => {
    expect(standing(undefined)).toMatchObject({ term: 'Convient', told: { text: 'une question dans le message.' } });
    expect(standing(true)).toMatchObject({ term: 'Convient', told: { text: 'rien à demander.' } });
  });
});

describe('A name of one’s own', () => {
  const need: Need = { usages: [{ usage: MAIL, accounts: 4 }], budgetPerYear: 60 };
  const domain = (...own: (boolean | undefined)[]) => {
    const hosts = own.map((ownDomain, place) =>
      host(`Hôte ${place}`, [mail({ fixed: 18 }, { ownDomain } as Partial<Host['services'][number]>)]),
    );
    return domainFor(answerTo(hosts, need), proposals(hosts, need));
  };
  it('is counted only where some mail that is shown may be in it', () => {
    expect([domain(true), domain(undefined), domain(false, true)]).toEqual([12, 12, 12]);
    expect(domain(false)).toBeNull();
    expect(domain(false, false)).toBeNull();
  });
});

describe('A service without places', () => {
  const on = (capacity: NonNullable<Host['services'][number]['capacity']>, day = DAY) => {
    const one = host('Un', [files({ fixed: 1 }, { capacity })]);
    return fullness({ host: one, services: ['nuage'], day });
  };
  it('is full only as long as its word holds, and until the day from which it has some', () => {
    expect(on({ state: 'full' })).toEqual({});
    expect(on({ state: 'full', until: '2026-01' })).toBeUndefined();
    expect(on({ state: 'full', openFrom: '2030-03' })).toEqual({ from: '2030-03' });
    expect(on({ state: 'full', openFrom: '2026-02' })).toBeUndefined();
    expect(on({ state: 'waiting-list' })).toBeUndefined();
    expect(on({ state: 'open' })).toBeUndefined();
  });
});

describe('What a near usage meets', () => {
  const NEWSLETTER = 'newsletter';
  const lists = anOffer({ slug: 'listes', name: 'listes', usages: ['mailing-lists'], plans: [aPlan({ fixed: 5 })] });
  const one = host('Un', [files({ fixed: 10 }), lists]);
  const asked = (priority?: 'could'): Need => ({
    usages: [
      { usage: FILES, accounts: 1 },
      { usage: NEWSLETTER, ...(priority && { priority }) },
    ],
    budgetPerYear: 60,
    wish: { price: 'important' },
  });

  it('is told as lost, and never as offered or done, by a card or by the answer', () => {
    const [card] = proposals([one], asked());
    expect(
      plain(
        whyOf(card!, say)
          .map(({ text }) => text)
          .join(),
      ),
    ).toBe('propose fichiers.');
    expect(card!.cautions.map(({ code }) => code)).toContain('near-usage');
    for (const need of [asked(), asked('could')]) {
      const { fits } = answerTo([one], need);
      expect(fits[0]!.cautions.map(({ code }) => code)).toContain('near-usage');
      expect(fits[0]!.reasons.map(({ code }) => code)).not.toContain('one-contact');
      expect(fits[0]!.reasons.map(({ code }) => code)).not.toContain('wished-usage-covered');
    }
    const [only] = proposals([host('Un', [lists])], { usages: [{ usage: NEWSLETTER }], budgetPerYear: 60 });
    expect(whyOf(only!, say)).toEqual([]);
    const pair = proposals([host('Un', [files({ fixed: 10 })]), host('Deux', [lists])], asked())[0]!;
    expect(pair.hosts).toHaveLength(2);
    expect(whyOf(pair, say)).toEqual([]);
  });

  it('is no reason less for what the host does offer', () => {
    const letters = anOffer({ slug: 'lettres', name: 'lettres', usages: [NEWSLETTER], plans: [aPlan({ fixed: 5 })] });
    const codes = (priority?: 'could') =>
      answerTo([host('Un', [files({ fixed: 10 }), letters])], asked(priority)).fits[0]!.reasons.map(({ code }) => code);
    expect(codes()).toContain('one-contact');
    expect(codes('could')).toContain('wished-usage-covered');
  });
});

describe('A host that one thing keeps out', () => {
  it('tells what one would have instead of a usage', () => {
    const lists = anOffer({
      ...{ slug: 'listes', name: 'listes', usages: ['mailing-lists'] },
      plans: [aPlan({ fixed: 200 })],
    });
    const need: Need = {
      usages: [{ usage: 'newsletter', amounts: { subscribers: 10 } }],
      budgetPerYear: 60,
      wish: { price: 'important' },
    };
    const one = host('Listes', [lists], { confirmedByHost: false });
    const [miss] = answerTo([one], need).nearMisses;
    expect(miss).toMatchObject({ missing: 'budget', lost: [{ usage: 'newsletter', via: 'mailing-lists' }] });
    expect(proposals([one], need)[0]!.cautions.map(({ text }) => text)).toEqual([
      expect.stringContaining('une liste où vous seuls écrivez'),
    ]);
  });
});
