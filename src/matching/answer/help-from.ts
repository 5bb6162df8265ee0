import type { Helper } from '../../vocabulary/reference.ts';
import { type SupportKind, ZONE_LEVELS } from '../../vocabulary/terms.ts';
import type { Candidate } from '../engine/host/candidate.ts';
import { comesTo, supportAnswer } from '../engine/host/eligibility.ts';
import type { MatchResult } from '../engine/match.ts';
import type { CompiledNeed } from '../engine/need/need.ts';
import { compareText } from '../engine/need/wanted.ts';
import type { Shown } from '../engine/shown.ts';
import { sentence } from '../words/sentence.ts';
import type { AnswerContext } from './context.ts';
import { isFirstStep, nearness } from './help.ts';
import type { Match } from './schema.ts';

type HelpFrom = NonNullable<Match['helpFrom']>[number];

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
  const first = shown?.[0];
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
    ? comesTo(candidate, need, reference.territories.lineage)
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
