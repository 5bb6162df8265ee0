import {
  compareStatements,
  fullUntil,
  isAtLeast,
  isOwn,
  measureUtility,
  USUAL_SHELF_LIFE_MONTHS,
} from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import { isCertain } from '../../documents/membership.ts';
import type { Claim, Commitment, Statement } from '../../documents/statement.ts';
import { claimFrom, commitmentFrom } from '../../documents/weighing.ts';
import { byText, definedOnly } from '../../ground/texts.ts';
import { type CommitmentKind, isMeasuredAlone } from '../../vocabulary/reference.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import type { ClaimValue } from '../../vocabulary/terms.ts';
import type { Action, ActionCode, ActionContext } from './action.ts';

/* Statements as if they were made today. Other statements of a document were already evaluated for the day. */

/** The vocabularies, and the day on which something is stated. */
type Today = Pick<ActionContext, 'reference' | 'day'>;
type Level = 'declared' | 'documented' | 'peer-reviewed';

/** The federation that would check a host: one of which it is a member on the day; null when there is none. */
const federationOf = ({ memberships }: Host, day: string): string | null =>
  memberships.find((membership) => isCertain(membership, day))?.federation ?? null;

/** A statement made on a day: by a federation if it is a check, else by the host, with its site as evidence page. */
function statementOf<V>(host: Host, value: V, level: Level, shelfLifeMonths: number | null, day: string) {
  const checked = level === 'peer-reviewed';
  const months = checked ? USUAL_SHELF_LIFE_MONTHS : shelfLifeMonths;
  return {
    value,
    by: checked ? ('federation' as const) : ('host' as const),
    ...definedOnly({ federation: checked ? federationOf(host, day) : null }),
    level,
    evidence: level,
    asOf: day,
    until: fullUntil({ asOf: day, shelfLifeMonths: months }),
    aged: false,
    ...definedOnly({ evidenceUrl: level === 'documented' ? host.website : null }),
  };
}

/** Replaces the earlier statement of the same source. */
function withStatement<S extends Statement>(statements: readonly S[], statement: S): S[] {
  const sameVoice = (other: S) =>
    isOwn(statement) ? isOwn(other) : other.by === statement.by && other.federation === statement.federation;
  return [...statements.filter((other) => !sameVoice(other)), statement].sort(compareStatements);
}

/** The host with a new claim about a criterion, made on the day. */
function withClaim(host: Host, criterion: string, value: ClaimValue, level: Level, { reference, day }: Today): Host {
  const before = host.claims.find((claim) => claim.criterion === criterion);
  const statement = statementOf(host, value, level, USUAL_SHELF_LIFE_MONTHS, day);
  const claim = claimFrom(criterion, withStatement(before?.statements ?? [], statement), reference);
  const claims = [...host.claims.filter((other) => other !== before), claim];
  return { ...host, claims: claims.sort((a, b) => byText(a.criterion, b.criterion)) };
}

/** The host with a new commitment of the host as a whole, made on the day. */
function withCommitment(
  host: Host,
  kind: CommitmentKind,
  value: Measure,
  level: Level,
  { reference, day }: Today,
): Host {
  const before = host.commitments.find((commitment) => commitment.kind === kind.key);
  const statement = statementOf(host, value, level, kind.shelfLifeMonths, day);
  const commitment = commitmentFrom(kind.key, withStatement(before?.statements ?? [], statement), reference, day);
  const commitments = [...host.commitments.filter((other) => other !== before), commitment];
  return { ...host, commitments: commitments.sort((a, b) => byText(a.kind, b.kind)) };
}

/** The host's own statement with today's date: as strong as when it was first made. */
function renewed<S extends Statement>(statements: readonly S[], shelfLifeMonths: number | null, day: string): S[] {
  const until = fullUntil({ asOf: day, shelfLifeMonths });
  return statements
    .map((one) => (isOwn(one) ? { ...one, evidence: one.level, asOf: day, until, aged: false } : one))
    .sort(compareStatements);
}

const renewedCommitments = (commitments: readonly Commitment[], { reference, day }: Today): Commitment[] =>
  commitments.map((commitment) => {
    const kind = reference.commitmentKinds.get(commitment.kind);
    return kind
      ? commitmentFrom(kind.key, renewed(commitment.statements, kind.shelfLifeMonths, day), reference, day)
      : commitment;
  });

/** The host after confirming its whole entry on the day. */
export const withConfirmation = (host: Host, { reference, day }: Today): Host => ({
  ...host,
  confirmedByHost: true,
  confirmedOn: day,
  claims: host.claims.map(({ criterion, statements }) =>
    claimFrom(criterion, renewed(statements, USUAL_SHELF_LIFE_MONTHS, day), reference),
  ),
  commitments: renewedCommitments(host.commitments, { reference, day }),
  services: host.services.map((service) => ({
    ...service,
    commitments: renewedCommitments(service.commitments, { reference, day }),
  })),
});

/* Actions about criteria and commitments: to state, publish, extend or have checked. */

/** Statements that only another host or a certifier can make; and what the catalogue measures, nobody states. */
const NOT_BY_ONESELF = ['two-sided', 'certificate'];

const isKnown = <S extends Claim | Commitment>(stated: S | undefined): stated is S =>
  stated !== undefined && stated.evidence !== 'unknown';
