import { createHash } from 'node:crypto';

/*
 * What was written and what was answered, held against each other. Each write of a host has a text of its own, so that an
 * answer shows which write it comes from; versions give the order.
 */

/** A host as it was written, or shown. */
export interface Shown {
  host: string;
  version: number;
  text: string;
}

interface Known {
  /** When this was known, in milliseconds. */
  at: number;
  version: number;
  /** Not shown since. */
  isOnlyAcknowledged?: true;
}

/** The time between a commit and the reading of it is less. */
const JUST_NOW_MS = 5_000;

export interface Verdict {
  acknowledged: number;
  /** Written, though their acknowledgement never came. */
  unacknowledged: number;
  lost: string[];
  wrong: string[];
}

const MOST_TOLD = 50;
const AROUND = 60;

function whereDiffers(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const part = (text: string) => text.slice(Math.max(0, at - AROUND), at + AROUND);
  return `: “${part(one)}”, “${part(other)}”`;
}

export type Model = ReturnType<typeof createModel>;

export function createModel() {
  const wrong: string[] = [];
  const attempted = new Map<string, Set<string>>();
  const acknowledged = new Map<string, Map<number, string>>();
  /** All that was ever seen of a host, by version. */
  const seen = new Map<string, Map<number, string>>();
  /** What each process must show at least, by host: what it acknowledged or showed. */
  const floors = new Map<string, Map<string, Known[]>>();
  /** Processes that the database may not answer. */
  const apart = new Set<string>();
  const revisions = new Map<string, Known[]>();
  const bodies = new Map<string, string>();
  /** The last body of each question, to tell where two differ. */
  const lastBodies = new Map<string, string>();
  const lags: number[] = [];
  const latest = new Map<string, Known[]>();

  const fault = (sentence: string) => {
    if (wrong.length < MOST_TOLD) wrong.push(sentence);
  };
  const within = <T>(map: Map<string, T>, key: string, make: () => T): T => {
    const there = map.get(key) ?? make();
    map.set(key, there);
    return there;
  };
  const raise = (list: Known[], known: Known) => {
    if (known.version > (list.at(-1)?.version ?? 0)) list.push(known);
  };
  /** What was known at an instant. */
  const knownAt = (list: readonly Known[], at: number): number =>
    list.findLast((known) => known.at <= at)?.version ?? 0;
  const floorOf = (process: string, host: string) =>
    within(
      within(floors, process, () => new Map<string, Known[]>()),
      host,
      () => [] as Known[],
    );

  const knowsAll = (process: string, at: number) => {
    for (const [host, versions] of acknowledged)
      raise(floorOf(process, host), { at, version: Math.max(...versions.keys()) });
  };

  const see = ({ host, version, text }: Shown) => {
    const versions = within(seen, host, () => new Map<number, string>());
    const before = versions.get(version);
    if (before !== undefined && before !== text) fault(`${host}, version ${version}: “${before}” and “${text}”`);
    versions.set(version, text);
  };

  return {
    /** About to be sent. */
    attempt(host: string, text: string): void {
      within(attempted, host, () => new Set<string>()).add(text);
    },
    /** @param process that acknowledged it; undefined: the writer found out that it was written */
    acknowledge(process: string | undefined, written: Shown, at: number): void {
      see(written);
      within(acknowledged, written.host, () => new Map<number, string>()).set(written.version, written.text);
      const known: Known = { at, version: written.version, isOnlyAcknowledged: true };
      if (process !== undefined && !apart.has(process)) raise(floorOf(process, written.host), known);
      raise(
        within(latest, written.host, () => [] as Known[]),
        known,
      );
    },
    /** A process begins: it reads all that is stored. */
    begin(process: string, at: number): void {
      revisions.delete(process);
      floors.delete(process);
      knowsAll(process, at);
    },
    /**
     * A process may lose its database between a commit and the reading of it: it acknowledges the write, and shows it once
     * the database answers again. What it showed before never goes back.
     */
    part(process: string, at: number): void {
      apart.add(process);
      for (const list of floors.get(process)?.values() ?? [])
        while (list.length > 0 && list.at(-1)!.isOnlyAcknowledged && list.at(-1)!.at > at - JUST_NOW_MS) list.pop();
    },
    /** The database answers a process again: it reads all that is stored. */
    join(process: string, at: number): void {
      apart.delete(process);
      knowsAll(process, at);
    },
    /** @param sentAt when it was asked for @param at when it came */
    shown(process: string, shown: Shown, sentAt: number, at: number): void {
      const { host, version, text } = shown;
      if (!attempted.get(host)?.has(text)) fault(`${process}: ${host} shows “${text}”, which nobody wrote`);
      see(shown);
      const floor = floorOf(process, host);
      const least = knownAt(floor, sentAt);
      if (version < least) fault(`${process}: ${host} shows version ${version}, after it had shown ${least}`);
      raise(floor, { at, version });
      const top = floor.at(-1)!;
      if (top.version === version) delete top.isOnlyAcknowledged;
      // How long ago a version was acknowledged that is not shown yet.
      const next = latest.get(host)?.find((known) => known.version > version);
      lags.push(next && next.at < sentAt ? sentAt - next.at : 0);
    },
    /** The revision of an answer never goes back within one process. */
    revision(process: string, revision: number, sentAt: number, at: number): void {
      const known = within(revisions, process, () => [] as Known[]);
      const least = knownAt(known, sentAt);
      if (revision < least) fault(`${process}: an answer of revision ${revision}, after one of ${least}`);
      raise(known, { at, version: revision });
    },
    /** One tag stands for one body, whichever process made it. */
    body(question: string, tag: string, text: string): void {
      const key = `${question} ${tag}`;
      const digest = createHash('sha256').update(text).digest('base64');
      const before = bodies.get(key);
      if (before !== undefined && before !== digest)
        fault(`${question}: ${tag} stands for two bodies${whereDiffers(lastBodies.get(question) ?? '', text)}`);
      bodies.set(key, digest);
      lastBodies.set(question, text);
    },
    fault,
    counts: () => ({
      acknowledged: [...acknowledged.values()].reduce((sum, { size }) => sum + size, 0),
      wrong: wrong.length,
    }),
    /** How old the newest acknowledged write was that an answer did not show; sorted. */
    lags: () => lags.toSorted((a, b) => a - b),
    /** @param histories what each host was, in order, as it is stored at the end */
    verdict(histories: ReadonlyMap<string, readonly Omit<Shown, 'host'>[]>): Verdict {
      const lost: string[] = [];
      let unacknowledged = 0;
      for (const [host, attempts] of attempted) {
        const stored = histories.get(host) ?? [];
        const byVersion = new Map(stored.map(({ version, text }) => [version, text]));
        for (const [version, text] of acknowledged.get(host) ?? [])
          if (byVersion.get(version) !== text) lost.push(`${host}, version ${version}: “${text}”`);
        for (const [version, text] of seen.get(host) ?? [])
          if (byVersion.get(version) !== text)
            fault(
              `${host}: version ${version} was shown as “${text}”, and is “${byVersion.get(version) ?? 'nothing'}”`,
            );
        const texts = stored.map(({ text }) => text);
        for (const text of new Set(texts)) {
          if (!attempts.has(text)) fault(`${host}: “${text}” is stored, and nobody wrote it`);
          const times = texts.filter((one) => one === text).length;
          if (times > 1) fault(`${host}: “${text}” was written ${times} times`);
        }
        unacknowledged += stored.length - (acknowledged.get(host)?.size ?? 0);
      }
      const { acknowledged: count } = this.counts();
      return { acknowledged: count, unacknowledged, lost, wrong };
    },
  };
}
