import type { Reference } from '../../vocabulary/reference.ts';
import type { FileClass, Findings } from './problems.ts';

/** What the reader of a file knows besides its bytes. */
export interface Circumstances {
  /** Where the file was read. */
  address: string;
  reference: Reference;
  /** Today in Europe/Paris: what a file dates later has not happened. */
  day: string;
  /** The class that whoever led here expects. */
  expected?: FileClass | undefined;
  /** The name in `memberof` of the federation that led here, in small letters. */
  federation?: string | undefined;
}

/** What reading a part of a file is done with. */
export interface Context extends Circumstances {
  asOf: string | null;
  found: Findings;
}

/** Another file that a file leads to. */
export interface Sub {
  readonly id: string;
  readonly url: string;
  readonly line: number;
}
