import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCount, readMoney, readNumber, readYearly } from '../../src/ground/stated-numbers.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { nextStep, type Step } from '../../src/pages/asking/flow.ts';
import { resolvePlace, territoryIn } from '../../src/pages/asking/place.ts';
import { QUESTION_WORDS } from '../../src/pages/asking/question-words.ts';
import { ABOUT_PEOPLE, type Form, questionsFor, readForm, usagesMeant } from '../../src/pages/asking/questions.ts';
import { stepsFor } from '../../src/pages/asking/steps.ts';
import { toNeed } from '../../src/pages/need/answers.ts';
import { toolChoices } from '../../src/pages/need/choices.tsx';
import { mailFor, speakerOf } from '../../src/pages/parts/message.ts';
import { HOME } from '../../src/pages/words/site.ts';
import { typeset } from '../../src/pages/words/typeset.ts';
import { speakers } from '../support/answers.ts';
import { BRASS_BAND, BRASS_BAND_FORM, formOf } from '../support/guided.ts';
import { reference } from '../support/matching.ts';

const { territories } = reference;
const form = (values: Record<string, string | readonly string[]>): Form =>
  readForm(new URLSearchParams(formOf(values)));
const step = (
  values: Record<string, string | readonly string[]>,
  at: string | null,
  go: string | null = 'next',
): Step => nextStep(form(values), at, go, territories);
const asked = (...uses: string[]) => questionsFor(form({ use: uses })).map(({ name }) => name);
/** The screens of the questions, each with those that stand on it. */
const screens = (...uses: string[]) =>
  stepsFor(form({ use: uses })).map((step) => step.map(({ name }) => name).join(' + '));

