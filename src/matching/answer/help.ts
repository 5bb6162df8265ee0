import type { Federation } from '../../documents/federation.ts';
import { type FederationHelperEntry, helpersOf } from '../../federations/helpers/commands.ts';
import { definedOnly } from '../../ground/texts.ts';
import { type Helper, type Reference, textIn } from '../../vocabulary/reference.ts';
import type { Territory, Zone } from '../../vocabulary/shapes.ts';
import { type Language, type SupportKind, ZONE_LEVELS } from '../../vocabulary/terms.ts';
import type { Candidate } from '../engine/host/candidate.ts';
import { comesInPerson, supportAnswer } from '../engine/host/eligibility.ts';
import type { MatchResult } from '../engine/match.ts';
import type { CompiledNeed } from '../engine/need/need.ts';
import type { Policy } from '../engine/need/policy.ts';
import { compareText } from '../engine/need/wanted.ts';
import type { Shown } from '../engine/shown.ts';
import { sentence } from '../words/sentence.ts';
import type { AnswerContext } from './context.ts';
import type { Match } from './schema.ts';

const FRANCE: readonly Territory[] = [{ level: 'country', code: 'FR' }];

type Help = Match['help'];
type AnyHelper = Helper & Partial<Pick<FederationHelperEntry, 'federation'>>;

/** What decides which helpers are found, apart from the language. */
interface HelpSearch {
  federations: ReadonlyMap<string, Federation>;
  /** The federation that the need names: the helpers that it recommends come first. */
  federation: string | undefined;
  /** A leak of the data would harm people: only helpers that are competent in such data are found. */
  isSensitive?: boolean;
  /** A territory followed by its wider territories; empty: the whole of France. */
  line: readonly Territory[];
}

/**
 * The index in ZONE_LEVELS of the finest territory of `line` that a helper serves; higher is nearer, −1 when it serves
 * none. Each territory of `line` lies within the next one.
 */
export function nearness(helper: Helper, line: readonly Territory[]): number {
  let best = -1;
  for (const zone of helper.serves as Zone[]) {
    const holds =
      zone.level === 'world' ||
      line.some(({ level, code }) => level === zone.level && code === (zone as Territory).code);
    if (holds) best = Math.max(best, ZONE_LEVELS.indexOf(zone.level));
  }
  return best;
}

/** Audiences that include any association. Other helpers serve only some associations, or advise advisers. */
const OPEN_TO_ALL: readonly string[] = ['all-associations', 'public', 'local'];
/** Helpers for employers: a map of tools may say that the association has employees. */
const EMPLOYERS = 'employers';

/**
 * Whether an association may turn to this helper first.
 * @param employs whether it has employees; absent: not known
 */
export const isFirstStep = ({ audiences }: Pick<Helper, 'audiences'>, employs?: boolean): boolean =>
  audiences === undefined ||
  audiences.some((one) => OPEN_TO_ALL.includes(one) || (employs === true && one === EMPLOYERS));

/** Sort key, lowest first: helpers for all associations, then those of one town or for the general public. */
export const openness = ({ audiences }: Pick<Helper, 'audiences'>): number =>
  audiences === undefined || audiences.includes(OPEN_TO_ALL[0]!) ? 0 : 1;

/** The identity of a helper and how to contact it. */
export const waysTo = ({
  name,
  kind,
  phone,
  email,
  contactUrl,
  url,
}: Pick<Helper, 'name' | 'kind' | 'phone' | 'email' | 'contactUrl' | 'url'>) => ({
  name,
  kind,
  phone: phone ?? null,
  ...definedOnly({ email, contactUrl }),
  url,
});

const inLanguage = (helpers: readonly AnyHelper[], language: Language): Help =>
  helpers.map(({ federation, summary, ...helper }) => ({
    ...waysTo(helper),
    ...(federation && { federation: federation.slug, federationName: federation.name }),
    text: textIn(summary, language),
  }));

/** Every helper: those of the vocabulary and those of federations. */
export function everybodyIn({ helpers }: Reference): (federations: HelpSearch['federations']) => readonly AnyHelper[] {
  const known = new WeakMap<HelpSearch['federations'], readonly AnyHelper[]>();
  return (federations) => {
    const all = known.get(federations) ?? [...helpers, ...helpersOf(federations.values())];
    known.set(federations, all);
    return all;
  };
}

/**
 * Finds helpers for a territory. Order: those that the federation of the need recommends, then the nearest, then those
 * that serve all associations, then those that answer by telephone, then by kind in the order of the policy. A
 * directory is none of these kinds and comes last.
 */
