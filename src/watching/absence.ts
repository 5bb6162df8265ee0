import { addDays, daysBetween } from '../ground/clock.ts';
import type { WatchedHostRow } from '../record/rows.ts';
import type { SiteTrouble } from '../record/tables.ts';
import type { HomeSeen } from './findings.ts';

/* What follows from the checks of a host's website over time: notifications, and the state "silent". Pure. */

/** Failed checks in a row after which the host and its federations are notified. */
const TOLD_AFTER_LOOKS = 14;
/** Days after the notification when an entry becomes silent. */
export const SILENT_AFTER_DAYS = 14;
/** Successful checks in a row that end the state "silent". */
const HEARD_AFTER_LOOKS = 2;
/** Days for which a statement that the host still exists counts. */
export const HERE_DAYS = 90;
/** Checks in a row that must find a trouble before it is reported. */
const TROUBLE_AFTER_LOOKS = 3;

/** What one visit found for a host. */
export interface SiteSeen {
  /** undefined: the home page was not requested. */
  home?: HomeSeen | undefined;
  /** `robots.txt` could not be read, so nothing was requested. */
  isRobotsUnreachable?: boolean;
  /** Sign-up pages that were requested, and whether they are gone; pages with an uncertain result are left out. */
  pages: readonly { url: string; gone: boolean }[];
}

/** The facts of the entry on that day. */
export interface EntryState {
  hostId: string;
  url: string;
  /** All its sign-up pages. */
  pages: ReadonlySet<string>;
  /** Whether a closing was announced. */
  isEnding: boolean;
  confirmedOn: string | null;
}

const begin = ({ hostId, url }: EntryState): WatchedHostRow => ({
  ...{ hostId, url, lookedOn: null, failures: 0, failingSince: null, toldOn: null, answers: 0 },
  ...{ hereOn: null, hereUntil: null, hereBy: null, troubles: [] },
});

const NOBODY = { hereOn: null, hereUntil: null, hereBy: null };

/** A trouble, counted once more because this check found it too. */
function countAgain(
  before: readonly SiteTrouble[],
  found: Pick<SiteTrouble, 'kind' | 'url'>,
  day: string,
): SiteTrouble {
  const was = before.find(({ kind, url }) => kind === found.kind && (kind !== 'page-gone' || url === found.url));
  return { ...found, since: was?.since ?? day, looks: (was?.looks ?? 0) + 1 };
}

function troublesAfter(before: readonly SiteTrouble[], seen: SiteSeen, entry: EntryState, day: string): SiteTrouble[] {
  const { home, isRobotsUnreachable = false, pages } = seen;
  const goneByUrl = new Map(pages.map(({ url, gone }) => [url, gone]));
  // Keep a trouble if this visit could not check it again: a home page that did not answer shows nothing.
  const isStillUnknown = ({ kind, url }: SiteTrouble): boolean => {
    if (kind === 'page-gone') return !goneByUrl.has(url!) && entry.pages.has(url!);
    return kind === 'robots' ? !isRobotsUnreachable && home === undefined : home === undefined || !home.answered;
  };
  const found = [
    ...(home?.answered ? home.troubles : []),
    ...(isRobotsUnreachable ? [{ kind: 'robots' as const }] : []),
    ...pages.flatMap(({ url, gone }) => (gone ? [{ kind: 'page-gone' as const, url }] : [])),
  ];
  return [...before.filter(isStillUnknown), ...found.map((one) => countAgain(before, one, day))];
}

/**
 * Whether a statement that the host exists counts on a day: made explicitly, or by confirming the entry since the
 * failures began.
 */
const isSaidToBeHere = (
  { hereUntil, failingSince }: Pick<WatchedHostRow, 'hereUntil' | 'failingSince'>,
  confirmedOn: string | null,
  day: string,
): boolean =>
  (hereUntil !== null && day <= hereUntil) ||
  (confirmedOn !== null &&
    failingSince !== null &&
    confirmedOn > failingSince &&
    day <= addDays(confirmedOn, HERE_DAYS));

/**
 * The stored conclusions after a visit.
 * @param before undefined before the first visit; when the website has changed since, the earlier results do not count
 */
export function afterVisit(
  before: WatchedHostRow | undefined,
  seen: SiteSeen,
  entry: EntryState,
  day: string,
): WatchedHostRow {
  const { hereOn, hereUntil, hereBy } = before ?? NOBODY;
  const last = before?.url === entry.url ? before : { ...begin(entry), hereOn, hereUntil, hereBy };
  const troubles = troublesAfter(last.troubles, seen, entry, day);
  if (!seen.home) return { ...last, troubles };
  if (seen.home.answered)
    return {
      ...{ ...last, troubles, lookedOn: day, answers: last.answers + 1 },
      ...{ failures: 0, failingSince: null, toldOn: null },
      ...NOBODY,
    };
  const failing = {
    ...{ ...last, troubles, lookedOn: day, answers: 0 },
    ...{ failures: last.failures + 1, failingSince: last.failingSince ?? day },
  };
  const isSpared = entry.isEnding || isSaidToBeHere(failing, entry.confirmedOn, day);
  const isTold = failing.failures >= TOLD_AFTER_LOOKS && !isSpared;
  return { ...failing, toldOn: isTold ? (last.toldOn ?? day) : null };
}

/**
 * The day on which an entry becomes silent unless its website answers or somebody says that it exists; null: nobody was
 * notified yet.
 */
export const silentOn = ({ toldOn }: Pick<WatchedHostRow, 'toldOn'>): string | null =>
  toldOn === null ? null : addDays(toldOn, SILENT_AFTER_DAYS);

/** Whether an entry becomes silent at this check. */
export const fallsSilent = ({ toldOn }: Pick<WatchedHostRow, 'toldOn'>, day: string): boolean =>
  toldOn !== null && daysBetween(toldOn, day) >= SILENT_AFTER_DAYS;

/** Whether a silent entry is in service again. */
export const isHeardAgain = ({ answers }: Pick<WatchedHostRow, 'answers'>): boolean => answers >= HEARD_AFTER_LOOKS;

/** Troubles that have lasted long enough to be reported. */
export const toldTroubles = ({ troubles }: Pick<WatchedHostRow, 'troubles'>): SiteTrouble[] =>
  troubles.filter(({ looks }) => looks >= TROUBLE_AFTER_LOOKS);

/** The stored conclusions after somebody said that the host exists. */
export const afterPresence = (
  before: WatchedHostRow | undefined,
  entry: Pick<EntryState, 'hostId' | 'url'>,
  by: NonNullable<WatchedHostRow['hereBy']>,
  day: string,
): WatchedHostRow => ({
  ...(before ?? begin(entry as EntryState)),
  ...{ toldOn: null, hereOn: day, hereUntil: addDays(day, HERE_DAYS), hereBy: by },
});