describe('the questions', () => {
  it('are only those that the answers so far call for', () => {
    expect(screens('date-poll')).toEqual(['uses', 'today', 'budget', 'place', 'matters']);
    expect(screens('writing')).toEqual([
      'uses',
      'recipients + replies',
      'danger',
      'today',
      'budget',
      'place',
      'matters',
    ]);
    expect(screens('video-conferencing')).toEqual(['uses', 'meeting', 'today', 'budget', 'place', 'matters']);
    expect(screens('backup')).toContain('room');
    expect(asked('email-hosting')).not.toContain('people');
    expect(asked('beneficiary-tracking')).toContain('health');
  });

  it('are seven of files and mail: one goes for each that comes', () => {
    expect(screens('file-storage-sharing', 'email-hosting')).toEqual([
      'uses',
      'people + space',
      'mailboxes',
      'danger',
      'today + domain',
      'budget',
      'place',
    ]);
    const little = screens('file-storage-sharing');
    expect([little.length, little.at(-1)]).toEqual([7, 'matters']);
  });

  it('are one for each usage at most', () => {
    const sizes = /^(recipients|people|space|room|mailboxes|meeting|fillers)/;
    for (const use of [...reference.usages.keys(), 'writing'])
      expect([use, screens(use).filter((screen) => sizes.test(screen)).length <= 1]).toEqual([use, true]);
  });

  it('are eleven at most, as the first page says', () => {
    expect(screens(...reference.usages.keys(), 'writing')).toHaveLength(11);
    expect(HOME.fr.length).toContain('Onze questions au plus');
  });

  it('ask whether somebody would be in danger wherever data about people or their messages are held, and nowhere else', () => {
    const held = [...reference.usages.values()].flatMap(({ key, dataSensitivity }) =>
      dataSensitivity === 'low' ? [] : key,
    );
    expect(ABOUT_PEOPLE.flatMap(usagesMeant).sort()).toEqual(held.sort());
    expect(screens('website', 'date-poll')).not.toContain('danger');
  });

  it('ask for a domain name where addresses would end in it', () => {
    for (const use of ['email-hosting', 'website']) expect(screens(use)).toContain('today + domain');
    expect(screens('file-storage-sharing')).toContain('today');
  });

  it('ask how many people wherever a usage is counted by accounts, so that no size has to be supposed', () => {
    const counted = [...reference.usages.values()].filter(({ capacityUnits }) => capacityUnits.includes('accounts'));
    for (const { key } of counted)
      expect([key, asked(key).some((name) => ['people', 'mailboxes', 'fillers'].includes(name))]).toEqual([key, true]);
  });

  it('ask for the room of what takes much of it, and count people wherever they meet at once', () => {
    for (const use of ['file-storage-sharing', 'photo-gallery', 'video-publishing', 'audio-publishing', 'backup'])
      expect([use, asked(use).some((name) => name === 'space' || name === 'room')]).toEqual([use, true]);
    expect(asked('website')).not.toContain('room');
    for (const use of ['video-conferencing', 'audio-conferencing']) expect(asked(use)).toContain('meeting');
  });

  it('are one for somebody who does not know what is needed: where they are', () => {
    expect(asked('unknown')).toEqual(['uses', 'place']);
    expect(asked('unknown', 'website')).not.toEqual(['uses', 'place']);
  });

  it('follow one another, and may each be left open', () => {
    expect(step({ use: 'file-storage-sharing' }, 'uses').screen).toBe('people');
    const skipped = step({ use: 'file-storage-sharing', people: 'beaucoup', space: 'much' }, 'people', 'unknown');
    expect([skipped.screen, skipped.form]).toEqual(['danger', { use: ['file-storage-sharing'], space: ['much'] }]);
    const typed = step({ use: 'file-storage-sharing', people: '12' }, 'people', 'unknown');
    expect([typed.screen, typed.form.people, typed.form.space]).toEqual(['danger', ['12'], ['unknown']]);
    expect(typed.understood).toEqual([]);
    expect(step({ use: 'email-hosting', mailboxes: '12' }, 'mailboxes', 'unknown').form.mailboxes).toBeUndefined();
    expect(step({ use: 'file-storage-sharing' }, 'today').screen).toBe('budget');
    expect(step({ use: 'website' }, 'matters').screen).toBe('answer');
  });

  it('say of what was left without an answer how it is taken, but where a hint says so before', () => {
    const blank = (values: Record<string, string>, at: string) =>
      step({ use: ['file-storage-sharing', 'email-hosting'], ...values }, at).understood;
    expect(blank({}, 'danger')).toEqual([{ question: 'danger', isBlank: true }]);
    expect(step({ use: 'email-hosting' }, 'danger').form.sensitive).toEqual(['unknown']);
    expect(blank({ people: '12' }, 'people')).toEqual([{ question: 'space', isBlank: true }]);
    expect(blank({}, 'budget')).toEqual([{ question: 'budget', isBlank: true }]);
    expect(blank({ sensitive: 'unknown' }, 'danger')).toEqual([]);
    expect(blank({ domain: 'yes' }, 'today')).toEqual([]);
  });

  it('that stand only on the page with all of them lead back to the answer when one is changed', () => {
    const files = { use: ['file-storage-sharing', 'email-hosting'], space: 'medium' };
    expect(screens(...files.use).join()).not.toMatch(/growth|matters/);
    expect(step({ ...files, growth: 'much' }, 'growth').screen).toBe('answer');
    expect(step({ ...files, matters: 'near' }, 'matters').screen).toBe('answer');
    expect(asked('file-storage-sharing')).not.toContain('growth');
    expect(questionsFor(form(files)).map(({ name }) => name)).toContain('growth');
  });

  it('are asked again when the answer cannot be read, but not when going back', () => {
    expect(step({}, 'uses').faults).toEqual([{ question: 'uses', code: 'choose-one' }]);
    expect(step({ use: 'file-storage-sharing', people: 'x' }, 'people').faults[0]?.code).toBe('not-a-number');
    expect(step({ use: 'website', budget: '-3' }, 'budget').faults[0]?.code).toBe('not-an-amount');
    expect(step({ use: 'file-storage-sharing', people: 'x' }, 'people', 'back')).toMatchObject({
      screen: 'uses',
      faults: [],
    });
  });

  it('take ten usages, and a hundred characters of what is typed; both are told before', () => {
    const usages = [...reference.usages.keys()].slice(0, 11);
    const faultsAt = (values: Record<string, string | readonly string[]>, at: string) =>
      step(values, at).faults.map(({ code }) => code);
    const faultsOfUses = [10, 11].map((count) => faultsAt({ use: usages.slice(0, count) }, 'uses'));
    const some = form({ use: usages }).use!.length;
    expect([some, ...faultsOfUses]).toEqual([11, [], ['too-many']]);
    expect(QUESTION_WORDS.fr.questions.uses.hint).toContain('dix au plus');
    for (const name of ['recipients', 'people', 'mailboxes', 'meeting', 'fillers'] as const)
      expect(QUESTION_WORDS.fr.questions[name].hint).toContain('100 000 au plus');
    expect(QUESTION_WORDS.fr.questions.budget.hint).toContain('Un million au plus');
    expect(form({ place: 'a'.repeat(150) }).place).toEqual(['a'.repeat(100)]);
  });

  it('lead to no answer as long as one of them is at fault', () => {
    expect(step({ ...BRASS_BAND_FORM, budget: 'peu' }, 'matters', 'compare')).toMatchObject({
      screen: 'budget',
      faults: [{ code: 'not-an-amount' }],
    });
    expect(step({ ...BRASS_BAND_FORM, budget: 'peu' }, 'whole').screen).toBe('whole');
    expect(step(BRASS_BAND_FORM, 'whole').screen).toBe('answer');
  });

  it.each([
    ['nowhere', 'nothing'],
    [null, null],
    ['uses', 'to:nowhere'],
  ])('begin anew for %s and %s', (at, go) => {
    expect(step({}, at, go).screen).toBe('uses');
  });
});

