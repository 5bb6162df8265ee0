import { addDays, daysBetween } from '../ground/clock.ts';
import type { WatchedHostRow } from '../record/rows.ts';
import type { SiteTrouble } from '../record/tables.ts';
import type { HomeSeen } from './findings.ts';

/* What follows from looks, one after the other: who is told, and when an entry falls silent. Pure. */

/** Looks in a row without an answer after which the host and its federations are told. */
export const TOLD_AFTER_LOOKS = 14;
/** Days after which an entry falls silent once they were told. */
export const SILENT_AFTER_DAYS = 14;
/** Looks in a row with an answer after which it speaks again. */
export const HEARD_AFTER_LOOKS = 2;
/** Days for which the word of somebody holds that the host is still there. */
export const HERE_DAYS = 90;
/** Looks in a row after which something odd is told. */
export const TROUBLE_AFTER_LOOKS = 3;

/** What one visit saw of a host. */
export interface Seen {
  /** undefined: its home was not asked. */
  home?: HomeSeen | undefined;
  /** The `robots.txt` was out of order, so that nothing was asked. */
  isRobotsUnreachable?: boolean;
  /** Pages where one signs up, and whether they are gone; those of which nothing is certain are left out. */
  pages: readonly { url: string; gone: boolean }[];
}

/** What the entry says on that day. */
export interface Standing {
  hostId: string;
  url: string;
  /** All its pages where one signs up. */
  pages: ReadonlySet<string>;
  /** A closing was announced. */
  isEnding: boolean;
  confirmedAt: string | null;
}

const begin = ({ hostId, url }: Standing): WatchedHostRow => ({
  ...{ hostId, url, lookedOn: null, failures: 0, failingSince: null, toldOn: null, answers: 0 },
  ...{ hereOn: null, hereUntil: null, hereBy: null, troubles: [] },
});

const NOBODY = { hereOn: null, hereUntil: null, hereBy: null };

/** A trouble after one more look that found it. */
function onceMore(before: readonly SiteTrouble[], found: Pick<SiteTrouble, 'kind' | 'url'>, day: string): SiteTrouble {
  const was = before.find(({ kind, url }) => kind === found.kind && (kind !== 'page-gone' || url === found.url));
  return { ...found, since: was?.since ?? day, looks: (was?.looks ?? 0) + 1 };
}

function troublesAfter(before: readonly SiteTrouble[], seen: Seen, standing: Standing, day: string): SiteTrouble[] {
  const { home, isRobotsUnreachable = false, pages } = seen;
  const asked = new Map(pages.map(({ url, gone }) => [url, gone]));
  // A home that did not answer says nothing of what was odd about it.
  const isStillUnknown = ({ kind, url }: SiteTrouble): boolean => {
    if (kind === 'page-gone') return !asked.has(url!) && standing.pages.has(url!);
    return kind === 'robots' ? !isRobotsUnreachable && home === undefined : home === undefined || !home.answered;
  };
  const found = [
    ...(home?.answered ? home.troubles : []),
    ...(isRobotsUnreachable ? [{ kind: 'robots' as const }] : []),
    ...pages.flatMap(({ url, gone }) => (gone ? [{ kind: 'page-gone' as const, url }] : [])),
  ];
  return [...before.filter(isStillUnknown), ...found.map((one) => onceMore(before, one, day))];
}

/** Whether somebody’s word that the host is there holds on a day: said so, or by confirming the entry meanwhile. */
const isSaidToBeHere = (
  { hereUntil, failingSince }: Pick<WatchedHostRow, 'hereUntil' | 'failingSince'>,
  confirmedAt: string | null,
  day: string,
): boolean =>
  (hereUntil !== null && day <= hereUntil) ||
  (confirmedAt !== null &&
    failingSince !== null &&
    confirmedAt > failingSince &&
    day <= addDays(confirmedAt, HERE_DAYS));

/** What is known of a host after a visit. @param before undefined before the first; of another website, it says nothing */
export function afterVisit(
  before: WatchedHostRow | undefined,
  seen: Seen,
  standing: Standing,
  day: string,
): WatchedHostRow {
  const { hereOn, hereUntil, hereBy } = before ?? NOBODY;
  const last = before?.url === standing.url ? before : { ...begin(standing), hereOn, hereUntil, hereBy };
  const troubles = troublesAfter(last.troubles, seen, standing, day);
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
  const isSpared = standing.isEnding || isSaidToBeHere(failing, standing.confirmedAt, day);
  const isTold = failing.failures >= TOLD_AFTER_LOOKS && !isSpared;
  return { ...failing, toldOn: isTold ? (last.toldOn ?? day) : null };
}

/** The day on which an entry falls silent if nothing answers and nobody says that it is there; null: nobody was told yet. */
export const silentOn = ({ toldOn }: Pick<WatchedHostRow, 'toldOn'>): string | null =>
  toldOn === null ? null : addDays(toldOn, SILENT_AFTER_DAYS);

/** Whether an entry falls silent at a look. */
export const fallsSilent = ({ toldOn }: Pick<WatchedHostRow, 'toldOn'>, day: string): boolean =>
  toldOn !== null && daysBetween(toldOn, day) >= SILENT_AFTER_DAYS;

/** Whether it is heard again. */
export const isHeardAgain = ({ answers }: Pick<WatchedHostRow, 'answers'>): boolean => answers >= HEARD_AFTER_LOOKS;

/** Troubles that lasted long enough to be told. */
export const toldTroubles = ({ troubles }: Pick<WatchedHostRow, 'troubles'>): SiteTrouble[] =>
  troubles.filter(({ looks }) => looks >= TROUBLE_AFTER_LOOKS);

/** What is known of a host once somebody said that it is there. */
export const afterPresence = (
  before: WatchedHostRow | undefined,
  standing: Pick<Standing, 'hostId' | 'url'>,
  by: NonNullable<WatchedHostRow['hereBy']>,
  day: string,
): WatchedHostRow => ({
  ...(before ?? begin(standing as Standing)),
  ...{ toldOn: null, hereOn: day, hereUntil: addDays(day, HERE_DAYS), hereBy: by },
});
