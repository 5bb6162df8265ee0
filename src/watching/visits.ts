import { setTimeout as wait } from 'node:timers/promises';
import { addDays, parisDay } from '../ground/clock.ts';
import type { Outgoing } from '../outgoing/fetch.ts';
import type { Context } from '../record/context.ts';
import { removeUncited } from '../statements/store.ts';
import { createSiteRequester, type SiteRequester } from './asking.ts';
import { readEvidence } from './evidence/read.ts';
import { isPageGone, readHome } from './findings.ts';
import { noteSeen, type SeenOfHost } from './note.ts';
import { type PlannedRequest, planVisits, type SitePlan } from './plan.ts';
import { beginVisit, forget, hasAnyAnswered } from './store.ts';

/* The daily visits: home pages, sign-up pages and evidence pages, all of one site together. */

/** Sites at the same time. One of ten requests takes half a minute, nearly all of it waiting. */
const AT_A_TIME = 16;
/** Sites that are planned for a run: more than it has time for, unless they answer nothing. */
const AT_A_RUN = 300;
/** After this time, a run begins no further site. */
const RUN_MS = 240_000;
/** When so many sites of a run have ended and none answered, it begins no other: the catalogue itself may be offline. */
const SILENT_SITES = 8;
/** For this long, an answer shows that the catalogue was online. */
const ONLINE_MINUTES = 30;
/** No visit begins in the last minutes of a day, so that its results are stored on the same day. */
const LAST_MINUTES = 30;
/** Days for which checks are kept; 90 of them are shown. */
const LOOKS_KEPT_DAYS = 100;
/** Requests skipped because the site has had enough for the day, after which its visit ends. */
const MOST_REFUSED = 3;
/** Failed requests in a row after which only evidence pages of the site are requested. */
const MOST_UNANSWERED = 2;

export interface VisitOptions {
  /** Whether a site may be requested at all; absent: all may. */
  mayAsk?: (url: URL) => boolean;
  /** Waits between two requests to one site. */
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Ends the run early. */
  signal?: AbortSignal;
}

const realPause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await wait(milliseconds, undefined, { signal, ref: false }).catch(() => {});
};

const minutesBefore = (at: Date, minutes: number): Date => new Date(at.getTime() - minutes * 60_000);

type Visiting = Omit<Context, 'caller'>;
type Round = Map<string, SeenOfHost>;
const ofHost = (round: Round, hostId: string): SeenOfHost => {
  const seen = round.get(hostId) ?? { pages: [], evidence: [] };
  round.set(hostId, seen);
  return seen;
};

/** Requests one address and stores the result in the round. */
async function look({ ask }: SiteRequester, { hostId, url, is }: PlannedRequest, round: Round, context: Visiting) {
  const result = await ask(url, is === 'evidence' ? 'anywhere' : 'site');
  if ('skipped' in result) {
    if (is === 'home' && result.skipped === 'robots-unreachable') ofHost(round, hostId).isRobotsUnreachable = true;
    return result.skipped;
  }
  const { answer } = result;
  if (is === 'home') ofHost(round, hostId).home = readHome(answer);
  if (is === 'evidence') ofHost(round, hostId).evidence.push(await readEvidence(context, { hostId, url }, answer));
  const gone = is === 'page' ? isPageGone(answer) : undefined;
  if (gone !== undefined) {
    const { pages } = ofHost(round, hostId);
    ofHost(round, hostId).pages = [...pages, { url, gone }];
  }
  return answer.problem === null ? 'answered' : 'unanswered';
}

/** Visits a site; returns the results for each host. */
async function visit(
  asking: SiteRequester,
  { wanted }: SitePlan,
  context: Visiting,
  isStopping: () => boolean,
): Promise<Round> {
  const round: Round = new Map();
  let refused = 0;
  let unanswered = 0;
  for (const one of wanted) {
    if (isStopping() || refused >= MOST_REFUSED) break;
    // Evidence pages are still requested: without a request they would only be late, and failures must be counted.
    if (unanswered >= MOST_UNANSWERED && one.is !== 'evidence') continue;
    const result = await look(asking, one, round, context);
    if (result === 'enough') refused++;
    unanswered = result === 'unanswered' ? unanswered + 1 : 0;
  }
  return round;
}

/**
 * Visits the sites that are due, each once a day. When nothing answers anywhere, the catalogue itself is probably
 * offline, and no failure is recorded.
 */
export async function visitSites(
  context: Visiting,
  outgoing: Outgoing,
  { mayAsk, pause = realPause, signal = new AbortController().signal }: VisitOptions = {},
): Promise<void> {
  const { db, clock } = context;
  const day = parisDay(clock());
  if (parisDay(minutesBefore(clock(), -LAST_MINUTES)) !== day) return;
  await forget(db, { looksBefore: addDays(day, -LOOKS_KEPT_DAYS), visitsBefore: addDays(day, -1), after: day });
  const plans = await planVisits(db, clock(), { day, most: AT_A_RUN, mayAsk });
  const asking = createSiteRequester(
    { db, clock, outgoing, mayAsk, pause: (milliseconds) => pause(milliseconds, signal) },
    day,
  );
  const rounds: Round[] = [];
  const began = performance.now();
  let ended = 0;
  const isOver = () => signal.aborted || performance.now() - began > RUN_MS;
  const isCutOff = () => ended >= SILENT_SITES && !asking.hasAnyAnswered();
  const worker = async (): Promise<void> => {
    for (let plan = plans.shift(); plan && !isOver() && !isCutOff(); plan = plans.shift()) {
      if (!(await beginVisit(db, plan.site, day, clock()))) continue;
      rounds.push(await visit(asking, plan, context, () => signal.aborted));
      ended++;
      asking.forget(plan.site);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  if (asking.hasAnyAnswered() || (await hasAnyAnswered(db, minutesBefore(clock(), ONLINE_MINUTES))))
    for (const round of rounds) for (const [hostId, seen] of round) await noteSeen(context, hostId, seen, day);
  await removeUncited(db);
}