describe('the tools of today', () => {
  const named = (...use: string[]) => toolChoices(form({ use }), reference);
  const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key);

  it('are a few that people know, of each usage in turn, the others one step away', () => {
    const { shown, others } = named('file-storage-sharing', 'email-hosting');
    expect(keys(shown).slice(0, 4)).toEqual(['google-drive', 'gmail', 'dropbox', 'orange-mail']);
    expect(keys(shown)).toContain('nextcloud');
    expect(shown.length).toBeLessThanOrEqual(10);
    expect(keys(others)).toContain('laposte-net');
    expect(new Set(keys([...shown, ...others])).size).toBe(shown.length + others.length);
  });

  it('serve what is looked for, also when a group is written to', () => {
    expect(keys(named('date-poll').shown)).toEqual(['doodle', 'framadate']);
    const writing = keys(named('writing').shown);
    expect(writing.slice(0, 3)).toEqual(['google-groups', 'mailchimp', 'gmail']);
    expect(writing).toEqual(expect.arrayContaining(['brevo', 'orange-mail', 'free-mail']));
  });
});

describe('a number', () => {
  it.each([
    ['12', 12],
    ['1 000', 1000],
    ['1\u202f000', 1000],
    ['60 €', 60],
    ['60,50', 60.5],
    ['60 euros', 60],
    ['douze', 12],
    ['-1', null],
    ['1e3', null],
    ['12,345', null],
    [undefined, undefined],
  ])('%j is %s', (typed, number) => {
    expect(readNumber(typed, true)).toBe(number);
  });
  it.each([
    ['15 par mois', 180],
    ['15 € / mois', 180],
    ['12,50 a month', 150],
    ['180 € par an', 180],
    ['180', 180],
    ['peu par mois', null],
    [undefined, undefined],
  ])('a budget of %j is %s a year', (typed, number) => expect(readYearly(typed)).toBe(number));
  it('of people has no decimals', () => expect(readNumber('1,5', false)).toBeNull());
});

