import { addMonths } from '../ground/clock.ts';
import { MOST_NAMED_NEEDS } from '../matching/engine/need/hard-needs.ts';
import type { Policy } from '../matching/engine/need/policy.ts';
import type { Need, UsageNeed } from '../matching/engine/need/schema.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Coded } from '../vocabulary/sentences.ts';
import type { Territory } from '../vocabulary/shapes.ts';
import { PRIORITIES, type SupportKind } from '../vocabulary/terms.ts';
import { ACCOUNTS, inGigabytes, STORAGE } from '../vocabulary/units.ts';
import { HELP_OF_HOSTS, type Meaning, OF_CONDITIONS, OF_VALUES } from './declared.ts';
import { comparePressing, pressingOf, type RuleFinding, URGENT } from './findings.ts';
import { type MapEntry, servingUsage } from './recognise.ts';
import type { ToolMap } from './schema.ts';
import type { DiagnosisSentences } from './words/sentences.ts';

const MOST_USAGES = 10;
const MOST_TOOLS = 50;
const MOST_GIGABYTES = 1_000_000;
const MOST_ACCOUNTS = 100_000;
/** Legal forms that count as associations; for other forms, the need names no audience. */
const ASSOCIATIONS: readonly (string | null | undefined)[] = [
  ...['association-1901', 'association-local-law-1908', 'informal-collective'],
  ...[null, undefined],
];
/** Values of the map that mean “no particular place”. */
const WHEREVER = ['anywhere', 'none', 'world'];
/** Kinds of people about whom leaked information could do harm. */
const DELICATE: readonly string[] = ['minors', 'beneficiaries', 'health', 'opinions'];
const VALUE_WORDS = ['very-important', 'important'] as const;

type Priority = (typeof PRIORITIES)[number];
type NotCarried = Coded<DiagnosisSentences>;

/** The need derived from a map. */
export interface Derived {
  /** Undefined: the map asks for no usage, and shows none that needs attention. */
  need: Need | undefined;
  /** What the need cannot express. */
  notCarried: NotCarried[];
  /** Whether the map asks for nothing, so that the usages come from the findings. */
  isFromFindings: boolean;
  /** Whether the map mentions health data: a question follows, never a conclusion. */
  tellsOfHealth: boolean;
  /** Where the organisation is. */
  territory: Territory | undefined;
}

interface Sources {
  map: ToolMap;
  entries: readonly MapEntry[];
  found: readonly RuleFinding[];
  reference: Reference;
  /** The wishes when the map states none. */
  defaultWishes: Policy['defaultWishes'];
  /** The day of the answer. */
  day: string;
}

