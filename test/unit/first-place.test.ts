import { describe, expect, it } from 'vitest';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { answerTo, files, filesFor, host, imported, saidOf } from '../support/answers.ts';
import { aClaimOf, aCommitmentOf } from '../support/documents.ts';

/** Words that nobody checked cannot be the only reason for a first place without the reader being told. */

const ONLY_WORDS = '! C’est seulement déclaré : personne ne l’a encore vérifié.';
const cautionsOf = (answer: Match, name: string) => saidOf(answer, name).filter((text) => text.startsWith('!'));

const creuse = { level: 'departement', code: '23' } as const;
/** Two cautions of their own: where it works is assumed, and places are not confirmed. */
const cautious = (name: string, overrides: Partial<Host>, fixed = 60): Host =>
  host(name, [without(files({ fixed }))], overrides);
const without = ({ capacity: _capacity, ...service }: Host['services'][number]) => service;
const said = (evidence: 'declared' | 'documented') => ({ claims: [aClaimOf('non-profit', 'yes', evidence)] });
const need = filesFor({ price: 'plus', criteria: { 'non-profit': 'important' } }, { territory: creuse });

describe('A first place that rests on the word of the host', () => {
  it('says so before what is less grave', () => {
    const answer = answerTo([cautious('Bavard', said('declared')), cautious('Muet', {})], need);
    expect(answer.fits.map(({ name }) => name)).toEqual(['Bavard', 'Muet']);
    expect(cautionsOf(answer, 'Bavard')).toEqual([
      ONLY_WORDS,
      '! Les inscriptions sont ouvertes, mais rien ne dit s’il reste des places. Posez la question.',
    ]);
    expect(cautionsOf(answer, 'Muet')).not.toContain(ONLY_WORDS);
    const inEnglish = answerTo([cautious('Bavard', said('declared')), cautious('Muet', {})], need, 'en');
    expect(cautionsOf(inEnglish, 'Bavard')[0]).toBe('! This is only declared: nobody has checked it yet.');
  });

  it('says so after a no of the host, which comes first', () => {
    const wishes = filesFor({ criteria: { 'non-profit': 'very-important', 'no-profiling': 'plus' } });
    const honest = cautious('Bavard', {
      claims: [...said('declared').claims, aClaimOf('no-profiling', 'no', 'declared')],
    });
    expect(cautionsOf(answerTo([honest, cautious('Muet', {})], wishes), 'Bavard')).toEqual([
      '! L’hébergeur dit non sur ce point : aucun profilage.',
      ONLY_WORDS,
    ]);
  });

  it('says so of each of several equal hosts', () => {
    const answer = answerTo(
      [cautious('Bavard', said('declared')), cautious('Beau Parleur', said('declared')), cautious('Muet', {})],
      need,
    );
    expect(answer.fits.map(({ rank, tied }) => [rank, tied])).toEqual([
      [1, true],
      [1, true],
      [3, false],
    ]);
    for (const name of ['Bavard', 'Beau Parleur']) expect(cautionsOf(answer, name)[0]).toBe(ONLY_WORDS);
  });

  it('says so even where a page shows something else, which the next host shows too', () => {
    const shown = aCommitmentOf('closing-notice', 90, 'documented');
    const answer = answerTo(
      [cautious('Bavard', { ...said('declared'), commitments: [shown] }), cautious('Muet', { commitments: [shown] })],
      filesFor({ commitments: { 'closing-notice': 'important' }, criteria: { 'non-profit': 'important' } }),
    );
    expect(answer.comparisons[0]!.because).toEqual(['criterion:non-profit']);
    expect(cautionsOf(answer, 'Bavard')[0]).toBe(ONLY_WORDS);
  });

  it('says so of a host that stands alone, when its word is all the good that is said of it', () => {
    expect(cautionsOf(answerTo([cautious('Bavard', said('declared'))], need), 'Bavard')[0]).toBe(ONLY_WORDS);
    const unread = imported('Bavard', '2026-05', [without(files({ fixed: 60 }))], {
      claims: [aClaimOf('non-profit', 'yes', 'declared')],
    });
    expect(cautionsOf(answerTo([unread], need), 'Bavard')).toEqual([
      ONLY_WORDS,
      '! L’hébergeur n’a pas encore relu cette fiche. Dernière trace d’activité : mai 2026.',
    ]);
  });
});

describe('A first place that rests on more than the word of the host', () => {
  it('says nothing of the kind: a page shows it, a lower price earns it, or there is nothing said', () => {
    const documented = answerTo([cautious('Noyer', said('documented')), cautious('Muet', {})], need);
    expect(cautionsOf(documented, 'Noyer')).not.toContain(ONLY_WORDS);
    const cheaper = answerTo([cautious('Bavard', said('declared'), 40), cautious('Cher', said('declared'), 90)], need);
    expect(cheaper.comparisons[0]).toMatchObject({ better: 'bavard', because: ['price'] });
    expect(cautionsOf(cheaper, 'Bavard')).not.toContain(ONLY_WORDS);
    expect(cautionsOf(answerTo([cautious('Muet', {})], need), 'Muet')).not.toContain(ONLY_WORDS);
  });

  it('says nothing of the kind where a federation has looked, and denies it', () => {
    const { statements: no } = aClaimOf('non-profit', 'no', 'peer-reviewed');
    const { statements: yes } = aClaimOf('non-profit', 'yes', 'declared');
    const denied = {
      ...aClaimOf('non-profit', 'no', 'peer-reviewed'),
      statements: [...no, ...yes],
    };
    const frank = host('Franc', [files({ fixed: 60 })], { claims: [aClaimOf('non-profit', 'no', 'declared')] });
    const answer = answerTo([host('Bavard', [files({ fixed: 60 })], { claims: [denied] }), frank], need);
    expect(answer.comparisons[0]).toMatchObject({
      text: 'Bavard passe avant Franc. Surtout parce que Franc dit non à ceci : but non lucratif. À demander à Bavard.',
    });
    expect(cautionsOf(answer, 'Bavard')[0]).toBe(
      '! Le Réseau conteste ce point : but non lucratif. Demandez aux deux.',
    );
    expect(cautionsOf(answer, 'Bavard')).not.toContain(ONLY_WORDS);
  });
});
