import { type Fault, fault, type Sentence } from '../ground/errors.ts';
import type { HostFacts, HostRows } from './host-facts.ts';

/**
 * Limits of what one entry states, for the entry as a whole. The largest known entry has 12 services, 9 plans and 8 000
 * characters. Every match examines all entries, so one oversized entry would slow down every match.
 */
export const MOST_OF_AN_ENTRY = { services: 200, plans: 1000, claims: 500, characters: 400_000 } as const;

export type EntrySize = Record<keyof typeof MOST_OF_AN_ENTRY, number>;

/* Limits of what one entry may contain, for every way of writing it. */

/** Everything the entry itself says that can be long. Statements of others about the host do not count. */
const writtenParts = ({ claims, commitments, reviews }: HostRows, { fields, services, closing }: HostFacts) => [
  fields,
  closing,
  services.map(({ slug, fields, closing }) => ({ slug, ...fields, closing })),
  claims.map(({ criterion, value, evidenceUrl, note }) => ({ [criterion]: { value, evidenceUrl, note } })),
  commitments.map(({ kind, value, evidenceUrl, note }) => ({ [kind]: { value, evidenceUrl, note } })),
  reviews.map(({ reply }) => reply && [reply.text, reply.evidenceUrl]),
];

export const sizeOfEntry = ({ rows, facts }: { rows: HostRows; facts: HostFacts }): EntrySize => ({
  services: rows.services.length,
  plans: rows.plans.length,
  claims: rows.claims.length,
  characters: JSON.stringify(writtenParts(rows, facts)).length,
});

const inFrench = (count: number): string => count.toLocaleString('fr-FR');
const inEnglish = (count: number): string => count.toLocaleString('en-GB');

const SENTENCES: Record<keyof EntrySize, (most: number) => Exclude<Sentence, string>> = {
  services: (most) => ({
    fr: `Une fiche a ${inFrench(most)} services au plus. Retirez ceux qui n’existent plus, ou réunissez ceux qui se ressemblent.`,
    en: `An entry has ${inEnglish(most)} services at most. Take out those that are gone, or make one of those that are alike.`,
  }),
  plans: (most) => ({
    fr: `Une fiche a ${inFrench(most)} formules au plus, tous services ensemble. Retirez celles qui ne comptent plus.`,
    en: `An entry has ${inEnglish(most)} plans at most, of all its services together. Take out those that count no more.`,
  }),
  claims: (most) => ({
    fr: `Une fiche répond à ${inFrench(most)} critères au plus. Retirez des réponses avant d’en ajouter.`,
    en: `An entry answers ${inEnglish(most)} criteria at most. Take answers out before you add others.`,
  }),
  characters: (most) => ({
    fr: `Une fiche contient ${inFrench(most)} caractères au plus, textes et adresses compris. Raccourcissez les plus longs.`,
    en: `An entry holds ${inEnglish(most)} characters at most, texts and addresses included. Shorten the longest.`,
  }),
};

/** The size of an entry that does not exist yet. */
export const NOTHING: EntrySize = { services: 0, plans: 0, claims: 0, characters: 0 };

const AMOUNTS = Object.keys(MOST_OF_AN_ENTRY) as (keyof EntrySize)[];

/** Pointers into a document; `characters` concerns all of it. */
const POINTERS: Record<keyof EntrySize, string> = {
  services: '/services',
  plans: '/services',
  claims: '/claims',
  characters: '',
};

/**
 * Refuses a write that makes an entry exceed a limit. An entry that exceeded it before may stay as large, or shrink:
 * otherwise it could not be corrected.
 * @param at pointer into the request; absent: the pointer into a document
 */
export const growthFaults = (before: EntrySize, after: Partial<EntrySize>, at?: string): Fault[] =>
  AMOUNTS.filter((amount) => (after[amount] ?? 0) > Math.max(MOST_OF_AN_ENTRY[amount], before[amount])).map((amount) =>
    fault(at ?? POINTERS[amount], 'too-many', SENTENCES[amount](MOST_OF_AN_ENTRY[amount])),
  );
