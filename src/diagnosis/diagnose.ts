import type { Federation } from '../documents/federation.ts';
import { curved } from '../ground/texts.ts';
import type { Policy } from '../matching/engine/need/policy.ts';
import { type Reference, type Tool, textIn } from '../vocabulary/reference.ts';
import type { Coded } from '../vocabulary/sentences.ts';
import { inSentence, type Speaker } from '../vocabulary/speaker.ts';
import { type Diagnosis, helperFinder } from './answer.ts';
import { comparePressing, findingsOf, pressingOf, type RuleFinding } from './findings.ts';
import { type Derived, deriveNeed } from './need.ts';
import { type Consolidation, consolidationsOf, type Overview, overviewOf } from './overview.ts';
import { entriesOf, type MapEntry, servingUsage, toolRecogniser } from './recognise.ts';
import { type Rule, readRules, type Severity } from './rules.ts';
import type { ToolMap } from './schema.ts';
import { type DiagnosisSentences, sayDiagnosis } from './words/sentences.ts';

/** The catalogue at the moment of an answer. */
interface Moment {
  readonly epoch: string;
  readonly revision: number;
  readonly day: string;
  readonly federationBySlug: ReadonlyMap<string, Federation>;
}

/** Analyses a map of tools and practices, without storing it. */
export type Diagnose = (map: ToolMap, moment: Moment, say: Speaker) => Diagnosis;

const SHOWN_FIRST = 3;
/** Maximum number of tools that are asked about separately; more are asked about together. */
const ASKED_ABOUT = 5;
const NAMELESS = { fr: 'Outil', en: 'Tool' } as const;

type Sentence = Coded<DiagnosisSentences>;

/**
 * Reads the rules and the names of tools once.
 * @param policy for its default wishes
 * @throws Error when `seed/` contains an invalid rule
 */
export function createDiagnoser(reference: Reference, { defaultWishes }: Pick<Policy, 'defaultWishes'>): Diagnose {
  const { rules } = readRules(reference);
  const recognise = toolRecogniser(reference);
  return (map, { epoch, revision, day, federationBySlug }, say) => {
    const entries = entriesOf(map, recognise, (number) => `${NAMELESS[say.language]} ${number}`);
    const found = findingsOf(map, entries, { rules, reference });
    const overview = overviewOf(map, entries, reference);
    const derived = deriveNeed({ map, entries, found, reference, defaultWishes, day });
    const helpers = helperFinder(reference, federationBySlug, {
      territory: derived.territory,
      employs: map.organisation?.employees == null ? undefined : map.organisation.employees > 0,
      day,
      language: say.language,
    });
    const nameOf = namesOf(entries);
    const findings = found.map(({ rule, targets, unsure, isUnsure }) => ({
      rule: rule.key,
      severity: rule.severity,
      targets,
      unsure,
      text: findingText({ rule, targets, unsure, isUnsure }, entries, say),
      advice: curved(textIn(rule.advice, say.language)),
      supportKinds: rule.supportKinds,
      help: helpers(rule.supportKinds),
    }));
    const coded = (sentences: readonly Sentence[]) =>
      sentences.map(({ code, params }) => ({
        code,
        params: params as Record<string, unknown>,
        text: sayDiagnosis({ code, params } as Sentence, say),
      }));
    return {
      epoch,
      catalogueRevision: revision,
      asOf: day,
      summary: sayDiagnosis(summaryOf(entries, found), say),
      findings: findings.slice(0, SHOWN_FIRST),
      more: findings.slice(SHOWN_FIRST),
      tools: entries.map(({ recognised: { typed, tool, candidates } }) => ({
        typed,
        tool: tool?.key ?? null,
        candidates: candidates.map(({ key }) => key),
      })),
      map: { ...overview, points: pointsOfTools(found, say) },
      consolidations: consolidationsOf(overview, entries, reference).map((one) => ({
        ...one,
        text: consolidationText(one, nameOf, say),
      })),
      questions: coded(questionsOf(derived, entries, overview)),
      leaving: leavingOf(entries, derived, say),
      need: derived.need ?? null,
      needNotes: coded(needNotes(derived, entries, found)),
      notCarried: coded(derived.notCarried),
    };
  };
}

function namesOf(entries: readonly MapEntry[]): (ids: readonly string[]) => string[] {
  const names = new Map(entries.map(({ id, name }) => [id, name]));
  return (ids) => ids.map((id) => names.get(id) ?? id);
}

function summaryOf(entries: readonly MapEntry[], found: readonly RuleFinding[]): Sentence {
  const points = found.filter(({ rule }) => rule.severity !== 'info');
  const tools = entries.length;
  if (tools === 0 && found.length === 0) return { code: 'nothing-said', params: {} };
  if (points.length === 0) return { code: 'nothing-found', params: { tools } };
  const of = (severity: Severity) => points.filter(({ rule }) => rule.severity === severity).length;
  const params = { tools, points: points.length, atOnce: of('critical'), soon: of('high') };
  return { code: 'found-points', params: { ...params, toKnow: found.length - points.length } };
}

/** The finding of a rule when it is certain, and the question that settles it otherwise. */
function ruleTexts({ finding, question }: Rule, { language }: Speaker): { finding: string; question: string } {
  return { finding: curved(textIn(finding, language)), question: curved(textIn(question ?? {}, language)) };
}

