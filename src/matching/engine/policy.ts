import type { PolicyRules } from '../../documents/federation-policy.ts';
import type { Line } from '../../ground/lines.ts';
import type { CommitmentKind, Reference } from '../../vocabulary/reference.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import {
  type Audience,
  EVIDENCE_LEVELS,
  type EvidenceLevel,
  IMPORTANCES,
  type Importance,
} from '../../vocabulary/terms.ts';
import type { Need, SupportWish } from '../schema.ts';

/** What each thing that a host leaves open weighs: the sum orders the lists before the score does. */
export interface OpenWeights {
  /** Places that nobody recorded: a question, no doubt. */
  readonly newcomers: number;
  readonly waitingList: number;
  /** A must-usage that the list of the host does not name; its price is not counted again. */
  readonly unlistedUsage: number;
  /** Each other hard need. */
  readonly need: number;
  /** A host that neither confirmed its entry nor was seen at work lately. */
  readonly unseen: number;
  /** A usage that is met by a near one. */
  readonly nearUsage: number;
  /** From so much open of the first answer on, a near miss by an amount stands before it. */
  readonly nearMissLeads: number;
}

/** Every number of the matching, as the engine uses them. Utilities and reliabilities are thousandths. */
export interface Policy {
  readonly version: string;
  /** Whether answers are those of the method of before 2026-5: each open need weighs one, and nobody is improbable. */
  readonly isPast: boolean;
  readonly open: OpenWeights;
  /** Whom a need asks for that does not say it; null: nobody in particular. */
  readonly defaultAudience: Audience | null;
  readonly points: Readonly<Record<Importance, number>>;
  readonly reliability: Readonly<Record<EvidenceLevel | 'terms', number>>;
  readonly statedNo: Readonly<Record<Exclude<Importance, 'not-important'>, number>>;
  readonly priceEnoughPercent: number;
  readonly storageMargin: { readonly line: Line; readonly unlimited: number; readonly payPerGb: number };
  /** Years of growth that room is measured against. */
  readonly growthYears: number;
  /** Months from its start within which a need is told of a price that rises. */
  readonly priceRiseMonths: number;
  /** Days within which a host that has no place yet must have some, when a need says no day. */
  readonly openWithinDays: number;
  /** Utility of help in another mode than the one wished for. */
  readonly otherSupportMode: number;
  readonly proximity: Readonly<Record<'commune' | 'departement' | 'region' | 'country', number>>;
  readonly defaultWishes: Readonly<Record<string, Importance>>;
  /** What matters by itself where a leak would harm people. */
  readonly sensitiveWishes: Readonly<Record<string, Importance>>;
  /** How much it matters that a host says how to bring in the data of today's tools, once a need names some. */
  readonly leavingTools: Importance;
  readonly priorityWords: Readonly<Record<'should' | 'could', Importance>>;
  readonly setupYears: number;
  readonly taxPercent: number;
  /** What each further contact takes from a combination, in thousandths of all points. */
  readonly secondContactThousandths: number;
  /** Most hosts that take part in pairs. */
  readonly pairHosts: number;
  /** Euros a year by usage; `other` for the rest. */
  readonly referencePrices: Readonly<Record<string, number>>;
  readonly budgetAbsentFactor: number;
  readonly assumptions: Readonly<{
    accounts: number;
    storageGb: number;
    mailGbPerAccount: number;
    domainNameEuros: number;
  }>;
  readonly months: Readonly<{ price: number; seen: number }>;
  readonly familyShareThousandths: number;
  /** Most of what was asked that a smallest step may take away. */
  readonly smallestStepThousandths: number;
  /** A statement worth less is no reason to choose a host. */
  readonly reasonFromThousandths: number;
  /** A statement worth as much is a good answer: what advice to a host aims at. */
  readonly goodAnswerThousandths: number;
  /** Positions of a list kept for hosts that were confirmed or seen lately. */
  readonly firstPlaces: number;
  /** Most entries of each list of an answer, unless the reader asks for more. */
  readonly shown: Readonly<
    Record<'hosts' | 'reasons' | 'cautions' | 'nearMisses' | 'relaxations' | 'conflicts' | 'helpers', number>
  >;
  /** Hosts × 3^usages up to which combinations are looked for; up to the second number, while the others wait. */
  readonly combinationWork: number;
  readonly combinationWorkAtOnce: number;
  /** Usages above which a search for combinations always has a thread of its own. */
  readonly combinationUsagesAtOnce: number;
  /** Searches that may wait for a thread, and how long one may wait and search in all, in milliseconds. */
  readonly combinationsWaiting: number;
  readonly combinationMilliseconds: number;
  readonly helpKinds: readonly string[];
}

