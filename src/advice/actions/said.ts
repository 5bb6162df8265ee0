import { isAtLeast, isOwn } from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import type { Claim, Commitment, Statement } from '../../documents/statement.ts';
import { measureUtility } from '../../documents/utility.ts';
import type { CommitmentKind } from '../../vocabulary/reference.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import type { Action, ActionCode, ActionContext } from './action.ts';
import { federationOf, type Level, withClaim, withCommitment } from './statement.ts';

/* What may be said, published, extended or checked of criteria and commitments. */

/** Only another host or a certifier can make these true. */
const NOT_BY_ONESELF = ['two-sided', 'certificate'];

type Said = Claim | Commitment;
const isKnown = (said: Said | undefined): said is Said => said !== undefined && said.evidence !== 'unknown';
const ownOf = <S extends Statement>(statements: readonly S[]): S | undefined => statements.find(isOwn);

/** Levels that would be stronger than what is there; a page that has only aged is confirmed, not published again. */
function strongerThan({ evidence, statements }: Said): { code: 'publish' | 'check'; level: Level }[] {
  const own = ownOf<Statement>(statements);
  return [
    ...(isAtLeast(evidence, 'documented') || own?.level === 'documented'
      ? []
      : [{ code: 'publish' as const, level: 'documented' as const }]),
    ...(isAtLeast(evidence, 'peer-reviewed') ? [] : [{ code: 'check' as const, level: 'peer-reviewed' as const }]),
  ];
}

const NEVER_FIRST = Number.POSITIVE_INFINITY;

/** Actions on a criterion: none where the host, or whoever looked, says no, or where two disagree. */
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
    firstAsked: criterion.firstAsked ?? NEVER_FIRST,
    apply: (before) => withClaim(before, key, value, level, { reference, day }),
  });
  if (!isKnown(claim))
    return [action('answer-criterion', 'yes', 'declared'), action('publish-criterion', 'yes', 'documented')];
  const value = ownOf(claim.statements)?.value ?? claim.value;
  if (claim.contested || value === 'no' || claim.value === 'no') return [];
  return strongerThan(claim).map(({ code, level }) => action(`${code}-criterion`, value, level));
}

/** Actions on a commitment of the host as a whole. */
export function commitmentActions(host: Host, key: string, context: ActionContext): Action[] {
  const { reference, day } = context;
  const kind = reference.commitmentKinds.get(key)!;
  if (NOT_BY_ONESELF.includes(kind.howVerified)) return [];
  const said = host.commitments.find((one) => one.kind === key);
  const subject = `commitment:${key}`;
  const action = (code: ActionCode, value: Measure, level: Level, from: Measure | null = null): Action => ({
    id: `${code} ${key}`,
    code,
    params: { key, value, from, federation: level === 'peer-reviewed' ? federationOf(host, day) : null },
    subject,
    settles: [subject],
    firstAsked: kind.firstAsked ?? NEVER_FIRST,
    apply: (before) => withCommitment(before, kind, value, level, context),
  });
  if (!isKnown(said)) {
    const value = goodAnswer(host, kind, context);
    // A commitment of each service is answered where it was asked; what some of them say is not said over.
    if (value === null || host.services.some(({ commitments }) => commitments.some((one) => one.kind === key)))
      return [];
    return [action('answer-commitment', value, 'declared'), action('publish-commitment', value, 'documented')];
  }
  const own = ownOf(said.statements);
  const worth = (value: Measure) => measureUtility(kind, value, day) ?? 0;
  if (said.contested || worth(said.value) === 0 || (own && worth(own.value) === 0)) return [];
  const stronger = strongerThan(said).map(({ code, level }) =>
    action(`${code}-commitment`, own?.value ?? said.value, level),
  );
  const next = own && nextStep(kind, own.value, day);
  if (!own || next === null || next === undefined) return stronger;
  const level = own.level === 'documented' ? 'documented' : 'declared';
  const code = kind.valueType === 'date' ? 'renew-commitment' : 'extend-commitment';
  return [...stronger, action(code, next, level, own.value)];
}

const isLine = (utility: CommitmentKind['utility']): utility is [number, number][] => Array.isArray(utility);

/** Points of a curve from the easiest promise to the hardest: few days first where more is better. */
const fromEasiest = ({ utility, better }: CommitmentKind): [number, number][] =>
  !isLine(utility) ? [] : better === 'lower' ? [...utility].reverse() : utility;

/** The easiest answer that is a good one; null where there is none to suppose. */
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

/** The next point of the curve that is worth more than a measure; null when it is at the best, or cannot be extended. */
function nextStep(kind: CommitmentKind, value: Measure, day: string): Measure | null {
  const worth = measureUtility(kind, value, day) ?? 1000;
  if (worth >= 1000) return null;
  if (kind.utilityOf === 'age-in-months') return day;
  if (kind.utilityOf === 'age-in-years') return Number(day.slice(0, 4)) - 1;
  if (typeof value !== 'number') return null;
  return fromEasiest(kind).find(([, better]) => better > worth)?.[0] ?? null;
}
