import type { Curve } from '../../../ground/curves.ts';
import type { Audience, EvidenceLevel, Importance } from '../../../vocabulary/terms.ts';
import type { Need, SupportWish } from './schema.ts';

/** The weight of each thing that a host leaves open. Lists are ordered by their sum first, then by score. */
interface OpenWeights {
  readonly waitingList: number;
  /** A must-usage that the host's list does not name; the unknown price of this usage is not counted again. */
  readonly unlistedUsage: number;
  /** Each other hard need that is unknown. */
  readonly need: number;
  /** A host that did not confirm its entry and was not seen active lately. */
  readonly unseen: number;
  /** A must-usage that is met by a near usage. */
  readonly nearUsage: number;
  /** A combination whose total price is unknown: a second contact, and still nothing is certain. */
  readonly unpricedTogether: number;
  /** When the first answer leaves at least this much open, a near miss by an amount may come before it. */
  readonly nearMissLeads: number;
}

/** Every number of the matching, as the engine uses it. Utilities and reliabilities are in thousandths. */
export interface Policy {
  readonly version: string;
  readonly open: OpenWeights;
  /** Usages that a host offers only if it says so; any other usage that its list does not name is plausible. */
  readonly specialisedUsages: readonly string[];
  /** The audience assumed when a need does not name one. */
  readonly defaultAudience: Audience;
  readonly points: Readonly<Record<Importance, number>>;
  readonly reliability: Readonly<Record<EvidenceLevel | 'terms', number>>;
  readonly statedNo: Readonly<Record<Exclude<Importance, 'not-important'>, number>>;
  readonly priceEnoughPercent: number;
  readonly storageMargin: { readonly line: Curve; readonly unlimited: number; readonly payPerGb: number };
  /** Years of growth for which a plan should have room. */
  readonly growthYears: number;
  /** Months after the start of a need during which a price rise is mentioned. */
  readonly priceRiseMonths: number;
  /** Days within which a full host must have places again, when a need has no start day. */
  readonly openWithinDays: number;
  /** Utility of help in another mode than the wished one. */
  readonly otherSupportMode: number;
  readonly proximity: Readonly<Record<'commune' | 'departement' | 'region' | 'country', number>>;
  readonly defaultWishes: Readonly<Record<string, Importance>>;
  /** Importance of wishes that are added to a sensitive need. */
  readonly sensitiveWishes: Readonly<Record<string, Importance>>;
  /** Importance of help with leaving present tools, added when a need names some. */
  readonly leavingTools: Importance;
  readonly priorityWords: Readonly<Record<'should' | 'could', Importance>>;
  readonly setupYears: number;
  readonly taxPercent: number;
  /** The share of all points, in thousandths, that each further contact costs a combination. */
  readonly secondContactThousandths: number;
  /** Maximum number of hosts that take part in pairs. */
  readonly pairHosts: number;
  /** Euros a year by usage; `other` is for all other usages. */
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
  /** The largest share of the requested amount that a “smallest step” may take away. */
  readonly smallestStepThousandths: number;
  /** A statement worth less than this is no reason to choose a host. */
  readonly reasonFromThousandths: number;
  /** A statement worth at least this is a good answer: the target of the advice to hosts. */
  readonly goodAnswerThousandths: number;
  /** Positions of a list that silent hosts cannot take. */
  readonly firstPlaces: number;
  /** Maximum number of entries of each list of an answer, unless the reader asks for more. */
  readonly shown: Readonly<
    Record<'hosts' | 'reasons' | 'cautions' | 'nearMisses' | 'relaxations' | 'conflicts' | 'helpers', number>
  >;
  /** Hosts × 3^usages up to which combinations are computed; up to the second number, in the main thread. */
  readonly combinationWork: number;
  readonly combinationWorkAtOnce: number;
  /** Number of usages above which a search for combinations always runs in another thread. */
  readonly combinationUsagesAtOnce: number;
  /** How many searches may wait for a thread, and the time limit of one in milliseconds, waiting included. */
  readonly combinationsWaiting: number;
  readonly combinationMilliseconds: number;
  readonly helpKinds: readonly string[];
}

/** `seed/policy.json`: each number with its reason. */
export interface PolicyFile {
  version: string;
  numbers: Record<string, { value: unknown; reason: { fr: string; en: string } }>;
}

/**
 * Reads the numbers without their reasons.
 * @throws Error that names a number missing from the file.
 */
export function readPolicy(file: PolicyFile): Policy {
  const value = (name: keyof Policy) => {
    const number = file.numbers[name];
    if (number === undefined) throw new Error(`policy.json: ${name} is missing`);
    return number.value;
  };
  return {
    version: file.version,
    open: value('open') as OpenWeights,
    specialisedUsages: value('specialisedUsages') as string[],
    defaultAudience: value('defaultAudience') as Audience,
    points: value('points') as Policy['points'],
    reliability: value('reliability') as Policy['reliability'],
    statedNo: value('statedNo') as Policy['statedNo'],
    priceEnoughPercent: value('priceEnoughPercent') as number,
    storageMargin: value('storageMargin') as Policy['storageMargin'],
    growthYears: value('growthYears') as number,
    priceRiseMonths: value('priceRiseMonths') as number,
    openWithinDays: value('openWithinDays') as number,
    otherSupportMode: value('otherSupportMode') as number,
    proximity: value('proximity') as Policy['proximity'],
    defaultWishes: value('defaultWishes') as Policy['defaultWishes'],
    sensitiveWishes: value('sensitiveWishes') as Policy['sensitiveWishes'],
    leavingTools: value('leavingTools') as Importance,
    priorityWords: value('priorityWords') as Policy['priorityWords'],
    setupYears: value('setupYears') as number,
    taxPercent: value('taxPercent') as number,
    secondContactThousandths: value('secondContactThousandths') as number,
    pairHosts: value('pairHosts') as number,
    referencePrices: value('referencePrices') as Policy['referencePrices'],
    budgetAbsentFactor: value('budgetAbsentFactor') as number,
    assumptions: value('assumptions') as Policy['assumptions'],
    months: value('months') as Policy['months'],
    familyShareThousandths: value('familyShareThousandths') as number,
    smallestStepThousandths: value('smallestStepThousandths') as number,
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

/** The audience that a host must serve; null: any. */
export const audienceOf = ({ audience }: Pick<Need, 'audience'>, { defaultAudience }: Policy): Audience | null =>
  audience === 'any' ? null : (audience ?? defaultAudience);

/** The importance words of a need by criterion name; the default wishes when it states none. */
interface OwnWords {
  readonly words: ReadonlyMap<string, Importance>;
  readonly isDefault: boolean;
}

/** The importance word of a wish for help, in any mode. */
const wordOf = (wished: SupportWish): Importance => (typeof wished === 'string' ? wished : wished.word);

/** The importance words of the need itself, before a federation's policy raises any. */
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
