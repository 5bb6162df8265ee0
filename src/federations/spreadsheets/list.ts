import type { TSchema } from 'typebox';
import type { Context } from '../../context.ts';
import type { Database } from '../../database/open.ts';
import type { Columns } from '../../spreadsheets/columns.ts';
import type { Fields } from '../../spreadsheets/fields.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { BelowEdit, SpokenOf } from '../below.ts';
import type { FederationBefore } from '../change.ts';

/** What one row is about: a host and, where the list has several rows of one, the subject. */
export interface RowName {
  host: string;
  subject?: string;
}

/** A list of a federation that is read back from a sheet, row by row as its own route takes one. */
export interface SheetList<Draft extends object> {
  columns: Columns;
  /** Whether `subject` names a row besides `host`. */
  bySubject: boolean;
  draft: TSchema;
  /** The facts of a row, which its subject decides. */
  fields(subject: string | undefined, reference: Reference): Fields;
  /** What the list holds already under a name. */
  present(before: SpokenOf, subject: string | undefined): Draft | undefined;
  /** The very edit that the route of one makes. */
  edit(context: Context, name: RowName, draft: Draft, before: SpokenOf, db: Database): BelowEdit | Promise<BelowEdit>;
  /** The names of the list, as a download has them. */
  names(federation: FederationBefore, db: Database): RowName[] | Promise<RowName[]>;
}