/** Converts a map to a need for matching, and reports what cannot be carried over. Health data are never assumed. */
export function deriveNeed(sources: Sources): Derived {
  const { map, entries, reference } = sources;
  const notCarried: NotCarried[] = [];
  const constraints = map.constraints ?? {};
  const meanings: Meaning[] = [...new Set(constraints.mustHave)].flatMap((word) => {
    const meaning = Object.hasOwn(OF_CONDITIONS, word) ? OF_CONDITIONS[word]! : undefined;
    if (!meaning) notCarried.push({ code: 'condition-not-carried', params: { word } });
    return meaning ?? [];
  });
  for (const [place, word] of [...new Set(constraints.valuesPriorities)].entries()) {
    const wish = Object.hasOwn(OF_VALUES, word) ? OF_VALUES[word]! : undefined;
    if (wish) meanings.push({ wish: wish(VALUE_WORDS[place] ?? 'plus') });
    else notCarried.push({ code: 'value-not-carried', params: { word } });
  }
  const { preferredProximity } = constraints;
  if (preferredProximity && !WHEREVER.includes(preferredProximity)) meanings.push({ wish: { proximity: 'plus' } });
  for (const kind of new Set(map.supportWanted))
    if (HELP_OF_HOSTS.has(kind)) meanings.push({ wish: { support: { [kind as SupportKind]: 'plus' } } });
    else notCarried.push({ code: 'help-not-carried', params: { kind } });

  const isRanked = meanings.some(({ wish }) => wish && Object.keys(wish).some((name) => name !== 'support'));
  // A wish for help is added to the default wishes; it does not replace them.
  if (meanings.some(({ wish }) => wish) && !isRanked) meanings.push({ wish: wishOf(sources.defaultWishes) });
  const joined = joinMeanings(meanings);
  const requirements = (joined.require?.commitments?.length ?? 0) + (joined.require?.support?.length ?? 0);
  const isFromFindings = !map.needs?.length;
  const asked = isFromFindings ? usagesOfFindings(sources) : usagesAsked(sources, notCarried);
  const room = Math.min(MOST_USAGES, MOST_NAMED_NEEDS - requirements);
  const left = asked.slice(room).map(({ usage }) => usage);
  if (left.length > 0) notCarried.push({ code: 'usages-not-carried', params: { usages: left, most: room } });
  if ((constraints.oneOffBudgetEur ?? 0) >= 1)
    notCarried.push({ code: 'one-off-budget', params: { euros: constraints.oneOffBudgetEur! } });
  if (constraints.acceptedJurisdictionZones?.length) notCarried.push({ code: 'law-not-carried', params: {} });
  if (map.people?.accessNeeds?.length) notCarried.push({ code: 'access-not-carried', params: {} });
  if (map.people?.poorConnection) notCarried.push({ code: 'connection-not-carried', params: {} });

  const place = territoryOf(map, reference);
  const territory = place === 'not-found' ? undefined : place;
  if (place === 'not-found') notCarried.push({ code: 'place-not-carried', params: {} });
  const tools = [...new Set(entries.flatMap(({ tool }) => tool?.key ?? []))].slice(0, MOST_TOOLS);
  const usages = asMusts(asked.slice(0, room));
  const tellsOfHealth =
    map.data?.categories?.includes('health') === true || entries.some(({ said }) => said.holdsHealthCareData);
  const isDelicate =
    map.data?.categories?.some((one) => DELICATE.includes(one)) === true ||
    entries.some(({ said }) => said.holdsSensitiveData || said.holdsHealthCareData);
  const derived = { notCarried, isFromFindings, tellsOfHealth, territory };
  if (usages.length === 0) return { ...derived, need: undefined };
  const { maxMonthlyCostEur, deadlineMonths } = constraints;
  return {
    ...derived,
    need: {
      usages,
      ...(maxMonthlyCostEur != null && { budgetPerYear: Math.round(maxMonthlyCostEur * 1200) / 100 }),
      ...(territory && { territory }),
      ...(ASSOCIATIONS.includes(map.organisation?.legalForm) && { audience: 'associations' }),
      // Whether people would be in danger is asked, never concluded.
      ...(isDelicate && { sensitive: 'unknown' }),
      ...joined,
      ...(tools.length > 0 && { currentTools: tools }),
      ...(deadlineMonths != null && { startsBy: addMonths(sources.day, deadlineMonths) }),
    },
  };
}

/** The usages that the map asks for: the most important first, then those whose tools need the most attention. */
function usagesAsked({ map, found, entries, reference }: Sources, notCarried: NotCarried[]): UsageNeed[] {
  const seen = new Set<string>();
  const asked = (map.needs ?? []).flatMap(({ usage, priority, capacity, note }): UsageNeed[] => {
    if (seen.has(usage)) return [];
    seen.add(usage);
    const units = reference.usages.get(usage)?.capacityUnits ?? [];
    const said = Object.entries(capacity ?? {}).flatMap(([unit, amount]): [string, number][] =>
      amount === null ? [] : [[unit, inGigabytes(unit) ? Math.ceil(amount * 1000) / 1000 : Math.ceil(amount)]],
    );
    for (const [unit] of said)
      if (!units.includes(unit)) notCarried.push({ code: 'amount-not-carried', params: { usage, unit } });
    const amounts = new Map(said.filter(([unit]) => units.includes(unit)));
    const others = [...amounts].filter(([unit]) => unit !== ACCOUNTS && unit !== STORAGE);
    const accounts = amounts.get(ACCOUNTS);
    const storageGb = amounts.get(STORAGE);
    if ((accounts ?? 0) > MOST_ACCOUNTS || (storageGb ?? 0) > MOST_GIGABYTES)
      notCarried.push({ code: 'amount-lowered', params: { usage } });
    if (note) notCarried.push({ code: 'note-not-carried', params: { usage } });
    return [
      {
        usage,
        ...(accounts !== undefined && { accounts: Math.min(accounts, MOST_ACCOUNTS) }),
        ...(storageGb !== undefined && { storageGb: Math.min(storageGb, MOST_GIGABYTES) }),
        ...(others.length > 0 && { amounts: Object.fromEntries(others) }),
        priority: priority ?? 'must',
      },
    ];
  });
  return asked.sort(
    (a, b) =>
      PRIORITIES.indexOf(a.priority as Priority) - PRIORITIES.indexOf(b.priority as Priority) ||
      byPressing(found, entries)(a, b),
  );
}

/** The usages that need the most attention first. */
const byPressing = (found: readonly RuleFinding[], entries: readonly MapEntry[]) => (a: UsageNeed, b: UsageNeed) =>
  comparePressing(pressingOf(b.usage, found, entries), pressingOf(a.usage, found, entries));

