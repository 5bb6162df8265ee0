import type { Line } from '../../ground/lines.ts';
import type { Audience, EvidenceLevel, Importance } from '../../vocabulary/terms.ts';
import type { Need, SupportWish } from '../schema.ts';

/** What each thing that a host leaves open weighs: the sum orders the lists before the score does. */
export interface OpenWeights {
  readonly waitingList: number;
  /** A must-usage that the list of the host does not name; its price is not counted again. */
  readonly unlistedUsage: number;
  /** Each other hard need. */
  readonly need: number;
  /** A host that neither confirmed its entry nor was seen at work lately. */
  readonly unseen: number;
  /** A usage that is met by a near one. */
  readonly nearUsage: number;
  /** Several hosts whose price together nobody knows: a second contact that makes nothing sure. */
  readonly unpricedTogether: number;
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
  waitingList: 1,
  unlistedUsage: 1,
  need: 1,
  unseen: 0,
  nearUsage: 0,
  unpricedTogether: 0,
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

/** Whom a host must serve; null: anybody will do. */
export const audienceOf = ({ audience }: Pick<Need, 'audience'>, { defaultAudience }: Policy): Audience | null =>
  audience === 'any' ? null : (audience ?? defaultAudience);

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
