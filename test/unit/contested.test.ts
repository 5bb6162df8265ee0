import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { hostDocument } from '../../src/record/assemble.ts';
import type { HostRows } from '../../src/record/host-facts.ts';
import { answerTo, files, filesFor, gist, host, saidOf } from '../support/answers.ts';
import { aClaimOf, aCommitmentOf } from '../support/documents.ts';
import { DAY, reference } from '../support/matching.ts';
import { claimRow, commitmentRow, hostRows, membershipRow, reviewRow } from '../support/rows.ts';

/** A no that somebody else says of a host: what it costs the host, and whose word it is told to be. */

type Rows = Partial<HostRows>;
/** What is said of a host, as the catalogue would write it, and an offer that fits. */
function spokenOf(name: string, rows: Rows): Host {
  const { claims, commitments, memberships } = hostDocument(hostRows(rows), reference, DAY);
  return host(name, [files({ fixed: 60 })], { claims, commitments, memberships });
}
const noTo = (subject: string, value: string | number | boolean = 'no') =>
  reviewRow({ subject, value, federation: 'reseau', evidenceUrl: 'https://reseau.example/revue', tie: 'none' });

const PROFILING = 'criterion:no-profiling';
const wishing = (word: 'plus' | 'important' | 'very-important'): Need =>
  filesFor({ price: 'plus', criteria: { 'no-profiling': word } });
const asking: Need = filesFor({ price: 'plus' }, { require: { criteria: [{ criterion: 'no-profiling' }] } });
const intervalOf = ({ fits, toCheck }: Match, criterion: string) => {
  const { worth, evidence, source } = [...fits, ...toCheck][0]!.contributions.find(
    (one) => one.criterion === criterion,
  )!;
  return { low: 10 * worth.low, high: 10 * worth.high, evidence, source };
};
const cautionOf = (answer: Match, name: string) => saidOf(answer, name).find((text) => text.startsWith('!'));

describe('A no of a federation to what a host signed in its charter', () => {
  const member = spokenOf('Noyer', {
    memberships: [membershipRow({ askedOn: '2024-01-01' })],
    reviews: [noTo(PROFILING)],
  });

  it('takes away what is sure and leaves what could be, as to what the host says itself', () => {
    const answer = answerTo([member], wishing('very-important'));
    const signed = { low: 0, high: 1000, evidence: 'declared', source: 'charter:chatons' };
    expect(intervalOf(answer, PROFILING)).toEqual(signed);
    expect(cautionOf(answer, 'Noyer')).toBe('! Le Réseau conteste ce point : aucun profilage. Demandez aux deux.');
    const said = spokenOf('Saule', {
      claims: [claimRow({ criterion: 'no-profiling', value: 'partial' })],
      reviews: [noTo(PROFILING)],
    });
    expect(intervalOf(answerTo([said], wishing('very-important')), PROFILING)).toEqual({
      ...{ low: 0, high: 800, evidence: 'declared', source: 'host' },
    });
  });

  it('is the answer of the host itself once the host says no too, and is then told as its own', () => {
    const frank = spokenOf('Noyer', {
      memberships: [membershipRow()],
      claims: [claimRow({ criterion: 'no-profiling', value: 'no' })],
      reviews: [noTo(PROFILING)],
    });
    const answer = answerTo([frank], wishing('very-important'));
    expect(intervalOf(answer, PROFILING)).toEqual({ low: -250, high: -250, evidence: 'declared', source: 'host' });
    expect(cautionOf(answer, 'Noyer')).toBe('! L’hébergeur dit non sur ce point : aucun profilage.');
    expect(gist(answerTo([frank], asking))).toMatchObject({ excluded: [`noyer: ${PROFILING}`] });
  });
});

describe('A no of a federation to a host that has not answered', () => {
  const silent = spokenOf('Noyer', { reviews: [noTo(PROFILING)] });

  it('leaves everything open, and is told as the word of the federation', () => {
    for (const word of ['plus', 'important', 'very-important'] as const) {
      const answer = answerTo([silent], wishing(word));
      const open = { low: 0, high: 1000, evidence: 'unknown', source: 'federation:reseau' };
      expect(intervalOf(answer, PROFILING)).toEqual(open);
      expect(saidOf(answer, 'Noyer').slice(1)).toEqual([
        '! Le Réseau dit non sur ce point : aucun profilage. L’hébergeur n’a pas encore répondu.',
        '? Vous interdisez-vous d’exploiter les données et les habitudes des personnes ?',
      ]);
    }
    expect(cautionOf(answerTo([silent], wishing('plus'), 'en'), 'Noyer')).toBe(
      '! Le Réseau says no to this: no profiling. The host has not answered yet.',
    );
  });

  it('is something to ask, and never leaves the host out', () => {
    const answer = answerTo([silent], asking);
    expect(gist(answer)).toMatchObject({ toCheck: ['1 Noyer'] });
    expect(answer.toCheck[0]!.unknownNeeds).toEqual([PROFILING]);
    expect(answer.excluded.hosts).toEqual([]);
    expect(saidOf(answer, 'Noyer')).toContain(
      '? Vous interdisez-vous d’exploiter les données et les habitudes des personnes ?',
    );
  });

  it('costs it no place beside a host of which nothing is known', () => {
    expect(gist(answerTo([silent, host('Muet', [files({ fixed: 60 })])], wishing('very-important')))).toMatchObject({
      fits: expect.arrayContaining(['1= Noyer', '1= Muet']),
    });
  });

  it('tells what was found of a commitment', () => {
    const slow = host('Noyer', [files({ fixed: 60 })], {
      commitments: [aCommitmentOf('support-response', 80, 'peer-reviewed')],
    });
    const answer = answerTo([slow], filesFor({ commitments: { 'support-response': 'important' } }));
    expect(intervalOf(answer, 'commitment:support-response')).toMatchObject({ low: 0, high: 1000 });
    expect(cautionOf(answer, 'Noyer')).toBe(
      '! Le Réseau dit non sur ce point : délai de réponse (80 heures de travail). L’hébergeur n’a pas encore répondu.',
    );
  });
});