describe('a number in words', () => {
  it.each([
    ['8 personnes', 8],
    ['Huit', 8],
    ['une dizaine', 10],
    ['trois douzaines', 36],
    ['quatre-vingt-dix-sept', 97],
    ['soixante et onze', 71],
    ['deux mille trois cents', 2300],
    ['une centaine de membres', 100],
    ['nous sommes 8', 8],
    ['a dozen', 12],
    ['twenty-five people', 25],
    ['two hundred and five', 205],
    ['about a hundred', 100],
    ['beaucoup', null],
    ['12 3', null],
    ['1e9', null],
    ['٣', null],
    ['🙂', null],
    ['<b>8</b>', null],
    ['toString', null],
    ['e'.repeat(5000), null],
  ])('%j is %s', (typed, value) => expect(readCount(typed)?.value ?? null).toBe(value));

  it.each(['entre 30 et 50', '30 à 50', 'de 30 à 50', '30-50', 'between thirty and fifty', '50 ou 30'])(
    'of two numbers is the larger one: %j',
    (typed) => expect(readCount(typed)).toEqual({ value: 50, isLarger: true }),
  );

  it.each([
    ['60 €/an maxi', 60],
    ['60 € maxi par an', 60],
    ['60€ max.', 60],
    ['jusqu’à 60 €', 60],
    ['≤ 60 € (par an)', 60],
    ['60 € à l’année', 60],
    ['gratuit', 0],
    ['rien', 0],
    ['zéro', 0],
    ['nothing', 0],
    ['15 par mois', 180],
    ['dix euros par mois', 120],
    ['180 €/an', 180],
    ['environ 100', 100],
    ['-5', null],
  ])('of euros a year: %j is %s', (typed, value) => expect(readMoney(typed)?.value ?? null).toBe(value));

  it.each([
    ['8 groupes de 6', 48],
    ['huit équipes de 6', 48],
    ['3 sections de 12 à 15', null],
    ['8 groupes', null],
    ['x6', null],
  ])('of several groups is what they make together: %j is %s', (typed, value) => {
    expect(readNumber(typed, false)).toBe(value);
    if (value !== null) expect(readCount(typed)?.ofGroups).toBe('together');
  });

  it.each(['8x6', '8 × 6 personnes', '8 x 6 €', '8 * 6'])(
    'of two numbers multiplied speaks of no groups: %j',
    (typed) => {
      const product = { value: 48, isLarger: false, isProduct: true };
      expect([readCount(typed), readMoney(typed)]).toEqual([product, product]);
      expect(readYearly(typed)).toBeNull();
      for (const [field, more] of [
        ['people', { use: 'file-storage-sharing', people: typed }],
        ['budget', { use: 'website', budget: typed }],
      ] as const) {
        const asked = step(more, field);
        expect(asked.faults).toEqual([{ question: field, code: 'product', value: 48 }]);
        expect(step({ ...asked.form } as never, field).form[field]).toEqual(['48']);
      }
    },
  );

  it.each(['40 € par groupe', '40 €/groupe/an', '40 € par an et par association', '40 € chacun', '40 € l’association'])(
    'of euros for each of several groups is known as such: %j',
    (typed) => expect(readMoney(typed)).toEqual({ value: 40, isLarger: false, ofGroups: 'each' }),
  );

  it('of groups alone, or of groups times euros, is never the whole: it is asked about', () => {
    const boxes = step({ use: 'email-hosting', mailboxes: '8 groupes' }, 'mailboxes');
    expect(boxes.faults).toEqual([{ question: 'mailboxes', code: 'groups-count', value: 8, groups: 8 }]);
    expect(step({ ...boxes.form } as never, 'mailboxes').faults[0]?.code).toBe('groups-count');
    const offered = step({ use: 'website', budget: '8 groupes' }, 'budget');
    expect(offered.faults).toEqual([{ question: 'budget', code: 'groups-paying', value: 8, groups: 8 }]);
    expect(step({ ...offered.form } as never, 'budget').faults[0]?.code).toBe('groups-paying');
    for (const budget of ['8 groupes de 40 €', '8 groupes x 40', '8 associations à 40 € par an']) {
      const asked = step({ use: 'website', budget }, 'budget');
      expect([budget, asked.faults]).toEqual([
        budget,
        [{ question: 'budget', code: 'groups-all', value: 320, groups: 8 }],
      ]);
      expect(step({ ...asked.form } as never, 'budget').form.budget).toEqual(['320']);
      expect(readYearly(budget)).toBeNull();
    }
    expect(readMoney('8 groupes x 40 € par mois')?.value).toBe(3840);
  });

  it('of several groups is asked about before it is taken', () => {
    const asked = step({ use: 'file-storage-sharing', people: '8 groupes de 6' }, 'people');
    expect(asked.faults).toEqual([{ question: 'people', code: 'groups-together', value: 48 }]);
    expect(step({ ...asked.form } as never, 'people').form.people).toEqual(['48']);
    const budget = step({ use: 'website', budget: '40 € par groupe' }, 'budget');
    expect(budget.faults).toEqual([{ question: 'budget', code: 'groups-each', value: 40 }]);
  });

  it('of euros for each group is never the whole: it is multiplied where the groups are known, else asked again', () => {
    const again = (one: Step, at: string, more: Record<string, string> = {}) =>
      step({ ...one.form, ...more } as never, at);
    const asked = step({ use: 'website', budget: '40 € par groupe' }, 'budget');
    expect(again(asked, 'budget').faults).toEqual([{ question: 'budget', code: 'groups-each', value: 40 }]);
    const counted = again(step({ use: 'file-storage-sharing', people: '8 groupes de 6' }, 'people'), 'people');
    const offered = again(counted, 'budget', { budget: '40 € par groupe' });
    expect(offered.faults).toEqual([{ question: 'budget', code: 'groups-all', value: 320, groups: 8 }]);
    const taken = again(offered, 'budget');
    expect([taken.screen, taken.form.budget]).toEqual(['place', ['320']]);
    expect(readYearly('40 € par groupe')).toBeNull();
  });

  it('is never less than nothing, whatever is typed, and digits stay what they are', () => {
    const pieces = ['un', 'cent', 'mille', 'entre', ' ', 'et', '-', '12', '€', 'par mois', 'constructor', '🙂', ','];
    const typed = fc.oneof(
      fc.string({ maxLength: 100, unit: 'grapheme' }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        for (const reading of [readCount(text), readMoney(text)])
          if (reading) expect(Number.isFinite(reading.value) && reading.value >= 0).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.nat(999_999), (number) => {
        expect(readCount(String(number))?.value).toBe(number);
        expect(readCount(`environ ${number.toLocaleString('fr-FR')} personnes`)?.value).toBe(number);
      }),
    );
  });

  it('is kept in digits and shown back on the next screen; plain digits are not', () => {
    const stepFor = (people: string) => step({ use: 'file-storage-sharing', people, space: 'little' }, 'people');
    expect(stepFor('entre 30 et 50')).toMatchObject({
      screen: 'danger',
      form: { people: ['50'] },
      understood: [{ question: 'people', value: 50, isLarger: true }],
    });
    expect(stepFor('50').understood).toEqual([]);
  });

  it('that is hardly believable is asked about once, and then taken', () => {
    const sent = { use: 'file-storage-sharing', people: 'cent mille' };
    const asked = step(sent, 'people');
    expect(asked.faults).toEqual([{ question: 'people', code: 'so-many', value: 100_000 }]);
    expect(asked.form.people).toEqual(['cent mille']);
    expect(step({ ...asked.form } as never, 'people')).toMatchObject({
      screen: 'danger',
      form: { people: ['100000'] },
    });
    expect(step({ ...asked.form, people: '90000' } as never, 'people').faults[0]?.code).toBe('so-many');
  });

  describe.each([
    ['recipients', 'writing', 'danger', 100_000],
    ['people', 'file-storage-sharing', 'danger', 100_000],
    ['mailboxes', 'email-hosting', 'danger', 100_000],
    ['fillers', 'shared-calendar', 'danger', 100_000],
    ['meeting', 'video-conferencing', 'today', 100_000],
    ['budget', 'website', 'place', 1_000_000],
  ] as const)('of %s that cannot be meant', (field, use, next, most) => {
    /** What is asked about a number, and what becomes of it once it is confirmed. */
    const confirmed = (number: string) => {
      const first = step({ use, [field]: number }, field);
      const second = step({ ...first.form } as never, field);
      return { asked: first.faults, screen: second.screen, taken: second.form[field], again: second.form };
    };

    it('is asked about, never refused: as many as we count, and what lies beyond', () => {
      expect(confirmed(`${most}`)).toMatchObject({
        ...{ asked: [{ question: field, code: 'so-many', value: most }], screen: next, taken: [`${most}`] },
      });
      const beyond = confirmed(`${most * 4}`);
      expect(beyond).toMatchObject({
        ...{ asked: [{ question: field, code: 'beyond', value: most * 4 }], screen: next, taken: [`${most}`] },
      });
      // What was confirmed is not asked about again before the answer.
      expect(step({ ...beyond.again } as never, 'matters').screen).toBe('answer');
    });

    it('is asked about where it is nothing, but a budget may be', () => {
      const nothing = confirmed('0');
      if (field === 'budget') expect(nothing).toMatchObject({ asked: [], taken: ['0'] });
      else
        expect(nothing).toMatchObject({
          ...{ asked: [{ question: field, code: 'none-at-all', value: 0 }], screen: next, taken: undefined },
        });
    });
  });
});

