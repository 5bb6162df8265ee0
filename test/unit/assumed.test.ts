import { describe, expect, it } from 'vitest';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { answerTo, FILES, files, gist, host, imported, MAIL, mail, saidOf, VIDEO, video } from '../support/answers.ts';

/** A price for an amount that nobody gave is the price of somebody else: the answer says what it counted. */

const wish = { price: 'important' } as const;
const asking = (...usages: Need['usages']): Need => ({ usages, budgetPerYear: 100, wish });
const noteOf = (need: Need, language: 'fr' | 'en' = 'fr') =>
  answerTo([], need, language)
    .notes.filter(({ code }) => code === 'amounts-assumed')
    .map(({ text }) => text.replaceAll('\u00a0', ' '));

describe('The note about amounts that nobody gave', () => {
  it('names what was counted and asks for it, in both languages', () => {
    expect([noteOf(asking({ usage: FILES })), noteOf(asking({ usage: FILES }), 'en')]).toEqual([
      [
        'Là où vous ne dites rien, nous comptons 1 compte et 1 Go pour ceci : fichiers partagés. Dites combien de personnes s’en serviront et la place qu’il vous faut.',
      ],
      [
        'Where you say nothing, we count 1 account and 1 GB for this: shared files. Say how many people will use it and how much space you need.',
      ],
    ]);
    const unsized = asking({ usage: FILES, storageGb: 100 });
    expect([noteOf(unsized), noteOf(unsized, 'en')]).toEqual([
      [
        'Là où vous ne dites rien, nous comptons 1 compte pour ceci : fichiers partagés. Dites combien de personnes s’en serviront.',
      ],
      ['Where you say nothing, we count 1 account for this: shared files. Say how many people will use it.'],
    ]);
    const unroomed = asking({ usage: FILES, accounts: 12 });
    expect([noteOf(unroomed), noteOf(unroomed, 'en')]).toEqual([
      ['Là où vous ne dites rien, nous comptons 1 Go pour ceci : fichiers partagés. Dites la place qu’il vous faut.'],
      ['Where you say nothing, we count 1 GB for this: shared files. Say how much space you need.'],
    ]);
  });

  it('is one for all usages, and names those that it is about, never the one whose amount was given', () => {
    const people = asking({ usage: FILES, accounts: 8 }, { usage: 'shared-calendar' });
    expect([noteOf(people), noteOf(people, 'en')]).toEqual([
      [
        'Là où vous ne dites rien, nous comptons 1 compte pour ceci : agenda partagé. Et aussi 1 Go pour ceci : fichiers partagés. Dites combien de personnes s’en serviront et la place qu’il vous faut.',
      ],
      [
        'Where you say nothing, we count 1 account for this: shared calendar. And 1 GB for this: shared files. Say how many people will use it and how much space you need.',
      ],
    ]);
  });

  it('leaves mailboxes to a note of their own: who said how many they are is not asked that again', () => {
    const notes = (language: 'fr' | 'en') =>
      gist(answerTo([], asking({ usage: FILES, accounts: 8, storageGb: 5 }, { usage: MAIL }), language)).notes;
    expect(notes('fr')).toContain('Pour le mail, nous comptons 1 boîte. Dites combien il vous en faut.');
    expect(notes('en')).toContain('For email, we count 1 mailbox. Say how many you need.');
    expect(JSON.stringify([notes('fr'), notes('en')])).not.toMatch(/combien de personnes|how many people/);
  });

  it('is left out where it would change nothing', () => {
    expect(noteOf(asking({ usage: FILES, accounts: 12, storageGb: 100 }))).toEqual([]);
    // Nobody counts accounts or gigabytes of a video call, nor of a poll.
    expect(noteOf(asking({ usage: VIDEO }, { usage: 'date-poll' }))).toEqual([]);
    // What is only wished is no condition.
    expect(noteOf(asking({ usage: VIDEO }, { usage: FILES, priority: 'could' }))).toEqual([]);
    // The room of mail is told by its own note.
    expect(noteOf(asking({ usage: MAIL, accounts: 4 }))).toEqual([]);
  });
});

