import type { Closing } from '../../src/documents/closing.ts';
import type { Host } from '../../src/documents/host.ts';
import type { Statement } from '../../src/documents/statement.ts';
import type { RawStatement } from '../../src/documents/weighing.ts';
import type { HostFacts } from '../../src/record/host-facts.ts';

const voices = <S extends Statement>(subject: string, statements: readonly S[]): RawStatement<S>[] =>
  statements
    .filter(({ by }) => by !== 'charter')
    .map(({ evidence: _evidence, aged: _aged, until: _until, ...voice }) => ({
      ...voice,
      asOf: voice.asOf ?? null,
      subject,
    }));

function announcedIn(closing: Closing | null): HostFacts['closing'] {
  if (!closing) return null;
  const { stage: _stage, promises, text: _text, announcedOn = null, successor = null, ...announced } = closing;
  const promised = Object.fromEntries(promises.map(({ commitment, promised }) => [commitment, promised ?? null]));
  return { ...announced, announcedOn, successor, promised: promised as NonNullable<HostFacts['closing']>['promised'] };
}

/**
 * The facts that a document was made of, which a test wrote down or the service answered: the way back, which the catalogue
 * never goes.
 */
export function factsOf(host: Host): HostFacts {
  const {
    schemaVersion: _version,
    id,
    slug,
    version,
    state,
    confirmedByHost: _,
    confirmedOn = null,
    domainVerifiedOn = null,
    confirmedOnBehalf,
    complete,
    ownerChangesOn,
    ...rest
  } = host;
  const {
    memberships,
    claims,
    commitments,
    closing = null,
    services,
    suspension,
    observed,
    sources,
    provenance,
    ...fields
  } = rest;
  return {
    ...{ id, slug, version, state, confirmedOn, domainVerifiedOn },
    ...(confirmedOnBehalf && { confirmedOnBehalf }),
    ...(ownerChangesOn && { ownerChangesOn }),
    complete,
    fields,
    memberships,
    claims: claims.flatMap(({ criterion, statements }) => voices(criterion, statements)),
    commitments: commitments.flatMap(({ kind, statements }) => voices(kind, statements)),
    closing: announcedIn(closing),
    services: services.map(({ id, slug, commitments, closing = null, ...fields }) => ({
      ...{ id, slug, fields, closing: announcedIn(closing) },
      commitments: commitments.flatMap(({ kind, statements }) => voices(kind, statements)),
    })),
    ...(suspension && { suspension }),
    ...(observed && { observed }),
    ...(sources && { sources }),
    ...(provenance && {
      provenance: Object.fromEntries(
        Object.entries(provenance).map(([field, { by, asOf }]) => [field, { by, source: null, asOf }]),
      ),
    }),
  };
}