describe('A promise that a federation finds of no use', () => {
  const promised = spokenOf('Noyer', {
    commitments: [commitmentRow({ kind: 'support-response', value: 8 })],
    reviews: [noTo('commitment:support-response', 80)],
  });

  it('is contested like any other no: never the word of the host, never worse than silence', () => {
    const answer = answerTo([promised], filesFor({ commitments: { 'support-response': 'very-important' } }));
    expect(promised.commitments).toMatchObject([{ kind: 'support-response', contested: true }]);
    // 8 hours are worth 800: what the host declares could be true up to 920.
    expect(intervalOf(answer, 'commitment:support-response')).toEqual({
      ...{ low: 0, high: 920, evidence: 'declared', source: 'host' },
    });
    expect(cautionOf(answer, 'Noyer')).toBe('! Le Réseau conteste ce point : délai de réponse. Demandez aux deux.');
  });
});

describe('A no of the host itself', () => {
  it('is told with its own measure, whatever a federation found worse', () => {
    const [own, found] = [90, 200].map(
      (hours, index) =>
        aCommitmentOf('support-response', hours, index === 0 ? 'declared' : 'peer-reviewed').statements[0]!,
    );
    const both = { ...aCommitmentOf('support-response', 200, 'peer-reviewed'), contested: false };
    const frank = host('Noyer', [files({ fixed: 60 })], { commitments: [{ ...both, statements: [found!, own!] }] });
    const answer = answerTo([frank], filesFor({ commitments: { 'support-response': 'important' } }));
    expect(cautionOf(answer, 'Noyer')).toBe(
      '! L’hébergeur ne s’engage pas assez sur ce point : délai de réponse (90 heures de travail).',
    );
  });

  it('needs no evidence to be heard', () => {
    const frank = host('Noyer', [files({ fixed: 60 })], { claims: [aClaimOf('no-profiling', 'no', 'declared')] });
    expect(intervalOf(answerTo([frank], wishing('important')), PROFILING)).toMatchObject({ low: -250, high: -250 });
  });
});

describe('A first place', () => {
  const word = (level: 'declared' | 'documented') => [aClaimOf('free-software-only', 'yes', level)];
  const open = { registration: 'open', capacity: undefined } as never;
  const need = filesFor({ price: 'plus', criteria: { 'free-software-only': 'very-important' } });
  const ONLY_WORDS = '! C’est seulement déclaré : personne ne l’a encore vérifié.';

  it('that rests on words alone says so before anything else but a no', () => {
    const answer = answerTo(
      [
        host('Noyer', [files({ fixed: 60 }, open)], { claims: word('declared') }),
        host('Saule', [files({ fixed: 60 })]),
      ],
      need,
    );
    expect(cautionOf(answer, 'Noyer')).toBe(ONLY_WORDS);
    expect(saidOf(answer, 'Saule')).not.toContain(ONLY_WORDS);
  });

  it('that is shared says so of each', () => {
    const twins = ['Noyer', 'Saule'].map((name) => host(name, [files({ fixed: 60 })], { claims: word('declared') }));
    const answer = answerTo([...twins, host('Aulne', [files({ fixed: 60 })])], need);
    expect(twins.map(({ name }) => cautionOf(answer, name))).toEqual([ONLY_WORDS, ONLY_WORDS]);
  });

  it('that a page supports, or that is won on price, does not', () => {
    const proven = host('Noyer', [files({ fixed: 60 })], { claims: word('documented') });
    const cheap = host('Cèdre', [files({ fixed: 20 })], { claims: word('declared') });
    const dear = host('Saule', [files({ fixed: 90 })], { claims: word('declared') });
    expect(saidOf(answerTo([proven, host('Aulne', [files({ fixed: 60 })])], need), 'Noyer')).not.toContain(ONLY_WORDS);
    expect(saidOf(answerTo([cheap, dear], need), 'Cèdre')).not.toContain(ONLY_WORDS);
  });
});
