import type { Measure, Zone } from '../../vocabulary/shapes.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import type { Audience } from '../../vocabulary/terms.ts';
import { ACCOUNTS } from '../../vocabulary/units.ts';
import type { SingleNeed } from '../engine/need/hard-needs.ts';
import type {
  Assumed,
  Contacts,
  Evidence,
  Family,
  HardNeedNamed,
  Price,
  Share,
  Size,
  SizedUsage,
  Subject,
  Witness,
} from '../engine/need/parameters.ts';
import { enumerate, enumerateSizes, enumerateSome } from './enumerate.ts';

type Noun = readonly [one: string, many: string];

/** The words of one language for parts of sentences. Amounts include their unit. */
export interface PartWords {
  colon: string;
  /** Formats counts from one thousand up. */
  numbers: Intl.NumberFormat;
  audiences: Readonly<Record<Audience, string>>;
  /** A family of wishes as the subject of “counts more than”. */
  families: Readonly<Record<Family, string>>;
  /** What a hard need asks for, as a noun phrase: hosts may lack it, or no host may have it. */
  needs: Readonly<Record<SingleNeed, string>>;
  /** What one has, or does, without it: the phrase follows “if you accept”. */
  accept: Readonly<Record<SingleNeed, string>> & {
    usage(usage: string): string;
    support(support: string): string;
    criterion(criterion: string): string;
    commitment(commitment: string): string;
  };
  /** Names of criteria that have no vocabulary key, without an article, like the vocabulary labels next to them. */
  criteria: Readonly<Record<string, string>>;
  /** How a statement about a host is known. */
  evidence: {
    signed(charterOf: string): string;
    checked(by: string): string;
    certified: string;
    measured: string;
    documented: string;
    imported: string;
    declared: string;
  };
  /** The catalogue itself, as the first words of a sentence. */
  catalogue: string;
  /** The text before the sizes of several usages. */
  sizes: string;
  /** The text between an amount and the usages that it is assumed for, and the text before a second amount. */
  countedFor: string;
  alsoCounted: string;
  /** For a host that declares its plans complete, and for a host of which only some plans are known. */
  bigger: { announced: string; known: string };
  cheaper: string;
  /** The phrase for data from one tool, and the text before a list of several tools. */
  dataOf(tool: string): string;
  dataOfThese: string;
  host: Noun;
  otherService: Noun;
  otherPoint: Noun;
  otherPlace: Noun;
  price: {
    floorAndAdvised(floor: string, advised: string): string;
    advised(amount: string): string;
    exact: string;
    toConfirm: string;
    aYear(amount: string): string;
    once(amount: string): string;
    toAsk: string;
    floor(amount: string): string;
    free: string;
  };
  /** The numbers of contacts, from none to three. */
  contacts: readonly string[];
  insteadOfOne: string;
  samePrice: string;
  less(amount: string): string;
  more(amount: string): string;
  /** What the additional contacts bring. */
  brings(contacts: number, what: string): string;
  fewerOpen: string;
}

/** A count with its noun. Most counts are small, and the number formatter is slow. */
const countIn = (numbers: Intl.NumberFormat, count: number, [one, many]: Noun): string => {
  const digits = count < 1000 ? String(count) : numbers.format(count).replace(/\s/g, '\u00a0');
  return `${digits} ${count > 1 ? many : one}`;
};

/** Maximum number of conditions to give up in a sentence: nobody remembers more. The parameters contain all. */
export const MOST_NAMED = 4;

/** Maximum number of tools that are named within a sentence, without a list. */
const FEW_TOOLS = 3;
/** Words that such a list may use: the sentences around it are already long. */
const TOOL_WORDS = 11;

/** The name of a federation, or its slug when the catalogue has no name for it. */
export const nameOf = ({ federation, federationName }: { federation: string; federationName?: string }): string =>
  federationName ?? federation;

export const subject = ({ kind, key }: Subject, say: Speaker): string =>
  kind === 'criterion' ? say.criterion(key) : say.commitment(key);