/** `seed/policy.json`: each number beside its reason. */
export interface PolicyFile {
  version: string;
  numbers: Record<string, { value: unknown; reason: { fr: string; en: string } }>;
}

/** Answers of before 2026-2 are found again as they were: steps had no limit then. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;
/** Before 2026-3 a second contact counted as euros, of whole groups by their price: groups are found as today. */
const SECOND_CONTACT = 60;
const PAIR_HOSTS = 300;
/** No need told its growth before 2026-3. */
const GROWTH_YEARS = 3;
/** Before 2026-3 a host without places had none, whatever it said of the days to come. */
const OPEN_WITHIN_DAYS = 0;
/** No need told how help should come before 2026-3. */
const OTHER_SUPPORT_MODE = 350;

/** Before 2026-5 the prices of today answered whatever began later, and no rise was told. */
const PRICE_RISE_MONTHS = 0;

/** Before 2026-4 the tools of today weighed nothing. */
const LEAVING_TOOLS = 'not-important';

/** Before 2026-5 needs that were open were counted, and who was not seen lately stood after all others. */
const COUNTED: OpenWeights = {
  newcomers: 1,
  waitingList: 1,
  unlistedUsage: 1,
  need: 1,
  unseen: 0,
  nearUsage: 0,
  nearMissLeads: Number.MAX_SAFE_INTEGER,
};

/** The numbers without their reasons. @throws Error naming a number that the file lacks. */
export function readPolicy(file: PolicyFile): Policy {
  const value = (name: keyof Policy) => {
    const number = file.numbers[name];
    if (number === undefined) throw new Error(`policy.json: ${name} is missing`);
    return number.value;
  };
  return {
    version: file.version,
    isPast: file.numbers.open === undefined,
    open: (file.numbers.open?.value ?? COUNTED) as OpenWeights,
    defaultAudience: (file.numbers.defaultAudience?.value ?? null) as Audience | null,
    points: value('points') as Policy['points'],
    reliability: value('reliability') as Policy['reliability'],
    statedNo: value('statedNo') as Policy['statedNo'],
    priceEnoughPercent: value('priceEnoughPercent') as number,
    storageMargin: value('storageMargin') as Policy['storageMargin'],
    growthYears: (file.numbers.growthYears?.value ?? GROWTH_YEARS) as number,
    priceRiseMonths: (file.numbers.priceRiseMonths?.value ?? PRICE_RISE_MONTHS) as number,
    openWithinDays: (file.numbers.openWithinDays?.value ?? OPEN_WITHIN_DAYS) as number,
    otherSupportMode: (file.numbers.otherSupportMode?.value ?? OTHER_SUPPORT_MODE) as number,
    proximity: value('proximity') as Policy['proximity'],
    defaultWishes: value('defaultWishes') as Policy['defaultWishes'],
    sensitiveWishes: (file.numbers.sensitiveWishes?.value ?? {}) as Policy['sensitiveWishes'],
    leavingTools: (file.numbers.leavingTools?.value ?? LEAVING_TOOLS) as Importance,
    priorityWords: value('priorityWords') as Policy['priorityWords'],
    setupYears: value('setupYears') as number,
    taxPercent: value('taxPercent') as number,
    secondContactThousandths: (file.numbers.secondContactThousandths?.value ?? SECOND_CONTACT) as number,
    pairHosts: (file.numbers.pairHosts?.value ?? PAIR_HOSTS) as number,
    referencePrices: value('referencePrices') as Policy['referencePrices'],
    budgetAbsentFactor: value('budgetAbsentFactor') as number,
    assumptions: value('assumptions') as Policy['assumptions'],
    months: value('months') as Policy['months'],
    familyShareThousandths: value('familyShareThousandths') as number,
    smallestStepThousandths: (file.numbers.smallestStepThousandths?.value ?? NO_LIMIT) as number,
    reasonFromThousandths: value('reasonFromThousandths') as number,
    goodAnswerThousandths: value('goodAnswerThousandths') as number,
    firstPlaces: value('firstPlaces') as number,
    shown: value('shown') as Policy['shown'],
    combinationWork: value('combinationWork') as number,
    combinationWorkAtOnce: value('combinationWorkAtOnce') as number,
    combinationUsagesAtOnce: value('combinationUsagesAtOnce') as number,
    combinationsWaiting: value('combinationsWaiting') as number,
    combinationMilliseconds: value('combinationMilliseconds') as number,
    helpKinds: value('helpKinds') as string[],
  };
}

