import type { Need } from '../matching/engine/need/schema.ts';

/* The meaning of a map's words in a need. A word that is not listed here is reported as not carried over. */

type Wish = NonNullable<Need['wish']>;
type Require = NonNullable<Need['require']>;

/** What one word of the map adds to the need. */
export interface Meaning {
  language?: string;
  holdsHealthData?: true;
  require?: Require;
  wish?: Wish;
}

/** Conditions that the map declares (`constraints.mustHave`). */
export const OF_CONDITIONS: Readonly<Record<string, Meaning>> = {
  'french-speaking-support': { language: 'fr' },
  'hds-certified-for-care-data': { holdsHealthData: true },
  'processor-contract': { require: { commitments: [{ kind: 'processing-agreement', atLeast: true }] } },
  'migration-help': { require: { support: ['migration'] } },
  'training-on-site': {
    require: { support: ['training'] },
    wish: { support: { training: { word: 'important', mode: 'in-person' } } },
  },
  'phone-support': { wish: { support: { helpdesk: { word: 'very-important', mode: 'phone' } } } },
  'reversibility-plan': { wish: { criteria: { 'help-to-leave': 'important' } } },
};

/** Values of the organisation (`constraints.valuesPriorities`); the position in the list gives the importance. */
export const OF_VALUES: Readonly<Record<string, (word: 'very-important' | 'important' | 'plus') => Wish>> = {
  price: (word) => ({ price: word }),
  locality: (word) => ({ proximity: word }),
  'libre-software': (word) => ({ criteria: { 'free-software-only': word } }),
  governance: (word) => ({ criteria: { 'democratic-governance': word } }),
  accessibility: (word) => ({ criteria: { 'accessibility-declared': word } }),
  durability: (word) => ({ commitments: { 'closing-notice': word } }),
  security: (word) => ({ commitments: { 'backup-offsite': word } }),
  pooling: (word) => ({ support: { pooling: word } }),
};

/** Kinds of help that a host may give; for other kinds, the answer names helpers. */
export const HELP_OF_HOSTS: ReadonlySet<string> = new Set([
  'diagnosis',
  'work-organisation',
  'migration',
  'training',
  'helpdesk',
  'legal-advice',
  'awareness',
  'pooling',
  'digital-mediation',
]);
