import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../database/open.ts';
import { isOwn } from '../documents/evidence.ts';
import type { Host } from '../documents/host.ts';
import { ServiceDraft } from '../documents/service.ts';
import type { Claim, ClaimDraft, Commitment, CommitmentDraft } from '../documents/statement.ts';
import { criterionVersionNow } from '../documents/weighing.ts';
import { definedOnly } from '../ground/texts.ts';
import { rewriteHost } from '../hosts/entries/commands.ts';
import type { Context } from '../record/context.ts';
import type { HostBefore } from '../record/finish-write.ts';
import type { ClaimRow, CommitmentRow } from '../record/rows.ts';
import { inputPart } from '../requests/shape.ts';
import { dropRaises, judgePrices } from '../services/price-changes.ts';
import { putServiceRow, removeServiceRow, serviceRowOf } from '../services/store.ts';
import { statementColumns } from '../statements/commands.ts';
import { putClaimRow, putCommitmentRow, removeClaimRow, removeCommitmentRow } from '../statements/store.ts';
import { DocumentHost, type DocumentService, type HostDocument } from './schema.ts';

/*
 * Only differences are written: an unchanged value keeps its date and provenance. So putting back an unchanged document
 * changes nothing, and does not turn imported facts into statements of the host.
 */

const differs = (a: unknown, b: unknown): boolean => !isDeepStrictEqual(a, b);

type StatementRow = Pick<ClaimRow | CommitmentRow, 'value' | 'evidenceUrl' | 'note' | 'asOf'>;
const isUnchanged = (
  row: StatementRow | undefined,
  { value, evidenceUrl, note, asOf }: ClaimDraft | CommitmentDraft,
): boolean =>
  row !== undefined &&
  !differs([row.value, row.evidenceUrl, row.note], [value, evidenceUrl ?? null, note ?? null]) &&
  (asOf === undefined || asOf === row.asOf);

async function writeClaims(db: Database, context: Context, { rows }: HostBefore, claims: HostDocument['claims']) {
  const hostId = rows.host.id;
  const current = new Map(rows.claims.map((row) => [row.criterion, row]));
  for (const criterion of current.keys())
    if (!Object.hasOwn(claims, criterion)) await removeClaimRow(db, hostId, criterion);
  for (const [criterion, draft] of Object.entries(claims)) {
    if (isUnchanged(current.get(criterion), draft)) continue;
    await putClaimRow(db, {
      hostId,
      criterion,
      value: draft.value,
      ...statementColumns(context, draft),
      criterionVersion: criterionVersionNow(criterion, context.reference),
    });
  }
}

async function writeCommitments(
  db: Database,
  context: Context,
  { rows }: HostBefore,
  serviceId: string | null,
  commitments: HostDocument['commitments'] = {},
) {
  const hostId = rows.host.id;
  const ownRows = rows.commitments.filter((row) => row.serviceId === serviceId);
  const current = new Map(ownRows.map((row) => [row.kind, row]));
  for (const kind of current.keys())
    if (!Object.hasOwn(commitments, kind)) await removeCommitmentRow(db, { hostId, serviceId, kind });
  for (const [kind, draft] of Object.entries(commitments)) {
    if (isUnchanged(current.get(kind), draft)) continue;
    await putCommitmentRow(db, { hostId, serviceId, kind, value: draft.value, ...statementColumns(context, draft) });
  }
}

async function writeServices(
  db: Database,
  context: Context,
  before: HostBefore,
  services: HostDocument['services'],
): Promise<void> {
  const { host, services: rows } = before.rows;
  const current = new Map(documentOf(before.document).services.map((service) => [service.slug, service]));
  for (const { id, slug } of rows)
    if (!services.some((service) => service.slug === slug)) {
      await dropRaises(db, context, before, slug);
      await removeServiceRow(db, id);
    }
  for (const { commitments, ...draft } of services) {
    const { commitments: _, ...old } = current.get(draft.slug) ?? {};
    const id = rows.find(({ slug }) => slug === draft.slug)?.id ?? context.newId();
    if (differs(old, draft)) await putServiceRow(db, serviceRowOf(id, host.id, draft.slug, draft), draft.plans ?? []);
    await writeCommitments(db, context, before, id, commitments);
  }
}

/** Makes the facts and statements of a host equal to a document. */
export async function writeDocument(
  db: Database,
  context: Context,
  before: HostBefore,
  document: HostDocument,
): Promise<void> {
  const { host } = before.rows;
  await judgePrices(db, context, before, document.services);
  await writeServices(db, context, before, document.services);
  await writeClaims(db, context, before, document.claims);
  await writeCommitments(db, context, before, null, document.commitments);
  if (differs(documentOf(before.document).host, document.host))
    await rewriteHost(db, context, host, document.host, host.provenance, '/host');
}

/** The host's own statements by subject, without dates: writing dates them. */
const ownStatements = <S extends Claim | Commitment>(list: readonly S[], subjectOf: (one: S) => string) =>
  Object.fromEntries(
    list.flatMap((one) => {
      const ownStatement = one.statements.find(isOwn);
      if (!ownStatement) return [];
      const { value, evidenceUrl, note } = ownStatement;
      return [[subjectOf(one), { value, ...definedOnly({ evidenceUrl, note }) }]];
    }),
  );

const ownCommitments = (commitments: readonly Commitment[]) =>
  ownStatements(commitments, ({ kind }) => kind) as HostDocument['commitments'];

/** The part of a public document that the host writes itself. */
export const documentOf = (host: Host): HostDocument => ({
  host: inputPart(DocumentHost, host) as HostDocument['host'],
  services: host.services.map((service) => ({
    ...(inputPart(ServiceDraft, service) as Omit<DocumentService, 'commitments'>),
    commitments: ownCommitments(service.commitments),
  })),
  claims: ownStatements(host.claims, ({ criterion }) => criterion) as HostDocument['claims'],
  commitments: ownCommitments(host.commitments),
});