/** One rule of a federation; `id` names it in an answer, `subject` is the criterion name it is about. */
export type PolicyRule = { readonly id: string; readonly subject: string } & (
  | { readonly kind: 'require-criterion'; readonly key: string; readonly evidence: EvidenceLevel }
  | { readonly kind: 'require-commitment'; readonly key: string; readonly atLeast: Measure }
  | { readonly kind: 'minimum-evidence'; readonly evidence: EvidenceLevel }
  | { readonly kind: 'minimum-word'; readonly word: Importance }
  /** Hundredths, 50 to 200. */
  | { readonly kind: 'factor'; readonly hundredths: number }
);

/** Whom a host must serve; null: anybody will do. */
export const audienceOf = ({ audience }: Pick<Need, 'audience'>, { defaultAudience }: Policy): Audience | null =>
  audience === 'any' ? null : (audience ?? defaultAudience);

/** What a claim or commitment always needs to count: to be said. */
export const LEAST_EVIDENCE: EvidenceLevel = 'declared';
const WHOLE = 100;

/** The rules of a policy, in one order; those that never change anything (a factor of 1) are left out. */
export function rulesOf({ require, minimumEvidence, minimumWords, factors }: PolicyRules): PolicyRule[] {
  const rules: PolicyRule[] = [];
  for (const { criterion: key, evidence = LEAST_EVIDENCE } of require?.criteria ?? []) {
    const subject = `criterion:${key}`;
    rules.push({ id: `require:${subject}`, subject, kind: 'require-criterion', key, evidence });
  }
  for (const { kind: key, atLeast } of require?.commitments ?? []) {
    const subject = `commitment:${key}`;
    rules.push({ id: `require:${subject}`, subject, kind: 'require-commitment', key, atLeast });
  }
  for (const [subject, evidence] of Object.entries(minimumEvidence ?? {}))
    if (evidence !== LEAST_EVIDENCE)
      rules.push({ id: `minimum-evidence:${subject}`, subject, kind: 'minimum-evidence', evidence });
  for (const [subject, word] of Object.entries(minimumWords ?? {}))
    rules.push({ id: `minimum-word:${subject}`, subject, kind: 'minimum-word', word });
  for (const [subject, factor] of Object.entries(factors ?? {})) {
    const hundredths = Math.round(WHOLE * factor);
    if (hundredths !== WHOLE) rules.push({ id: `factor:${subject}`, subject, kind: 'factor', hundredths });
  }
  return rules;
}

const strongest = (a: EvidenceLevel, b: EvidenceLevel): EvidenceLevel =>
  EVIDENCE_LEVELS.indexOf(a) >= EVIDENCE_LEVELS.indexOf(b) ? a : b;

/** The least evidence that counts for a criterion name. */
export const leastEvidence = (rules: readonly PolicyRule[], subject: string): EvidenceLevel =>
  rules.reduce<EvidenceLevel>(
    (least, rule) =>
      rule.kind === 'minimum-evidence' && rule.subject === subject ? strongest(least, rule.evidence) : least,
    LEAST_EVIDENCE,
  );

