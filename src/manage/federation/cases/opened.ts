import type { Bercail } from '../../../bercail.ts';
import { requireFederation } from '../../../catalogue/federations.ts';
import type { Federation } from '../../../documents/federation.ts';
import { requireOfficer } from '../../../federations/rights.ts';
import type { Matching } from '../../../recommendations/answer.ts';
import { caseOf } from '../../../recommendations/cases/answer.ts';
import { openOwnCase } from '../../../recommendations/cases/commands.ts';
import { patchCase } from '../../../recommendations/cases/patch.ts';
import type { CaseRef } from '../../../recommendations/cases/rights.ts';
import type { Case, CasePatch } from '../../../recommendations/cases/schema.ts';
import type { SignedIn } from '../../desk.tsx';
import { type OpenDesk, openDesk } from '../frame.tsx';

/* A case as the pages of a federation’s desk read and write it. */

/** What a case is read with. */
export type CaseReader = Pick<Bercail, 'db' | 'matcher' | 'catalogue' | 'speakers' | 'catchUp'>;

/** The desk with what a need is matched with: a federation of this minute is in it. */
interface OpenedMatching extends OpenDesk {
  matching: Matching;
  /** As the catalogue has it. */
  known: Federation;
}

/** @throws CatalogueError federation-not-found, not-yours */
export async function openMatching(
  { db, matcher, catalogue, speakers, catchUp }: CaseReader,
  visit: SignedIn,
  operation: string,
): Promise<OpenedMatching> {
  const opened = await openDesk(visit, operation);
  await catchUp();
  const model = catalogue.current();
  const matching = { db, matcher, model, say: speakers[visit.page.language] };
  return { ...opened, matching, known: requireFederation(model, opened.federation.slug) };
}

/** The same, for those who read its cases. @throws CatalogueError federation-not-found, not-yours */
export async function openReading(given: CaseReader, visit: SignedIn, operation: string): Promise<OpenedMatching> {
  const opened = await openMatching(given, visit, operation);
  requireOfficer(opened.context.caller, opened.federation);
  return opened;
}

export interface OpenedCase extends OpenedMatching {
  ref: CaseRef;
  one: Case;
  /** The part of the desk that is its page. */
  part: string;
}

/** @throws CatalogueError federation-not-found, not-yours, case-not-found */
export async function openCase(given: CaseReader, visit: SignedIn, operation: string): Promise<OpenedCase> {
  const opened = await openMatching(given, visit, operation);
  const ref = { federation: opened.federation.slug, case: visit.params.case! };
  const row = await openOwnCase(opened.context, ref);
  const one = await caseOf(opened.context, row, opened.known, opened.matching);
  return { ...opened, ref, one, part: `cases/${one.id}` };
}

/** Writes a case as it was read. @throws CatalogueError as `patchCase` */
export const patchOpened = (
  { context, ref, known, matching, one }: OpenedCase,
  patch: CasePatch,
  ifMatch = `v${one.version}`,
) => patchCase(context, ref, patch, { ifMatch, federation: known, matching });
