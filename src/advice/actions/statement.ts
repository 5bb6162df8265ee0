import type { Host } from '../../hosts/schema.ts';
import { compareStatements, fullUntil, isContested, USUAL_SHELF_LIFE_MONTHS } from '../../statements/evidence.ts';
import type { Claim, Commitment, Measure, Statement } from '../../statements/schema.ts';
import { isStatedNo } from '../../statements/voices.ts';
import { byText, known } from '../../vocabulary/facts.ts';
import type { CommitmentKind } from '../../vocabulary/reference.ts';
import type { ClaimValue } from '../../vocabulary/terms.ts';

/* Statements as they would stand if they were made today. The others of a document are weighed for the day already. */

export type Level = 'declared' | 'documented' | 'peer-reviewed';

/** What a host says of itself, or what was imported in its name. */
export const isOwn = ({ by }: Statement): boolean => by === 'host' || by === 'import';

/** The federation that would check a host: one it is a member of; null when it has none. */
export const federationOf = ({ memberships }: Host): string | null =>
  memberships.find(({ status, toCheck }) => status === 'member' && !toCheck)?.federation ?? null;

/** A statement made on a day: by a federation when it is a check, else by the host, with its site as the page. */
function made<V>(host: Host, value: V, level: Level, shelfLifeMonths: number | null, day: string) {
  const checked = level === 'peer-reviewed';
  const months = checked ? USUAL_SHELF_LIFE_MONTHS : shelfLifeMonths;
  return {
    value,
    by: checked ? ('federation' as const) : ('host' as const),
    ...known({ federation: checked ? federationOf(host) : null }),
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

/** A claim from its statements: the strongest is its value. @param statements one at least */
const claimOf = (criterion: string, statements: Claim['statements']): Claim => ({
  criterion,
  value: statements[0]!.value,
  evidence: statements[0]!.evidence,
  contested: isContested(statements, (value) => value === 'no'),
  statements,
});

const commitmentOf = (kind: CommitmentKind, statements: Commitment['statements']): Commitment => ({
  kind: kind.key,
  value: statements[0]!.value,
  evidence: statements[0]!.evidence,
  contested: isContested(statements, (value) => isStatedNo(value, kind)),
  statements,
});

/** The host with one more statement on a criterion, made on the day. */
export function withClaim(host: Host, criterion: string, value: ClaimValue, level: Level, day: string): Host {
  const before = host.claims.find((claim) => claim.criterion === criterion);
  const statement = made(host, value, level, USUAL_SHELF_LIFE_MONTHS, day);
  const claim = claimOf(criterion, spoken(before?.statements ?? [], statement));
  const claims = [...host.claims.filter((other) => other !== before), claim];
  return { ...host, claims: claims.sort((a, b) => byText(a.criterion, b.criterion)) };
}

/** The host with one more statement on a commitment of its own, made on the day. */
export function withCommitment(host: Host, kind: CommitmentKind, value: Measure, level: Level, day: string): Host {
  const before = host.commitments.find((commitment) => commitment.kind === kind.key);
  const statement = made(host, value, level, kind.shelfLifeMonths, day);
  const commitment = commitmentOf(kind, spoken(before?.statements ?? [], statement));
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

type Kinds = ReadonlyMap<string, CommitmentKind>;

const renewedCommitments = (commitments: readonly Commitment[], kinds: Kinds, day: string): Commitment[] =>
  commitments.map((commitment) => {
    const kind = kinds.get(commitment.kind);
    return kind ? commitmentOf(kind, renewed(commitment.statements, kind.shelfLifeMonths, day)) : commitment;
  });

/** The host that has said on the day that its whole entry is still true. */
export const withConfirmation = (host: Host, kinds: Kinds, day: string): Host => ({
  ...host,
  confirmedByHost: true,
  confirmedAt: day,
  claims: host.claims.map(({ criterion, statements }) =>
    claimOf(criterion, renewed(statements, USUAL_SHELF_LIFE_MONTHS, day)),
  ),
  commitments: renewedCommitments(host.commitments, kinds, day),
  services: host.services.map((service) => ({
    ...service,
    commitments: renewedCommitments(service.commitments, kinds, day),
  })),
});
