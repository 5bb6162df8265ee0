import type { CommitmentKind, Reference } from './reference.ts';
import { MEASURE_UNITS } from './terms.ts';

/*
 * Checks that the vocabulary files are consistent with each other: a mistake prevents the start, instead of causing
 * wrong answers later.
 */

/**
 * Requires that a kind of commitment has a utility: defined for rising values, and rising or falling as `better` says.
 */
function requireWorth({ key, utility, better, shelfLifeMonths }: CommitmentKind): void {
  const refuse = (what: string): never => {
    throw new Error(`commitment-kinds.json: ${key} ${what}`);
  };
  if (shelfLifeMonths !== null && !(shelfLifeMonths > 0)) refuse('says no months in `shelfLifeMonths`, nor null');
  if (!Array.isArray(utility)) {
    if (better !== 'yes') refuse('has answers without an order: `better` is yes');
    if (new Set(Object.values(utility)).size < 2) refuse('gives all its answers the same utility');
    return;
  }
  const sign = better === 'higher' ? 1 : better === 'lower' || better === 'recent' ? -1 : 0;
  if (sign === 0) refuse('has values along a line: `better` is higher, lower or recent');
  for (const [index, [value, worth]] of utility.entries()) {
    const [before, worthBefore] = utility[index - 1] ?? [Number.NEGATIVE_INFINITY, sign * Number.NEGATIVE_INFINITY];
    if (value <= before) refuse(`has its values out of order at ${value}`);
    if (sign * worth < sign * worthBefore) refuse(`says better: ${better}, and its utility turns at ${value}`);
  }
}

/**
 * Requires that vocabularies refer only to keys that exist.
 * @throws Error with the file and the key
 */
export function requireConsistent(reference: Reference): void {
  for (const usage of reference.usages.values()) {
    for (const unit of [usage.primaryCapacityUnit, ...usage.capacityUnits])
      if (!reference.units.has(unit)) throw new Error(`usages.json: ${usage.key} names the unknown unit ${unit}`);
    for (const other of [...(usage.alsoMetBy ?? []).map((near) => near.usage), ...(usage.sameHostAs ?? [])])
      if (!reference.usages.has(other)) throw new Error(`usages.json: ${usage.key} names the unknown usage ${other}`);
  }
  for (const tool of reference.tools.values())
    for (const usage of tool.usages)
      if (!reference.usages.has(usage)) throw new Error(`tools.json: ${tool.key} names the unknown usage ${usage}`);
  for (const kind of reference.commitmentKinds.values()) {
    const { key, valueType, unit } = kind;
    if (unit === undefined ? valueType === 'number' : !Object.hasOwn(MEASURE_UNITS, unit))
      throw new Error(`commitment-kinds.json: ${key} names the unknown unit ${unit}`);
    requireWorth(kind);
  }
  for (const criterion of reference.criteria.values())
    for (const link of criterion.charters)
      if (!reference.charters.has(link.charter))
        throw new Error(`criteria.json: ${criterion.key} names the unknown charter ${link.charter}`);
}
