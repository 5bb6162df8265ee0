import { HOST_TERMS } from './host-terms.ts';
import { SERVICE_TERMS } from './service-terms.ts';
import type { Term } from './term.ts';

/** Terms that schema.org lacks. Their names are JSON keys of linked data and never change after a release. */
export const TERMS = { ...HOST_TERMS, ...SERVICE_TERMS };

export type TermName = keyof typeof TERMS;

export const TERM_LIST: readonly (Term & { name: string })[] = Object.entries(TERMS).map(([name, term]) => ({
  name,
  ...term,
}));