/** The findings about each tool. */
const pointsOfTools = (found: readonly RuleFinding[], say: Speaker): Diagnosis['map']['points'] =>
  found
    .filter(({ rule }) => rule.scope === 'tool')
    .flatMap(({ rule, targets, unsure }) => {
      const { finding, question } = ruleTexts(rule, say);
      return targets.map((tool) => ({
        tool,
        rule: rule.key,
        text: (unsure.includes(tool) && question) || finding,
      }));
    });

/** The certain part of a finding as a statement; for the rest, the question that settles it. */
function findingText(
  { rule, targets, unsure, isUnsure }: RuleFinding,
  entries: readonly MapEntry[],
  say: Speaker,
): string {
  const { finding, question } = ruleTexts(rule, say);
  if (rule.scope === 'declaration') return isUnsure && question ? question : finding;
  const nameOf = namesOf(entries);
  if (rule.scope === 'usage') {
    const usages = targets.map((usage) => ({
      usage,
      tools: [...new Set(nameOf(servingUsage(entries, usage).map(({ id }) => id)))],
    }));
    return sayDiagnosis({ code: 'finding-of-usages', params: { usages, what: finding } }, say);
  }
  const about = (ids: readonly string[], what: string) =>
    sayDiagnosis({ code: 'finding-of-tools', params: { tools: nameOf(ids), what: inSentence(what) } }, say);
  const sure = targets.filter((target) => !unsure.includes(target));
  const parts = [
    ...(sure.length > 0 ? [about(sure, finding)] : []),
    ...(unsure.length > 0 ? [about(unsure, question || finding)] : []),
  ];
  return parts.join(' ');
}

const consolidationText = (
  { kind, tools, usages }: Consolidation,
  nameOf: (ids: readonly string[]) => string[],
  say: Speaker,
): string =>
  kind === 'one-space'
    ? sayDiagnosis({ code: 'one-space', params: { tools: nameOf(tools), usages } }, say)
    : sayDiagnosis({ code: 'one-tool', params: { tools: nameOf(tools), usage: usages[0]! } }, say);

function questionsOf(
  { tellsOfHealth, need }: Derived,
  entries: readonly MapEntry[],
  { withoutUsage }: Overview,
): Sentence[] {
  const asked = new Set<string>();
  const unknown = entries.filter(({ id, tool, isNamed }) => isNamed && !tool && !asked.has(id) && asked.add(id));
  return [
    ...(tellsOfHealth && !need?.holdsHealthData ? [{ code: 'health-data', params: {} } as const] : []),
    ...unknown.slice(0, ASKED_ABOUT).map(({ name, recognised }) => ({
      code: 'which-tool' as const,
      params: { typed: name, candidates: recognised.candidates.map((tool) => tool.name) },
    })),
    ...(unknown.length > ASKED_ABOUT
      ? [{ code: 'which-tools' as const, params: { typed: unknown.slice(ASKED_ABOUT).map(({ name }) => name) } }]
      : []),
    ...(withoutUsage.length > 0
      ? [{ code: 'which-usages' as const, params: { tools: namesOf(entries)(withoutUsage) } }]
      : []),
  ];
}

function needNotes(
  { need, isFromFindings, tellsOfHealth }: Derived,
  entries: readonly MapEntry[],
  found: readonly RuleFinding[],
) {
  if (!need) return [];
  const notes: Sentence[] = isFromFindings ? [{ code: 'made-from-findings', params: {} }] : [];
  const pressing = (usage: string) => pressingOf(usage, found, entries);
  const musts = need.usages.filter(({ priority }) => priority === 'must');
  const [first] = musts.sort((a, b) => comparePressing(pressing(b.usage), pressing(a.usage)));
  if (first && need.usages.length > 1) {
    const { points } = pressing(first.usage);
    const served = [...new Set(entries.flatMap(({ said }) => said.usages ?? []))];
    const hasMost = points > 0 && served.every((usage) => pressing(usage).points <= points);
    const tools = hasMost ? [...new Set(servingUsage(entries, first.usage).map(({ name }) => name))] : [];
    notes.push({ code: 'begin-with', params: { usage: first.usage, tools } });
  }
  if (tellsOfHealth && !need.holdsHealthData) notes.push({ code: 'health-to-answer', params: {} });
  return notes;
}

/** How to export data from the tools whose usages the need asks for. */
function leavingOf(entries: readonly MapEntry[], { need }: Derived, say: Speaker): Diagnosis['leaving'] {
  const wanted = need?.usages.map(({ usage }) => usage) ?? [];
  const tools = entries.flatMap(({ tool, said }) =>
    tool && tool.licence !== 'not-applicable' && said.usages?.some((usage) => wanted.includes(usage)) ? [tool] : [],
  );
  return [...new Set(tools)].map((tool) => ({
    tool: tool.key,
    export: tool.export ? { formats: tool.export.formats, source: tool.export.source, asOf: tool.export.asOf } : null,
    text: leavingText(tool, say),
  }));
}

/** How to export data from a tool, as far as known. */
export const leavingText = (tool: Tool, say: Speaker): string => sayDiagnosis(leavingSentence(tool, say), say);

function leavingSentence({ name, export: out }: Tool, say: Speaker): Sentence {
  if (!out) return { code: 'export-unknown', params: { tool: name } };
  if (out.formats.length === 0) return { code: 'export-none', params: { tool: name, asOf: out.asOf } };
  const { language } = say;
  const where = curved(textIn(out.where, language));
  const limits = curved(textIn(out.limits ?? {}, language));
  return { code: 'export-known', params: { tool: name, formats: out.formats, where, limits, asOf: out.asOf } };
}
