import { setTimeout as wait } from 'node:timers/promises';
import { addDays, parisDay } from '../ground/clock.ts';
import type { Outgoing } from '../outgoing/fetch.ts';
import type { Context } from '../record/context.ts';
import { removeUncited } from '../statements/evidence-pages.ts';
import { type Asking, createAsking } from './asking.ts';
import { readEvidence } from './evidence/read.ts';
import { isGone, readHome } from './findings.ts';
import { noteSeen, type SeenOfHost } from './note.ts';
import { planVisits, type SitePlan, type Wanted } from './plan.ts';
import { beginVisit, forget, hasAnyAnswered } from './store.ts';

/* The daily visit of sites: homes, pages where one signs up, and pages given as evidence, all of a site at once. */

/** Sites in one run, and at the same time. */
const AT_A_RUN = 60;
const AT_A_TIME = 6;
/** A run begins no other site after this long. */
const RUN_MS = 240_000;
/** Sites in a row without any answer after which a run ends: the line of the catalogue may be down. */
const SILENT_SITES = 8;
/** For how long an answer shows that the line was up. */
const ONLINE_MINUTES = 30;
/** No visit begins in the last minutes of a day, so that it ends, and is written everywhere, on the day it is of. */
const LAST_MINUTES = 30;
/** Days for which looks are kept: 90 are told. */
const LOOKS_KEPT_DAYS = 100;
/** Answers in a visit that say that the site had enough for the day. */
const MOST_REFUSED = 3;
/** Requests without an answer after which a site is left alone. */
const MOST_UNANSWERED = 2;

export interface VisitOptions {
  /** Whether a site may be asked at all; absent: all may. */
  mayAsk?: (url: URL) => boolean;
  /** Waits between two requests to a site. */
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

/** Asks for one address and notes what it means. */
async function look({ ask }: Asking, { hostId, url, is }: Wanted, round: Round, context: Visiting) {
  const asked = await ask(url, is === 'evidence' ? 'anywhere' : 'site');
  if ('skipped' in asked) {
    if (is === 'home' && asked.skipped === 'robots-unreachable') ofHost(round, hostId).isRobotsUnreachable = true;
    return asked.skipped;
  }
  const { answer } = asked;
  if (is === 'home') ofHost(round, hostId).home = readHome(answer);
  if (is === 'evidence') ofHost(round, hostId).evidence.push(await readEvidence(context, { hostId, url }, answer));
  const gone = is === 'page' ? isGone(answer) : undefined;
  if (gone !== undefined) {
    const { pages } = ofHost(round, hostId);
    ofHost(round, hostId).pages = [...pages, { url, gone }];
  }
  return answer.problem === null ? 'answered' : 'unanswered';
}

/** Visits a site; returns what was seen for each host. */
async function visit(
  asking: Asking,
  { wanted }: SitePlan,
  context: Visiting,
  isStopping: () => boolean,
): Promise<Round> {
  const round: Round = new Map();
  let refused = 0;
  let unanswered = 0;
  for (const one of wanted) {
    if (isStopping() || refused >= MOST_REFUSED) break;
    // Pages of evidence that are not asked are only late; a page that fails has to be seen to fail.
    if (unanswered >= MOST_UNANSWERED && one.is !== 'evidence') continue;
    const result = await look(asking, one, round, context);
    if (result === 'enough') refused++;
    unanswered = result === 'unanswered' ? unanswered + 1 : 0;
  }
  return round;
}

/**
 * Visits the sites whose turn it is, each once a day. When nothing answers anywhere, the line of the catalogue is
 * probably down, and nothing is held against anybody.
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
  const plans = (await planVisits(db, clock(), day, mayAsk)).slice(0, AT_A_RUN);
  const asking = createAsking(
    { db, clock, outgoing, mayAsk, pause: (milliseconds) => pause(milliseconds, signal) },
    day,
  );
  const rounds: Round[] = [];
  const began = performance.now();
  let begun = 0;
  const isOver = () => signal.aborted || performance.now() - began > RUN_MS;
  const isCutOff = () => begun >= SILENT_SITES && !asking.hasAnyAnswered();
  const worker = async (): Promise<void> => {
    for (let plan = plans.shift(); plan && !isOver() && !isCutOff(); plan = plans.shift()) {
      if (!(await beginVisit(db, plan.site, day, clock()))) continue;
      begun++;
      rounds.push(await visit(asking, plan, context, () => signal.aborted));
      asking.forget(plan.site);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  if (asking.hasAnyAnswered() || (await hasAnyAnswered(db, minutesBefore(clock(), ONLINE_MINUTES))))
    for (const round of rounds) for (const [hostId, seen] of round) await noteSeen(context, hostId, seen, day);
  await removeUncited(db);
}
