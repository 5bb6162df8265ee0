/* Closed lists of imports: what a source is, how a run and each of its files stand. */

/** `chatonsinfos`: files of properties that name each other; `bercail`: the document of a host on its own site. */
export const SOURCE_KINDS = ['chatonsinfos', 'bercail'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * `succeeded`: every file was read; `partial`: some were not; `failed`: the first one was not; `stopped`: the source was
 * changed meanwhile.
 */
export const RUN_STATES = ['running', 'succeeded', 'partial', 'failed', 'stopped'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** `unchanged`: it says what it said at the last run. `left-out`: a limit was reached first. */
export const FILE_STATES = ['waiting', 'read', 'unchanged', 'failed', 'left-out'] as const;
export type FileState = (typeof FILE_STATES)[number];

export const FILE_CLASSES = ['federation', 'organization', 'service', 'device', 'metrics', 'document'] as const;
export type FileClass = (typeof FILE_CLASSES)[number];

/** What came of an entry that a file describes. */
export const IMPORT_OUTCOMES = ['created', 'changed', 'unchanged', 'refused'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];
