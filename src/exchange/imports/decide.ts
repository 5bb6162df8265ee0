import type { Origin } from '../../documents/provenance.ts';
import { daysBetween, lastDayOf } from '../../ground/clock.ts';
import { saysTheSame } from '../../record/proposals.ts';
import { isByHand } from '../../record/provenance.ts';
import { ORIGIN_RANKS, type SourceOrigin } from '../../vocabulary/terms.ts';

/* Whether what a file says is written, proposed, or left alone. Pure. */

/** One voice of elsewhere: a file, and in whose name it speaks. */
export interface Voice {
  by: SourceOrigin;
  source: string;
  /** The day that the file names, else that of the reading. */
  asOf: string;
  /** Whether the file names a day itself. */
  isDated: boolean;
}

/** What stands in the entry. */
export interface Standing {
  /** undefined: not known. */
  value: unknown;
  /** undefined: nobody is known to have written it but the host. */
  origin: Origin | undefined;
  /** Whether the host ever said that its entry is true. */
  isConfirmed: boolean;
}

/**
 * write: the value and its origin. mark: the origin alone, the value is the same. propose: a difference that waits for
 * somebody. keep: nothing.
 */
export type Decision = 'write' | 'mark' | 'propose' | 'keep';

/** A file that is made anew every day with the same facts moves their day once in so many days. */
export const DAYS_BEFORE_REDATING = 30;

const isOlder = (voice: Voice, { asOf }: Origin): boolean => asOf !== null && lastDayOf(voice.asOf) < lastDayOf(asOf);

const isNewer = (voice: Voice, { asOf }: Origin): boolean => asOf === null || lastDayOf(voice.asOf) > lastDayOf(asOf);

function decideSame(voice: Voice, origin: Origin | undefined): Decision {
  if (!origin || ORIGIN_RANKS[origin.by] < ORIGIN_RANKS[voice.by] || isOlder(voice, origin)) return 'keep';
  if (ORIGIN_RANKS[origin.by] > ORIGIN_RANKS[voice.by]) return 'mark';
  if (origin.source !== voice.source || !voice.isDated) return 'keep';
  const isLate =
    origin.asOf === null || daysBetween(lastDayOf(origin.asOf), lastDayOf(voice.asOf)) >= DAYS_BEFORE_REDATING;
  return isLate ? 'mark' : 'keep';
}

/** What becomes of one fact of a file. @param said never undefined: what a file does not say takes nothing away */
export function decide(voice: Voice, said: unknown, { value, origin, isConfirmed }: Standing): Decision {
  if (saysTheSame(value, said)) return decideSame(voice, origin);
  if (value === undefined) {
    // Somebody took it away by hand, or wrote all of the service without it.
    if (origin && isByHand(origin)) return 'propose';
    return isConfirmed && voice.by === 'federation' ? 'propose' : 'write';
  }
  if (!origin || isByHand(origin)) return 'propose';
  const [theirs, ours] = [ORIGIN_RANKS[voice.by], ORIGIN_RANKS[origin.by]];
  if (ours < theirs) return 'propose';
  if (ours > theirs) return isOlder(voice, origin) ? 'propose' : 'write';
  if (origin.source === voice.source) return isOlder(voice, origin) ? 'keep' : 'write';
  // Two of one rank would overwrite each other at every reading.
  return voice.isDated && isNewer(voice, origin) ? 'write' : 'propose';
}