/** The harder of two measures of a kind; null where neither holds the other, such as a number and a word. */
function harder(a: Measure, b: Measure, { better, valueType, specialValues }: CommitmentKind): Measure | null {
  // For these, whether there is one is all that is asked.
  if (a === b || valueType === 'url' || valueType === 'list' || valueType === 'host') return a;
  if (specialValues?.some(({ value }) => value === a || value === b)) return null;
  if (typeof a === 'number' && typeof b === 'number') return better === 'lower' ? Math.min(a, b) : Math.max(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return a;
  // A month or a year counts as its last day: padded, they compare as texts.
  if (typeof a === 'string' && typeof b === 'string') return a.padEnd(10, '~') >= b.padEnd(10, '~') ? a : b;
  return null;
}

export interface Requirements {
  criteria: { criterion: string; evidence: EvidenceLevel }[];
  commitments: { kind: CommitmentKind; atLeast: Measure; evidence: EvidenceLevel }[];
}

/**
 * What a need requires under the rules of a federation: where both require the same, the harder of the two. Nothing
 * that the need requires is ever removed or weakened. Every key is known.
 */
export function requirementsUnder(
  rules: readonly PolicyRule[],
  require: Need['require'],
  reference: Reference,
): Requirements {
  const criteria = (require?.criteria ?? []).map(({ criterion, evidence = LEAST_EVIDENCE }) => ({
    criterion,
    evidence,
  }));
  const commitments = (require?.commitments ?? []).map(({ kind, atLeast }) => ({
    kind: reference.commitmentKinds.get(kind)!,
    atLeast,
    evidence: LEAST_EVIDENCE,
  }));
  for (const rule of rules) {
    if (rule.kind === 'require-criterion') {
      const same = criteria.filter(({ criterion }) => criterion === rule.key);
      if (same.length === 0) criteria.push({ criterion: rule.key, evidence: rule.evidence });
      for (const own of same) own.evidence = strongest(own.evidence, rule.evidence);
    } else if (rule.kind === 'require-commitment') {
      const kind = reference.commitmentKinds.get(rule.key)!;
      const same = commitments.find((own) => own.kind === kind && harder(own.atLeast, rule.atLeast, kind) !== null);
      if (same) same.atLeast = harder(same.atLeast, rule.atLeast, kind)!;
      else commitments.push({ kind, atLeast: rule.atLeast, evidence: LEAST_EVIDENCE });
    }
  }
  for (const own of criteria)
    own.evidence = strongest(own.evidence, leastEvidence(rules, `criterion:${own.criterion}`));
  for (const own of commitments) own.evidence = leastEvidence(rules, `commitment:${own.kind.key}`);
  return { criteria, commitments };
}

const place = (word: Importance | undefined): number => (word === undefined ? -1 : IMPORTANCES.indexOf(word));

/** Raises words by criterion name to the least that the rules say; never lowers one. */
export function raiseWords(rules: readonly PolicyRule[], words: Map<string, Importance>): void {
  for (const rule of rules)
    if (rule.kind === 'minimum-word' && place(words.get(rule.subject)) < place(rule.word))
      words.set(rule.subject, rule.word);
}

type Factor = PolicyRule & { readonly kind: 'factor' };

/** Whether a factor would take something from what the need itself calls very important. */
export const isTooLittle = ({ hundredths }: Factor, own: Importance | undefined): boolean =>
  hundredths < WHOLE && own === 'very-important';

/**
 * Points in hundredths under the rules. A factor below 1 takes nothing from what the need itself calls very
 * important. @param own the word of the need itself, undefined when it said none
 */
export function pointsUnder(
  rules: readonly PolicyRule[],
  subject: string,
  own: Importance | undefined,
  hundredths: number,
): number {
  const rule = rules.find((one) => one.kind === 'factor' && one.subject === subject);
  if (rule?.kind !== 'factor' || isTooLittle(rule, own)) return hundredths;
  return Math.round((hundredths * rule.hundredths) / WHOLE);
}

/** What a need says of importance, by criterion name: the default wishes where it says nothing. */
export interface OwnWords {
  readonly words: ReadonlyMap<string, Importance>;
  readonly isDefault: boolean;
}

/** The word of a wish for help, in whatever mode. */
export const wordOf = (wished: SupportWish): Importance => (typeof wished === 'string' ? wished : wished.word);

/** The words of the need itself, before a federation raises any. */
export function ownWords({ wish, usages, currentTools = [], sensitive }: Need, policy: Policy): OwnWords {
  const words = new Map<string, Importance>();
  const isDefault = wish === undefined || Object.keys(wish).length === 0;
  if (isDefault) {
    for (const [name, word] of Object.entries(policy.defaultWishes)) words.set(name, word);
  } else {
    for (const name of ['price', 'storage-margin', 'proximity'] as const) if (wish[name]) words.set(name, wish[name]);
    for (const [key, word] of Object.entries(wish.criteria ?? {})) words.set(`criterion:${key}`, word);
    for (const [key, word] of Object.entries(wish.commitments ?? {})) words.set(`commitment:${key}`, word);
    for (const [key, wished] of Object.entries(wish.support ?? {})) words.set(`support:${key}`, wordOf(wished));
  }
  if (sensitive === true)
    for (const [name, word] of Object.entries(policy.sensitiveWishes)) if (!words.has(name)) words.set(name, word);
  if (currentTools.length > 0) words.set('leaving-tools', policy.leavingTools);
  for (const { usage, priority = 'must' } of usages)
    if (priority !== 'must') words.set(`usage:${usage}`, policy.priorityWords[priority]);
  return { words, isDefault };
}
