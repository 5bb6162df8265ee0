import { isListed, type Model } from '../../../catalogue/model.ts';
import type { PolicyRules } from '../../../documents/federation-policy.ts';
import type { Host } from '../../../documents/host.ts';
import { measureCellOf } from '../../../federations/reviews/sheet.ts';
import { inLanguage } from '../../../ground/errors.ts';
import { readNumber } from '../../../ground/stated-numbers.ts';
import { paramsOf } from '../../../matching/answer/policy.ts';
import { atLeastAsStrong } from '../../../matching/engine/need/interval.ts';
import { rulesOf } from '../../../matching/engine/need/rules.ts';
import { inEnglish } from '../../../matching/words/parts-en.ts';
import { inFrench } from '../../../matching/words/parts-fr.ts';
import type { Page } from '../../../pages/frame/page.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { Measure } from '../../../vocabulary/shapes.ts';
import type { EvidenceLevel } from '../../../vocabulary/terms.ts';
import { POLICY } from './words.ts';

/* The rules of a policy one by one, as a form holds them. Pure. */

const KINDS = ['require', 'evidence', 'word', 'factor'] as const;
type Kind = (typeof KINDS)[number];

/** One rule: what it does, about what, and how much. */
export type RuleLine = readonly [kind: Kind, subject: string, value: Measure];

/** The least evidence that may be required goes without saying. */
const PLAINLY = 'declared';

export function linesOf({ require, minimumEvidence, minimumWords, factors }: PolicyRules): RuleLine[] {
  const some = (kind: Kind, bySubject: Readonly<Record<string, string | number>> | undefined) =>
    Object.entries(bySubject ?? {}).map(([subject, value]) => [kind, subject, value] as const);
  return [
    ...(require?.criteria ?? []).map(
      ({ criterion, evidence = PLAINLY }) => ['require', `criterion:${criterion}`, evidence] as const,
    ),
    ...(require?.commitments ?? []).map(({ kind, atLeast }) => ['require', `commitment:${kind}`, atLeast] as const),
    ...some('evidence', minimumEvidence),
    ...some('word', minimumWords),
    ...some('factor', factors),
  ];
}

const keyOf = (subject: string): string => subject.replace(/^\w+:/, '');

/** The rules that some lines make; of two that do the same about the same, the last counts. Their shape is not checked. */
export function rulesFrom(lines: readonly RuleLine[]): PolicyRules {
  const last = [...new Map(lines.map((line) => [`${line[0]} ${line[1]}`, line])).values()];
  const of = (kind: Kind) => last.filter((line) => line[0] === kind);
  const isCriterion = ([, subject]: RuleLine) => subject.startsWith('criterion:');
  const criteria = of('require')
    .filter(isCriterion)
    .map(([, subject, evidence]) => ({
      criterion: keyOf(subject),
      ...(evidence !== PLAINLY && { evidence }),
    }));
  const commitments = of('require')
    .filter((line) => !isCriterion(line))
    .map(([, subject, atLeast]) => ({ kind: keyOf(subject), atLeast }));
  const some = (kind: Kind) => {
    const found = of(kind).map(([, subject, value]) => [subject, value]);
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  };
  const parts = {
    require:
      criteria.length + commitments.length > 0
        ? { ...(criteria.length > 0 && { criteria }), ...(commitments.length > 0 && { commitments }) }
        : undefined,
    minimumEvidence: some('evidence'),
    minimumWords: some('word'),
    factors: some('factor'),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as PolicyRules;
}

/**
 * How many listed hosts pass to those to check: the host, or any of its services, said nothing of what a rule requires,
 * or has a weaker proof than it requires. A no counts with any proof.
 */
export function unknownOf([, subject, least]: RuleLine, { documents }: Pick<Model, 'documents'>) {
  const key = keyOf(subject);
  const listed = documents.filter(isListed);
  const isKnown = subject.startsWith('criterion:')
    ? ({ claims }: Host) =>
        claims.some(
          ({ criterion, value, evidence }) =>
            criterion === key &&
            evidence !== 'unknown' &&
            (value === 'no' || atLeastAsStrong(evidence, least as EvidenceLevel)),
        )
    : ({ commitments, services }: Host) =>
        [commitments, ...services.map((service) => service.commitments)].some((some) =>
          some.some(({ kind }) => kind === key),
        );
  const needsProof = subject.startsWith('criterion:') && least !== PLAINLY;
  return { unknown: listed.filter((host) => !isKnown(host)).length, hosts: listed.length, needsProof };
}

export const written = (line: RuleLine): string => JSON.stringify(line);

/** A line as a form carries it; undefined: it is not one of ours. */
export function lineIn(text: string): RuleLine | undefined {
  try {
    const read = JSON.parse(text) as unknown;
    if (!Array.isArray(read) || read.length !== 3) return undefined;
    const [kind, subject] = read as unknown[];
    return KINDS.includes(kind as Kind) && typeof subject === 'string' ? (read as unknown as RuleLine) : undefined;
  } catch {
    return undefined;
  }
}

/** A rule in plain words. */
export function sayLine(line: RuleLine, { language, say }: Page, reference: Reference): string {
  const [rule] = rulesOf(rulesFrom([line]));
  if (!rule) return '';
  const said = (language === 'fr' ? inFrench : inEnglish).rule(paramsOf(rule, reference), say);
  return line[0] === 'factor' ? `${said} ${POLICY[language].times(say.number(Number(line[2])))}` : said;
}

/** A new rule as it was typed. */
export interface NewRule {
  what: string;
  subject: string;
  amount: string;
}

/** The line that it makes, undefined when nothing was asked for; or what to say next to which field. */
export function lineOf(
  { what, subject, amount }: NewRule,
  reference: Reference,
  { language }: Page,
): { line?: RuleLine } | { faults: Partial<Record<keyof NewRule, string>> } {
  const words = POLICY[language];
  if (what === '' && subject === '' && amount === '') return {};
  if (what === '') return { faults: { what: words.missingWhat } };
  if (subject === '') return { faults: { subject: words.missingSubject } };
  const [kind, value = ''] = what.split(':');
  if (kind === 'evidence' || kind === 'word') return { line: [kind, subject, value] };
  if (kind === 'factor') {
    const factor = readNumber(amount || undefined, true);
    return typeof factor === 'number'
      ? { line: ['factor', subject, factor] }
      : { faults: { amount: words.missingFactor } };
  }
  if (subject.startsWith('criterion:')) return { line: ['require', subject, value || PLAINLY] };
  if (!subject.startsWith('commitment:')) return { faults: { what: words.onlyThese } };
  if (value !== '') return { faults: { what: words.noProofHere } };
  const cell = measureCellOf(subject, reference);
  const faults = amount === '' ? [] : (cell.faults?.({ value: amount }) ?? []);
  const { valueType } = reference.commitmentKinds.get(keyOf(subject)) ?? {};
  // Of these it only matters whether there is one.
  if (valueType === 'host' || valueType === 'url' || valueType === 'list') return { line: ['require', subject, true] };
  const [wrong] = faults;
  if (amount === '' || wrong)
    return { faults: { amount: wrong ? inLanguage(wrong.message, language) : words.missingMeasure } };
  return { line: ['require', subject, cell.read({ value: amount }) as Measure] };
}
