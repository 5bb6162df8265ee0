import type { Line } from '../../ground/lines.ts';
import type { EvidenceLevel, Importance } from '../../vocabulary/terms.ts';

/** Every number of the matching, as the engine uses them. Utilities and reliabilities are thousandths. */
export interface Policy {
  readonly version: string;
  readonly points: Readonly<Record<Importance, number>>;
  readonly reliability: Readonly<Record<EvidenceLevel | 'terms', number>>;
  readonly statedNo: Readonly<Record<Exclude<Importance, 'not-important'>, number>>;
  readonly priceEnoughPercent: number;
  readonly storageMargin: { readonly line: Line; readonly unlimited: number; readonly payPerGb: number };
  readonly proximity: Readonly<Record<'commune' | 'departement' | 'region' | 'country', number>>;
  readonly defaultWishes: Readonly<Record<string, Importance>>;
  readonly priorityWords: Readonly<Record<'should' | 'could', Importance>>;
  readonly setupYears: number;
  readonly taxPercent: number;
  readonly secondHostEuros: number;
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

/** The numbers without their reasons. @throws Error naming a number that the file lacks. */
export function readPolicy(file: PolicyFile): Policy {
  const value = (name: keyof Policy) => {
    const number = file.numbers[name];
    if (number === undefined) throw new Error(`policy.json: ${name} is missing`);
    return number.value;
  };
  return {
    version: file.version,
    points: value('points') as Policy['points'],
    reliability: value('reliability') as Policy['reliability'],
    statedNo: value('statedNo') as Policy['statedNo'],
    priceEnoughPercent: value('priceEnoughPercent') as number,
    storageMargin: value('storageMargin') as Policy['storageMargin'],
    proximity: value('proximity') as Policy['proximity'],
    defaultWishes: value('defaultWishes') as Policy['defaultWishes'],
    priorityWords: value('priorityWords') as Policy['priorityWords'],
    setupYears: value('setupYears') as number,
    taxPercent: value('taxPercent') as number,
    secondHostEuros: value('secondHostEuros') as number,
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
