import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { jointNeed } from '../../src/recommendations/pools/joint-need.ts';
import { answerTo, FILES, files, filesFor, gist, host, imported, MAIL, mail } from '../support/answers.ts';
import { policy, reference } from '../support/matching.ts';

/** Nobody has said no, yet no adviser would name them among the first: what a list that is not whole says against a host. */

const creuse = { level: 'departement', code: '23' } as const;
const loire = { level: 'departement', code: '44' } as const;
const PRICE = { price: 'important' } as const;
const inCreuse = filesFor(PRICE, { territory: creuse });
const entry = (name: string, overrides: Partial<Host> = {}, fixed = 60): Host =>
  imported(name, '2026-05', [files({ fixed })], overrides);
const shownIn = ({ shown }: Match) => shown.map(({ kind, hosts }) => `${kind} ${hosts.join(' ')}`);
/** Lists, then near misses with why. */
const places = (hosts: Host[], need: Need) => {
  const { fits, toCheck, nearMisses } = answerTo(hosts, need);
  return [fits, toCheck]
    .map((list) => list.map(({ host: slug }) => slug))
    .concat([nearMisses.map(({ host: slug, missing, because }) => `${slug} ${missing} ${because}`)]);
};

describe('An improbable host', () => {
  it('names other territories, audiences or languages: a near miss with the fact and the question', () => {
    const elsewhere = entry('Nantes', { serves: [loire] });
    const answer = answerTo([elsewhere, entry('Partout')], inCreuse);
    expect(gist(answer)).toMatchObject({
      fits: ['1 Partout'],
      nearMisses: ['Nantes dit travailler ici : Loire-Atlantique. Demandez-lui si c’est possible chez vous : Creuse.'],
      excluded: ['nantes: territory'],
    });
    expect(answer.excluded).toMatchObject({ count: 1, improbable: 1 });
    expect(answer.nearMisses[0]!.questions.map(({ code }) => code)).toContain('ask-territory');
    expect(shownIn(answer)).toEqual(['host partout']);
    expect(places([entry('Écoles', { audiences: ['schools'] })], filesFor(PRICE))).toEqual([
      [],
      [],
      ['écoles audience against'],
    ]);
    expect(places([entry('Anglais', { languages: ['en'] })], filesFor(PRICE, { language: 'fr' }))).toEqual([
      [],
      [],
      ['anglais language against'],
    ]);
  });

  it('is one that says no where its list is whole, and one to check where a part of the place is served', () => {
    const named = { serves: [loire] };
    expect(places([host('Nantes', [files({ fixed: 60 })], named)], inCreuse)[2]).toEqual(['nantes territory no']);
    const region = filesFor(PRICE, { territory: { level: 'region', code: '52' } });
    expect(places([entry('Nantes', named)], region)).toEqual([[], ['nantes'], []]);
  });

  it('sits in another country and does not say where it works; nothing of that counts without a place', () => {
    const far = entry('Loin', { seat: { country: 'CA' } });
    const { nearMisses } = answerTo([far], inCreuse);
    expect(nearMisses[0]!.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(
      'Loin est installé ailleurs (Canada), et ne dit pas où il travaille. Demandez-lui si c’est possible chez vous : Creuse.',
    );
    expect(places([{ ...far, serves: [{ level: 'world' }] }], inCreuse)[2]).toEqual([]);
    expect(places([far], filesFor(PRICE, { audience: 'any' }))).toEqual([['loin'], [], []]);
    const { seat: _, ...nowhere } = entry('Inconnu');
    expect(places([nowhere], inCreuse)).toEqual([[], ['inconnu'], []]);
  });

  it('has only plans that are too small or too dear, as far as they are known', () => {
    expect(places([entry('Cher', {}, 130)], filesFor(PRICE))).toEqual([[], [], ['cher budget against']]);
    expect(places([host('Cher', [files({ fixed: 130 })])], filesFor(PRICE))).toEqual([[], [], ['cher budget no']]);
    const both = imported('Mixte', '2026-05', [
      { ...files({ maxGb: 5 }), plans: [...files({ maxGb: 5 }).plans!, ...files({ fixed: 70 }).plans!] },
    ]);
    expect(places([both], filesFor(PRICE))[0]).toEqual(['mixte']);
  });

  it('on two counts, or beside a no, is only counted', () => {
    const twice = entry('Double', { serves: [loire], audiences: ['schools'] });
    const answer = answerTo([twice], inCreuse);
    expect([answer.nearMisses, answer.excluded.improbable, answer.excluded.byReason]).toEqual([
      [],
      1,
      { audience: 1, territory: 1 },
    ]);
    expect(answer.asked).toEqual([]);
    const asked = answerTo([twice], { ...inCreuse, hosts: ['double'] }).asked![0]!;
    expect([asked.state, asked.reasons]).toEqual(['improbable', ['territory', 'audience']]);
  });

  it('takes part in no combination and completes nobody', () => {
    const need: Need = {
      usages: [
        { usage: FILES, accounts: 1 },
        { usage: MAIL, accounts: 1 },
      ],
      territory: creuse,
    };
    const whole = { complete: ['services' as const] };
    const one = imported('Fichiers', '2026-05', [files({ fixed: 10 })], whole);
    const other = imported('Courriers', '2026-05', [mail({ fixed: 10 })], whole);
    expect(answerTo([one, other], need).combinations).toHaveLength(1);
    expect(answerTo([one, { ...other, audiences: ['schools'] }], need).combinations).toEqual([]);
  });

  it('of another country that serves the place is warned about where it says no language; who names its places is not asked where it is', () => {
    const world = { seat: { country: 'BE' }, serves: [{ level: 'world' as const }] };
    const cautions = (one: Host) =>
      answerTo([one], inCreuse).toCheck.concat(answerTo([one], inCreuse).fits)[0]!.cautions;
    expect(cautions(entry('Belge', world)).map(({ code }) => code)).toContain('language-unsaid');
    expect(cautions(entry('Belge', { ...world, languages: ['fr'] })).map(({ code }) => code)).not.toContain(
      'language-unsaid',
    );
    const near = filesFor({ proximity: 'important' }, { territory: creuse });
    const asked = (one: Host) => answerTo([one], near).fits[0]!.questions.map(({ code }) => code);
    expect(asked(entry('Ici', { seat: { country: 'FR' }, serves: [creuse] }))).not.toContain('ask-seat');
    expect(asked(entry('Quelque Part', { seat: { country: 'FR' } }))).toContain('ask-seat');
  });

  it('counts for relaxations: given up, it is listed', () => {
    const { relaxations } = answerTo([entry('Nantes', { serves: [loire] })], inCreuse);
    expect(relaxations.map(({ giveUp, count }) => [giveUp, count])).toEqual([[['territory'], 1]]);
  });
});

describe('Whom a need asks for', () => {
  it('are associations, unless it says otherwise; the answer says so', () => {
    const notes = (need: Need) => answerTo([entry('Partout')], need).notes.map(({ code }) => code);
    expect(notes(filesFor(PRICE))).toContain('audience-assumed');
    expect(notes(filesFor(PRICE, { audience: 'any' }))).not.toContain('audience-assumed');
    const schools = entry('Écoles', { audiences: ['schools'] });
    expect(places([schools], filesFor(PRICE, { audience: 'any' }))[0]).toEqual(['écoles']);
    expect(places([schools], filesFor(PRICE, { audience: 'schools' }))[0]).toEqual(['écoles']);
  });
});

describe('Whom a group asks for', () => {
  const joint = (...audiences: Need['audience'][]) => {
    const members = audiences.map((audience, at) => ({
      label: `Membre ${at}`,
      need: filesFor({}, audience ? { audience } : {}),
    }));
    return jointNeed(members, policy, reference).need.audience;
  };

  it('is what all ask for, said or not, and nobody in particular where they differ', () => {
    expect([joint(undefined, undefined), joint(undefined, 'associations'), joint('schools', 'schools')]).toEqual([
      undefined,
      'associations',
      'schools',
    ]);
    expect([joint(undefined, 'schools'), joint('associations', 'any')]).toEqual(['any', 'any']);
  });
});

describe('How much is open', () => {
  const openOf = (one: Host, need: Need = filesFor(PRICE)) => {
    const { fits, toCheck } = answerTo([one], need);
    return (fits[0] ?? toCheck[0])!.open;
  };
  const offering = (overrides: Partial<Host['services'][number]>): Host => {
    const { capacity: _, registration: __, ...service } = files({ fixed: 60 });
    return imported('Un', '2026-05', [{ ...service, ...overrides }]);
  };

  it('is nothing for places that nobody recorded, one for a waiting list', () => {
    expect(openOf(offering({}))).toBe(0);
    expect(openOf(offering({ registration: 'on-application' }))).toBe(0);
    expect(openOf(offering({ capacity: { state: 'waiting-list' } }))).toBe(1);
    expect(openOf(offering({ registration: 'open' }))).toBe(0);
  });

  it('is three for a usage that the list does not name, its price not counted again, one for anything else', () => {
    const both: Need = {
      ...filesFor(PRICE),
      usages: [
        { usage: FILES, accounts: 1 },
        { usage: MAIL, accounts: 1 },
      ],
    };
    expect(openOf(offering({}), both)).toBe(3);
    expect(openOf(offering({ plans: [] }))).toBe(2);
    const dear = filesFor(PRICE, { require: { commitments: [{ kind: 'closing-notice', atLeast: 30 }] } });
    expect(openOf(offering({}), dear)).toBe(1);
  });

  it('orders each list before the score does, and says what is left to ask', () => {
    const cheap = imported('Bon Marché', '2026-05', [{ ...files({ fixed: 10 }), capacity: { state: 'waiting-list' } }]);
    const { toCheck, comparisons } = answerTo([cheap, offering({})], filesFor(PRICE));
    expect(toCheck.map(({ name, rank }) => `${rank} ${name}`)).toEqual(['1 Un', '2 Bon Marché']);
    expect(comparisons[0]!.text).toMatch(/^Un passe avant Bon Marché, où il reste plus à savoir\./);
  });
});

describe('The order in which a reader sees answers', () => {
  const both: Need = {
    usages: [
      { usage: FILES, accounts: 1, storageGb: 10 },
      { usage: MAIL, accounts: 1 },
    ],
    budgetPerYear: 100,
    wish: { price: 'important' },
  };
  const part = (name: string, service: Host['services'][number]) => imported(name, '2026-05', [service]);

  it('puts two hosts whose prices are known before one of whom little is known, and counts them as one', () => {
    const vague = imported('Vague', '2026-05', [
      files({ fixed: undefined, maxGb: undefined }),
      mail({ fixed: undefined }),
    ]);
    const answer = answerTo(
      [part('Fichiers', files({ fixed: 10 })), part('Courriers', mail({ fixed: 10 })), vague],
      both,
    );
    expect(answer.combinations[0]).toMatchObject({ open: 0, unknownNeeds: [], before: 'vague' });
    expect(shownIn(answer)).toEqual(['together courriers fichiers', 'host vague', expect.any(String)]);
  });

  it('keeps one host before two that are worth no more', () => {
    const whole = imported('Tout', '2026-05', [files({ fixed: 10 }), mail({ fixed: 10 })]);
    const answer = answerTo(
      [whole, part('Fichiers', files({ fixed: 10 })), part('Courriers', mail({ fixed: 10 }))],
      both,
    );
    expect(shownIn(answer)[0]).toBe('host tout');
    expect(shownIn(answer).some((one) => one.startsWith('together'))).toBe(false);
  });

  it('shows near misses when nothing else is there, and puts one that lacks an amount before what is far from sure', () => {
    const dear = imported('Cher', '2026-05', [files({ fixed: 130 }, { usages: [FILES, MAIL] })]);
    expect(shownIn(answerTo([dear], both))).toEqual(['near-miss cher']);
    const partial = part('Fichiers', files({ fixed: 10 }));
    expect(shownIn(answerTo([dear, partial], both))).toEqual(['near-miss cher', 'host fichiers']);
  });
});
