import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { SENTENCES, type SentenceCode } from '../../src/matching/words/sentence.ts';
import type { Params } from '../../src/matching/words/topic.ts';
import { SUPPORT_KINDS } from '../../src/vocabulary/terms.ts';
import { answerTo, speakers } from '../support/answers.ts';
import { reference } from '../support/matching.ts';
import { anyHosts, anyNeed } from '../support/random-needs.ts';
import { BY_HAND } from '../support/sentences.ts';

/** Every sentence that an answer may hold, in both languages: the same facts, few words, and well set. */

const LANGUAGES = ['fr', 'en'] as const;
type Language = (typeof LANGUAGES)[number];
const CODES = Object.keys(SENTENCES) as SentenceCode[];
const MOST_WORDS = 25;

const WHICH_HOST = 'a question stands under its combination: the host that it is for';
const HAS = 'what there is: the sentence tells what is missing';
const MISSING = 'the difference: the sentence tells both sizes';
const SHARED = 'one set of parameters for all the sentences about several hosts';
const UNIT = 'one set of parameters for all sizes: the sentence tells gigabytes';
const SLUG = 'the sentence tells the name';
const RULE = 'the rule as its federation wrote it: the sentence tells what it does';
const FACTOR = 'the sentence tells more or less';
const ALL_NEEDS = 'one set of parameters for all hard needs';
const ONE_HOST = {
  alone: SHARED,
  contacts: SHARED,
  saved: SHARED,
  shares: SHARED,
  'shares.host': SHARED,
  'shares.usages': SHARED,
};
/** Parameters that no sentence of the code tells, and why a program is given them. */
const DATA: Partial<Record<SentenceCode, Record<string, string>>> = {
  ...Object.fromEntries(CODES.filter((code) => code.startsWith('ask-')).map((code) => [code, { host: WHICH_HOST }])),
  'near-miss-amount': { missing: MISSING },
  'near-miss-storage': { missing: MISSING, unit: UNIT },
  'near-miss-commitment': { confirmed: ALL_NEEDS },
  'near-miss-budget': { has: HAS },
  'near-miss-need': { confirmed: ALL_NEEDS, territory: ALL_NEEDS },
  'relax-one': { territory: ALL_NEEDS },
  'relax-several': { 'needs.territory': ALL_NEEDS },
  conflict: { 'needs.territory': ALL_NEEDS },
  'step-amount': { has: HAS, wanted: HAS },
  'step-storage': { has: HAS, wanted: HAS, unit: UNIT },
  'step-commitment': { wanted: HAS },
  'policy-rule': { federation: SLUG, rule: RULE, factor: FACTOR },
  'policy-rule-aside': { federation: SLUG, rule: RULE, factor: FACTOR },
  'policy-takes-out': { federation: SLUG },
  'policy-moves': { 'rules.rule': RULE, 'rules.factor': FACTOR },
  'step-budget': { has: HAS },
  'one-host-to-check': ONE_HOST,
  'one-host': ONE_HOST,
  'several-hosts': { host: SHARED },
  'several-hosts-to-check': { host: SHARED },
  'price-within-budget': { budget: 'the sentence tells what is left of it' },
  'stated-no-criterion': { value: 'always no' },
  'stated-no-support': { value: 'always none' },
  'word-changes-first': { host: 'the host that is first now: the sentence before names it' },
};

const inputs = new Map<SentenceCode, Params[]>();
const texts: { code: SentenceCode; language: Language; text: string }[] = [];

const textOf = (code: SentenceCode, language: Language, params: Params): string =>
  (SENTENCES[code][language] as (params: Params, say: typeof speakers.fr) => string)(params, speakers[language]);

/** Values to put in the place of one, to see whether the sentence changes. */
function others(value: unknown, pool: readonly unknown[]): unknown[] {
  const near =
    typeof value === 'number'
      ? [0, value + 1, value + 40]
      : typeof value === 'boolean'
        ? [!value]
        : typeof value === 'string'
          ? [`${value}x`]
          : Array.isArray(value)
            ? [value.slice(1), [...value, ...value]]
            : [];
  return [...near, ...pool.slice(0, 20)];
}

/**
 * The parameters that a sentence tells: another value gives another text. To be looked at is not enough: a sentence may
 * take a parameter in and say nothing of it. `needs.key` is a parameter of each part of a list.
 */
function toldBy(code: SentenceCode, language: Language): string[] {
  const list = inputs.get(code)!;
  // Spread over all of them, by an odd step: those made by hand go by twos, fours and eights.
  const sample = list.filter((_, index) => index % (Math.ceil(list.length / 150) | 1) === 0);
  const changes = (params: Params, changed: Params): boolean => {
    try {
      return textOf(code, language, changed) !== textOf(code, language, params);
    } catch {
      // A value of another kind than the sentence can say: it does say this one.
      return true;
    }
  };
  const tells = (name: string, inside: string | null): boolean => {
    const pool = sample.flatMap((params) =>
      inside === null ? [params[name]] : (params[name] as Params[]).map((part) => part[inside]),
    );
    return sample.some((params) => {
      if (inside === null)
        return others(params[name], pool).some((value) => changes(params, { ...params, [name]: value }));
      const [part, ...rest] = params[name] as [Params, ...Params[]];
      return others(part[inside], pool).some((value) =>
        changes(params, { ...params, [name]: [{ ...part, [inside]: value }, ...rest] }),
      );
    });
  };
  return [...given(code)].filter((path) => {
    const [name, inside] = path.split('.') as [string, string | undefined];
    return tells(name, inside ?? null);
  });
}

