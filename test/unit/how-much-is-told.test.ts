import { describe, expect, it } from 'vitest';
import { sayListChange } from '../../src/hosts/confirmations/words.ts';
import type { Candidate } from '../../src/matching/engine/host/candidate.ts';
import { readForm } from '../../src/pages/asking/questions.ts';
import { type Listed, type NeedCompared, summaryOf } from '../../src/recommendations/preview/compare.ts';
import { toPreview } from '../../src/recommendations/preview/previewer.ts';
import { sayPreview } from '../../src/recommendations/preview/words.ts';
import { answerTo, files, filesFor, host, MAIL, mail, speakers } from '../support/answers.ts';
import { reference } from '../support/matching.ts';

/** How many things an answer names before it counts the others: a number more would bury what matters. */

const say = speakers.fr;
const letters = (count: number): string[] => [...'ABCDEFGHIJ'].slice(0, count);

describe('A policy that is tried', () => {
  const hosts = letters(6).map((name) => ({ host: { slug: name.toLowerCase(), name } }) as Candidate);
  const place = (candidate: Candidate, rank: number): Listed => ({ candidate, rank, list: 'fits' }) as Listed;
  /** Six hosts that all come in, where there was nobody. */
  const compared = [
    {
      entry: { key: 'one', label: { fr: 'Un besoin', en: 'A need' } },
      before: [],
      after: hosts.map((candidate, at) => place(candidate, at + 1)),
      effects: [],
      leftOut: [],
    },
  ] as unknown as NeedCompared[];

  it('names three hosts of a first place, and counts those after', () => {
    const text = (count: number) =>
      sayPreview({ code: 'first-place', params: { before: letters(count), after: ['Z'] } }, say).replaceAll(
        '\u00a0',
        ' ',
      );
    expect(text(3)).toBe('Première place avant : A, B, C. Après : Z.');
    expect(text(4)).toBe('Première place avant : A, B, C, et 1 autre. Après : Z.');
  });

  it('tells of the five hosts that win most, and of the five that lose most', () => {
    expect(summaryOf(compared).gains.map(({ candidate }) => candidate.host.slug)).toEqual(['a', 'b', 'c', 'd', 'e']);
    const backwards = compared.map((one) => ({ ...one, before: one.after, after: one.before }));
    expect(summaryOf(backwards).losses.map(({ candidate }) => candidate.host.slug)).toHaveLength(5);
  });

  it('shows the first three of a need', () => {
    const { needs } = toPreview(compared, [], [], { reference, say });
    expect(needs[0]!.after.map(({ host: slug }) => slug)).toEqual(['a', 'b', 'c']);
  });
});

it('A confirmation names four things that would stay, and counts those after', () => {
  const usages = [...reference.usages.keys()];
  const text = (count: number) =>
    sayListChange({ code: 'other-usages', params: { listed: usages.slice(0, count), missing: [] } }, say);
  expect(text(4)).not.toContain(', 1 autre');
  expect(text(5)).toContain(', 1 autre.');
  expect(text(6)).toContain(', 2 autres.');
  expect(text(5)).not.toContain(say.usage(usages[4]!));
});

it('A form is read up to the sixtieth value of a field', () => {
  const tools = [...reference.tools.keys()].slice(0, 61);
  const form = readForm(new URLSearchParams(tools.map((tool) => ['tool', tool])));
  expect(form.tool).toEqual(tools.slice(0, 60));
});

it('An answer with nobody names three sets of conditions that exclude each other', () => {
  const hosts = [
    host('Noyer', [files({ fixed: 40 }), mail({ fixed: 400 })], { audiences: ['schools'], languages: ['de'] }),
  ];
  const { conflicts } = answerTo(hosts, {
    usages: [{ usage: 'file-storage-sharing' }, { usage: MAIL }, { usage: 'newsletter' }],
    budgetPerYear: 100,
    audience: 'associations',
    language: 'fr',
  });
  expect(conflicts).toHaveLength(3);
});

it('An answer names two hosts that close and who takes over, and no more', () => {
  const stages = { closed: '2027-06-30' };
  const successor = { host: 'noyer', agreed: true };
  const leaving = ['Aulne', 'Bouleau', 'Charme'].map((name) =>
    host(name, [files({ fixed: 0 })], {
      closing: { announcedOn: '2026-11-20', stages, stage: null, approximate: false, successor, promises: [] },
    }),
  );
  const { notes } = answerTo([...leaving, host('Noyer', [files({ fixed: 5 })])], filesFor({ price: 'important' }));
  expect(notes.filter(({ code }) => code === 'closing-successor')).toHaveLength(2);
});
