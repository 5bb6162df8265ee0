import { compareStatements, fullUntil, isOwn, USUAL_SHELF_LIFE_MONTHS } from '../../documents/evidence.ts';
import type { Host } from '../../documents/host.ts';
import { isCertain } from '../../documents/membership.ts';
import type { Commitment, Statement } from '../../documents/statement.ts';
import { claimFrom, commitmentFrom } from '../../documents/voices.ts';
import { byText, known } from '../../vocabulary/facts.ts';
import type { CommitmentKind } from '../../vocabulary/reference.ts';
import type { Measure } from '../../vocabulary/shapes.ts';
import type { ClaimValue } from '../../vocabulary/terms.ts';
import type { ActionContext } from './action.ts';

/* Statements as they would stand if they were made today. The others of a document are weighed for the day already. */

/** The vocabularies, and the day on which something is said. */
export type Today = Pick<ActionContext, 'reference' | 'day'>;
export type Level = 'declared' | 'documented' | 'peer-reviewed';

/** The federation that would check a host: one it is a member of that day; null when it has none. */
export const federationOf = ({ memberships }: Host, day: string): string | null =>
  memberships.find((membership) => isCertain(membership, day))?.federation ?? null;

/** A statement made on a day: by a federation when it is a check, else by the host, with its site as the page. */
function made<V>(host: Host, value: V, level: Level, shelfLifeMonths: number | null, day: string) {
  const checked = level === 'peer-reviewed';
  const months = checked ? USUAL_SHELF_LIFE_MONTHS : shelfLifeMonths;
  return {
    value,
    by: checked ? ('federation' as const) : ('host' as const),
    ...known({ federation: checked ? federationOf(host, day) : null }),
    level,
    evidence: level,
    asOf: day,
    until: fullUntil({ asOf: day, shelfLifeMonths: months }),
    aged: false,
    ...known({ evidenceUrl: level === 'documented' ? host.website : null }),
  };
}

/** The new statement takes the place of what the same voice said before. */
function spoken<S extends Statement>(statements: readonly S[], statement: S): S[] {
  const sameVoice = (other: S) =>
    isOwn(statement) ? isOwn(other) : other.by === statement.by && other.federation === statement.federation;
  return [...statements.filter((other) => !sameVoice(other)), statement].sort(compareStatements);
}

/** The host with one more statement on a criterion, made on the day. */
export function withClaim(
  host: Host,
  criterion: string,
  value: ClaimValue,
  level: Level,
  { reference, day }: Today,
): Host {
  const before = host.claims.find((claim) => claim.criterion === criterion);
  const statement = made(host, value, level, USUAL_SHELF_LIFE_MONTHS, day);
  const claim = claimFrom(criterion, spoken(before?.statements ?? [], statement), reference);
  const claims = [...host.claims.filter((other) => other !== before), claim];
  return { ...host, claims: claims.sort((a, b) => byText(a.criterion, b.criterion)) };
}

/** The host with one more statement on a commitment of its own, made on the day. */
export function withCommitment(
  host: Host,
  kind: CommitmentKind,
  value: Measure,
  level: Level,
  { reference, day }: Today,
): Host {
  const before = host.commitments.find((commitment) => commitment.kind === kind.key);
  const statement = made(host, value, level, kind.shelfLifeMonths, day);
  const commitment = commitmentFrom(kind.key, spoken(before?.statements ?? [], statement), reference, day);
  const commitments = [...host.commitments.filter((other) => other !== before), commitment];
  return { ...host, commitments: commitments.sort((a, b) => byText(a.kind, b.kind)) };
}

/** What the host says, dated again: as good as on the day it was first said. */
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

/** The host that has said on the day that its whole entry is still true. */
export const withConfirmation = (host: Host, { reference, day }: Today): Host => ({
  ...host,
  confirmedByHost: true,
  confirmedAt: day,
  claims: host.claims.map(({ criterion, statements }) =>
    claimFrom(criterion, renewed(statements, USUAL_SHELF_LIFE_MONTHS, day), reference),
  ),
  commitments: renewedCommitments(host.commitments, { reference, day }),
  services: host.services.map((service) => ({
    ...service,
    commitments: renewedCommitments(service.commitments, { reference, day }),
  })),
});
