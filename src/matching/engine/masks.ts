/** Sets of hard needs as bits of one integer. */

/** How many bits of a mask are set. */
export function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Keeps a list of masks minimal for inclusion. */
export function addMinimal(masks: number[], mask: number): void {
  if (masks.some((other) => (other & ~mask) === 0)) return;
  for (let i = masks.length - 1; i >= 0; i--) if ((mask & ~masks[i]!) === 0) masks.splice(i, 1);
  masks.push(mask);
}
