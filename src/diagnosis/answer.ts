import { type Static, Type } from 'typebox';
import type { Federation } from '../documents/federation.ts';
import { helpersOf } from '../federations/helpers/commands.ts';
import { addMonths, lastDayOf } from '../ground/clock.ts';
import { isFirstStep, nearness, openness, waysTo } from '../matching/answer/help.ts';
import { WAYS_TO_A_HELPER } from '../matching/answer/schema.ts';
import { Need } from '../matching/engine/need/schema.ts';
import { type Helper, type Reference, textIn } from '../vocabulary/reference.ts';
import {
  Day,
  Epoch,
  Key,
  namedObject,
  orNull,
  saidOf,
  strictObject,
  type Territory,
  termOf,
} from '../vocabulary/shapes.ts';
import { type Language, SUPPORT_KINDS, type SupportKind } from '../vocabulary/terms.ts';
import { SEVERITIES } from './rules.ts';
import { FRENCH } from './words/fr.ts';

/** The key of a tool, or its name as typed. */
const ToolName = Type.String({ description: 'Key of a tool, or its name as it was typed' });
const ToolNames = Type.Array(ToolName);
const DiagnosisSaid = saidOf(FRENCH, 'DiagnosisSaid');

const Finding = namedObject('Finding', {
  rule: Key,
  severity: Type.Enum(SEVERITIES, { type: 'string' }),
  targets: Type.Array(Type.String(), {
    description: 'Tools or usages that the rule is about; empty: the map as a whole',
  }),
  unsure: Type.Array(Type.String(), {
    description: 'Targets of which an unknown answer would settle it: asked about',
  }),
  text: Type.String(),
  advice: Type.String({ description: 'What to do, this month' }),
  supportKinds: Type.Array(termOf(SUPPORT_KINDS)),
  help: Type.Array(
    strictObject({
      ...WAYS_TO_A_HELPER,
      text: Type.String(),
      asOf: orNull(Type.String(), { description: 'When this was observed; absent: no date is known' }),
      toCheck: Type.Boolean({ description: 'Observed more than a year ago, or at an unknown date' }),
    }),
    { description: 'At most 2, nearest first' },
  ),
});

const Overview = namedObject('ToolOverview', {
  usages: Type.Array(
    strictObject({
      usage: Key,
      tools: ToolNames,
      tolerated: Type.Integer({ description: 'As many tools are fine for this usage' }),
      beyond: Type.Integer({ description: 'Tools above that' }),
    }),
  ),
  gaps: Type.Array(strictObject({ usage: Key, isSure: Type.Boolean() }), {
    description: 'Usages asked for that no tool serves; unsure while the usages of a tool are not known',
  }),
  withoutUsage: Type.Array(ToolName, { description: 'Tools whose usages were not said' }),
  bigPlatforms: strictObject({
    count: Type.Integer({ description: 'Tools of Google, Apple, Meta, Amazon or Microsoft' }),
    of: Type.Integer({ description: 'All tools of the map' }),
    groups: Type.Array(strictObject({ group: Type.String(), tools: ToolNames })),
    notRecognised: Type.Array(ToolName, { description: 'Not known whose they are' }),
  }),
  laws: Type.Array(strictObject({ zone: Type.String(), tools: ToolNames }), {
    description:
      'Law that the provider is under, as commonly documented: FR, EU-EEA, US, OTHER, HOST (depends on who hosts it), LOCAL, UNKNOWN. It is not the place of the servers',
  }),
  onOnePerson: Type.Array(ToolName, {
    description:
      'Tools that one person alone administers or looks after, or that are in the name of a person (account, domain name)',
  }),
  points: Type.Array(strictObject({ tool: ToolName, rule: Key, text: Type.String() }), {
    description: 'What `findings` and `more` say of each tool, on its own',
  }),
});

const Leaving = strictObject({
  tool: Key,
  export: orNull(
    strictObject({
      formats: Type.Array(Type.String(), { description: 'Empty: there is no export' }),
      source: Type.String(),
      asOf: orNull(Type.String()),
    }),
    { description: 'absent: not known, to be asked' },
  ),
  text: Type.String(),
});

/** What a map shows, and the need derived from it. */
export const Diagnosis = namedObject('Diagnosis', {
  epoch: Epoch,
  catalogueRevision: Type.Integer(),
  asOf: Day,
  summary: Type.String({ description: 'The diagnosis in a sentence or two' }),
  findings: Type.Array(Finding, { maxItems: 3, description: 'The most pressing, one for each rule' }),
  more: Type.Array(Finding, { description: 'The rest, in the same order' }),
  tools: Type.Array(
    strictObject({
      typed: Type.String(),
      tool: orNull(Key, { description: 'absent: not recognised; kept as it was typed' }),
      candidates: Type.Array(Key, { maxItems: 3, description: 'Tools that may be meant, the likeliest first' }),
    }),
    { description: 'One for each of `currentTools`, in its order' },
  ),
  map: Overview,
  consolidations: Type.Array(
    strictObject({
      kind: termOf(['one-space', 'one-tool']),
      usages: Type.Array(Key),
      tools: ToolNames,
      text: Type.String(),
    }),
    { description: 'What one thing could replace' },
  ),
  questions: Type.Array(DiagnosisSaid, { description: 'What to find out, because it would change the answer' }),
  leaving: Type.Array(Leaving, { description: 'How data leave the tools that serve what is asked for' }),
  need: orNull(Need, {
    description: 'A body for POST /v1/matches; absent: nothing is asked for, and nothing found to put in order',
  }),
  needNotes: Type.Array(DiagnosisSaid, { description: 'How the need was made, and where to begin' }),
  notCarried: Type.Array(DiagnosisSaid, { description: 'What was said, and a need cannot carry' }),
});
export type Diagnosis = Static<typeof Diagnosis>;

type Help = Diagnosis['findings'][number]['help'];

const SHOWN = 2;
/** Months after which information about a helper should be checked. */
const KNOWN_FOR_MONTHS = 12;

/** Finds who gives some kinds of help near a place: the nearest first, then those with a telephone. */
export function helperFinder(
  reference: Reference,
  federations: ReadonlyMap<string, Federation>,
  asked: { territory: Territory | undefined; employs: boolean | undefined; day: string; language: Language },
): (kinds: readonly SupportKind[]) => Help {
  const { territory, employs, day, language } = asked;
  const line = reference.territories.lineage(territory ?? { level: 'country', code: 'FR' });
  const all = [...reference.helpers, ...helpersOf(federations.values())]
    .map((helper: Helper) => ({ helper, near: nearness(helper, line) }))
    .filter(({ near }) => near >= 0)
    .sort(
      (a, b) =>
        b.near - a.near ||
        openness(a.helper) - openness(b.helper) ||
        Number(b.helper.phone !== undefined) - Number(a.helper.phone !== undefined) ||
        (a.helper.id < b.helper.id ? -1 : 1),
    );
  return (kinds) =>
    all
      .filter(({ helper }) => isFirstStep(helper, employs) && kinds.some((kind) => helper.offers.includes(kind)))
      .slice(0, SHOWN)
      .map(({ helper: { summary, observedOn, ...helper } }) => ({
        ...waysTo(helper),
        text: textIn(summary, language),
        asOf: observedOn,
        toCheck: observedOn === null || lastDayOf(observedOn) < addMonths(day, -KNOWN_FOR_MONTHS),
      }));
}
