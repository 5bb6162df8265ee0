import pLimit from 'p-limit';
import { inTransaction } from '../../database/transaction.ts';
import { webAddress } from '../../ground/addresses.ts';
import { instantAfter, parisDay } from '../../ground/clock.ts';
import type { FileClass } from '../../vocabulary/import-terms.ts';
import { readDocument } from './documents.ts';
import {
  classesOf,
  type FileRow,
  isWithheld,
  type KnownPage,
  knownPages,
  leaveOut,
  listWaiting,
  putPage,
  updateFile,
  updatePage,
} from './files.ts';
import { expectedClass, follow, misplaced } from './queue.ts';
import { readFile } from './reading.ts';
import {
  AT_A_TIME,
  AT_ONCE_A_SITE,
  FAILURES_OF_A_SITE,
  FETCH_LIMITS,
  FIRST_FILE_BYTES,
  MOST_BYTES,
  MOST_DEPTH,
  MOST_MS,
  READ_AGAIN_DAYS,
  RunLeft,
  type RunWork,
  requireGoingOn,
  SITES_AT_ONCE,
  unlessLeft,
} from './run-work.ts';
import { addToRun } from './store.ts';
import { type FileVisit, fetchAndRead } from './visit.ts';
import { type FileProblem, problemOfFile } from './words.ts';

/* Politeness: few requests at once, fewer to one site, and none to a site that does not answer. */

/** State of the sites during one run. Only in memory: in another process, each site gets a new chance. */
interface Sites {
  /** Calls a function for each address: sites in parallel, and a few addresses of each site at a time. */
  visit<T extends { url: string }>(list: readonly T[], each: (one: T) => Promise<void>): Promise<void>;
  isGivenUp(url: string): boolean;
  /** Records whether the site of an address answered, with any status. */
  note(url: string, answered: boolean): void;
}

const siteOf = (url: string): string => webAddress(url)?.host ?? '';

function createSites(): Sites {
  const failures = new Map<string, number>();
  const sitesAtOnce = pLimit(SITES_AT_ONCE);
  return {
    visit: async (list, each) => {
      const bySite = new Map<string, (typeof list)[number][]>();
      for (const one of list) {
        const site = siteOf(one.url);
        const others = bySite.get(site);
        if (others) others.push(one);
        else bySite.set(site, [one]);
      }
      await sitesAtOnce.map(bySite.values(), (ofSite) => pLimit(AT_ONCE_A_SITE).map(ofSite, each));
    },
    isGivenUp: (url) => (failures.get(siteOf(url)) ?? 0) >= FAILURES_OF_A_SITE,
    note: (url, answered) => {
      const site = siteOf(url);
      if (answered) failures.delete(site);
      else failures.set(site, (failures.get(site) ?? 0) + 1);
    },
  };
}

/*
 * First half of a run: all files are fetched and read. Each result is stored at once, so that an interrupted run
 * continues from there.
 */

interface Visited {
  file: FileRow;
  visit: FileVisit;
}

/** What is known about the files of one batch. */
interface Batch {
  known: ReadonlyMap<string, KnownPage>;
  /** Classes of the files that link to them, by number. */
  parents: ReadonlyMap<number, FileClass | null>;
}

const KEPT_AT_ONCE = 25;

