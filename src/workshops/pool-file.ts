import { asMusts } from '../diagnosis/need.ts';
import type { PoolDraft } from '../recommendations/pools/schema.ts';
import { type Brought, membersOf, type Workshop } from './workshop.ts';

/* The input with which a federation computes a joint need. */

const MOST_USAGES = 10;
const MOST_MEMBERS = 20;

/** A body for `POST /v1/federations/{federation}/pools`, and what it could not include. */
export interface PoolFile {
  /** Null: fewer than two associations look for the same thing. */
  draft: PoolDraft | null;
  /** Common usages above the maximum for one group. */
  usagesLeft: string[];
  /** Associations that have nothing in common with the others, or that are above the maximum. */
  labelsLeft: string[];
}

/** The needs that several associations share, each with only the shared usages; most common first. */
export function poolFileOf(brought: readonly Brought[], { labels, needs }: Workshop, name: string): PoolFile {
  const usages = needs.map(({ usage }) => usage);
  const common = new Set(usages.slice(0, MOST_USAGES));
  const members = membersOf(brought)
    .map(({ label, need }) => ({
      label,
      need: { ...need, usages: need.usages.filter(({ usage }) => common.has(usage)) },
    }))
    .filter(({ need }) => need.usages.length > 0)
    .sort((a, b) => b.need.usages.length - a.need.usages.length)
    .slice(0, MOST_MEMBERS)
    .map(({ label, need }) => ({ label, need: { ...need, usages: asMusts(need.usages) } }));
  const placed = new Set(members.map(({ label }) => label));
  return {
    draft: members.length > 1 ? { name, needs: members } : null,
    usagesLeft: usages.slice(MOST_USAGES),
    labelsLeft: labels.filter((label) => !placed.has(label)),
  };
}
