/** The number below which this share of all numbers is. */
export function at(share: number, numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (numbers: readonly number[]): number => at(0.5, numbers);

/** The median, and the 99th of a hundred. */
export const waits = (milliseconds: readonly number[]): string =>
  `${median(milliseconds).toFixed(1)} / ${at(0.99, milliseconds).toFixed(1)} ms`;

/** Cells in columns: the first one is text, and the others stand at the right. */
export const columns = (widths: readonly number[], cells: readonly (string | number)[]): string =>
  cells
    .map((cell, column) => {
      const [text, width] = [`${cell}`, widths[Math.min(column, widths.length - 1)]!];
      return column === 0 ? text.slice(0, width).padEnd(width) : text.padStart(width);
    })
    .join(' ');
