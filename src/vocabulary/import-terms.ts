/* Closed lists of imports: kinds of sources, states of runs and files. */

/** `chatonsinfos`: properties files that refer to each other; `bercail`: a host's document on its own website. */
export const SOURCE_KINDS = ['chatonsinfos', 'bercail'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * `succeeded`: every file was read; `partial`: some could not be read; `failed`: the first could not be read;
 * `stopped`: the source was changed meanwhile.
 */
export const RUN_STATES = ['running', 'succeeded', 'partial', 'failed', 'stopped'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** `unchanged`: the content is the same as at the last run. `left-out`: a limit was reached first. */
export const FILE_STATES = ['waiting', 'read', 'unchanged', 'failed', 'left-out'] as const;

export const FILE_CLASSES = ['federation', 'organization', 'service', 'device', 'metrics', 'document'] as const;
export type FileClass = (typeof FILE_CLASSES)[number];

/** What happened to an entry described by a file. */
export const IMPORT_OUTCOMES = ['created', 'changed', 'unchanged', 'refused'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];