describe('the place', () => {
  const settle = (values: Record<string, string>) => resolvePlace(form(values), territories);

  it('is a département, or a commune by its name however it is typed', () => {
    expect(territoryIn(form({ place: 'departement:2A' }), territories)).toEqual({ level: 'departement', code: '2A' });
    expect(territoryIn(form({ place: 'departement:999' }), territories)).toBeUndefined();
    expect(settle({ commune: 'gueret' }).form).toEqual({ place: ['commune:23096'] });
  });

  it('is asked when several communes have the name, fewer when the département is said', () => {
    const { choices, faults } = settle({ commune: 'Saint-Martin' });
    expect(faults).toEqual([{ question: 'place', code: 'which-commune' }]);
    expect(choices.every(({ name }) => name === 'Saint-Martin')).toBe(true);
    expect(settle({ commune: 'Saint-Martin', place: 'departement:32' }).form).toEqual({ place: ['commune:32389'] });
    expect(settle({ commune: 'Saint-Martin', found: 'commune:32389' }).form).toEqual({ place: ['commune:32389'] });
    expect(settle({ commune: 'Xyzzy' }).faults[0]?.code).toBe('no-such-commune');
  });
});

describe('the place, as people type it', () => {
  const settle = (commune: string) => resolvePlace(form({ commune }), territories);

  it.each([
    ['29', 'departement:29'],
    ['2a', 'departement:2A'],
    ['974', 'departement:974'],
    ['Finistère', 'departement:29'],
    ['finistere', 'departement:29'],
    ['29000', 'commune:29232'],
    ['29200 Brest', 'commune:29019'],
    ['Brest (29)', 'commune:29019'],
    ['Paris', 'commune:75056'],
    ['Paris 12', 'commune:75056'],
    ['Lyon 3ème', 'commune:69123'],
    ['75012', 'commune:75056'],
    ['12e arrondissement de Paris', 'commune:75056'],
    ['St-Étienne (42)', 'commune:42218'],
    ['l’Ain', 'departement:01'],
    ['Occitanie', 'region:76'],
  ])('%j is %s', (typed, place) => expect(settle(typed).form).toEqual({ place: [place] }));

  it('gives a choice where several communes share a postal code, or a name', () => {
    const shared = settle('01000');
    expect(shared.faults[0]?.code).toBe('which-postal-code');
    expect(shared.choices.map(({ name }) => name)).toEqual(['Bourg-en-Bresse', 'Saint-Denis-lès-Bourg']);
    // A town may be meant by the name of a département.
    expect(settle('Mayenne').choices.map(({ level }) => level)).toEqual(['departement', 'commune']);
  });

  it('is the département of that name, not the village far away', () => {
    for (const typed of ['la Creuse', 'Creuse', 'creuse'])
      expect(settle(typed).form).toEqual({ place: ['departement:23'] });
    expect(resolvePlace(form({ commune: 'Creuse', place: 'departement:80' }), territories).form).toEqual({
      place: ['commune:80225'],
    });
  });

  it('has the largest first among those of one name, and the whole name before longer ones', () => {
    const [largest] = settle('Saint-Denis').choices;
    expect(`${largest?.level}:${largest?.code}`).toBe('commune:97411');
    expect(settle('Nantes').form).toEqual({ place: ['commune:44109'] });
    expect(settle('Nante').choices[0]?.code).toBe('44109');
    expect(
      territories
        .search('nantes')
        .slice(0, 2)
        .map(({ code }) => code),
    ).toEqual(['44109', '38273']);
    expect(
      territories
        .search('saint denis')
        .slice(0, 2)
        .map(({ code }) => code),
    ).toEqual(['97411', '93066']);
  });

  it('proposes what resembles a name with a slip, and never takes it unasked', () => {
    const slip = settle('Quimpr');
    expect(slip.faults[0]?.code).toBe('resembling-commune');
    expect(slip.choices[0]?.name).toBe('Quimper');
    expect(resolvePlace(form({ commune: 'Quimpr', found: 'commune:29232' }), territories).form).toEqual({
      place: ['commune:29232'],
    });
    expect(settle('29999').choices.map(({ code }) => code)).toEqual(['29']);
    expect(settle('29999').faults[0]?.code).toBe('resembling-postal-code');
    expect(settle('97499').choices.map(({ code }) => code)).toEqual(['974']);
  });

  it.each([
    ['Bénévan l’abaye', 'Bénévent-l’Abbaye'],
    ['Saint Etiene', 'Saint-Étienne'],
    ['Limoge', 'Limoges'],
    ['Chateau-Gontié sur Mayene', 'Château-Gontier-sur-Mayenne'],
  ])('is proposed where no place has exactly the name, however it is written: %s', (commune, meant) => {
    const { faults, choices } = settle(commune);
    expect(faults).toEqual([{ question: 'place', code: 'resembling-commune' }]);
    expect(choices.map(({ name }) => name.replaceAll("'", '’'))).toContain(meant);
  });

  it('is no finer than the département where a leak would harm people, under each code that a commune has had', () => {
    const [before, today] = ['74011', '74010'].map((code) => ({ level: 'commune' as const, code }));
    for (const [said, told] of [
      [before, today],
      [today, before],
      [today, today],
    ] as const)
      for (const say of Object.values(speakers))
        expect(speakerOf({ territory: said!, sensitive: true }, say, territories).territory(told!)).toBe(
          'Haute-Savoie',
        );
  });

  it('is looked for everywhere when the chosen département has no such commune', () =>
    expect(resolvePlace(form({ commune: 'Brest', place: 'departement:23' }), territories).form).toEqual({
      place: ['commune:29019'],
    }));

  it.each(['<b>', '🙂', '-1', '1e9', '٣', 'x'.repeat(5000), '99', '00000', 'constructor'])(
    'that does not exist is said so, and stays as typed: %j',
    (typed) => {
      const { faults, form: kept } = settle(typed);
      expect(faults[0]?.question).toBe('place');
      expect(kept.commune).toEqual([typed.slice(0, 100)]);
    },
  );
});