export function helpFinder(
  everybody: ReturnType<typeof everybodyIn>,
  policy: Policy,
): (asked: HelpSearch, language: Language) => Help {
  const kind = ({ kind: name }: Helper) => {
    const place = policy.helpKinds.indexOf(name);
    return place < 0 ? policy.helpKinds.length : place;
  };
  const find = ({ federations, federation: own, isSensitive, line }: HelpSearch): Record<Language, Help> => {
    const isOwn = ({ federation }: AnyHelper) => (own !== undefined && federation?.slug === own ? 1 : 0);
    const helpers = everybody(federations)
      .map((helper) => ({ helper, near: nearness(helper, line), own: isOwn(helper) }))
      .filter(({ near, helper }) => near >= 0 && (isSensitive ? helper.personalData === true : isFirstStep(helper)))
      .sort(
        (a, b) =>
          b.own - a.own ||
          b.near - a.near ||
          openness(a.helper) - openness(b.helper) ||
          Number(b.helper.phone !== undefined) - Number(a.helper.phone !== undefined) ||
          kind(a.helper) - kind(b.helper) ||
          (a.helper.id < b.helper.id ? -1 : 1),
      )
      .slice(0, policy.shown.helpers)
      .map(({ helper }) => helper);
    return { fr: inLanguage(helpers, 'fr'), en: inLanguage(helpers, 'en') };
  };
  /** What was found, per catalogue. The lineage of a territory is always the same object, so it can be a key. */
  const known = new WeakMap<
    ReadonlyMap<string, Federation>,
    WeakMap<readonly Territory[], Map<string, Record<Language, Help>>>
  >();
  return ({ federations, federation, isSensitive = false, line: given }, language) => {
    const line = given.length === 0 ? FRANCE : given;
    const kept = known.get(federations) ?? new WeakMap<readonly Territory[], Map<string, Record<Language, Help>>>();
    known.set(federations, kept);
    const found = kept.get(line) ?? new Map<string, Record<Language, Help>>();
    kept.set(line, found);
    const key = `${isSensitive} ${federation ?? ''}`;
    const help = found.get(key) ?? find({ federations, federation, isSensitive, line });
    found.set(key, help);
    return help[language];
  };
}

type HelpFrom = Match['helpFrom'][number];

/** A host or a helper that offers a kind of help; `comes` is null when it is unknown whether it comes. */
interface Offering {
  readonly host?: string;
  readonly helper?: string;
  readonly name: string;
  readonly comes: boolean | null;
  readonly near: number;
}

/** Kinds of help that are required, or wished for with at least the word “important”. */
const kindsOf = ({ support, wishes }: CompiledNeed): string[] => [
  ...new Set([
    ...support.map(({ kind }) => kind),
    ...wishes.flatMap(({ kind, key, importance }) => (kind === 'support' && importance !== 'plus' ? [key] : [])),
  ]),
];

const candidatesIn = (shown: Shown): readonly Candidate[] =>
  shown.kind === 'together'
    ? shown.combination.shares.map(({ candidate }) => candidate)
    : [(shown.kind === 'host' ? shown.placed : shown.miss.barred).candidate];

/**
 * Help that the first host does not offer, from the host or helper that offers it: first those who come to the place of
 * the need, then the nearest. They complete the first host and do not compete with it.
 */
export function toHelpFrom({ shown, candidates }: MatchResult, need: CompiledNeed, context: AnswerContext): HelpFrom[] {
  const [first] = shown;
  if (first === undefined || need.territory === null) return [];
  const own = candidatesIn(first);
  const { lineage } = context.reference.territories;
  const to = own[0]!.host;
  return kindsOf(need).flatMap((kind): HelpFrom[] => {
    if (own.some((candidate) => supportAnswer(candidate, kind, need, lineage) === 'yes')) return [];
    const offering = [
      ...candidates.flatMap((candidate) =>
        own.includes(candidate) ? [] : hostOffering(candidate, kind, need, context),
      ),
      ...context.helpers.flatMap((helper) => helperOffering(helper, kind, need)),
    ].sort(
      (a, b) => Number(b.comes === true) - Number(a.comes === true) || b.near - a.near || compareText(a.name, b.name),
    );
    const [best] = offering;
    if (best === undefined) return [];
    const { near: _, ...named } = best;
    const params = { name: best.name, support: kind, comes: best.comes };
    return [
      {
        to: to.slug,
        support: kind as SupportKind,
        ...named,
        text: sentence({ code: 'help-from', params }, context.say),
      },
    ];
  });
}

function hostOffering(
  candidate: Candidate,
  kind: string,
  need: CompiledNeed,
  { reference }: AnswerContext,
): Offering[] {
  const { host, closing, isApart, seat } = candidate;
  const offered = (host.support ?? []).filter((help) => help.kind === kind);
  if (offered.length === 0 || closing || isApart) return [];
  const comes = offered.some(({ mode }) => mode === undefined || mode === 'in-person')
    ? comesInPerson(candidate, need, reference.territories.lineage)
    : 'unknown';
  // Help that is only given in person, and not here, is no help.
  if (comes === 'no' && offered.every(({ mode }) => mode === 'in-person')) return [];
  const level = need.territoryLine.find((one) => seat[one.level] === one.code)?.level;
  const near = level === undefined ? -1 : ZONE_LEVELS.indexOf(level);
  return [{ host: host.slug, name: host.name, comes: comes === 'yes' ? true : null, near }];
}

function helperOffering(helper: Helper, kind: string, { territoryLine, isCareful }: CompiledNeed): Offering[] {
  const near = nearness(helper, territoryLine);
  if (near < 0 || !helper.offers.includes(kind) || !isFirstStep(helper)) return [];
  if (isCareful && helper.personalData !== true) return [];
  return [{ helper: helper.id, name: helper.name, comes: null, near }];
}