/**
 * When the map asks for nothing: usages with too many tools, and those served by a tool that should be left; if there
 * is any, also those of tools with an urgent finding. All are musts, each for the number of its users.
 */
function usagesOfFindings({ found, entries, reference }: Sources): UsageNeed[] {
  const sureTargets = (isMeant: (rule: RuleFinding['rule']) => boolean) =>
    new Set(
      found
        .filter(({ rule }) => isMeant(rule))
        .flatMap(({ targets, unsure }) => targets.filter((target) => !unsure.includes(target))),
    );
  const usagesOf = (targets: ReadonlySet<string>) =>
    [...reference.usages.keys()].filter(
      (usage) => targets.has(usage) || servingUsage(entries, usage).some(({ id }) => targets.has(id)),
    );
  const toMove = usagesOf(
    sureTargets(({ scope, supportKinds }) => scope === 'usage' || supportKinds.includes('migration')),
  );
  if (toMove.length === 0) return [];
  const urgent = usagesOf(sureTargets(({ severity }) => URGENT.includes(severity)));
  return [...new Set([...toMove, ...urgent])]
    .map((usage): UsageNeed => {
      const isCounted = reference.usages.get(usage)!.capacityUnits.includes(ACCOUNTS);
      const users = Math.max(0, ...servingUsage(entries, usage).map(({ said }) => said.users ?? 0));
      return { usage, ...(isCounted && users > 0 && { accounts: Math.min(users, MOST_ACCOUNTS) }), priority: 'must' };
    })
    .sort(byPressing(found, entries));
}

/** Wishes in the form of a need, from criterion names. */
function wishOf(names: Policy['defaultWishes']): NonNullable<Need['wish']> {
  const wish: Record<string, unknown> = {};
  for (const [name, word] of Object.entries(names)) {
    const [kind, key] = name.split(':') as [string, string?];
    if (key === undefined) wish[kind] = word;
    else wish[`${kind === 'criterion' ? 'criteria' : `${kind}s`}`] = { [key]: word };
  }
  return wish;
}

/** A need must have at least one must-usage: the first one, when the map calls none indispensable. */
const asMusts = (usages: readonly UsageNeed[]): UsageNeed[] =>
  usages.some(({ priority }) => priority === 'must')
    ? [...usages]
    : usages.map((one, index) => (index === 0 ? { ...one, priority: 'must' } : one));

/** The place of the organisation in a map, as precise as known; `not-found` when no such place exists. */
export function territoryOf(map: ToolMap, { territories }: Reference): Territory | 'not-found' | undefined {
  const { communeInsee, departement, region } = map.organisation?.territory ?? {};
  const named = (
    [
      ['commune', communeInsee],
      ['departement', departement],
      ['region', region],
    ] as const
  ).flatMap(([level, code]) => (code ? [{ level, code }] : []));
  for (const one of named) {
    const found = territories.find(one);
    if (found) return { level: found.level, code: found.code };
  }
  return named.length > 0 ? 'not-found' : undefined;
}

/** All meanings combined; when two words give one wish, the higher importance counts. */
function joinMeanings(meanings: readonly Meaning[]): Omit<Need, 'usages'> {
  const support = [...new Set(meanings.flatMap(({ require }) => require?.support ?? []))];
  const commitments = meanings.flatMap(({ require }) => require?.commitments ?? []);
  const wish: NonNullable<Need['wish']> = {};
  const strength = ['not-important', 'plus', 'important', 'very-important'];
  const wordOf = (one: unknown) => (typeof one === 'string' ? one : (one as { word?: string } | undefined)?.word);
  const stronger = <T>(a: T | undefined, b: T): T =>
    a !== undefined && strength.indexOf(wordOf(a)!) >= strength.indexOf(wordOf(b)!) ? a : b;
  for (const { wish: one } of meanings) {
    if (one?.price) wish.price = stronger(wish.price, one.price);
    if (one?.proximity) wish.proximity = stronger(wish.proximity, one.proximity);
    for (const group of ['criteria', 'commitments', 'support'] as const)
      for (const [key, word] of Object.entries(one?.[group] ?? {})) {
        wish[group] ??= {};
        const words = wish[group] as Record<string, unknown>;
        words[key] = stronger(words[key], word);
      }
  }
  const language = meanings.find((one) => one.language)?.language;
  return {
    ...(language && { language }),
    ...(meanings.some(({ holdsHealthData }) => holdsHealthData) && { holdsHealthData: true }),
    ...((support.length > 0 || commitments.length > 0) && {
      require: { ...(support.length > 0 && { support }), ...(commitments.length > 0 && { commitments }) },
    }),
    ...(Object.keys(wish).length > 0 && { wish }),
  };
}