describe('the need', () => {
  const need = (values: Record<string, string | readonly string[]>) => {
    const answers = form(values);
    return toNeed(answers, territoryIn(answers, territories), reference);
  };

  it('of the brass band is the one of the guide', () => expect(need(BRASS_BAND_FORM)).toEqual(BRASS_BAND));

  it('leaves out what is not known, and keeps a budget of nothing', () => {
    expect(need({ use: 'website' })).toEqual({ usages: [{ usage: 'website' }] });
    expect(need({ use: 'website', budget: '0' }).budgetPerYear).toBe(0);
    expect(need({ use: 'file-storage-sharing', space: 'unknown' }).usages).toEqual([{ usage: 'file-storage-sharing' }]);
  });

  it('counts the same people for all that goes by accounts, but mailboxes, which are asked for themselves', () => {
    const usages = ['file-storage-sharing', 'shared-contacts', 'email-hosting', 'date-poll'];
    expect(need({ use: usages, people: '8' }).usages).toEqual([
      { usage: 'file-storage-sharing', accounts: 8 },
      { usage: 'shared-contacts', accounts: 8 },
      { usage: 'email-hosting' },
      { usage: 'date-poll' },
    ]);
    expect(need({ use: usages, people: '8', mailboxes: '2' }).usages[2]).toEqual({
      usage: 'email-hosting',
      accounts: 2,
    });
    expect(need({ use: 'forum' }).usages).toEqual([{ usage: 'forum' }]);
  });

  it('has who fills the calendar apart from who uses the rest', () => {
    const usages = need({ use: ['file-storage-sharing', 'shared-calendar'], people: '12', fillers: '3' }).usages;
    expect(usages.map(({ accounts }) => accounts)).toEqual([12, 3]);
  });

  it('tells whether there is a domain name', () => {
    const told = (domain: string) => need({ use: 'website', domain }).hasDomainName;
    expect(['yes', 'no', 'unknown'].map(told)).toEqual([true, false, undefined]);
  });

  it('has the room of what takes much of it, and of a call how many speak at once', () => {
    expect(need({ use: ['photo-gallery', 'backup', 'website'], room: 'medium' }).usages).toEqual([
      { usage: 'photo-gallery', storageGb: 100 },
      { usage: 'backup', storageGb: 100 },
      { usage: 'website' },
    ]);
    expect(need({ use: 'photo-gallery', room: 'unknown' }).usages).toEqual([{ usage: 'photo-gallery' }]);
    expect(need({ use: 'audio-conferencing', meeting: '9' }).usages).toEqual([
      { usage: 'audio-conferencing', amounts: { 'simultaneous-participants': 9 } },
    ]);
  });

  it('grows by what is added each year, once the space of today is known', () => {
    const files = (values: Record<string, string>) => need({ use: 'file-storage-sharing', ...values }).usages[0];
    const grown = (growth: string) => files({ space: 'medium', growth });
    expect([grown('a-little'), grown('much')]).toMatchObject([{ growthGbPerYear: 10 }, { growthGbPerYear: 50 }]);
    for (const growth of ['no', 'unknown', 'constructor'])
      expect(grown(growth)).toEqual({ usage: 'file-storage-sharing', storageGb: 30 });
    expect(files({ space: 'unknown', growth: 'much' })).toEqual({ usage: 'file-storage-sharing' });
  });

  it('names the tools of today, and nothing when the question is passed over', () => {
    expect(need({ use: 'website', tool: ['wix', 'wix', 'ovhcloud'] }).currentTools).toEqual(['wix', 'ovhcloud']);
    expect(need({ use: 'website' })).not.toHaveProperty('currentTools');
    expect(step({ use: 'date-poll', tool: 'doodle' }, 'today', 'unknown').form.tool).toBeUndefined();
    expect(step({ use: 'website', tool: 'wix' }, 'today', 'unknown').form.tool).toEqual(['wix']);
  });

  it('tells lists from newsletters by who answers', () => {
    const usage = (replies: string) => need({ use: 'writing', replies }).usages[0]?.usage;
    expect(['everybody', 'only-us', 'unknown'].map(usage)).toEqual(['mailing-lists', 'newsletter', 'mailing-lists']);
  });

  it('takes health data as such only when they are said to be there', () => {
    expect(need({ use: 'beneficiary-tracking', health: 'yes' }).holdsHealthData).toBe(true);
    const inDanger = ['yes', 'no', 'unknown'].map(
      (sensitive) => need({ use: 'beneficiary-tracking', sensitive }).sensitive,
    );
    expect(inDanger).toEqual([true, undefined, 'unknown']);
    expect(need({ use: 'beneficiary-tracking', health: 'unknown' }).holdsHealthData).toBeUndefined();
  });

  it('wishes for all that matters', () => {
    expect(need({ use: 'website', matters: ['price', 'warned', 'leave', 'free', 'moving', 'nonsense'] }).wish).toEqual({
      price: 'important',
      commitments: { 'closing-notice': 'important', 'self-service-export': 'important' },
      criteria: { 'free-software-only': 'important' },
      support: { migration: 'important' },
    });
  });
});