describe('Several hosts of which one has confirmed nothing', () => {
  const need = asking({ usage: FILES, accounts: 2, storageGb: 10 }, { usage: VIDEO });
  const others = video({ fixed: 20 });
  const pairOf = (visio: ReturnType<typeof host>, language: 'fr' | 'en' = 'fr') =>
    answerTo([host('Noyer', [files({ fixed: 30 })]), visio], need, language).combinations[0]!;
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');

  it('only seem to cover everything, at a price to be confirmed', () => {
    const pair = pairOf(imported('Visio', '2026-10', [others]));
    expect(pair).toMatchObject({ perYear: 50, exact: false });
    expect(plain(pair.text)).toContain('Ensemble, ils semblent tout couvrir, à confirmer.');
    expect(plain(pair.text)).toContain('Prix connu, à confirmer : 50 € par an.');
    expect(plain(pairOf(imported('Visio', '2026-10', [others]), 'en').text)).toMatch(
      /seem to cover everything, to be confirmed|could cover everything/,
    );
  });

  it('cover it where all have, at a price that is sure', () => {
    const pair = pairOf(host('Visio', [others]));
    expect(pair).toMatchObject({ state: 'fits', perYear: 50, exact: true });
    expect(plain(pair.text)).not.toMatch(/semble|confirmer|pourrai/);
  });
});

describe('A price made for an amount that nobody gave', () => {
  const perAccount = host('Par Compte', [files({ fixed: undefined, perAccount: 2, period: 'month' })]);
  const perGb = host('Par Giga', [files({ fixed: 10, perGb: 1, maxGb: undefined })]);
  const flat = host('Forfait', [files({ fixed: 50 })]);
  const costIn = (need: Need, name: string) =>
    answerTo([perAccount, perGb, flat], need).fits.find((one) => one.name === name)!.cost;

  it('is not exact, and what is known is the least of it', () => {
    expect(costIn(asking({ usage: FILES }), 'Par Compte')).toMatchObject({ perYear: 24, exact: false, floor: 24 });
    expect(costIn(asking({ usage: FILES }), 'Par Giga')).toMatchObject({ perYear: 11, exact: false, floor: 11 });
    const answer = answerTo([perAccount], asking({ usage: FILES, storageGb: 10 }));
    expect(saidOf(answer, 'Par Compte')).toEqual([
      '+ Le prix connu est de 24 € par an, à confirmer : il tient dans votre budget.',
    ]);
  });

  it('is exact once the amount is given, or where it changes nothing', () => {
    const said = asking({ usage: FILES, accounts: 3, storageGb: 10 });
    expect(costIn(said, 'Par Compte')).toMatchObject({ perYear: 72, exact: true, floor: null });
    expect(costIn(said, 'Par Giga')).toMatchObject({ perYear: 20, exact: true, floor: null });
    expect(costIn(asking({ usage: FILES }), 'Forfait')).toMatchObject({ perYear: 50, exact: true, floor: null });
  });

  it('is not exact for several hosts either', () => {
    const need = asking({ usage: FILES }, { usage: VIDEO });
    const combinations = answerTo([perAccount, host('Visio', [video({ fixed: 5 })])], need).combinations;
    expect(combinations).toMatchObject([{ perYear: 29, exact: false, floor: 29 }]);
    expect(combinations[0]!.text).toContain('Prix connu, à confirmer : 29\u00a0€ par an.');
  });

  it('stands beside the note of the mail, which counts by the account', () => {
    const answer = answerTo(
      [host('Noyer', [mail({ fixed: 10, perGb: 1, maxGb: undefined })])],
      asking({ usage: MAIL }),
    );
    expect(gist(answer).notes).toEqual([
      'Pour le mail, nous comptons 1 boîte. Dites combien il vous en faut.',
      'Pour le mail, nous comptons 1 Go par boîte.',
      'Une adresse à votre nom demande un nom de domaine : environ 12 € par an en plus.',
    ]);
    expect(answer.fits[0]!.cost).toMatchObject({ perYear: 11, exact: false, floor: 11 });
  });

  it('is not exact where one of the usages of a plan has no room of its own', () => {
    const both = host('Noyer', [files({ fixed: 10, perGb: 1, maxGb: undefined }, { usages: [FILES, MAIL] })]);
    const sized = { usage: FILES, accounts: 2, storageGb: 10 };
    expect(answerTo([both], asking(sized, { usage: MAIL, accounts: 2 })).fits[0]!.cost).toMatchObject({ exact: false });
    const all = asking(sized, { usage: MAIL, accounts: 2, storageGb: 5 });
    expect(answerTo([both], all).fits[0]!.cost).toMatchObject({ perYear: 25, exact: true, floor: null });
  });
});