/** Names of the parameters of a code; those of the parts of a list are `list.name`. */
const given = (code: SentenceCode): Set<string> =>
  new Set(
    inputs.get(code)!.flatMap((params) =>
      Object.entries(params).flatMap(([name, value]) => {
        const part: unknown = Array.isArray(value) ? value[0] : null;
        return part !== null && typeof part === 'object'
          ? [name, ...Object.keys(part as Params).map((inside) => `${name}.${inside}`)]
          : [name];
      }),
    ),
  );

beforeAll(() => {
  const seen = new Set<string>();
  const add = (code: SentenceCode, params: Params) => {
    const key = JSON.stringify([code, params]);
    if (seen.has(key)) return;
    seen.add(key);
    inputs.set(code, [...(inputs.get(code) ?? []), params]);
  };
  const originals = CODES.map((code) => SENTENCES[code].fr);
  CODES.forEach((code, i) => {
    SENTENCES[code].fr = (params: Params, say: typeof speakers.fr) => {
      add(code, params);
      return (originals[i] as (params: Params, say: typeof speakers.fr) => string)(params, say);
    };
  });
  // The same draw at every run, so that a code is reached or is not.
  for (const [hosts, need] of fc.sample(fc.tuple(anyHosts, anyNeed), { numRuns: 600, seed: 26 })) answerTo(hosts, need);
  CODES.forEach((code, i) => {
    SENTENCES[code].fr = originals[i] as (typeof SENTENCES)[SentenceCode]['fr'];
  });
  for (const code of CODES) for (const params of BY_HAND[code] ?? []) add(code, params);
  for (const language of LANGUAGES)
    for (const [code, list] of inputs)
      for (const params of list) texts.push({ code, language, text: textOf(code, language, params) });
}, 60_000);

describe('Every sentence', () => {
  it('is made here, at random or by hand', () => {
    expect(CODES.filter((code) => !inputs.has(code))).toEqual([]);
    expect(Object.keys(BY_HAND).filter((code) => !(code in SENTENCES))).toEqual([]);
  });

  it('tells the same parameters in both languages', () => {
    const differing = CODES.flatMap((code) => {
      const [fr, en] = LANGUAGES.map((language) => toldBy(code, language).sort());
      return String(fr) === String(en) ? [] : [{ code, fr, en }];
    });
    expect(differing).toEqual([]);
  });

  it('tells every parameter that it is given, but those that are there for programs', () => {
    const untold = CODES.flatMap((code) => {
      const told = new Set(LANGUAGES.flatMap((language) => toldBy(code, language)));
      return [...given(code)].filter((name) => !told.has(name)).map((name) => `${code} ${name}`);
    });
    const listed = CODES.flatMap((code) => Object.keys(DATA[code] ?? {}).map((name) => `${code} ${name}`));
    expect(untold.filter((one) => !listed.includes(one))).toEqual([]);
    // Nothing stays listed that is told after all.
    expect(listed.filter((one) => !untold.includes(one) && !one.startsWith('ask-'))).toEqual([]);
  });

  it(`has at most ${MOST_WORDS} words, ends, and says nothing that only a program reads`, () => {
    const wrong = texts.flatMap(({ code, text }) => {
      const words = text
        .split(/(?<=[.?!])\s/)
        .map((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length);
      const isPlain =
        Math.max(...words) <= MOST_WORDS &&
        /^[\p{Lu}\p{N}€«“].*[.?!]$/u.test(text) &&
        !/%|undefined|null|NaN|Infinity|\[object|\(\)/.test(text) &&
        !KEYS.some((key) => text.includes(key));
      return isPlain ? [] : [`${code} (${Math.max(...words)}): ${text}`];
    });
    expect(wrong).toEqual([]);
  });

  it('has one colon at most', () => {
    const twice = texts.flatMap(({ text }) =>
      text
        .replaceAll(/https?:\/\/\S+/g, '')
        .split(/(?<=[.?!])\s/)
        .filter((sentence) => sentence.split(':').length > 2),
    );
    expect(twice).toEqual([]);
  });

  it('is set as its language wants: curved apostrophes, spaces before double signs in French only, none doubled', () => {
    for (const { language, text } of texts) {
      expect(text).not.toMatch(/'|\s{2}|^\s|\s$|\s[.,)]|\(\s/);
      const marks = text.replaceAll(/https?:\/\/\S+/g, '');
      if (language === 'en') expect(marks).not.toMatch(/\s[:;?!]/);
      else expect(marks).not.toMatch(/[^\s][:;?!»]|«[^\s]|[^\u00a0];/);
    }
  });
});

const LABELS = [
  ...[...reference.criteria.values(), ...reference.usages.values(), ...reference.commitmentKinds.values()].map(
    ({ label }) => label.en.toLowerCase(),
  ),
].join();
/** Some keys are words of everyday English too, such as “non-profit”: their labels use them. */
const KEYS = [
  ...[reference.criteria, reference.commitmentKinds, reference.usages].flatMap((entries) => [...entries.keys()]),
  ...SUPPORT_KINDS,
].filter((key) => key.includes('-') && !LABELS.includes(key));