it('the message says who asks, for what, and every open question', () => {
  const { body } = mailFor(BRASS_BAND, ['Reste-t-il des places ?'], speakers.fr);
  expect(body.replaceAll('\u00a0', ' ')).toBe(`Bonjour,
Nous sommes une association (Creuse). Nous cherchons un hébergeur pour :
- fichiers partagés (12 personnes, environ 30 Go)
- boîtes mail au nom de l’association (4 boîtes)
Nous pouvons payer 60 € par an.
Pouvez-vous nous accueillir ?
Pouvez-vous aussi nous dire :
- Reste-t-il des places ?
Merci d’avance,
[votre nom et celui de l’association]`);
});

it('the message tells one person, one mailbox, and how much is added each year', () => {
  const one: Need = {
    usages: [
      { usage: 'file-storage-sharing', accounts: 1, storageGb: 30, growthGbPerYear: 10 },
      { usage: 'email-hosting', accounts: 1 },
    ],
  };
  const lines = (language: 'fr' | 'en') => mailFor(one, [], speakers[language]).body.replaceAll('\u00a0', ' ');
  expect(lines('fr')).toContain('- fichiers partagés (1 personne, environ 30 Go, 10 Go de plus chaque année)\n');
  expect(lines('fr')).toContain('(1 boîte)');
  expect(lines('en')).toContain('- shared files (1 person, about 30 GB, 10 GB more each year)\n');
});

it('a message without an open question still asks whether the host would have us', () => {
  const { body } = mailFor(BRASS_BAND, [], speakers.fr);
  expect(body.replaceAll('\u00a0', ' ')).toContain('par an.\nPouvez-vous nous accueillir ?\nMerci d’avance,');
});

it('French words break at no line before a double sign', () => {
  const words = typeset({ a: 'Pourquoi ?', b: ['« Oui » : 3 €'], c: (x: string) => `${x} !` });
  expect([words.a, words.b[0], words.c('Ah')]).toEqual([
    'Pourquoi\u00a0?',
    '«\u00a0Oui\u00a0»\u00a0: 3\u00a0€',
    'Ah\u00a0!',
  ]);
});
