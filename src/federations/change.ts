import { eq } from 'drizzle-orm';
import type { Database } from '../database/open.ts';
import type { Federation } from '../documents/federation.ts';
import { type NewChange, publishChange } from '../record/changes.ts';
import type { Context } from '../record/context.ts';
import { type FederationParts, federationDocument, sameDocument } from '../record/document.ts';
import { readFederationRows } from '../record/read.ts';
import { federations } from '../record/tables.ts';
import type { ChangeKind } from '../vocabulary/terms.ts';
import { updateFederation } from './store.ts';

/** A locked federation as it was before a command touched it. */
export interface FederationBefore {
  rows: FederationParts;
  document: Federation;
}

/** The rows and the document of a federation whose row is locked already. */
export async function loadFederation(db: Database, id: string): Promise<FederationBefore> {
  const [rows] = await readFederationRows(db, eq(federations.id, id));
  return { rows: rows!, document: federationDocument(rows!) };
}

/**
 * Ends a change of a federation, which gets the next version and revision when its document says something new, or
 * when something below it changed that the document does not show (`touched`). Undefined when all is as it was.
 */
export async function settleFederation(
  db: Database,
  { clock }: Pick<Context, 'clock'>,
  author: Pick<NewChange, 'by' | 'byLabel' | 'byTokenId' | 'action'>,
  before: FederationBefore,
  { kind = 'changed', touched = false }: { kind?: ChangeKind; touched?: boolean } = {},
): Promise<{ document: Federation; revision: number } | undefined> {
  const { id } = before.rows.federation;
  const after = await loadFederation(db, id);
  if (!touched && sameDocument(before.document, after.document)) return undefined;
  const document = { ...after.document, version: before.document.version + 1 };
  await updateFederation(db, id, { version: document.version });
  const revision = await publishChange(db, { kind, at: clock(), federationId: id, document, ...author });
  return { document, revision };
}