async function visitFile(work: RunWork, file: FileRow, { known, parents }: Batch, sites: Sites): Promise<FileVisit> {
  const { context, federation, run, outgoing, build, say } = work;
  const parent = file.parent === null ? undefined : parents.get(file.parent);
  const page = known.get(file.url);
  if (sites.isGivenUp(file.url))
    return {
      ...{
        bytes: 0,
        answered: false,
        wasAsked: false,
        state: 'failed',
        notModified: false,
        class: page?.class ?? null,
      },
      problems: [problemOfFile('site-given-up')],
    };
  const limits = FETCH_LIMITS[run.kind];
  const day = parisDay(context.clock());
  const expected = expectedClass(work, file, parent);
  const reading = { reference: context.reference, day, say, federation: federation?.slug };
  const seen = await fetchAndRead(file.url, {
    ...{ outgoing, build, known: page, notBefore: instantAfter(context.clock(), -READ_AGAIN_DAYS) },
    limits: federation && parent === undefined ? { ...limits, bytes: FIRST_FILE_BYTES } : limits,
    isWithheld: (hash) => isWithheld(context.db, hash),
    read: (body) => (run.kind === 'bercail' ? readDocument(body) : readFile(body, file.url, expected, reading)),
  });
  sites.note(file.url, seen.answered);
  const wrong = seen.state === 'failed' ? undefined : misplaced(work, file, seen.class, parent);
  return wrong ? { ...seen, state: 'failed', problems: [wrong, ...seen.problems] } : seen;
}

/**
 * Stores what was read, and counts it, in one transaction.
 * @throws RunLeft when another process holds the lease of the run
 */
const keep = ({ context, run, source, build }: RunWork, visited: readonly Visited[]): Promise<void> =>
  inTransaction(context.db, async (db) => {
    const at = context.clock();
    for (const { file, visit } of visited) {
      const { state, problems, class: fileClass, keep } = visit;
      await updateFile(db, run.id, file.number, { state, problems, class: fileClass });
      if (!keep) continue;
      const { read, ...headers } = keep;
      const row = { ...headers, sourceId: source.id, url: file.url, name: file.name };
      if (read)
        await putPage(db, {
          ...{ ...row, build, readAt: at, class: read.class, content: read.content, problems: read.problems },
        });
      else await updatePage(db, source.id, file.url, headers);
    }
    const counted = await addToRun(db, run, {
      requests: visited.filter(({ visit }) => visit.wasAsked).length,
      notModified: visited.filter(({ visit }) => visit.notModified).length,
      bytes: visited.reduce((sum, { visit }) => sum + visit.bytes, 0),
    });
    if (!counted) throw new RunLeft();
    run.bytes = counted.bytes;
  });

/** Fetches some files, and stores their content in small groups. */
async function visitAll(work: RunWork, files: readonly FileRow[], sites: Sites): Promise<void> {
  const { context, run, source, left } = work;
  const batch = {
    known: await knownPages(
      context.db,
      source.id,
      files.map(({ url }) => url),
    ),
    parents: await classesOf(context.db, run.id, [...new Set(files.flatMap(({ parent }) => parent ?? []))]),
  };
  let visited: Visited[] = [];
  let kept: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    const done = visited;
    visited = [];
    if (done.length > 0) kept = kept.then(() => keep(work, done));
    return kept;
  };
  try {
    await sites.visit(files, async (file) => {
      // Files in progress are read to the end, but no new file is started.
      if (work.isOver()) return;
      const seen = await unlessLeft(left, visitFile(work, file, batch, sites));
      visited.push({ file, visit: seen });
      if (visited.length >= KEPT_AT_ONCE) await flush();
    });
  } finally {
    if (!left.aborted) await flush();
  }
}

/** The reason why no more files are fetched; undefined while the run is within its limits. */
const limitOf = ({ run, context }: RunWork): FileProblem | undefined => {
  if (run.bytes > MOST_BYTES) return 'run-too-large';
  return context.clock().getTime() - run.startedAt.getTime() > MOST_MS ? 'run-too-long' : undefined;
};

/**
 * Fetches all files of a run that were not fetched yet.
 * @throws RunLeft
 */
export async function crawl(work: RunWork): Promise<void> {
  const { context, run } = work;
  const sites = createSites();
  for (let depth = 0; depth <= MOST_DEPTH; depth++) {
    for (;;) {
      requireGoingOn(work);
      const reached = limitOf(work);
      if (reached) return leaveOut(context.db, run.id, [problemOfFile(reached)]);
      const files = await listWaiting(context.db, run.id, depth, AT_A_TIME);
      if (files.length === 0) break;
      await visitAll(work, files, sites);
    }
    await follow(work, depth);
  }
}
