import type { Host } from '../documents/host.ts';
import type { Claim, EvidencePage, Statement } from '../documents/statement.ts';
import { measureUtility } from '../documents/utility.ts';
import type { Reference } from '../vocabulary/reference.ts';
import type { Measure } from '../vocabulary/shapes.ts';

/* A document shows the best evidence first; what a host must answer for is what it said itself. */

/** A promise in the host's own words; `service` is the slug of the service that it is about. */
export interface OwnCommitment {
  kind: string;
  service: string | undefined;
  value: Measure;
}

const own = <S extends Statement>(statements: readonly S[]): S | undefined =>
  statements.find(({ by }) => by === 'host' || by === 'import');

export const keyOf = ({ kind, service }: Pick<OwnCommitment, 'kind' | 'service'>): string => `${service ?? ''} ${kind}`;

export function ownCommitments({ commitments, services }: Host): Map<string, OwnCommitment> {
  const places = [
    { service: undefined, commitments },
    ...services.map(({ slug, commitments }) => ({ service: slug, commitments })),
  ];
  const found = places.flatMap(({ service, commitments }) =>
    commitments.flatMap(({ kind, statements }) => {
      const said = own(statements);
      return said ? [{ kind, service, value: said.value }] : [];
    }),
  );
  return new Map(found.map((commitment) => [keyOf(commitment), commitment]));
}

/** What a host answered, and to which version of a federation's own criterion. */
export const ownClaims = ({ claims }: Host): Map<string, { value: Claim['value']; version: number | undefined }> =>
  new Map(
    claims.flatMap(({ criterion, statements }) => {
      const said = own(statements);
      return said ? [[criterion, { value: said.value, version: said.criterionVersion }] as const] : [];
    }),
  );

/** The page that a host gives as evidence of one of its statements, and what that statement is about. */
export interface OwnPage {
  about: { criterion: string } | { kind: string; service?: string };
  page: EvidencePage;
}

/** Pages that were looked at, by the address and the statement that cites them. */
export function ownPages({ claims, commitments, services }: Host): Map<string, OwnPage> {
  const cited = [
    ...claims.map(({ criterion, statements }) => ({ about: { criterion }, said: own(statements) })),
    ...commitments.map(({ kind, statements }) => ({ about: { kind }, said: own(statements) })),
    ...services.flatMap(({ name, commitments }) =>
      commitments.map(({ kind, statements }) => ({ about: { kind, service: name }, said: own(statements) })),
    ),
  ];
  return new Map(
    cited.flatMap(({ about, said }) =>
      said?.page ? [[`${JSON.stringify(about)} ${said.evidenceUrl}`, { about, page: said.page }] as const] : [],
    ),
  );
}

export type Judgement = 'strengthened' | 'weakened' | 'changed';

const between = (before: number | null | undefined, after: number | null | undefined): Judgement => {
  if (before == null || after == null || before === after) return 'changed';
  return after > before ? 'strengthened' : 'weakened';
};

/** Whether a promise is worth more or less than before, on the curve that matches use; ages are counted to `day`. */
export function judgeMeasures(
  kind: string,
  before: Measure,
  after: Measure,
  { commitmentKinds }: Reference,
  day: string,
): Judgement {
  const known = commitmentKinds.get(kind);
  return known ? between(measureUtility(known, before, day), measureUtility(known, after, day)) : 'changed';
}

/** Whether a promise promised anything. */
export function isWorthSomething(kind: string, value: Measure, { commitmentKinds }: Reference, day: string): boolean {
  const known = commitmentKinds.get(kind);
  return known === undefined || measureUtility(known, value, day) !== 0;
}

export function judgeClaims(
  criterion: string,
  before: Claim['value'],
  after: Claim['value'],
  { criteria }: Reference,
): Judgement {
  const utilities = criteria.get(criterion)?.utilities;
  return between(utilities?.[before], utilities?.[after]);
}
