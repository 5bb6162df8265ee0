import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { adviserOn, announced, reallyStands } from '../support/advice.ts';
import { answerTo, FILES, files, filesFor, imported, saidOf } from '../support/answers.ts';
import { anOffer, aPlan } from '../support/documents.ts';
import { DAY } from '../support/matching.ts';

/** A usage may be met by the service of a near one, with what is lost: `alsoMetBy` of the vocabulary. */

const LISTS = 'mailing-lists';
const LETTER = 'newsletter';
const service = (usage: string, fixed: number, limits?: Record<string, number>) =>
  anOffer({
    slug: usage,
    name: usage,
    usages: [usage],
    plans: [aPlan({ name: usage, fixed, ...(limits && { limits }) })],
  });
const entry = (name: string, ...services: Host['services']): Host => imported(name, '2026-05', services);
const need = (more: Partial<Need> = {}): Need => ({
  usages: [{ usage: LETTER, amounts: { subscribers: 600 } }],
  budgetPerYear: 60,
  wish: { price: 'important' },
  ...more,
});
const listed = (hosts: Host[], asked: Need) => {
  const { fits, toCheck } = answerTo(hosts, asked);
  return [...fits, ...toCheck].map(({ host, open }) => `${host} ${open}`);
};

describe('A near usage', () => {
  it('meets the usage at the price and within the limits of its own service, and is told with what is lost', () => {
    const answer = answerTo([entry('Listes', service(LISTS, 20, { subscribers: 1000 }))], need());
    const [host] = answer.fits;
    expect(host).toMatchObject({ host: 'listes', open: 1, cost: { perYear: 20 } });
    expect(host!.services).toEqual([
      {
        usage: LETTER,
        service: LISTS,
        plan: LISTS,
        via: LISTS,
        lost: 'une liste où vous seuls écrivez : ni mise en page, ni chiffres',
      },
    ]);
    expect(host!.cautions[0]).toMatchObject({ code: 'near-usage', params: { usage: LETTER, via: LISTS } });
    expect(saidOf(answer, 'Listes')).toContain(
      '! Au lieu de ceci (lettre d’information), vous auriez une liste où vous seuls écrivez : ni mise en page, ni chiffres.',
    );
  });

  it('counts in the advice to a host as in the answer, for those who offer it and for the others', () => {
    const hosts = [entry('Lettre', service(LETTER, 30, { subscribers: 1000 })), entry('Listes', service(LISTS, 20))];
    const adviser = adviserOn([need()]);
    for (const host of hosts) {
      const { before } = adviser.advise(host, { day: DAY, documents: hosts }, 3).today[0]!;
      expect(announced(before)).toEqual(reallyStands(hosts, host, need()));
      expect(before.rank).not.toBeNull();
    }
  });

  it('has limits in the units of both only; other amounts are a question', () => {
    const small = entry('Petit', service(LISTS, 20, { subscribers: 100 }));
    expect(answerTo([small], need()).nearMisses).toMatchObject([
      { host: 'petit', missing: 'too-small', because: 'against' },
    ]);
    const letters: Need = need({ usages: [{ usage: LETTER, amounts: { 'messages-per-month': 4 } }] });
    const [host] = answerTo([entry('Listes', service(LISTS, 20))], letters).toCheck;
    expect(host!.questions.map(({ code, params }) => [code, 'key' in params && params.key])).toContainEqual([
      'ask-amount',
      'messages-per-month',
    ]);
  });

  it('asks for accounts that the near usage does not count', () => {
    const events: Need = { usages: [{ usage: 'event-publishing', accounts: 12 }] };
    const answer = answerTo([entry('Site', service('website', 20))], events);
    expect(answer.fits).toEqual([]);
    expect(answer.toCheck[0]!.unknownNeeds).toContain('too-small');
    expect(
      saidOf(answer, 'Site')
        .filter((line) => line.startsWith('?'))
        .join(),
    ).toContain('12 comptes');
  });

  it('stands behind the usage itself when both are worth the same, without breaking the tie', () => {
    const wished = need({
      usages: [
        { usage: FILES, accounts: 1 },
        { usage: LETTER, priority: 'could' },
      ],
      wish: { price: 'not-important', criteria: { 'non-profit': 'important' } },
    });
    const [near, own] = [LISTS, LETTER].map((usage) => entry(usage, files({ fixed: 10 }), service(usage, 0)));
    const { fits } = answerTo([near!, own!], wished);
    expect(fits.map(({ host }) => host)).toEqual([LETTER, LISTS]);
    const ofEach = fits.map(
      ({ contributions }) => contributions.find(({ criterion }) => criterion === `usage:${LETTER}`)!,
    );
    expect(ofEach.map(({ worth }) => [worth.low, worth.high])).toEqual([
      [100, 100],
      [50, 100],
    ]);
    expect(
      listed(
        [entry('Listes', service(LISTS, 20)), entry('Lettres', service(LETTER, 20))],
        need({ usages: [{ usage: LETTER }] }),
      ),
    ).toEqual(['lettres 0', 'listes 1']);
  });

  it('costs points against combinations, and nothing of what is open', () => {
    const both = need({ usages: [{ usage: FILES, accounts: 1 }, { usage: LETTER }], budgetPerYear: 100 });
    const near = entry('Tout', files({ fixed: 10 }), service(LISTS, 10));
    const [alone] = answerTo([near], both).combinations;
    expect([alone!.hosts, alone!.open]).toEqual([['tout'], 0]);
  });

  it('is none where a leak would harm people, and one step only', () => {
    const hosts = [entry('Listes', service(LISTS, 20))];
    expect(listed(hosts, need({ usages: [{ usage: LETTER }] }))).toEqual(['listes 1']);
    expect(listed(hosts, need({ usages: [{ usage: LETTER }], sensitive: true }))).toEqual([]);
    // A shared table stands for members, and an office suite for a shared table: not the suite for members.
    const members: Need = { usages: [{ usage: 'membership-management' }] };
    expect(listed([entry('Tableur', service('spreadsheet-database', 0))], members)).toEqual(['tableur 1']);
    expect(listed([entry('Suite', service('office-suite', 0))], members)).toEqual([]);
  });

  it('meets no follow-up of people', () => {
    const followed: Need = { usages: [{ usage: 'beneficiary-tracking' }] };
    expect(listed([entry('Tableur', service('spreadsheet-database', 0))], followed)).toEqual([]);
    expect(answerTo([], filesFor({})).shown).toEqual([]);
  });
});

