import type { Reference } from '../../vocabulary/reference.ts';
import type { FileClass, Findings } from './words/problems.ts';

/** What the reader of a file knows apart from its bytes. */
export interface Circumstances {
  /** The address from which the file was read. */
  address: string;
  reference: Reference;
  /** Today in Europe/Paris: a later date in a file has not happened. */
  day: string;
  /** The class expected by the file that links here. */
  expected?: FileClass | undefined;
  /** The lower-case name in `memberof` of the federation that links here. */
  federation?: string | undefined;
}

/** What is needed to read a part of a file. */
export interface Context extends Circumstances {
  asOf: string | null;
  found: Findings;
}

/** Another file to which a file links. */
export interface Sub {
  readonly id: string;
  readonly url: string;
  readonly line: number;
}
