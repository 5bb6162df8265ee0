import { beforeAll, describe, expect, it } from 'vitest';
import { answerJson } from '../../src/ground/absent.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher } from '../../src/matching/run.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { ADMIN_TOKEN, type TestApp, useApp } from '../support/app.ts';
import { policy } from '../support/matching.ts';
import { reference } from '../support/record.ts';

const USAGES = [
  'file-storage-sharing',
  'email-hosting',
  'website',
  'mailing-lists',
  'video-conferencing',
  'shared-calendar',
  'accounting',
  'newsletter',
];
const LONG: Need = { usages: USAGES.map((usage) => ({ usage, accounts: 5 })) };
const SHORT: Need = { usages: LONG.usages.slice(0, 2) };

/** Four hosts that offer half of the usages each, at different prices. */
async function publishHosts(test: TestApp): Promise<void> {
  for (const [at, name] of ['un', 'deux', 'trois', 'quatre'].entries()) {
    const { slug } = await test.published({ slug: `hote-${name}`, name });
    const { status, text } = await test.ask('PUT', `/v1/hosts/${slug}/services/nuage`, {
      token: ADMIN_TOKEN,
      ifMatch: '*',
      body: {
        name: 'Nuage',
        usages: at % 2 === 0 ? USAGES.slice(0, 5) : USAGES.slice(3),
        capacity: { state: 'open' },
        plans: [{ name: 'Groupe', fixed: 10 + 7 * at, perAccount: at, maxAccounts: 'unlimited' }],
      },
    });
    expect(status, text).toBe(201);
  }
}

const match = async (test: TestApp, need: Need, lang = 'fr'): Promise<Match> => {
  const { status, body, text } = await test.ask<Match>('POST', `/v1/matches?lang=${lang}`, { body: need });
  expect(status, text).toBe(200);
  return body;
};
const noteOf = ({ notes }: Match, code: string) => notes.find((note) => note.code === code)?.text;

describe('A match of many usages', () => {
  const test = useApp();
  beforeAll(() => publishHosts(test));

  it('finds in a thread of its own the groups that it would find without', async () => {
    const answers = await Promise.all([match(test, LONG), match(test, SHORT), match(test, LONG)]);
    expect(answers[0]!.combinations.map(({ hosts }) => hosts.length)).toContain(2);
    const inline = createMatcher(policy, reference, 'a secret for the tests');
    const say = speaker('fr', reference);
    for (const [index, need] of [LONG, SHORT, LONG].entries())
      expect(answers[index]).toMatchObject(
        JSON.parse(answerJson(inline.answer(need, test.catalogue.current(), say, { everything: false }))),
      );
  });

  it('leaves wished usages in the caller’s thread, in slices', async () => {
    const [must, ...wished] = LONG.usages;
    const need: Need = { usages: [must!, ...wished.map((usage) => ({ ...usage, priority: 'could' as const }))] };
    const { fits, combinations } = await match(test, need);
    expect(fits.length).toBeGreaterThan(0);
    expect(combinations).toEqual([]);
  });
});

describe('A match with too many groups to compare', () => {
  const test = useApp({ policy: { combinationWork: 4 * 3 ** 7 } });
  beforeAll(() => publishHosts(test));

  it('says why it does not look for groups, and answers the rest', async () => {
    const french = await match(test, LONG);
    expect(french.combinations).toEqual([]);
    expect(noteOf(french, 'combinations-too-many')).toBe(
      'Nous n’avons pas cherché de groupes d’hébergeurs. 8 usages chez 4 hébergeurs, c’est trop de groupes à comparer. Demandez moins d’usages indispensables.',
    );
    expect(french.nearMisses.length + french.excluded.count).toBeGreaterThan(0);
    expect(noteOf(await match(test, LONG, 'en'), 'combinations-too-many')).toBe(
      'We did not look for groups of hosts. 8 usages among 4 hosts make too many groups to compare. Ask for fewer usages that must be there.',
    );
    const seven = await match(test, { usages: LONG.usages.slice(0, 7) });
    expect(noteOf(seven, 'combinations-too-many')).toBeUndefined();
    expect(seven.combinations.length).toBeGreaterThan(0);
  });
});

describe('A match with more hosts than take part in pairs', () => {
  const test = useApp({ policy: { pairHosts: 2 } });
  beforeAll(() => publishHosts(test));

  it('says among how many it looked', async () => {
    expect(noteOf(await match(test, LONG), 'combinations-cut')).toBe(
      'Pour les groupes d’hébergeurs, nous avons comparé 2 hébergeurs sur 4 : ceux qui peuvent convenir le mieux.',
    );
    expect(noteOf(await match(test, LONG, 'en'), 'combinations-cut')).toBe(
      'For groups of hosts, we compared 2 hosts out of 4: those that could suit best.',
    );
  });
});

describe('A match whose groups cannot be looked for now', () => {
  // A thread that never answers: the first search takes too long, and the second finds no room to wait.
  const silent = new URL("data:text/javascript,import 'node:worker_threads'; setInterval(() => {}, 1000);");
  const test = useApp({ coverPool: { threads: 1, waiting: 0, milliseconds: 300, program: silent } });
  beforeAll(() => publishHosts(test));

  it('comes without them and says so, and shorter needs are answered as ever', async () => {
    const [first, second, short] = await Promise.all([match(test, LONG), match(test, LONG), match(test, SHORT)]);
    expect(short.combinations.length).toBeGreaterThan(0);
    expect([first.combinations, second.combinations]).toEqual([[], []]);
    // Whichever came first.
    const notes = [first, second].flatMap(({ notes }) => notes.filter(({ code }) => code.startsWith('combinations-')));
    expect(notes.map(({ text }) => text).sort()).toEqual([
      'La recherche de groupes d’hébergeurs n’a pas abouti. Le reste de la réponse est complet.',
      'Nous n’avons pas cherché de groupes d’hébergeurs : trop de recherches sont en cours. Réessayez bientôt.',
    ]);
  });
});
