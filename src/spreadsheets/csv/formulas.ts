/*
 * A cell that begins like a formula is kept from running by a quote before it. So that a quote that was there already
 * is not taken for ours, it gets one more; reading takes exactly one away.
 */

// Spreadsheets make \n of \r\n inside cells.
const QUOTED = /^'+[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Adds a quote to what looks like a cell of ours that has one. What looks like a formula gets its own from csv-stringify. */
export const quotedAgain = (cell: string): string => (QUOTED.test(cell) ? `'${cell}` : cell);

/** The cell as it was before it was written. */
export const unquoted = (cell: string): string => (QUOTED.test(cell) ? cell.slice(1) : cell);
