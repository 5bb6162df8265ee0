import type { Origin } from '../../documents/provenance.ts';
import { daysBetween, lastDayOf } from '../../ground/clock.ts';
import { saysTheSame } from '../../record/proposals.ts';
import { isWrittenByHand } from '../../record/provenance.ts';
import { ORIGIN_RANKS, type SourceOrigin } from '../../vocabulary/terms.ts';

/* Decides whether a fact of a file is written, proposed, or ignored. Pure. */

/** One external source: a file, and in whose name it speaks. */
export interface FileVoice {
  by: SourceOrigin;
  source: string;
  /** The day stated in the file, else the day of the run. */
  asOf: string;
  /** Whether the file states a day. */
  isDated: boolean;
}

/** The present value in the entry. */
interface Present {
  /** undefined: not known. */
  value: unknown;
  /** Where the value comes from; undefined: probably written by the host. */
  origin: Origin | undefined;
  /** Whether the host has ever confirmed its entry. */
  isConfirmed: boolean;
}

/**
 * write: the value and its origin. mark: only the origin, because the value is the same. propose: the difference waits
 * for a decision. keep: change nothing.
 */
type ImportDecision = 'write' | 'mark' | 'propose' | 'keep';

/** A file that is regenerated every day with the same facts updates their day only after so many days. */
export const DAYS_BEFORE_REDATING = 30;

const isOlder = (voice: FileVoice, { asOf }: Origin): boolean =>
  asOf !== null && lastDayOf(voice.asOf) < lastDayOf(asOf);

const isNewer = (voice: FileVoice, { asOf }: Origin): boolean =>
  asOf === null || lastDayOf(voice.asOf) > lastDayOf(asOf);

function decideSame(voice: FileVoice, origin: Origin | undefined): ImportDecision {
  if (!origin || ORIGIN_RANKS[origin.by] < ORIGIN_RANKS[voice.by] || isOlder(voice, origin)) return 'keep';
  if (ORIGIN_RANKS[origin.by] > ORIGIN_RANKS[voice.by]) return 'mark';
  if (origin.source !== voice.source || !voice.isDated) return 'keep';
  const isLate =
    origin.asOf === null || daysBetween(lastDayOf(origin.asOf), lastDayOf(voice.asOf)) >= DAYS_BEFORE_REDATING;
  return isLate ? 'mark' : 'keep';
}

/**
 * Decides on one fact of a file.
 * @param said never undefined: what a file does not say removes nothing
 */
export function decide(voice: FileVoice, said: unknown, { value, origin, isConfirmed }: Present): ImportDecision {
  if (saysTheSame(value, said)) return decideSame(voice, origin);
  if (value === undefined) {
    // Somebody removed the value by hand, or rewrote the service without it.
    if (origin && isWrittenByHand(origin)) return 'propose';
    return isConfirmed && voice.by === 'federation' ? 'propose' : 'write';
  }
  if (!origin || isWrittenByHand(origin)) return 'propose';
  const [theirs, ours] = [ORIGIN_RANKS[voice.by], ORIGIN_RANKS[origin.by]];
  if (ours < theirs) return 'propose';
  if (ours > theirs) return isOlder(voice, origin) ? 'propose' : 'write';
  if (origin.source === voice.source) return isOlder(voice, origin) ? 'keep' : 'write';
  // Two sources of equal rank would otherwise overwrite each other on every run.
  return voice.isDated && isNewer(voice, origin) ? 'write' : 'propose';
}
