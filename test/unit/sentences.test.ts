import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { sayAction, sayAdvice, sayCondition, sayEffect } from '../../src/advice/words/sentences.ts';
import { sayAlternative } from '../../src/alternatives/words.ts';
import { sayLack } from '../../src/exchange/chatonsinfos/missing.ts';
import { sayFileProblem } from '../../src/exchange/chatonsinfos/words/problems.ts';
import { sayHostEvent } from '../../src/history/words/sentences.ts';
import { sayListChange } from '../../src/hosts/confirmations/words.ts';
import type { SentenceCode } from '../../src/matching/engine/need/parameters.ts';
import { FRENCH } from '../../src/matching/words/fr.ts';
import { sentence } from '../../src/matching/words/sentence.ts';
import { sayPool } from '../../src/recommendations/pools/words.ts';
import { sayPreview } from '../../src/recommendations/preview/words.ts';
import { LANGUAGES } from '../../src/vocabulary/terms.ts';
import { sayDue } from '../../src/waiting/federation/words.ts';
import { TODO_KINDS } from '../../src/waiting/host/schema.ts';
import { sayTodo } from '../../src/waiting/host/words.ts';
import { answerTo, speakers } from '../support/answers.ts';
import { ACTIONS, ADVICE, EFFECTS } from '../support/examples/advice.ts';
import { BECOMING } from '../support/examples/confirmations.ts';
import { FILE_PROBLEMS, LACKS } from '../support/examples/exchange.ts';
import { ALTERNATIVES, POOL, PREVIEW } from '../support/examples/federations.ts';
import { HISTORY } from '../support/examples/history.ts';
import { MATCHING } from '../support/examples/matching.ts';
import { DUE, TODO } from '../support/examples/waiting.ts';
import { anyHosts, anyNeed } from '../support/random-needs.ts';
import { faultOf, namesOf, parametersToldBy, type Room, roomOf } from '../support/sentences.ts';

/** Every sentence, in both languages: the same facts, few words, and well set. Examples stand in `support/examples`. */

describe('A code', () => {
  const sourcesIn = (room: string, list: string) => {
    const folder = new URL(`../../src/${room}/`, import.meta.url);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('words') && file !== list)
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
      .join('\n');
  };
  it.each([
    ['of an event', Object.keys(HISTORY), 'history', ''],
    ['of an answer', Object.keys(MATCHING), 'matching', ''],
    ['of what is to be done', TODO_KINDS, 'waiting/host', 'schema.ts'],
  ])('%s is made by something: a sentence that nothing says is red', (_what, codes, room, list) => {
    const sources = sourcesIn(room, list);
    const begun = [...sources.matchAll(/`([a-z-]+-)\$\{/g)].map(([, beginning]) => beginning!);
    const ended = [...sources.matchAll(/\}(-[a-z-]+)`/g)].map(([, ending]) => ending!);
    const isMade = (code: string) =>
      new RegExp(`['"]${code}['"]|\\b${code}: |kind: ${code}`).test(sources) ||
      begun.some((beginning) => code.startsWith(beginning)) ||
      ended.some((ending) => code.endsWith(ending));
    expect(codes.filter((code) => !isMade(code))).toEqual([]);
  });
});

/** What a program is given beside what the sentence tells, and why. */
const DATA = {
  // The sentence tells both sizes, or what is missing.
  'near-miss-amount': ['missing'],
  'near-miss-storage': ['missing', 'unit'],
  'near-miss-budget': ['has'],
  'step-amount': ['has', 'wanted'],
  'step-storage': ['has', 'wanted', 'unit'],
  'step-commitment': ['wanted'],
  'step-budget': ['has'],
  // The page is a link beside the sentence.
  'tools-explained': ['guides', 'guides.tool', 'guides.url'],
  // What is left of it is told.
  // One set of parameters for all hard needs.
  'near-miss-commitment': ['allPlans'],
  'near-usage': ['via'],
  'near-miss-territory': ['allPlans'],
  'near-miss-audience': ['allPlans'],
  'near-miss-language': ['allPlans'],
  'asked-improbable': ['needs.territory'],
  'less-open': ['needs.territory'],
  'near-miss-need': ['allPlans', 'territory'],
  'relax-one': ['territory'],
  'relax-several': ['needs.territory'],
  conflict: ['needs.territory'],
  'ask-first': ['needs.territory'],
  'asked-to-check': ['needs.territory'],
  'asked-excluded': ['needs.territory'],
  // One set of parameters for all groups of hosts.
  'one-host': ['alone', 'brings', 'contacts', 'fewerOpen', 'saved', 'shares', 'shares.host', 'shares.usages'],
  'one-host-to-check': ['alone', 'brings', 'contacts', 'fewerOpen', 'saved', 'shares', 'shares.host', 'shares.usages'],
  'several-hosts': ['host'],
  'several-hosts-to-check': ['host'],
  // The name is told, and what a rule does.
  'closing-successor': ['successor'],
  'policy-rule': ['federation', 'rule', 'factor'],
  'policy-rule-aside': ['federation', 'rule', 'factor'],
  'policy-takes-out': ['federation'],
  'policy-moves': ['rules.rule', 'rules.factor'],
  // Always no, or none.
  'stated-no-criterion': ['value'],
  'stated-no-support': ['value'],
  // The sentence before names the host that is first now.
  'word-changes-first': ['host'],
} satisfies Partial<Record<SentenceCode, readonly string[]>>;