describe('Help from another', () => {
  const territory = { level: 'departement', code: '31' } as const;
  const training = (
    name: string,
    mode: 'in-person' | 'remote',
    visits?: Host['visits'],
    more: Partial<Host> = {},
  ): Host =>
    imported(name, '2026-05', [], { support: [{ kind: 'training', mode }], ...(visits && { visits }), ...more });
  const asking = (word: 'plus' | 'important'): Need =>
    filesFor({ price: 'important', support: { training: word } }, { territory });
  const first = entry('Fichiers', files({ fixed: 10 }));
  const helping = (hosts: Host[], need: Need) =>
    answerTo(hosts, need).helpFrom.map(({ to, support, host, helper, comes }) => [to, support, host ?? helper, comes]);

  it('is named where the first host does not offer it: first who comes there, then the nearest', () => {
    const far = training('Loin', 'remote', undefined, { seat: { country: 'FR' } });
    const comes = training('Vient', 'in-person', [territory]);
    const elsewhere = training('Ailleurs', 'in-person', [{ level: 'departement', code: '29' }], {
      complete: ['support'],
    });
    expect(helping([first, far, comes, elsewhere], asking('important'))).toEqual([
      ['fichiers', 'training', 'vient', true],
    ]);
    const near = training('Voisin', 'remote', undefined, {
      seat: { country: 'FR', territory: { level: 'commune', code: '31555' } },
    });
    expect(helping([first, far, near], asking('important'))).toEqual([['fichiers', 'training', 'voisin', null]]);
  });

  it('comes from a helper where no host is nearer, and is not told for a mere plus or where the first offers it', () => {
    const [[to, , helper]] = helping([first], asking('important')) as [[string, string, string]];
    expect([to, typeof helper]).toEqual(['fichiers', 'string']);
    expect(helping([first], asking('plus'))).toEqual([]);
    const able = { ...first, support: [{ kind: 'training' as const, mode: 'remote' as const }] };
    expect(helping([able], asking('important'))).toEqual([]);
  });
});
