import { hash } from 'node:crypto';
import type { Need } from '../../matching/schema.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import type { Territory } from '../../vocabulary/shapes.ts';

/** A request that nobody met: families of the usages that are missing, and the région it comes from, empty when it says none. */
export interface Unmet {
  readonly families: readonly string[];
  readonly region: string;
  readonly request: string;
}

/** The région of a territory; empty for a country, or for none. */
export const regionOf = (territory: Territory | undefined, { territories }: Reference): string =>
  (territory ? territories.lineage(territory).find(({ level }) => level === 'region')?.code : undefined) ?? '';

const familiesOf = (usages: readonly string[], reference: Reference): string[] => [
  ...new Set(usages.flatMap((usage) => reference.usages.get(usage)?.family ?? [])),
];

const digestOf = (parts: unknown): string => hash('sha256', JSON.stringify(parts), 'base64url');

/** A need with usages for which nobody could be proposed; with none of them, nothing is unmet. */
export const unmetNeed = (need: Need, missing: readonly string[], reference: Reference): Unmet => ({
  families: familiesOf(missing, reference),
  region: regionOf(need.territory, reference),
  request: digestOf(need),
});

/** A referral that its host turned down. The same one to several hosts is one request. */
export const unmetReferral = (
  { usages, region }: { usages: readonly string[]; region: string | null },
  reference: Reference,
): Unmet => ({
  families: familiesOf(usages, reference),
  region: region ?? '',
  request: digestOf([[...usages].sort(), region]),
});