/** Sentences that are not plain yet: they stay as they are until somebody writes them anew. */
const FLAWS: Record<string, string> = {
  'closing-breaks-promise': 'two colons',
  'storage-unsaid': 'no whole sentence',
  worst: 'too many words',
};

const APPEARS = { code: 'is-listed', params: { count: 3, of: 5, most: 1 } } as const;

const ROOMS: Record<string, Room> = {
  'an answer': roomOf(sentence, MATCHING, DATA),
  'a past': roomOf(sayHostEvent, HISTORY, {
    'price-rise': ['serviceSlug'],
    'price-rise-taken-back': ['on', 'serviceSlug'],
  }),
  alternatives: roomOf(sayAlternative, ALTERNATIVES, {
    'succession-agreed': ['host'],
    'succession-named': ['host'],
    'succession-promise-agreed': ['host'],
    'succession-promise-named': ['host'],
    'successor-not-at-work': ['host'],
  }),
  'a group': roomOf(sayPool, POOL),
  'a policy that is tried': roomOf(sayPreview, PREVIEW, {
    change: ['factor', 'rule'],
    moves: ['rules.factor', 'rules.rule'],
  }),
  // As an answer says them, one after the other.
  'an action': roomOf(
    (action, say) => `${sayAction(action, say)} ${sayCondition(action, say)}, ${sayEffect(APPEARS, say)}.`,
    ACTIONS,
    { 'check-criterion': ['value', 'federation'], 'check-commitment': ['value', 'federation'] },
  ),
  'the effect of an action': roomOf(
    (effect, say) => `${sayCondition({ code: 'say-open', params: {} }, say)}, ${sayEffect(effect, say)}.`,
    EFFECTS,
    { 'moves-to-fits': ['most'], 'is-listed': ['most'], 'gains-points': ['most'] },
  ),
  'an advice': roomOf(sayAdvice, ADVICE),
  'a confirmation that is tried': roomOf(sayListChange, BECOMING, {
    'other-usages': ['missing'],
    'other-support': ['missing'],
    'other-audiences': ['missing'],
  }),
};

/** All their sentences take the same facts, and each tells some of them. */
const REMINDERS: Record<string, Room> = {
  'a file of elsewhere': roomOf(sayFileProblem, FILE_PROBLEMS),
  'what a file lacks': roomOf(sayLack, LACKS),
  'what is due': roomOf(sayDue, DUE),
  'what waits': roomOf(sayTodo, TODO),
};

describe.each(Object.entries({ ...ROOMS, ...REMINDERS }))('Every sentence about %s', (_, room) => {
  it.each(LANGUAGES)('is plain in %s: few words, one colon, no sign or key of a program, well set', (language) => {
    const wrong = room.codes.flatMap((code) =>
      room.examples(code).flatMap((params) => {
        const text = room.say(code, params, speakers[language]);
        const fault = faultOf(text, language);
        return fault === null || fault === FLAWS[code] ? [] : [`${code}: ${fault}: ${text}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(Object.entries(ROOMS))('Every sentence about %s', (_, room) => {
  it('tells every parameter in both languages, but those that are there for programs', () => {
    const untold = (language: (typeof LANGUAGES)[number]) =>
      Object.fromEntries(
        room.codes.flatMap((code) => {
          const told = parametersToldBy(room, code, speakers[language]);
          const names = [...namesOf(room.examples(code))].filter((name) => !told.has(name)).sort();
          return names.length > 0 ? [[code, names]] : [];
        }),
      );
    const expected = Object.fromEntries(Object.entries(room.data).map(([code, names]) => [code, [...names].sort()]));
    expect(untold('fr')).toEqual(expected);
    expect(untold('en')).toEqual(expected);
  });
});

describe('Random matches', () => {
  it('make only codes that have examples, with the parameters of their examples', () => {
    const codes = Object.keys(FRENCH) as SentenceCode[];
    const said = codes.map((code) => [code, vi.spyOn(FRENCH, code as 'free')] as const);
    for (const [hosts, need] of fc.sample(fc.tuple(anyHosts, anyNeed), 40)) answerTo(hosts, need);
    const unknown = said.flatMap(([code, { mock }]) => {
      const names = namesOf(MATCHING[code]);
      return mock.calls.flatMap(([params]) =>
        [...namesOf([{ ...params }])].filter((name) => !names.has(name)).map((name) => `${code} ${name}`),
      );
    });
    vi.restoreAllMocks();
    expect(said.filter(([, { mock }]) => mock.calls.length > 0).length).toBeGreaterThan(20);
    expect([...new Set(unknown)]).toEqual([]);
  });
});
