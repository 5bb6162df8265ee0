import type { TSchema } from 'typebox';
import type { Database } from '../../database/open.ts';
import type { Fault } from '../../ground/errors.ts';
import type { Context } from '../../record/context.ts';
import type { FederationBefore } from '../../record/settle.ts';
import type { Columns } from '../../spreadsheets/columns.ts';
import type { Fields } from '../../spreadsheets/fields.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { BelowEdit, SpokenOf } from '../below.ts';

/** What one row is about: a host and, where the list has several rows of one, the subject. */
export interface RowName {
  host: string;
  subject?: string;
}

/** A list of a federation that is read back from a sheet, row by row as its own route takes one. */
export interface SheetList<Draft extends object> {
  columns: Columns;
  /** The subject that a cell means, where `subject` names a row besides `host`. */
  subject?(cell: string, reference: Reference): { subject: string; faults: Fault[] };
  draft: TSchema;
  /** The facts of a row, which its subject decides. */
  fields(subject: string | undefined, reference: Reference): Fields;
  /** What the list holds already under a name. */
  present(before: SpokenOf, subject: string | undefined): Draft | undefined;
  /** The same as a download has it, when that is not the same. */
  shown?(present: Draft, federation: FederationBefore): Draft;
  /** The very edit that the route of one makes. */
  edit(context: Context, name: RowName, draft: Draft, before: SpokenOf, db: Database): BelowEdit | Promise<BelowEdit>;
  /** What that edit would find wrong, as far as it does not take the host to tell. */
  faults(context: Context, name: RowName, draft: Draft, federation: FederationBefore): Fault[];
  /** The names of the list, as a download has them. */
  names(federation: FederationBefore, db: Database): RowName[] | Promise<RowName[]>;
}
