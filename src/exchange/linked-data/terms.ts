import { HOST_TERMS } from './terms/hosts.ts';
import { SERVICE_TERMS } from './terms/services.ts';
import type { Term } from './terms/term.ts';

/** The words that schema.org lacks. Their names are the keys of linked data, and never change once released. */
export const TERMS = { ...HOST_TERMS, ...SERVICE_TERMS };

export type TermName = keyof typeof TERMS;

export const TERM_LIST: readonly (Term & { name: string })[] = Object.entries(TERMS).map(([name, term]) => ({
  name,
  ...term,
}));