/** The value found for a commitment, when there is more to say than no. */
export const measured = ({ kind, key, value }: Subject & { value: Measure }, say: Speaker): string =>
  kind === 'criterion' || value === false ? '' : ` (${say.measure(key, value)})`;

/** The parts of sentences that only differ between languages by their words. */
export function partsIn(words: PartWords) {
  const count = (amount: number, noun: Noun) => countIn(words.numbers, amount, noun);
  const named = ({ federation, federationName }: Witness) => federationName ?? federation ?? '';

  /** How a statement is known: text after a colon, without a full stop. */
  const evidence = (given: Evidence, say: Speaker): string => {
    const { signed, checked, certified, measured, documented, imported, declared } = words.evidence;
    if (given.by === 'charter') return signed(named(given));
    if (given.evidence === 'certified') return certified;
    if (given.evidence === 'measured') return measured;
    if (given.evidence === 'peer-reviewed')
      return `${checked(named(given))}${given.asOf ? ` (${say.date(given.asOf)})` : ''}`;
    if (given.evidence === 'documented') return documented;
    return given.by === 'import' ? imported : declared;
  };

  /** Accounts, storage, then other units; empty when no size is stated. */
  const size = ({ accounts, gigabytes, amounts }: Partial<Size>, say: Speaker): string =>
    say.list([
      ...(accounts ? [say.amount(ACCOUNTS, accounts)] : []),
      ...(gigabytes ? [say.gigabytes(gigabytes)] : []),
      ...Object.entries(amounts ?? {}).map(([unit, amount]) => say.amount(unit, amount)),
    ]);

  const need = ({ name, key }: HardNeedNamed, say: Speaker): string => {
    if (name === 'usage-not-offered') return say.usage(key!);
    if (name === 'support') return say.support(key!);
    if (name.startsWith('criterion:')) return say.criterion(key!);
    if (name.startsWith('commitment:')) return say.commitment(key!);
    return words.needs[name as SingleNeed];
  };

  const accept = ({ name, key }: HardNeedNamed, say: Speaker): string => {
    if (name === 'usage-not-offered') return words.accept.usage(say.usage(key!));
    if (name === 'support') return words.accept.support(say.support(key!));
    if (name.startsWith('criterion:')) return words.accept.criterion(say.criterion(key!));
    if (name.startsWith('commitment:')) return words.accept.commitment(say.commitment(key!));
    return words.accept[name as SingleNeed];
  };

  /** The label of a criterion by its name in a need: `price`, `criterion:<key>`, `usage:<key>` and so on. */
  const criterion = (name: string, say: Speaker): string => {
    const [kind, key] = name.split(':') as [string, string | undefined];
    if (key === undefined) return words.criteria[kind] ?? kind;
    if (kind === 'usage') return say.usage(key);
    if (kind === 'support') return say.support(key);
    return kind === 'criterion' ? say.criterion(key) : say.commitment(key);
  };

  const criteria = (names: readonly string[], say: Speaker, limit?: number): string =>
    enumerateSome(
      names.map((name) => criterion(name, say)),
      say,
      (rest) => count(rest, words.otherPoint),
      limit,
    );

  /** An amount as it is paid: each year, or only once when `once` is set. */
  const paid = (perYear: number, once: number | undefined, say: Speaker): string =>
    once === undefined ? words.price.aYear(say.euros(perYear)) : words.price.once(say.euros(once));

  /** The price of a combination, as far as it is known. */
  const price = ({ perYear, once, exact, floor, chosen }: Price, say: Speaker): string => {
    if (perYear !== null && floor !== null && floor < perYear)
      return floor > 0
        ? words.price.floorAndAdvised(say.euros(floor), say.euros(perYear))
        : words.price.advised(say.euros(perYear));
    if (perYear !== null)
      return `${exact ? words.price.exact : words.price.toConfirm}${words.colon}${paid(perYear, once, say)}.`;
    if (!chosen) return words.price.toAsk;
    return floor !== null && floor > 0 ? words.price.floor(say.euros(floor)) : words.price.free;
  };

  /** “Two contacts instead of one, €55 less a year.” */
  const contacts = ({ contacts, alone, saved, brings, fewerOpen }: Contacts, say: Speaker): string => {
    const number = words.contacts[contacts];
    if (!alone) return `${number}.`;
    const amount = say.euros(Math.abs(saved ?? 0));
    const beside = saved === 0 ? words.samePrice : (saved ?? 0) > 0 ? words.less(amount) : words.more(amount);
    return [
      saved === null ? `${number} ${words.insteadOfOne}.` : `${number} ${words.insteadOfOne}, ${beside}.`,
      ...(brings.length > 0 ? [words.brings(contacts, criteria(brings, say, 3))] : []),
      ...(fewerOpen ? [words.fewerOpen] : []),
    ].join(' ');
  };

  /** “from Gmail and from Wix”: the data of which tools can be brought in. More than a few tools become a list. */
  const dataOf = (tools: readonly string[], say: Speaker): string => {
    const names = tools.map(say.tool);
    return names.length > FEW_TOOLS
      ? `${words.dataOfThese}${words.colon}${enumerate(names, say, TOOL_WORDS)}`
      : say.list(names.map(words.dataOf));
  };

  return {
    dataOf,
    audiences: words.audiences,
    families: words.families,
    cheaper: words.cheaper,
    bigger: (allPlans: boolean): string => (allPlans ? words.bigger.announced : words.bigger.known),
    /** Who checked a host's statement: a federation, or the catalogue itself. */
    reviewer: (witness: Witness): string => (witness.by === 'catalogue' ? words.catalogue : named(witness)),
    hosts: (amount: number): string => count(amount, words.host),
    evidence,
    size,
    /** The assumed amounts, with the usages that they are assumed for: one list when it is the same for both. */
    assumed: ({ accounts, gigabytes, accountsFor, gigabytesFor }: Assumed, say: Speaker): string => {
      const counted = (amount: string, usages: readonly string[]) =>
        `${amount} ${words.countedFor}${enumerate(usages.map(say.usage), say)}`;
      const people = accounts === null ? null : say.amount(ACCOUNTS, accounts);
      const room = gigabytes === null ? null : say.gigabytes(gigabytes);
      if (people === null || room === null) return counted((people ?? room)!, people ? accountsFor : gigabytesFor);
      return accountsFor.join() === gigabytesFor.join()
        ? counted(say.list([people, room]), accountsFor)
        : `${counted(people, accountsFor)}. ${words.alsoCounted}${counted(room, gigabytesFor)}`;
    },
    /** The size of one usage, or of several with their names. Empty when there is nothing to say. */
    sizes: (wanted: readonly SizedUsage[], say: Speaker): string => enumerateSizes(wanted, say, words.sizes, size),
    need,
    needs: (entries: readonly HardNeedNamed[], say: Speaker): string =>
      enumerate(
        entries.map((entry) => need(entry, say)),
        say,
      ),
    /** What one accepts without a hard need. */
    accept,
    /** All of them: nobody can accept what was not said. */
    acceptAll: (entries: readonly HardNeedNamed[], say: Speaker): string =>
      enumerate(
        entries.map((entry) => accept(entry, say)),
        say,
      ),
    criterion,
    criteria,
    /** The first two, or three when there are exactly three: a third name is as short as “and 1 other”. */
    fewCriteria: (names: readonly string[], say: Speaker): string => criteria(names, say, names.length === 3 ? 3 : 2),
    /** Where a host works: the first places by name, the others as a count. */
    someZones: (zones: readonly Zone[], say: Speaker): string =>
      enumerateSome(
        zones.flatMap((zone) => (zone.level === 'world' ? [] : say.territory(zone))),
        say,
        (rest) => count(rest, words.otherPlace),
        2,
      ),
    usages: (keys: readonly string[], say: Speaker): string =>
      enumerateSome(keys.map(say.usage), say, (rest) => count(rest, words.otherService)),
    /** Which host of a group offers which usages. */
    shares: (shares: readonly Share[], say: Speaker): string =>
      shares.map(({ host, usages }) => `${host}${words.colon}${enumerate(usages.map(say.usage), say)}`).join('. '),
    paid,
    price,
    contacts,
  };
}