const ownStatement = <S extends Statement>(statements: readonly S[]): S | undefined => statements.find(isOwn);

/** Levels of evidence above the present one. A page that has only aged is confirmed instead of published again. */
function strongerThan({ evidence, statements }: Claim | Commitment): { code: 'publish' | 'check'; level: Level }[] {
  const own = ownStatement<Statement>(statements);
  return [
    ...(isAtLeast(evidence, 'documented') || own?.level === 'documented'
      ? []
      : [{ code: 'publish' as const, level: 'documented' as const }]),
    ...(isAtLeast(evidence, 'peer-reviewed') ? [] : [{ code: 'check' as const, level: 'peer-reviewed' as const }]),
  ];
}

/** Actions about a criterion: none when the host or a reviewer says no, or when two sources disagree. */
export function claimActions(host: Host, key: string, { reference, day }: ActionContext): Action[] {
  const criterion = reference.criteria.get(key)!;
  const claim = host.claims.find((one) => one.criterion === key);
  const subject = `criterion:${key}`;
  const action = (code: ActionCode, value: Claim['value'], level: Level): Action => ({
    id: `${code} ${key}`,
    code,
    params: { key, value, federation: level === 'peer-reviewed' ? federationOf(host, day) : null },
    subject,
    settles: [subject],
    ...definedOnly({ firstAsked: criterion.firstAsked ?? null }),
    apply: (before) => withClaim(before, key, value, level, { reference, day }),
  });
  if (!isKnown(claim))
    return [action('answer-criterion', 'yes', 'declared'), action('publish-criterion', 'yes', 'documented')];
  const value = ownStatement(claim.statements)?.value ?? claim.value;
  if (claim.contested || value === 'no' || claim.value === 'no') return [];
  return strongerThan(claim).map(({ code, level }) => action(`${code}-criterion`, value, level));
}

/** Actions about a commitment of the host as a whole. */
export function commitmentActions(host: Host, key: string, context: ActionContext): Action[] {
  const { reference, day } = context;
  const kind = reference.commitmentKinds.get(key)!;
  if (NOT_BY_ONESELF.includes(kind.howVerified) || isMeasuredAlone(kind)) return [];
  const stated = host.commitments.find((one) => one.kind === key);
  const subject = `commitment:${key}`;
  const action = (code: ActionCode, value: Measure, level: Level, from: Measure | null = null): Action => ({
    id: `${code} ${key}`,
    code,
    params: { key, value, from, federation: level === 'peer-reviewed' ? federationOf(host, day) : null },
    subject,
    settles: [subject],
    ...definedOnly({ firstAsked: kind.firstAsked ?? null }),
    apply: (before) => withCommitment(before, kind, value, level, context),
  });
  if (!isKnown(stated)) {
    const value = goodAnswer(host, kind, context);
    // A commitment of each service is answered at the service; what some services state is not repeated for the host.
    if (value === null || host.services.some(({ commitments }) => commitments.some((one) => one.kind === key)))
      return [];
    return [action('answer-commitment', value, 'declared'), action('publish-commitment', value, 'documented')];
  }
  const own = ownStatement(stated.statements);
  const worth = (value: Measure) => measureUtility(kind, value, day) ?? 0;
  if (stated.contested || worth(stated.value) === 0 || (own && worth(own.value) === 0)) return [];
  const stronger = strongerThan(stated).map(({ code, level }) =>
    action(`${code}-commitment`, own?.value ?? stated.value, level),
  );
  const next = own && nextStep(kind, own.value, day);
  if (!own || next === null || next === undefined) return stronger;
  const level = own.level === 'documented' ? 'documented' : 'declared';
  const code = kind.valueType === 'date' ? 'renew-commitment' : 'extend-commitment';
  return [...stronger, action(code, next, level, own.value)];
}

const isLine = (utility: CommitmentKind['utility']): utility is [number, number][] => Array.isArray(utility);

/** Points of a curve from the easiest promise to the hardest: smallest numbers first when higher is better. */
const fromEasiest = ({ utility, better }: CommitmentKind): [number, number][] =>
  !isLine(utility) ? [] : better === 'lower' ? [...utility].reverse() : utility;

/** The easiest good answer; null when there is none to suggest. */
function goodAnswer(host: Host, kind: CommitmentKind, { day, policy }: ActionContext): Measure | null {
  switch (kind.valueType) {
    case 'boolean':
      return true;
    case 'url':
      return host.website ?? null;
    case 'date':
      return day;
    case 'number':
      if (kind.utilityOf === 'age-in-years') return Number(day.slice(0, 4)) - 1;
      return fromEasiest(kind).find(([, worth]) => worth >= policy.goodAnswerThousandths)?.[0] ?? null;
    case 'list':
      return ['csv'];
    default:
      return null;
  }
}

/** The next point of the curve with a higher value than a measure; null when it is the best, or cannot be extended. */
function nextStep(kind: CommitmentKind, value: Measure, day: string): Measure | null {
  const worth = measureUtility(kind, value, day) ?? 1000;
  if (worth >= 1000) return null;
  if (kind.utilityOf === 'age-in-months') return day;
  if (kind.utilityOf === 'age-in-years') return Number(day.slice(0, 4)) - 1;
  if (typeof value !== 'number') return null;
  return fromEasiest(kind).find(([, better]) => better > worth)?.[0] ?? null;
}
