import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { Federation } from '../../src/documents/federation.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Match } from '../../src/matching/answer/schema.ts';
import { type PolicyFile, readPolicy } from '../../src/matching/engine/need/policy.ts';
import type { Need } from '../../src/matching/engine/need/schema.ts';
import { createMatcher, type Matcher } from '../../src/matching/run.ts';
import type { Reference } from '../../src/vocabulary/reference.ts';
import { speaker } from '../../src/vocabulary/speaker.ts';
import { reference as today } from './matching.ts';

/** A need put to a catalogue of a past day under the numbers of then. */
export interface PastPair {
  readonly need: Need;
  readonly revision: number;
  readonly policyVersion: string;
  readonly language: 'fr' | 'en';
  readonly everything: boolean;
}

interface PastRevision {
  readonly revision: number;
  readonly day: string;
  readonly documents: readonly Host[];
  readonly federations: readonly Federation[];
}

/** The lists of the field as they were: vocabularies are always today's, and these answers must not move with them. */
type PastVocabulary = Record<'usages' | 'criteria' | 'tools' | 'units' | 'families', readonly [string, unknown][]> &
  Record<'charters' | 'commitmentKinds' | 'supportKinds', readonly [string, unknown][]> & {
    readonly helpers: Reference['helpers'];
  };

export interface PastAnswers {
  readonly policies: readonly PolicyFile[];
  readonly vocabulary: PastVocabulary;
  readonly revisions: readonly PastRevision[];
  readonly pairs: readonly PastPair[];
  /** Of each pair, as it was sent. */
  readonly answers: readonly string[];
}

/** Documents of then called a state `status`, and these days `…At`. */
const FORMER_DAY = /"(confirmed|domainVerified)At":/g;
const FORMER_STATE = /"status":"(member|former|follower|active|closed|unknown)"/g;

const RECORDED = new URL('../reference/past-answers.json.br', import.meta.url);

/** Two hundred pairs with their answers, recorded before the method of 2026-5. */
export const readPastAnswers = (): PastAnswers =>
  JSON.parse(
    brotliDecompressSync(readFileSync(RECORDED))
      .toString()
      .replaceAll(FORMER_STATE, '"state":"$1"')
      .replaceAll(FORMER_DAY, '"$1On":'),
  ) as PastAnswers;

/** Answers pairs with the method of today under the numbers of then. */
export function replaying({
  policies,
  vocabulary,
  revisions,
}: Omit<PastAnswers, 'answers' | 'pairs'>): (pair: PastPair) => Match {
  const { helpers, ...lists } = vocabulary;
  const maps = Object.fromEntries(Object.entries(lists).map(([name, entries]) => [name, new Map(entries)]));
  const reference = { ...today, ...maps, helpers } as Reference;
  const matchers = new Map<string, Matcher>(
    policies.map((file) => [file.version, createMatcher(readPolicy(file), reference, 'a secret of the past')]),
  );
  const speakers = { fr: speaker('fr', reference), en: speaker('en', reference) };
  const catalogues = new Map(
    revisions.map(({ revision, day, documents, federations }) => {
      const federationBySlug = new Map(federations.map((one) => [one.slug, one]));
      return [revision, { epoch: 'past', revision, day, reference, groups: [documents], federationBySlug }];
    }),
  );
  return ({ need, revision, policyVersion, language, everything }) =>
    matchers.get(policyVersion)!.answer(need, catalogues.get(revision)!, speakers[language], { everything });
}
